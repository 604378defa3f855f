"""
The one SQLite file of a trust: opened, created and closed here, and held by a Register that is passed along.

SQLite comes with apsw, so that every machine runs the same version: STRICT tables, and write-ahead logging without the fault that
versions before 3.51.3 have (docs/decisions/0002). Every transaction that writes begins IMMEDIATE: it waits at its start, never in its middle.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

import apsw
from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import ConfigError, DataRefused
from sendsite.register import schema
from sendsite.register.links import linked
from sendsite.register.refusals import in_words, may_write

APPLICATION_ID = 0x53454E44  # "SEND", in the header of the file: how a register is told from any other database
WAIT_SECONDS = 10.0
PRIVATE = 0o600

# EXTRA is FULL where there is a write-ahead log, and safe as well on a disk that cannot have one. secure_delete: a removed name is overwritten.
PRAGMAS = {"foreign_keys": 1, "synchronous": "EXTRA", "secure_delete": 1, "trusted_schema": 0}

logging.getLogger("peewee").setLevel(logging.INFO)  # below that it logs every statement with its values, and those are people's names


class Register:
    """A handle on one open register. Each thread that uses it gets a connection of its own."""

    def __init__(self, path: Path, wait: float = WAIT_SECONDS) -> None:
        self.path = path
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_FULLMUTEX
        self.database = APSWDatabase(str(path), pragmas=PRAGMAS, timeout=wait, lock_type="IMMEDIATE", flags=flags)
        self.unwritten: dict[bytes, int] = {}  # when a session was last in use, while that cannot be written down
        self.database.register_function(linked, "linked", 4)  # with it, the history's next link is one statement

    @contextmanager
    def reading(self) -> Iterator[APSWDatabase]:
        """One moment of the register: whatever is written meanwhile, every SELECT inside sees the same rows."""
        with in_words(self.path), self.database.atomic("DEFERRED"):
            yield self.database

    @contextmanager
    def asking(self) -> Iterator[APSWDatabase]:
        """One SELECT, which is a moment by itself and needs no transaction around it."""
        with in_words(self.path):
            yield self.database

    @contextmanager
    def writing(self) -> Iterator[APSWDatabase]:
        """One edit: all of it or nothing."""
        with in_words(self.path), self.database.atomic("IMMEDIATE"):
            yield self.database

    @property
    def writable(self) -> bool:
        """
        Whether edits can be kept at this moment: a file system may have become read-only since the register was opened.

        A connection that was opened meanwhile can only ever read; once the file may be written again, it makes way for a new one.
        """
        if may_write(self.path) and self._reads_only() and not self.database.in_transaction():
            self.close()
        return may_write(self.path) and not self._reads_only()

    def _reads_only(self) -> bool:
        with self.asking() as database:
            return bool(database.connection().readonly("main"))

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Register:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def open_register(path: Path, *, create: bool = False, wait: float = WAIT_SECONDS) -> Register:
    """
    Open the register at `path`, bringing an older one up to date; with `create`, make an empty one where there is no file.

    Refused in plain words: no file, a file that is not a register, one that a newer sendsite wrote, one that stays locked for `wait` seconds.
    """
    _private_file(path, create)
    register = Register(path, wait)
    try:
        with in_words(path):
            _recognise(register, create)
            schema.bring_up(register.database, path, APPLICATION_ID)
            if register.database.journal_mode != "wal":
                register.database.journal_mode = "wal"
    except BaseException:
        register.close()
        raise
    return register


def sqlite_version() -> str:
    """The version of SQLite in use, for `doctor`."""
    return apsw.sqlite_lib_version()


def damage(register: Register) -> tuple[str, ...]:
    """What SQLite finds wrong in the whole file: pages, indexes, limits, and rows whose parent is missing. Empty when it is sound."""
    try:
        with register.reading() as database:
            pages = [str(row[0]) for row in database.execute_sql("PRAGMA integrity_check") if row[0] != "ok"]
            lost = [f"{row[0]} row {row[1]} names a missing row of {row[2]}" for row in database.execute_sql("PRAGMA foreign_key_check")]
    except DataRefused as refusal:
        return (str(refusal),)
    return (*pages, *lost)


def _private_file(path: Path, create: bool) -> None:
    """There is a file that only its owner can read. A new one is made so before a byte is in it; SQLite gives its side files the same mode."""
    if path.is_dir():
        raise ConfigError(f"{path}: this is a folder, not a register. Name the file, such as {path / 'sendsite.sqlite'}.")
    if not path.exists():
        if not create:
            raise ConfigError(f"{path}: there is no register here. Run `sendsite init` to begin one, or name the folder it is in with --dir.")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        except OSError as error:
            raise ConfigError(f"{path}: no register can be made here ({error.strerror}). Name a folder that sendsite may write in.") from error
    if path.stat().st_mode & 0o077:
        with suppress(OSError):  # a file system that is read-only, or another owner's: reading goes on
            path.chmod(PRIVATE)


def _recognise(register: Register, create: bool) -> None:
    """It is a register, or an empty file that may become one."""
    database, path = register.database, register.path
    if database.application_id == APPLICATION_ID:
        return
    if path.stat().st_size == 0 and not database.get_tables():
        if create:
            return
        raise DataRefused(f"{path}: this file is empty, not a register. Remove it and run `sendsite init`, or put back the newest backup.")
    raise DataRefused(f"{path}: this is not a register of sendsite. Name the right file; sendsite does not touch other databases.")
