"""
What the publisher remembers of each release: which file holds what, for whom and under which key, so that what did not change is not sealed again.

A record stands beside its release, is for its owner alone and never goes to a host: it says which opaque address is whose.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import NamedTuple

from sendsite.publish.seal.encoding import b64, enc, unb64
from sendsite.publish.seal.keys import Box, ContentKey, Site, nonce, seal, unseal

FORM = 1


class Entry(NamedTuple):
    """
    A file of a release. `at` is where it stands, `plain` a keyed hash of what it holds, `kid` the key it is sealed with ("" for a public one).

    `hash` is what the manifest has for it, `real` where the preview has it, `kind` its MIME type.
    """

    audience: str
    real: str
    kind: str
    plain: str
    kid: str
    hash: str
    at: str


@dataclass(frozen=True)
class Record:
    """
    A release as it was made. `entries` by published path, `files` every file with its SHA-256, `starts` each audience's first page.

    `frame` is the hash of all that stands around sealed pages; `leaving` are files of earlier publications with the moment until which they stay;
    `keys` are the content keys it is sealed with, for going back to it after they ended: sealed themselves, with a key made of the site's secrets.
    """

    pub: str
    seq: int
    at: datetime
    note: str
    style: str
    script: str
    frame: str
    entries: Mapping[str, Entry] = field(repr=False)
    files: Mapping[str, str] = field(repr=False)
    starts: Mapping[str, str] = field(repr=False)
    leaving: Mapping[str, datetime] = field(repr=False)
    keys: Mapping[str, Mapping[str, str]] = field(repr=False)


def written(record: Record) -> bytes:
    """A record as JSON."""
    document = {**asdict(record), "form": FORM, "at": record.at.isoformat(), "leaving": {path: at.isoformat() for path, at in record.leaving.items()}}
    return json.dumps(document, sort_keys=True, indent=0).encode()


def read(content: bytes) -> Record | None:
    """A record out of its JSON; None where it is none of this form, so that everything is sealed anew."""
    try:
        document = json.loads(content)
        if document.pop("form") != FORM:
            return None
        document["at"] = datetime.fromisoformat(document["at"])
        document["leaving"] = {path: datetime.fromisoformat(at) for path, at in document["leaving"].items()}
        document["entries"] = {path: Entry(*entry) for path, entry in document["entries"].items()}
        return Record(**document)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def plain_hash(site: Site, content: bytes) -> str:
    """A hash of plain content that tells nothing to whoever has not the site's secrets: few numbers would be guessed from a bare one."""
    return hmac.digest(site.path_key, enc("sendsite/1 remembered", content), hashlib.sha256).hex()


def kept(site: Site, keys: Iterable[ContentKey]) -> dict[str, dict[str, str]]:
    """Content keys by kid, sealed for the publisher."""
    return {key.kid: _kept(site, key) for key in keys}


def _kept(site: Site, key: ContentKey) -> dict[str, str]:
    aad, keeper = enc("sendsite/1 kept", site.id, key.kid, key.audience), _keeper(site)
    iv = nonce(site.iv_key, f"kept {site.id}", aad, key.key)
    return {"audience": key.audience, "iv": b64(iv), "body": b64(seal(keeper, iv, aad, key.key))}


def opened(site: Site, keys: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """The content keys of a record by kid; Refused where they are another site's, or its secrets were made anew since."""
    keeper = _keeper(site)
    return {
        kid: unseal(keeper, Box(unb64(each["iv"]), unb64(each["body"])), enc("sendsite/1 kept", site.id, kid, each["audience"])) for kid, each in keys.items()
    }


def _keeper(site: Site) -> bytes:
    return hmac.digest(site.path_key, enc("sendsite/1 keeper", site.id), hashlib.sha256)
