"""
The release manifest: every file of a publication with its SHA-256 and its size, signed by the trust.

With it anybody can compare a host byte by byte, from any machine, without the site's secrets. It names nothing that a visitor of the host could not see.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from sendsite.errors import DataRefused
from sendsite.publish.records import Record

FORM = 1
MOST = 64_000_000
"""Bytes of a manifest that are read; a site of ten thousand files has two million."""


class Listed(NamedTuple):
    """A file as it was published."""

    digest: str
    size: int


@dataclass(frozen=True)
class Manifest:
    """A publication as it was signed: site, name, number, when, and each file by its path."""

    site: str
    pub: str
    seq: int
    at: str
    files: Mapping[str, Listed] = field(repr=False)


def manifest_of(record: Record, release: Path, site: str) -> Manifest:
    """What a release holds; a file that is missing has no size, and so equals nothing."""
    files = {path: Listed(digest, (release / path).stat().st_size if (release / path).is_file() else -1) for path, digest in record.files.items()}
    return Manifest(site, record.pub, record.seq, record.at.isoformat(timespec="seconds"), files)


def written(manifest: Manifest) -> bytes:
    """A manifest as JSON; the same one gives the same bytes."""
    files = {path: {"bytes": each.size, "sha256": each.digest} for path, each in manifest.files.items()}
    document = {"at": manifest.at, "files": files, "pub": manifest.pub, "seq": manifest.seq, "site": manifest.site, "v": FORM}
    return json.dumps(document, sort_keys=True, indent=0, ensure_ascii=True).encode() + b"\n"


def read(content: bytes, called: str) -> Manifest:
    """A manifest out of its JSON; DataRefused where it is none, or one of a newer form. Its signature is looked at first, and not here."""
    try:
        document = json.loads(content)
        if document["v"] != FORM:
            raise DataRefused(f"{called} is a release manifest of form {document['v']}, and this sendsite reads form {FORM}. Use the one that wrote it.")
        files = {path: Listed(str(each["sha256"]), int(each["bytes"])) for path, each in document["files"].items()}
        return Manifest(str(document["site"]), str(document["pub"]), int(document["seq"]), str(document["at"]), files)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise DataRefused(f"{called} is no release manifest. Name the .manifest.json that `sendsite publish` wrote.") from error


def comment_of(manifest: Manifest) -> str:
    """What is signed beside it, in words."""
    return f"sendsite publication {manifest.seq} ({manifest.pub}) of site {manifest.site}, {manifest.at}"


def same(listed: Listed | None, content: bytes) -> bool:
    """Whether these are the bytes that were published."""
    return listed is not None and len(content) == listed.size and hashlib.sha256(content).hexdigest() == listed.digest
