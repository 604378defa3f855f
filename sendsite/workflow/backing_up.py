"""A backup of everything in a site folder that cannot be made again: one file, which counts once it was restored on trial."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import sendsite
from sendsite import age
from sendsite.backups import taken
from sendsite.backups.manifest import Manifest
from sendsite.backups.packing import held, pack
from sendsite.backups.room import FULL, room_in
from sendsite.backups.shelf import Kept, named_in, part_of, put, surplus, sweep
from sendsite.errors import DataRefused, SendsiteError
from sendsite.publish.lock import alone
from sendsite.workflow.erasures_beside import put_beside
from sendsite.workflow.folder import DATE_MARK, SiteFolder
from sendsite.workflow.proving import Standing, prove, standing
from sendsite.workflow.terms import who

if TYPE_CHECKING:
    from sendsite.register.database import Register

MARK = "backup proven"
"""The mark of the register that keeps when a backup was last proven, as a moment in UTC."""

SERIES = "backup series"
"""The mark that keeps the six signs by which a site folder's own backups are told from others in the same place."""

KIND = "backup"
STAGING = ".backup-"
NOT_SEALED = "It is not sealed: whoever has the file has every name, every salary and every key. Set age_recipients in sendsite.toml to seal it with age."
NO_ROOM = "so no backup was made; the older ones stand. Make room there, or name another place."
SAME_DISK = "It lies on the same disk as the register: one broken disk takes both. Copy it elsewhere, or set backups in sendsite.toml to a folder on another."

Progress = Callable[[int, int, str], None]
Tell = Callable[[str], None]


class Made(NamedTuple):
    """A proven backup. `links` were not followed, `removed` are older backups that made way; `warnings` say what to think of."""

    path: Path
    manifest: Manifest
    size: int
    sealed: bool
    links: tuple[str, ...]
    removed: tuple[Path, ...]
    warnings: tuple[str, ...]


def folder_of(folder: SiteFolder) -> Path:
    """Where backups go when no place is named."""
    return folder.root / (folder.settings.backups or "data/backups")


def kept(folder: SiteFolder, register: Register) -> tuple[Kept, ...]:
    """This site folder's own backups in that place, newest first."""
    from sendsite.register.marks import mark

    series = mark(register, SERIES)
    return named_in(folder_of(folder), series) if series else ()


def back_up(
    folder: SiteFolder,
    where: Path | None = None,
    *,
    by: str = "",
    register: Register | None = None,
    progress: Progress = lambda done, total, words: None,
    tell: Tell = lambda words: None,
) -> Made:
    """
    Make a backup, prove it, and only then give it its name; `where` is a folder or a file's name that is not taken.

    A backup that does not restore to what it was made of is thrown away. In the usual place the oldest beyond `backups_kept` then go.
    """
    with alone(folder.root / "data" / ".backup.lock", tell=tell, what="backup"):
        _swept(folder)
        with _opened(folder, register) as open_register:
            place = _place(folder, where, _series(open_register))
            sweep(place, _series(open_register))
            with _staging(folder) as staging:
                made = _made(folder, open_register, place, staging, by or who(), progress)
            put_beside(folder, place.parent, made.manifest.series)
            _note(open_register, made, by or who())
        removed = () if where else surplus(place.parent, made.manifest.series, folder.settings.backups_kept)
        return made._replace(removed=removed)


def _made(folder: SiteFolder, register: Register, place: Path, staging: Path, by: str, progress: Progress) -> Made:
    """Copy, pack, seal, prove, name."""
    stood, day = _copied(folder, register, staging)
    files, links = _gathered(folder, staging)
    manifest = Manifest(
        datetime.now(UTC).isoformat(timespec="seconds"), by, sendsite.__version__, folder.settings.trust, _series(register),
        stood.head, stood.hash, _seq(staging), {table: len(rows) for table, rows in vars(stood.records).items()},
        {path: held(source) for path, source in files.items()},
    )  # fmt: skip
    step = _steps(progress, 2 * len(files) + 4)
    part = part_of(place)
    try:
        proven = _written(folder, part, staging, manifest, files, step)
        prove(proven, staging / "trial", stood, day, step)
        size = part.stat().st_size
        with room_in(place.parent, NO_ROOM):
            put(part, place)
    finally:
        part.unlink(missing_ok=True)
    warnings = (*(() if folder.settings.age_recipients else (NOT_SEALED,)), *((SAME_DISK,) if same_disk(place, folder.register) else ()))
    return Made(place, manifest, size, bool(folder.settings.age_recipients), links, (), warnings)


def _copied(folder: SiteFolder, register: Register, staging: Path) -> tuple[Standing, date]:
    """The register copied, and how it stood at that very moment."""
    from sendsite.register.copying import copy_to
    from sendsite.register.marks import mark

    place = staging / "files" / taken.REGISTER
    place.parent.mkdir(mode=0o700, parents=True)
    with register.reading():
        kept_day = mark(register, DATE_MARK)
        day = date.fromisoformat(kept_day) if kept_day else date.today()
        copy_to(register, place)
        return standing(folder, register, day), day


