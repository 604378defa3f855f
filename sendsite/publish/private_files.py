"""Files for their owner's eyes alone: written aside, flushed to the disk and given their name in one step, with mode 0600 from their first byte on."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sendsite.errors import DataRefused, NoRoom, SendsiteError
from sendsite.naming import flush_names

PRIVATE = 0o600
FULL = {errno.ENOSPC, errno.EDQUOT}


@contextmanager
def written(path: Path, content: bytes) -> Iterator[None]:
    """
    Write the content beside `path`, run the block, and only then give it the name; whatever fails, the file that was there stands.

    What the block does is so known to be followed by nothing but one rename.
    """
    beside = _beside(path, content)
    try:
        yield
        with _in_words(path):
            beside.replace(path)
            flush_names(path.parent)
    finally:
        beside.unlink(missing_ok=True)


def put(path: Path, content: bytes) -> None:
    """Write a private file in one step."""
    with written(path, content):
        pass


def put_new(path: Path, content: bytes) -> Path:
    """Write a private file under a name that no file has yet: the one asked for, or with -2, -3 and so on behind it. Answers with the name."""
    with _in_words(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number in range(1, 1000):
            name = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
            try:
                opened = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE)
            except FileExistsError:
                continue
            try:
                _filled(opened, content)
            except BaseException:
                name.unlink(missing_ok=True)
                raise
            finally:
                os.close(opened)
            return name
    raise DataRefused(f"{path}: there are a thousand files of this name. Remove the old ones.")


def loose(path: Path) -> bool:
    """Whether others than its owner may read or write a file; never so where the system has no such modes."""
    return os.name == "posix" and bool(path.stat().st_mode & 0o077)


def _beside(path: Path, content: bytes) -> Path:
    """The content on the disk, under a name that nobody looks for."""
    with _in_words(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            _filled(opened, content)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        finally:
            os.close(opened)
    return Path(name)


def _filled(opened: int, content: bytes) -> None:
    """Write all of it, and wait until the disk has it."""
    left = memoryview(content)
    while left:
        left = left[os.write(opened, left) :]
    os.fsync(opened)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """What the system refuses, in words."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoRoom(f"{path}: the disk is full. Nothing was written, and what was there stands. Make room, and do it again.") from error
        said = error.strerror or error
        raise SendsiteError(f"{path}: this could not be written ({said}). See who may write in {path.parent}. Nothing was changed.") from error
