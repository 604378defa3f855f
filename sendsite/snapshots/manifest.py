"""What a snapshot says of itself: manifest.json, its first member, which the signature beside it is over."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.snapshots.steps import FORMAT, to_newest

NAME, SIGNATURE = "manifest.json", "manifest.json.minisig"
BACKUP = "Put the snapshot back from a backup."
WORDS_MOST = 500


class FileNote(NamedTuple):
    """A member: its SHA-256 in hex, and how many rows it has below its heading (None for what is no table)."""

    sha256: str
    rows: int | None


@dataclass(frozen=True)
class Manifest:
    """
    `seq` counts the snapshots of a folder in the order they were taken, from 1, and `previous` is the SHA-256 of the manifest with the number before.

    The first of them `adopts` the unsigned snapshots of format 1 that it finds: file -> SHA-256 of its manifest. Those have no `seq`, and their
    `previous` is the manifest of the term before. `reason` says why there is a new edition, "" for the first. `findings` counts by severity what
    the checks still found missing, None where that was not looked at. `signed_by` names the key, "" for the unsigned.
    """

    term: Term
    edition: int
    data_date: date
    taken_at: str
    by: str
    product: str
    files: dict[str, FileNote]
    previous: str | None
    reason: str = ""
    seq: int | None = None
    signed_by: str = ""
    adopts: dict[str, str] = field(default_factory=dict)
    findings: dict[str, int] | None = None

    def table(self) -> dict[str, Any]:
        """As JSON has it, in today's format."""
        return {
            "format": FORMAT,
            "term": self.term.name,
            "edition": self.edition,
            "data_date": self.data_date.isoformat(),
            "taken_at": self.taken_at,
            "by": self.by,
            "product": self.product,
            "files": {name: note._asdict() for name, note in self.files.items()},
            "previous": self.previous,
            "reason": self.reason,
            "seq": self.seq,
            "signed_by": self.signed_by,
            "adopts": self.adopts,
            "findings": self.findings,
        }

    def text(self) -> bytes:
        """Canonical JSON: keys sorted, two spaces, one newline at the end."""
        return canonical(self.table())


def canonical(value: object) -> bytes:
    """JSON that is the same bytes for the same value; a float is its shortest form, and NaN is refused."""
    return (json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def sha256(content: bytes) -> str:
    """In hex."""
    return hashlib.sha256(content).hexdigest()


def parse(text: bytes, source: str) -> Manifest:
    """Read a manifest of any format there ever was; DataRefused names what is wrong with it."""
    try:
        table: dict[str, Any] = json.loads(text)
        written = table["format"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DataRefused(f"{source}: {NAME} cannot be read. {BACKUP}") from None
    if isinstance(written, int) and written > FORMAT:
        raise DataRefused(f"{source}: a newer sendsite took this snapshot (format {written}; this one reads {FORMAT}). Upgrade sendsite.")
    try:
        newest = to_newest(table)
        manifest = _read(newest)
        whole = canonical(table) == text and manifest.text() == canonical(newest)
    except (ValueError, TypeError, KeyError, AttributeError, DataRefused) as error:
        raise DataRefused(f"{source}: {NAME} says something that no snapshot says ({error}). {BACKUP}") from None
    if not whole:
        raise DataRefused(f"{source}: {NAME} is not as sendsite writes it. {BACKUP}")
    return manifest


def _read(table: Mapping[str, Any]) -> Manifest:
    datetime.fromisoformat(table["taken_at"])
    manifest = Manifest(
        term=Term.parse(table["term"]),
        edition=_count(table["edition"], 1),
        data_date=date.fromisoformat(table["data_date"]),
        taken_at=table["taken_at"],
        by=_words(table["by"]),
        product=str(table["product"]),
        files={str(name): FileNote(_hash(note["sha256"]), _maybe(note["rows"])) for name, note in table["files"].items()},
        previous=None if table["previous"] is None else _hash(table["previous"]),
        reason=_words(table["reason"]),
        seq=None if table["seq"] is None else _count(table["seq"], 1),
        signed_by=str(table["signed_by"]),
        adopts={str(name): _hash(digest) for name, digest in table["adopts"].items()},
        findings=None if table["findings"] is None else {str(name): _count(number) for name, number in table["findings"].items()},
    )
    _coherent(manifest)
    return manifest


def _coherent(manifest: Manifest) -> None:
    """What must hold between the entries."""
    if bool(manifest.signed_by) != (manifest.seq is not None):
        raise ValueError("what is signed has a number in the order of taking, and what is unsigned has none")
    if manifest.seq is not None and ((manifest.previous is None) != (manifest.seq == 1) or (manifest.edition > 1) != bool(manifest.reason)):
        raise ValueError("only the first has nothing before it, and only a new edition has a reason")
    if manifest.adopts and manifest.seq != 1:
        raise ValueError("only the first that is signed adopts unsigned ones")


def _hash(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch("[0-9a-f]{64}", value):
        return value
    raise ValueError(f"{str(value)[:80]!r} is not a SHA-256")


def _words(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"{str(value)[:80]!r} is not text")


def _maybe(rows: Any) -> int | None:
    return None if rows is None else _count(rows)


def _count(rows: Any, least: int = 0) -> int:
    if type(rows) is int and rows >= least:
        return rows
    raise ValueError(f"{str(rows)[:80]!r} is not a number of rows or editions")
