"""A disk without room, told by the place that is written: the system often names the file that is read, or none."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sendsite.errors import NoRoom

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def room_in(place: Path, so: str) -> Iterator[None]:
    """Within this block only `place` is written: where there is no room for it, NoRoom names it and says what that means."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise NoRoom(f"{place}: the disk is full, {so}") from error
