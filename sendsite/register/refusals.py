"""What SQLite says when it cannot, put into words that name the register and what to do."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import apsw
from peewee import DatabaseError, IntegrityError
from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import DataRefused, NoRoom, NotWritable, SendsiteError
from sendsite.register import statements
from sendsite.register.changes import Key, Row, key_of, shown
from sendsite.register.tables import HANGS_ON
from sendsite.register.words import when


class Touch(NamedTuple):
    """Who changed a row, when (UTC), in which change set."""

    by: str
    at: str
    set_id: int


@dataclass(frozen=True)
class Conflict:
    """
    A row that is no longer as the edit read it: what the edit wanted (None: to remove it) and what stands (None: it is gone).

    `touch` is None where the history does not hold who did it; `added` says that the edit meant to add the row.
    """

    table: str
    key: Key
    mine: Row | None
    theirs: Row | None
    version: int | None
    touch: Touch | None
    added: bool = False

    def __str__(self) -> str:
        who = f" ({self.touch.by}, {when(self.touch.at)})" if self.touch else ""
        where = f"{self.table}, {shown(self.key)}: "
        if self.added:
            return f"{where}such a row stands in the register already{who}."
        return f"{where}this row was {'changed' if self.theirs is not None else 'removed'} by someone else{who} since it was read."


class RowChanged(DataRefused):
    """Rows are no longer as the edit read them; a screen may show both values of each."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        more = f" The same goes for {len(conflicts) - 1:,} more." if len(conflicts) > 1 else ""
        remedy = "change that one instead" if conflicts[0].added else "look again, then repeat the edit"
        super().__init__(f"{conflicts[0]}{more} Nothing was changed; {remedy}.")
        self.conflicts = tuple(conflicts)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what the database raises into a refusal. A broken limit (IntegrityError) is left to the edit, which knows the row."""
    try:
        yield
    except IntegrityError:
        raise
    except (DatabaseError, apsw.Error) as error:  # reading row by row raises apsw's own
        raise _refusal(path, error) from error


def kind_of(error: Exception) -> str:
    """The name of what SQLite raised; Peewee may have wrapped it more than once."""
    while isinstance(inner := getattr(error, "orig", None), Exception):
        error = inner
    return type(error).__name__


def may_write(path: Path) -> bool:
    """Whether this account may write a file where it lies; not on a file system that is read-only."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _refusal(path: Path, error: Exception) -> SendsiteError:
    kind = kind_of(error)
    if kind in ("BusyError", "LockedError"):
        return SendsiteError(f"{path}: another program is writing to the register and did not finish in time. Nothing was changed; try again in a moment.")
    if kind in ("ReadOnlyError", "CantOpenError", "PermissionsError") or (kind == "IOError" and not may_write(path)):
        return NotWritable(f"{path}: the register cannot be opened for writing ({error}). Give the account that runs sendsite the right to write there.")
    if kind in ("FullError", "IOError"):
        return NoRoom(f"{path}: the disk is full or could not be written ({error}). Nothing was changed; make room and try again.")
    if kind in ("NotADBError", "CorruptError"):
        return DataRefused(f"{path}: this file is not a register, or it is damaged ({error}). Put back the newest backup, or name the right file.")
    return SendsiteError(f"{path}: the register could not be used: {error}")


def broken_limit(database: APSWDatabase, table: str, row: Row, error: Exception) -> DataRefused:
    """The row, the limit it broke and its values, in words. The name of a limit is its rule."""
    where, said = f"{table}, {shown(key_of(table, row))}", str(error)
    kind, _, what = said.partition(" constraint failed")
    what = what.lstrip(": ")
    if kind.endswith("CHECK"):
        return DataRefused(f"{where}: {what}.{_stood(row, what)} Nothing was changed.")
    if kind.endswith("FOREIGN KEY"):
        return DataRefused(f"{where}: {_belonging(database, table, row)} Nothing was changed.")
    return DataRefused(f"{where}: {said}. Nothing was changed.")


def _stood(row: Row, limit: str) -> str:
    """What the row says in the column that the limit is about; hundredths are written as people write them."""
    column = limit.split()[0]
    value = getattr(row, column, None)
    if value is None:
        return ""
    return f" It says {value / 100:.10g}." if limit.endswith(("hours", "pounds", "days", "per cent")) else f" It says {value!r}."


def _belonging(database: APSWDatabase, table: str, row: Row) -> str:
    """Which row this one should hang on, or which rows hang on it."""
    for parent, columns in HANGS_ON.get(table, ()):
        if parent == "staff":
            continue
        key = tuple(getattr(row, "school_urn" if column == "owner" else column) for column in columns)
        if not database.execute_sql(statements.find(parent, ("urn",) if parent == "schools" else columns), key).fetchone():
            return f"there is no row {shown(key)} in {parent}. Add that first, or correct the name."
    children = [child for child, parents in HANGS_ON.items() if any(parent == table for parent, _ in parents)]
    return f"it cannot be removed while rows of {' or '.join(children)} name it. Remove those first."
