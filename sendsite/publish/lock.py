"""One at a time: a lock on a file, which the system itself lets go when its holder ends, however that ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sendsite.errors import BuildFailed

PAUSE = 0.1
"""Seconds between two tries for a lock that another holds."""

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def alone(path: Path, *, wait: float = 600.0, tell: Callable[[str], None] = lambda words: None, what: str = "build") -> Iterator[None]:
    """
    Hold the lock of this file; where another holds it, say so and wait up to `wait` seconds, then give up as BuildFailed. `what` is what it is held for.

    The file stays when the lock is let go: to remove it would let a third come in beside a second that already waits.
    """
    handle = _opened(path)
    try:
        if not _try_lock(handle):
            tell(f"Another {what} is at work in {path.parent}. Waiting for it to end.")
            _wait_for(handle, path, time.monotonic() + wait, what)
        yield
    finally:
        os.close(handle)


def _opened(path: Path) -> int:
    """The lock's file, made where it is missing."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise BuildFailed(f"{path}: this cannot be written ({error.strerror or error}). See who may write in {path.parent}, and run this again.") from error


def _wait_for(handle: int, path: Path, until: float, what: str) -> None:
    """Try again until the lock is had or the time is up."""
    while not _try_lock(handle):
        if time.monotonic() >= until:
            raise BuildFailed(f"Another {what} is still at work in {path.parent}. Run this again when it has ended.")
        time.sleep(PAUSE)
