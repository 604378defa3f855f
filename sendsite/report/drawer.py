"""Where figures of finished pages lie until they are drawn: a file without a name, so that the pages of sixty terms need not be in memory at once."""

from __future__ import annotations

import pickle
import tempfile
import weakref
import zlib
from pathlib import Path
from typing import IO, cast

from sendsite.report.figures.pages import Lying, PageFigures

QUICK = 1
"""The level of compression: a page's figures shrink to a sixth, and better ones cost more time than they save."""


class Drawer:
    """Released figures only. The file is its owner's alone and is gone when nobody holds the drawer any more, however the program ends."""

    def __init__(self, beside: Path | None = None) -> None:
        """`beside`: a folder on a disk with room, else where the system keeps such files."""
        self._file: IO[bytes] = tempfile.TemporaryFile(dir=beside if beside and beside.is_dir() else None)  # noqa: SIM115, RUF100 - it is open as long as the drawer
        self._end = 0
        weakref.finalize(self, self._file.close)

    def lay(self, figures: PageFigures) -> Lying:
        """Put a page's figures in; answers with what reads them again."""
        packed = zlib.compress(pickle.dumps(figures, pickle.HIGHEST_PROTOCOL), QUICK)
        place = InDrawer(self, self._end, len(packed))
        self._file.seek(self._end)
        self._file.write(packed)
        self._end += len(packed)
        return place

    def take(self, start: int, length: int) -> PageFigures:
        """The figures that lie at a place. What is read here was written by this very program a moment ago."""
        self._file.seek(start)
        return cast(PageFigures, pickle.loads(zlib.decompress(self._file.read(length))))  # noqa: S301, RUF100


class InDrawer(Lying):
    """A place in a drawer."""

    __slots__ = ("_drawer", "_length", "_start")

    def __init__(self, drawer: Drawer, start: int, length: int) -> None:
        self._drawer, self._start, self._length = drawer, start, length

    def read(self) -> PageFigures:
        """The figures that lie there."""
        return self._drawer.take(self._start, self._length)
