"""What a snapshot says of itself: manifest.json, its first member."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sendsite.errors import DataRefused
from sendsite.framework.term import Term

NAME = "manifest.json"
FORMAT = 1
KEYS = ("by", "data_date", "edition", "files", "format", "previous", "product", "taken_at", "term")


class FileNote(NamedTuple):
    """A member: its SHA-256 in hex, and how many rows it has below its heading (None for what is no table)."""

    sha256: str
    rows: int | None


@dataclass(frozen=True)
class Manifest:
    """`previous` is the SHA-256 of the manifest before this one, in term order and then edition; None for the first on the shelf."""

    term: Term
    edition: int
    data_date: date
    taken_at: str
    by: str
    product: str
    files: dict[str, FileNote]
    previous: str | None

    def text(self) -> bytes:
        """Canonical JSON: keys sorted, two spaces, one newline at the end."""
        return canonical(
            {
                "format": FORMAT,
                "term": self.term.name,
                "edition": self.edition,
                "data_date": self.data_date.isoformat(),
                "taken_at": self.taken_at,
                "by": self.by,
                "product": self.product,
                "files": {name: note._asdict() for name, note in self.files.items()},
                "previous": self.previous,
            }
        )


def canonical(value: object) -> bytes:
    """JSON that is the same bytes for the same value; a float is its shortest form, and NaN is refused."""
    return (json.dumps(value, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def sha256(content: bytes) -> str:
    """In hex."""
    return hashlib.sha256(content).hexdigest()


def parse(text: bytes, source: str) -> Manifest:
    """Read a manifest; DataRefused names what is wrong with it."""
    try:
        table: dict[str, Any] = json.loads(text)
        written = table["format"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise DataRefused(f"{source}: {NAME} cannot be read. Put the snapshot back from a backup.") from None
    if isinstance(written, int) and written > FORMAT:
        raise DataRefused(f"{source}: a newer sendsite took this snapshot (format {written}; this one reads {FORMAT}). Upgrade sendsite.")
    try:
        manifest = _read(table)
    except (ValueError, TypeError, KeyError, AttributeError, DataRefused) as error:
        raise DataRefused(f"{source}: {NAME} says something that no snapshot says ({error}). Put the snapshot back from a backup.") from None
    if manifest.text() != text:
        raise DataRefused(f"{source}: {NAME} is not as sendsite writes it. Put the snapshot back from a backup.")
    return manifest


def _read(table: dict[str, Any]) -> Manifest:
    if tuple(sorted(table)) != KEYS or table["format"] != FORMAT:
        raise ValueError(f"its entries must be {', '.join(KEYS)}")
    datetime.fromisoformat(table["taken_at"])
    files = {str(name): FileNote(str(note["sha256"]), _count(note["rows"])) for name, note in table["files"].items()}
    previous = table["previous"]
    if not (previous is None or isinstance(previous, str)) or not isinstance(table["edition"], int) or table["edition"] < 1:
        raise ValueError("edition counts from 1, and previous is a hash or null")
    return Manifest(
        Term.parse(table["term"]),
        table["edition"],
        date.fromisoformat(table["data_date"]),
        table["taken_at"],
        str(table["by"]),
        str(table["product"]),
        files,
        previous,
    )


def _count(rows: Any) -> int | None:
    if rows is None or (isinstance(rows, int) and rows >= 0):
        return rows
    raise ValueError(f"{rows!r} is not a number of rows")
