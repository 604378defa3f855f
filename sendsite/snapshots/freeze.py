"""Freezing the register into a term's snapshot: written aside, read back, put in place in one step, and never written again."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import sendsite
from sendsite.errors import DataRefused, SendsiteError
from sendsite.framework.records import Records
from sendsite.framework.settings import Framework
from sendsite.framework.term import Term
from sendsite.snapshots import archive, contents, manifest
from sendsite.snapshots.manifest import Manifest
from sendsite.snapshots.shelf import SnapshotInfo, file_name, shelf

PUBLISHED = ("preview", "current")


def take(
    folder: Path,
    term: Term,
    records: Records,
    framework: Framework,
    document: Mapping[str, object],
    *,
    data_date: date,
    taken_at: str,
    by: str,
    today: date,
) -> Path:
    """
    Freeze a term and return the new file, mode 0600.

    Refused with nothing written: a term that is no term, is on the shelf already or has not begun; a folder inside build/.
    """
    standing = shelf(folder)
    _may_be_taken(folder, Term.parse(term.name), standing, today)
    _fit(data_date, taken_at, by, today)
    files = contents.members(records, framework, document)
    note = Manifest(term, 1, data_date, taken_at, by, sendsite.__version__, contents.notes(records, files), _before(term, standing))
    raw = archive.packed({manifest.NAME: note.text(), **files})
    if contents.opened(raw, file_name(term))[1].records != records:
        raise SendsiteError(f"{term}: the snapshot would not read back as the register it was taken from, so it was not written.")
    return _put(folder, file_name(term), raw)


def _may_be_taken(folder: Path, term: Term, standing: tuple[SnapshotInfo, ...], today: date) -> None:
    for info in standing:
        if info.term == term:
            rule = "A snapshot is never written over, and no command corrects one yet: what is mended in the register shows in the draft and in the next term."
            raise DataRefused(f"{term}: there is a snapshot already, {info.path.name}, taken {info.taken_at} by {info.by}. {rule}")
    if term.begins > today:
        raise DataRefused(f"{term}: this term begins on {term.begins}, so there is nothing to freeze yet. Take {Term.of(today)}, or wait.")
    place = folder.resolve()
    for part in (place, *place.parents):
        if part.name == "build" and (part in (place, place.parent) or any((part / name).exists() for name in PUBLISHED)):
            raise DataRefused(f"{folder}: a snapshot holds pupils' names and never stands inside a build folder. Name another, such as data/snapshots.")


def _fit(data_date: date, taken_at: str, by: str, today: date) -> None:
    try:
        datetime.fromisoformat(taken_at)
    except ValueError:
        raise DataRefused(f"'{taken_at}' is not a time. Write it such as 2025-12-19T15:30:00+00:00.") from None
    if data_date > today:
        raise DataRefused(f"The data's date, {data_date}, lies in the future. Write a day up to today.")
    if not by.strip():
        raise DataRefused("A snapshot needs a name: who takes it?")


def _before(term: Term, standing: tuple[SnapshotInfo, ...]) -> str | None:
    """The hash of the manifest before this one: terms in school order, then editions."""
    earlier = [info.sha256 for info in standing if info.term < term]
    return earlier[-1] if earlier else None


def _put(folder: Path, name: str, raw: bytes) -> Path:
    """Write beside, flush to the disk, and give it its name in one step that never replaces a file. What was begun is not left behind."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{name}.", suffix=".part", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(0o600)
            _name(Path(beside), folder / name)
        finally:
            Path(beside).unlink(missing_ok=True)
        _flush_names(folder)
    except OSError as error:
        raise SendsiteError(f"{folder / name}: the snapshot could not be written ({error.strerror}). Make room, or see who may write there.") from error
    return folder / name


def _name(beside: Path, path: Path) -> None:
    """A link is refused where the name is taken, on every system at once; where there are no links, a rename after looking."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise DataRefused(f"{path}: another program has just taken this snapshot. It stands as that one wrote it.") from None
    except OSError:
        if path.exists():
            raise DataRefused(f"{path}: there is a snapshot of this name already. It was left as it is.") from None
        beside.rename(path)


def _flush_names(folder: Path) -> None:
    """Make the new name itself safe against loss of power, on systems where a folder can be flushed."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
