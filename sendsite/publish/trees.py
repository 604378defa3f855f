"""Folders of files that stand twice without taking room twice."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def linked(source: Path, to: Path) -> None:
    """The same file under a second name; a copy where the file system has no such names. Neither is ever written into."""
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)


def cloned(source: Path, to: Path) -> None:
    """A second tree of the same files, which a web server may read."""
    for path in source.rglob("*"):
        if path.is_file():
            linked(path, to / path.relative_to(source))
    for folder in (to, *(each for each in to.rglob("*") if each.is_dir())):
        folder.chmod(0o755)
