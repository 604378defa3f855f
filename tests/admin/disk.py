"""A disk without room and a register that can only be read, for tests: made by the operating system and by SQLite themselves."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from sendsite.register.database import Register


@contextmanager
def full_disk() -> Iterator[None]:
    """Within this block no file of this process can be written; what is open already stays readable."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def no_more_pages(register: Register) -> Iterator[None]:
    """Within this block the register's file cannot grow: SQLite says that the disk is full."""
    before = register.database.pragma("max_page_count")
    register.database.pragma("max_page_count", register.database.pragma("page_count"))
    try:
        yield
    finally:
        register.database.pragma("max_page_count", before)


@contextmanager
def only_readable(register: Register) -> Iterator[None]:
    """Within this block every new connection finds a file that it can only read, as on a file system that was mounted anew."""
    register.close()
    flags = register.database.connect_params["flags"]
    register.database.connect_params["flags"] = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_FULLMUTEX
    try:
        yield
    finally:
        register.database.connect_params["flags"] = flags
