"""The snapshots of a trust: which there are, and one of them read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sendsite.errors import DataRefused
from sendsite.framework.term import Term, TermRecords
from sendsite.snapshots import archive, contents, manifest
from sendsite.snapshots.manifest import Manifest

MANIFEST_MOST = 64 * 1024


@dataclass(frozen=True)
class SnapshotInfo:
    """A snapshot as its manifest tells it. `rows` is by table; `sha256` that of the manifest, which the next one names as `previous`."""

    term: Term
    edition: int
    data_date: date
    taken_at: str
    by: str
    path: Path
    rows: dict[str, int]
    product: str
    previous: str | None
    sha256: str


def file_name(term: Term, edition: int = 1) -> str:
    """2025-autumn.zip, and 2025-autumn.2.zip for the second edition."""
    return f"{term.name}.zip" if edition == 1 else f"{term.name}.{edition}.zip"


def shelf(folder: Path) -> tuple[SnapshotInfo, ...]:
    """
    Every snapshot of a folder, in school order and then by edition, by reading its manifest alone; empty where there is no folder.

    A .zip that is no snapshot is refused by name rather than passed over: no term drops out silently.
    """
    if not folder.is_dir():
        return ()
    found = [_info(path) for path in folder.glob("*.zip") if not path.name.startswith(".")]
    return tuple(sorted(found, key=lambda info: (info.term, info.edition)))


def load(path: Path) -> TermRecords:
    """
    A snapshot read back whole: the records, the framework of that day and the metrics as they were computed then.

    DataRefused, naming the file and what is wrong, unless every byte is as it was written.
    """
    note, term = contents.opened(_read(path, archive.BYTES_MOST + 1), str(path))
    _named_rightly(path, note)
    return term


def _info(path: Path) -> SnapshotInfo:
    head = _read(path, MANIFEST_MOST)
    try:
        place = archive.first_place(head)
        text = archive.checked(head[place.start : place.end], place)
    except archive.DamagedError as damage:
        raise DataRefused(f"{path}: this snapshot {damage} Put it back from a backup, or move it out of the folder.") from None
    note = manifest.parse(text, str(path))
    _named_rightly(path, note)
    rows = {name.removesuffix(".csv"): file.rows for name, file in note.files.items() if file.rows is not None}
    return SnapshotInfo(note.term, note.edition, note.data_date, note.taken_at, note.by, path, rows, note.product, note.previous, manifest.sha256(text))


def _read(path: Path, most: int) -> bytes:
    """The beginning of a file, so that a huge one cannot fill the memory."""
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise DataRefused(f"{path}: there is no such snapshot. `sendsite snapshot list` names those there are.") from None
    except OSError as error:
        raise DataRefused(f"{path}: cannot be read ({error.strerror}).") from None


def _named_rightly(path: Path, note: Manifest) -> None:
    if path.name != file_name(note.term, note.edition):
        raise DataRefused(f"{path}: this is {file_name(note.term, note.edition)} under another name. Give it that name again, or move it out of the folder.")