def _gathered(folder: SiteFolder, staging: Path) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Every other file copied beside it: what is edited meanwhile is in the backup as it was or as it is, never half. What is gone meanwhile is left out."""
    found = taken.taken(folder.root)
    files = {taken.REGISTER: staging / "files" / taken.REGISTER}
    for path, source in found.files.items():
        copy = staging / "files" / path
        copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, copy)
        except FileNotFoundError:
            copy.unlink(missing_ok=True)
            continue
        files[path] = copy
    return dict(sorted(files.items())), found.links


def _written(folder: SiteFolder, part: Path, staging: Path, manifest: Manifest, files: dict[str, Path], step: Callable[[str], None]) -> Path:
    """The backup under a name that nobody takes for one; answers with the plain file to try, which came out of the sealed one where it is sealed."""
    recipients = folder.settings.age_recipients
    with room_in(part.parent, NO_ROOM):
        _private(part)
        if not recipients:
            pack(part, manifest, files, step)
            return part
    plain, opened, witness = staging / "plain.zip", staging / "opened.zip", age.witness()
    pack(plain, manifest, files, step)
    with room_in(part.parent, NO_ROOM):
        age.encrypt_file(plain, part, recipients, witness)
    age.decrypt_file(part, opened, [witness])
    return opened


def _private(part: Path) -> None:
    """An empty file for its owner alone, before a byte is in it."""
    part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _place(folder: SiteFolder, where: Path | None, series: str) -> Path:
    """The name of the new backup; refused where it is taken, or in a folder that is put on a host or goes into the backup itself."""
    asked = where if where is not None else folder_of(folder)
    path = _free_name(folder, asked, series) if where is None or asked.is_dir() else asked
    inside = path.resolve()
    for held_in in ("build", "content", "themes", "data/snapshots"):
        if inside.is_relative_to((folder.root / held_in).resolve()):
            why = "which is put on a host" if held_in == "build" else "which goes into the backup itself"
            raise DataRefused(f"{path} is inside {held_in}/, {why}. Name another place, best on another disk.")
    if path.exists():
        raise DataRefused(f"{path}: there is a file of this name. No backup is written over; name another.")
    if path == where and path.suffix not in (".zip", age.SUFFIX):
        raise DataRefused(f"{path}: there is no such folder. Is the disk or stick there? Make the folder first, or name a file that ends in .zip.")
    return path


def _free_name(folder: SiteFolder, place: Path, series: str) -> Path:
    """A name by the time of now; of two backups within a second the later bears the next second."""
    moment = datetime.now(UTC)
    while True:
        path = place / f"sendsite-{series}-{moment:%Y-%m-%d-%H%M%S}.zip{age.SUFFIX if folder.settings.age_recipients else ''}"
        if not path.exists():
            return path
        moment += timedelta(seconds=1)


def _series(register: Register) -> str:
    """The signs of this site folder's backups, made with its first."""
    from sendsite.register.marks import mark, set_mark

    found = mark(register, SERIES)
    if found is None:
        found = secrets.token_hex(3)
        set_mark(register, SERIES, found)
    return found


def _seq(staging: Path) -> int:
    """The number of the newest publication; 0 where nothing was ever published."""
    from sendsite.publish import secrets_file

    place = secrets_file.place(staging / "files")
    return secrets_file.load(place).seq if place.exists() else 0


def _note(register: Register, made: Made, by: str) -> None:
    """The mark that the home page shows, and a line in the history."""
    from sendsite.register import chain
    from sendsite.register.marks import set_mark

    set_mark(register, MARK, made.manifest.made_at)
    chain.note(register, by=by, kind=KIND, title=f"Made and proved the backup {made.path.name}")


def _steps(progress: Progress, total: int) -> Callable[[str], None]:
    done = 0

    def step(words: str) -> None:
        nonlocal done
        done += 1
        progress(min(done, total), total, words)

    return step


def same_disk(one: Path, other: Path) -> bool:
    """Whether two places lie on one disk; of a place that is not there yet, the folder counts that it would stand in."""
    one = next(each for each in (one, *one.parents) if each.exists())
    return one.stat().st_dev == other.stat().st_dev


@contextmanager
def _opened(folder: SiteFolder, register: Register | None) -> Iterator[Register]:
    """The register that was handed over, or this folder's own for as long as it is needed."""
    if register is not None:
        yield register
        return
    with folder.open_register() as own:
        yield own


@contextmanager
def _staging(folder: SiteFolder) -> Iterator[Path]:
    """A folder beside the register for its owner alone, gone at the end whatever happens."""
    data = folder.root / "data"
    with room_in(data, "so no backup was made: it is put together and tried there first. The older ones stand. Make room there."):
        place = Path(tempfile.mkdtemp(prefix=STAGING, dir=data))
        try:
            yield place
        except OSError as error:
            if error.errno in FULL:
                raise
            where = error.filename2 or error.filename or folder.root
            raise SendsiteError(f"{where}: the backup could not be made ({error.strerror or error}). See that it is there and who may write there.") from error
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _swept(folder: SiteFolder) -> None:
    """What a killed backup left behind goes. To be called with the lock held."""
    for leftover in (folder.root / "data").glob(f"{STAGING}*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
