"""The backups of one site folder in one place: told from all other files by their names, the last ones kept, nothing else ever touched."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sendsite.errors import DataRefused
from sendsite.naming import flush_names, give_name

NAME = re.compile(r"sendsite-(?P<series>[0-9a-f]{6})-(?P<at>\d{4}-\d\d-\d\d-\d{6})\.zip(?P<sealed>\.age)?")


PART_ENDING = ".part"
"""How the name of a backup ends that is not proven: what a killed one leaves."""


class Kept(NamedTuple):
    """A backup by its name: when it was made, in UTC, how large it is, whether it is sealed."""

    path: Path
    at: datetime
    size: int
    sealed: bool


def named_in(folder: Path, series: str) -> tuple[Kept, ...]:
    """The backups of this series in a folder, newest first; by their names alone."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        name = NAME.fullmatch(path.name)
        if name and name["series"] == series and path.is_file() and not path.is_symlink():
            at = datetime.strptime(name["at"], "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC)
            found.append(Kept(path, at, path.stat().st_size, bool(name["sealed"])))
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def surplus(folder: Path, series: str, most: int) -> tuple[Path, ...]:
    """Remove the oldest backups of this series beyond `most`; answers with those that went. Files of any other name stay."""
    gone = []
    for each in named_in(folder, series)[most:]:
        each.path.unlink(missing_ok=True)
        gone.append(each.path)
    return tuple(gone)


def part_of(path: Path) -> Path:
    """What a backup is called until it is proven."""
    return path.with_name(f".{path.name}{PART_ENDING}")


def sweep(path: Path, series: str) -> None:
    """Remove what killed backups of this series left in the folder where `path` is to stand. To be called while no other of them is at work."""
    part_of(path).unlink(missing_ok=True)
    for each in path.parent.iterdir() if path.parent.is_dir() else ():
        name = NAME.fullmatch(each.name.removeprefix(".").removesuffix(PART_ENDING))
        if name and name["series"] == series and each == part_of(each.with_name(name[0])):
            each.unlink(missing_ok=True)


def put(part: Path, path: Path) -> None:
    """Give a proven backup its name, in one step that never replaces a file, and make the name itself safe against loss of power."""
    try:
        give_name(part, path)
    except FileExistsError:
        raise DataRefused(f"{path}: another program has just written a file of this name. It was left as it is.") from None
    flush_names(path.parent)
