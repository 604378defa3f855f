"""What of a site folder cannot be made again, and so goes into a backup; and what is left out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sendsite.backups.manifest import REMEMBERED, check_paths

REGISTER = "data/sendsite.sqlite"
SETTINGS = ("sendsite.toml", "framework.toml", ".gitignore")
FOLDERS = ("content", "themes", "data")
PASSING = ("data/backups", "data/cards", "data/secrets.json.before")
"""
Backups themselves; cards, which hold readers' codes and are to be printed and deleted; the secrets before their last change, which would let in again
whoever was revoked by it.
"""
BESIDE_THE_REGISTER = ("-wal", "-shm", "-journal")


class Taken(NamedTuple):
    """Files by their path in the backup, without the register, which is copied by itself; and links, which are named and not followed."""

    files: dict[str, Path]
    links: tuple[str, ...]


def taken(root: Path) -> Taken:
    """The files of a site folder that go into its backup."""
    files: dict[str, Path] = {}
    links: list[str] = []
    for path in (*(root / name for name in SETTINGS), *(each for name in FOLDERS for each in _below(root / name, root)), *_remembered(root)):
        name = path.relative_to(root).as_posix()
        if path.is_symlink():
            links.append(name)
        elif path.is_file():
            files[name] = path
    check_paths(files, str(root), "Give it another name, of letters, digits and hyphens, and make the backup again.")
    return Taken(dict(sorted(files.items())), tuple(sorted(links)))


def _below(folder: Path, root: Path) -> Iterator[Path]:
    """Every file and link below a folder that is to be kept. Linked folders are named, and not gone into."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        for name in [each for each in folders if (here / each).is_symlink()]:
            yield here / name
        folders[:] = sorted(name for name in folders if not _left_out(here / name, root))
        yield from (here / name for name in sorted(names) if not _left_out(here / name, root))


def _left_out(path: Path, root: Path) -> bool:
    """Locks and half-written files of data/, whose names begin with a dot; the register, with its side files; what only passes through."""
    name = path.relative_to(root).as_posix()
    if name in PASSING or name in (REGISTER, *(f"{REGISTER}{ending}" for ending in BESIDE_THE_REGISTER)):
        return True
    return name.startswith("data/") and path.name.startswith(".")


def _remembered(root: Path) -> Iterator[Path]:
    """What is remembered of the releases; the releases themselves are made again."""
    yield from sorted((root / REMEMBERED).glob("*.json"))
