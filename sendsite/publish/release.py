"""
The switch from the site that readers see to the one just made: one step, so that no reader ever finds half a site or none.

Linux and macOS can exchange two folders in one step. Elsewhere two renames follow one another; a build that was killed between
them is mended at the start of the next (docs/decisions/0003-one-switch.md). There are no symbolic links: Windows has none to rely on.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sendsite.errors import BuildFailed

STAGING = ".staging-"
"""How a folder's name begins in which a site is being made, or an old one is being removed."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_NOT_HERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
"""What a system or file system answers that cannot exchange."""


@contextmanager
def replacing(current: Path) -> Iterator[Path]:
    """A fresh folder that takes the current site's place if the block ends well, and goes if it does not. The build's lock must be held."""
    recover(current)
    staging = fresh_staging(current)
    try:
        yield staging
        switch(staging, current)
    finally:
        _remove(staging)


def fresh_staging(current: Path) -> Path:
    """A new empty folder beside the current site, so on the same file system, for its owner's eyes alone."""
    current.parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=STAGING, dir=current.parent))


def recover(current: Path) -> None:
    """Mend what a killed build left: an old site goes back into an empty place, and leftovers go. To be called with the build's lock held."""
    aside = _aside(current)
    if aside.is_dir() and not current.exists():
        aside.rename(current)
    for leftover in (aside, *current.parent.glob(f"{STAGING}*")):
        if leftover.is_dir():
            _remove(leftover)


def switch(staging: Path, current: Path) -> None:
    """
    Put the staged site in the current one's place and remove the old. Where that fails, the old site stands as before.

    Both must be folders of one file system; `recover` is to be called before, at the build's start.
    """
    if current.is_symlink() or (current.exists() and not current.is_dir()):
        raise BuildFailed(f"{current} is not a folder. Move it away and build again.")
    try:
        old = _put(staging, current)
    except OSError as error:
        raise BuildFailed(f"{current} could not be replaced ({error.strerror}). The site before it stands. Close its open files and build again.") from error
    if old is not None:
        _remove(old)


def _put(staging: Path, current: Path) -> Path | None:
    """The switch itself; answers where the old site stands now, or None where there was none."""
    if not current.exists():
        staging.rename(current)
        return None
    if exchange(staging, current):
        return staging
    aside = _aside(current)
    current.rename(aside)
    try:
        staging.rename(current)
    except OSError:
        aside.rename(current)
        raise
    return aside


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False where the system or the file system cannot."""
    places = os.fsencode(one), os.fsencode(other)
    calls: dict[str, tuple[str, tuple[int | bytes, ...]]] = {
        "linux": ("renameat2", (_AT_FDCWD, places[0], _AT_FDCWD, places[1], _RENAME_EXCHANGE)),
        "darwin": ("renamex_np", (*places, _RENAME_SWAP)),
    }
    if sys.platform not in calls:
        return False
    name, arguments = calls[sys.platform]
    function = getattr(ctypes.CDLL(None, use_errno=True), name, None)
    if function is None:
        return False
    if function(*arguments) == 0:
        return True
    number = ctypes.get_errno()
    if number in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def _aside(current: Path) -> Path:
    """Where the old site stands for the moment between two renames."""
    return current.with_name(f".{current.name}.before")


def _remove(folder: Path) -> None:
    """Remove a folder that no reader sees. What cannot go now, such as a file still open on Windows, goes at the next build."""
    shutil.rmtree(folder, ignore_errors=True)
