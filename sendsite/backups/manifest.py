"""What a backup says of itself: manifest.json, its first member, with the size and SHA-256 of every file in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sendsite.errors import DataRefused

NAME = "manifest.json"
FORMAT = 1
TOP = ("sendsite.toml", "framework.toml", ".gitignore", "content", "themes", "data", "build")
"""What may stand at the top of a backup. Of build/ it holds what is remembered of the releases, and no page."""

REMEMBERED = "build/releases/"
FILES_MOST = 20_000
LONGEST = 400
BYTES_MOST = 8 * 1024**3
FORBIDDEN = frozenset('\\:*?"<>|')
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))})
"""Names that are devices on Windows, whatever stands behind their dot."""

OTHER = "Use another backup."


class Held(NamedTuple):
    """A file of a backup: its size in bytes and its SHA-256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """
    `made_at` is a moment in UTC; `series` is the site folder's own mark in the names of its backups.

    `head` and `hash` are the number and hash of the register's newest change, `rows` its rows by table, `seq` the number of the newest publication.
    """

    made_at: str
    by: str
    product: str
    trust: str
    series: str
    head: int
    hash: str
    seq: int
    rows: Mapping[str, int]
    files: Mapping[str, Held] = field(repr=False)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def text(self) -> bytes:
        """Canonical JSON: keys sorted, two spaces, one newline at the end."""
        table = {**asdict(self), "files": {path: held._asdict() for path, held in self.files.items()}, "format": FORMAT, "what": "a backup of sendsite"}
        return (json.dumps(table, sort_keys=True, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()


def parse(text: bytes, source: str) -> Manifest:
    """Read a manifest; DataRefused names what is wrong with it."""
    try:
        table: dict[str, Any] = json.loads(text)
        written = table.pop("format")
        table.pop("what")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DataRefused(f"{source}: its {NAME} cannot be read. {OTHER}") from None
    if isinstance(written, int) and written > FORMAT:
        raise DataRefused(f"{source}: a newer sendsite made this backup (format {written}; this one reads {FORMAT}). Upgrade sendsite.")
    try:
        files = {path: Held(int(held["size"]), str(held["sha256"])) for path, held in table.pop("files").items()}
        found = Manifest(**table, files=files)
        sound = _sound(found) and found.text() == text
    except (ValueError, TypeError, KeyError, AttributeError):
        sound = False
    if not sound:
        raise DataRefused(f"{source}: its {NAME} is not as sendsite writes it. {OTHER}")
    check_paths(found.files, source)
    return found


def _sound(found: Manifest) -> bool:
    """Whether each entry is of its kind, and no text would spoil a terminal."""
    texts: tuple[Any, ...] = (found.made_at, found.by, found.product, found.trust, found.series, found.hash)
    numbers = (found.head, found.seq, *found.rows.values(), *(held.size for held in found.files.values()))
    plain = all(isinstance(text, str) and text.isprintable() and len(text) <= LONGEST for text in texts)
    return plain and all(type(number) is int and number >= 0 for number in numbers) and found.moment.tzinfo == UTC


def check_paths(paths: Iterable[str], source: str, remedy: str = f"Nothing was written. {OTHER}") -> None:
    """Refuse a path that would leave the folder, or mean something else on another system, or two that are one there. `remedy` says what to do."""
    seen: set[str] = set()
    folders: set[str] = set()
    for number, path in enumerate(paths):
        parts = path.split("/")
        if number >= FILES_MOST or len(path) > LONGEST or parts[0] not in TOP or not all(_plain(part) for part in parts):
            raise DataRefused(f"{source}: it holds '{path[:80]}', which is no name for a file of a site folder on every system. {remedy}")
        if parts[0] == "build" and not (path.startswith(REMEMBERED) and len(parts) == 3):
            raise DataRefused(f"{source}: it holds '{path[:80]}' inside build/, which a backup leaves out. {remedy}")
        seen.add(path.casefold())
        folders |= {"/".join(parts[:depth]).casefold() for depth in range(1, len(parts))}
        if len(seen) <= number:
            raise DataRefused(f"{source}: it holds '{path[:80]}' twice, or under two spellings that some systems take for one. {remedy}")
    if seen & folders:
        raise DataRefused(f"{source}: '{sorted(seen & folders)[0][:80]}' is a file and a folder in it. {remedy}")


def _plain(part: str) -> bool:
    """Whether a part of a path is a name and nothing more, on every system."""
    if part in ("", ".", "..") or part[-1] in ". " or not part.isprintable() or FORBIDDEN & set(part):
        return False
    return part.split(".")[0].casefold() not in DEVICES
