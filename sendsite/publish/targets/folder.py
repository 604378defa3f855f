"""Another folder of this machine: a web server's, a shared drive's, a memory stick's. Only files that differ are written, each in one step."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from sendsite.errors import BuildFailed, ConfigError
from sendsite.publish.order import NOW, in_order
from sendsite.publish.targets.commands import Going

PART = ".sendsite-"
OURS = ("data", "content", "themes", "archives", "build")
"""Folders of a site folder that are no place to put the site in."""


class FolderTarget:
    """A folder that holds nothing but the site; one that holds something else is left alone."""

    warning = ""
    tells = True

    def __init__(self, place: str) -> None:
        self.words = f"folder:{place}"
        self.folder = Path(place).expanduser().resolve()

    def look(self, root: Path, dry_run: bool) -> None:
        """It must be a folder, or become one, that may be written, is empty or a published site, and holds nothing of the site folder."""
        if wrong := self._within(root) or self._unwritable() or self._other():
            raise ConfigError(f"target is '{self.words}'. {wrong} Nothing was made.")

    def plan(self, going: Going) -> tuple[str, ...]:
        """How many files would be written and removed, each by name."""
        self._refuse_other()
        write, remove = self._difference(going)
        return (*(f"write {self.folder / path}" for path in write), *(f"remove {self.folder / path}" for path in remove))

    def send(self, going: Going) -> Going:
        """Write what differs in the order of sending, then remove what is no longer of the site."""
        if going.site.resolve() == self.folder:
            return going._replace(changed=(), removed=())
        self._refuse_other()
        write, remove = self._difference(going)
        try:
            for path in write:
                self._put(going.site / path, self.folder / path)
            for path in remove:
                (self.folder / path).unlink(missing_ok=True)
            self._tidy()
        except OSError as error:
            said = f"{self.folder}: {error.strerror or error}. Its readers meet the site of before, or are asked to reload."
            raise BuildFailed(f"{said} Mend this and publish again.") from error
        return going._replace(changed=tuple(write), removed=tuple(remove))

    def _refuse_other(self) -> None:
        """Refuse a folder of something else, such as a folder of documents: files in it would be removed."""
        if wrong := self._other():
            raise BuildFailed(f"target is '{self.words}'. {wrong}")

    def _other(self) -> str:
        """That something else stands there; "" where it is empty, or a published site."""
        if self.folder.is_dir() and any(self.folder.iterdir()) and not (self.folder / NOW).is_file():
            return f"{self.folder} holds something else than a published site: there is no {NOW} in it. Name an empty folder, or a new one."
        return ""

    def _within(self, root: Path) -> str:
        """That it lies among the site folder's own files, or the site folder in it; "" where it does not. build/current is the site itself."""
        if root.is_relative_to(self.folder):
            return f"The site folder {root} lies in it, and what is not of the site is removed from a target. Name another folder."
        if self.folder != root / "build" / "current" and any(self.folder.is_relative_to(root / name) for name in OURS):
            return f"{self.folder} is among the site folder's own files. Name a folder elsewhere, such as a web server's."
        return ""

    def _unwritable(self) -> str:
        """That it, or the folder it would be made in, may not be written or is none; "" where it may."""
        place = next(each for each in (self.folder, *self.folder.parents) if each.exists())
        if not place.is_dir():
            return f"{place} is a file. Name a folder."
        if not os.access(place, os.R_OK | os.W_OK | os.X_OK):
            return f"You may not read and write in {place}. See who may, or name another folder."
        return ""

    def _difference(self, going: Going) -> tuple[list[str], list[str]]:
        """Paths to write, in order, and files that are not of the site. Hidden files at the top that we never put there are the host's own and stay."""
        there = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()} if self.folder.is_dir() else set()
        write = [path for path in in_order(going.files) if path not in there or not _same(going.site / path, self.folder / path)]
        gone = {path for path in there - set(going.files) if not path.startswith(".") or path in going.removed or Path(path).name.startswith(PART)}
        return write, sorted(gone)

    def _put(self, source: Path, to: Path) -> None:
        """A copy under its final name in one step, readable by a web server."""
        self._made(to.parent)
        opened, beside = tempfile.mkstemp(prefix=PART, dir=to.parent)
        try:
            with os.fdopen(opened, "wb") as file, source.open("rb") as content:
                shutil.copyfileobj(content, file)
            Path(beside).chmod(0o644)
            Path(beside).replace(to)
        finally:
            Path(beside).unlink(missing_ok=True)

    def _made(self, folder: Path) -> None:
        """A folder, with those above it. What is made here a web server may enter, however private its maker's other files are."""
        if not folder.is_dir():
            self._made(folder.parent)
            folder.mkdir(exist_ok=True)
            folder.chmod(0o755)

    def _tidy(self) -> None:
        """Remove folders that became empty."""
        for folder in sorted((each for each in self.folder.rglob("*") if each.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()
