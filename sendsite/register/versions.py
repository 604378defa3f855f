"""Rows with their versions, for a form that will want to know whether somebody changed the row since. One statement each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from playhouse.apsw_ext import APSWDatabase

from sendsite.framework.records import LIVE, TABLES
from sendsite.register import statements
from sendsite.register.changes import Key, Row, key_of
from sendsite.register.database import Register
from sendsite.register.events import stored_key
from sendsite.register.links import compact
from sendsite.register.refusals import Touch

TOUCHED = """
SELECT s.made_by, s.made_at, s.id FROM change_rows AS r JOIN change_sets AS s ON s.id = r.set_id
WHERE r."key" = ? AND r.of_table = ? AND r.set_id > ? ORDER BY r.set_id DESC LIMIT 1
"""


class Versioned(NamedTuple):
    """A row, and a number that every change of it raises."""

    row: Row
    version: int


def versions(register: Register, table: str, keys: Iterable[Key]) -> dict[Key, int]:
    """The version of each of these rows; one that does not stand is left out."""
    return {key: found.version for key, found in versioned(register, table, keys).items()}


def versioned(register: Register, table: str, keys: Iterable[Key]) -> dict[Key, Versioned]:
    """These rows with their versions, by identity; one that does not stand is left out."""
    with register.asking() as database:
        return standing(database, table, keys)


def rows_where(register: Register, table: str, **values: Any) -> dict[Key, Versioned]:
    """The rows that have these values, with their versions: `rows_where(register, "deployment", school_urn="140001", scenario="")` is a matrix."""
    by_name = {field.name: field for field in statements.fields(table)}
    parameters = tuple(by_name[name].db_value(value) for name, value in values.items())
    with register.asking() as database:
        return _versioned(table, database.execute_sql(statements.having(table, tuple(values)), parameters))


def cell(register: Register, school_urn: str, staff_id: str, pupil_id: str, group: str = "", scenario: str = LIVE) -> Versioned | None:
    """One cell of the deployment matrix with its version, None where no hours are given."""
    return next(iter(versioned(register, "deployment", [(school_urn, scenario, staff_id, pupil_id, group)]).values()), None)


def standing(database: APSWDatabase, table: str, keys: Iterable[Key]) -> dict[Key, Versioned]:
    """These rows as they stand at this point of a transaction."""
    wanted = compact([stored_key(table, key) for key in keys])
    return _versioned(table, database.execute_sql(statements.at_keys(table), (wanted,)))


def last_touch(database: APSWDatabase, table: str, key: Key, since: int = 0) -> Touch | None:
    """The newest change of a row after change set `since`; None where the history has none."""
    row = database.execute_sql(TOUCHED, (compact(stored_key(table, key)), table, since)).fetchone()
    return Touch(*row) if row else None


def _versioned(table: str, cursor: Any) -> dict[Key, Versioned]:
    fields, kind = statements.fields(table), TABLES[table]
    found = {}
    for version, *stored in cursor.fetchall():
        row = kind(*(field.python_value(value) for field, value in zip(fields, stored, strict=True)))
        found[key_of(table, row)] = Versioned(row, version)
    return found
