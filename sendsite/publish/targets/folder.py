"""Another folder of this machine: a web server's, a shared drive's, a memory stick's. Only files that differ are written, each in one step."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from sendsite.errors import BuildFailed
from sendsite.publish.order import NOW, in_order
from sendsite.publish.targets.commands import Going

PART = ".sendsite-"


class FolderTarget:
    """A folder that holds nothing but the site; one that holds something else is left alone."""

    warning = ""

    def __init__(self, place: str) -> None:
        self.folder = Path(place).expanduser().resolve()

    def plan(self, going: Going) -> tuple[str, ...]:
        """How many files would be written and removed, each by name."""
        self._refuse_other()
        write, remove = self._difference(going)
        return (*(f"write {self.folder / path}" for path in write), *(f"remove {self.folder / path}" for path in remove))

    def send(self, going: Going) -> None:
        """Write what differs in the order of sending, then remove what is no longer of the site."""
        if going.site.resolve() == self.folder:
            return
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

    def _refuse_other(self) -> None:
        """Refuse a folder of something else, such as a folder of documents: files in it would be removed."""
        if self.folder.is_dir() and any(self.folder.iterdir()) and not (self.folder / NOW).is_file():
            raise BuildFailed(f"{self.folder} holds something else than a published site: there is no {NOW} in it. Name an empty folder, or a new one.")

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
