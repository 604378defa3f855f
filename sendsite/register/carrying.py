"""
Carrying an edit out: its rows run through one statement a table and kind, each touching exactly the row it names.

Rows are removed from children to parents, then changed, then added from parents to children; what a refusal names is the row it met.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw
from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import DataRefused
from sendsite.framework.records import TABLES
from sendsite.register import statements
from sendsite.register.changes import Changes, Key, Row, key_of, shown
from sendsite.register.refusals import Conflict, RowChanged, broken_limit
from sendsite.register.versions import last_touch, standing

STAFFED = ("deployment", "tasks")
Expected = Mapping[str, Mapping[Key, int]]


@dataclass(frozen=True)
class Stroke:
    """One statement over some rows of one table. `mine` is what each row would have become."""

    table: str
    sql: str
    rows: tuple[Row, ...]
    mine: tuple[Row | None, ...]
    parameters: tuple[tuple[Any, ...], ...]
    added: bool = False


def carry_out(database: APSWDatabase, changes: Changes, expected: Expected) -> None:
    """Make the register hold the edit; RowChanged with every row that is no longer as it was read, DataRefused for a limit or a belonging."""
    conflicts: list[Conflict] = []
    try:
        for stroke in _strokes(changes, expected):
            conflicts += _drawn(database, stroke)
    except DataRefused:
        if not conflicts:
            raise
    if conflicts:
        raise RowChanged(conflicts)
    _settle_staff(database, changes)


def _strokes(changes: Changes, expected: Expected) -> Iterator[Stroke]:
    """The statements of an edit, in their order."""
    for table in reversed(TABLES):
        if rows := changes.removed.get(table, ()):
            asked = _versions(table, rows, expected)
            given = tuple((*statements.values(table, row), *version) for row, version in zip(rows, asked, strict=True))
            yield Stroke(table, statements.delete(table), rows, (None,) * len(rows), given)
    for table in TABLES:
        if pairs := changes.changed.get(table, ()):
            before, after = zip(*pairs, strict=True)
            asked = _versions(table, before, expected)
            values = (statements.values(table, new) + statements.values(table, old) for old, new in pairs)
            yield Stroke(table, statements.update(table), after, after, tuple((*each, *version) for each, version in zip(values, asked, strict=True)))
    for table in TABLES:
        if rows := changes.added.get(table, ()):
            yield Stroke(table, statements.insert(table), rows, rows, tuple(statements.values(table, row) for row in rows), added=True)


def _versions(table: str, rows: Sequence[Row], expected: Expected) -> list[tuple[int | None, int | None]]:
    """The version each row must have, twice as the statement asks for it; None where any will do."""
    wanted = expected.get(table, {})
    found = [wanted.get(key_of(table, row)) for row in rows]
    return [(version, version) for version in found]


def _drawn(database: APSWDatabase, stroke: Stroke) -> list[Conflict]:
    """Run one statement over its rows; the rows that it did not touch."""
    place = 0

    def numbered() -> Iterator[tuple[Any, ...]]:
        nonlocal place
        for place, parameters in enumerate(stroke.parameters):
            yield (*parameters, place)

    try:
        touched = {number for (number,) in database.cursor().executemany(stroke.sql, numbered())}
    except apsw.ConstraintError as error:
        raise broken_limit(database, stroke.table, stroke.rows[place], error) from error
    except (OverflowError, UnicodeEncodeError) as error:
        where = shown(key_of(stroke.table, stroke.rows[place]))
        raise DataRefused(f"{stroke.table}, {where!a}: a value cannot be stored ({error}). Nothing was changed.") from error
    if len(touched) == len(stroke.rows):
        return []
    return _conflicts(database, stroke, [number for number in range(len(stroke.rows)) if number not in touched])


def _conflicts(database: APSWDatabase, stroke: Stroke, missed: Sequence[int]) -> list[Conflict]:
    """Both values of each row that was not touched, and who changed it when."""
    keys = [key_of(stroke.table, stroke.rows[number]) for number in missed]
    there = standing(database, stroke.table, keys)
    return [
        Conflict(
            table=stroke.table,
            key=key,
            mine=stroke.mine[number],
            theirs=there[key].row if key in there else None,
            version=there[key].version if key in there else None,
            touch=last_touch(database, stroke.table, key),
            added=stroke.added,
        )
        for number, key in zip(missed, keys, strict=True)
    ]


def _settle_staff(database: APSWDatabase, changes: Changes) -> None:
    """
    Every cell and task stands on the staff row of its own scenario where there is one, else on the live one; refused where there is neither.

    Only a staff row of a scenario that comes or goes moves others. Whether any is left without one, SQLite has counted already.
    """
    if any(row.scenario for rows in (changes.added, changes.removed) for row in rows.get("staff", ())):
        for table in STAFFED:
            settled = f"CASE WHEN EXISTS ({_own(table)} {table}.scenario) THEN scenario ELSE '' END"
            database.execute_sql(f"UPDATE {table} SET staff_scenario = {settled} WHERE scenario <> '' AND staff_scenario <> {settled}")
    if database.connection().status(apsw.SQLITE_DBSTATUS_DEFERRED_FKS)[0]:
        for table in STAFFED:
            _refuse_without_staff(database, table)


def _refuse_without_staff(database: APSWDatabase, table: str) -> None:
    unstaffed = f"SELECT school_urn, scenario, staff_id FROM {table} WHERE NOT EXISTS ({_own(table)} {table}.staff_scenario) LIMIT 1"
    if lost := database.execute_sql(unstaffed).fetchone():
        urn, scenario, staff_id = lost
        where = f"scenario '{scenario}' of school {urn}" if scenario else f"school {urn}"
        remedy = "Nothing was changed; add them, or take their hours out too."
        raise DataRefused(f"{table}: {where} names the member of staff '{staff_id}', who is not in its staff. {remedy}")


def _own(table: str) -> str:
    return f"SELECT 1 FROM staff WHERE staff.school_urn = {table}.school_urn AND staff.staff_id = {table}.staff_id AND staff.scenario ="
