"""
Edits of the register: one transaction each, applied whole or not at all.

Rows are removed from children to parents, then changed, then added from parents to children; what a refusal names is the row it met.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from peewee import IntegrityError
from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import DataRefused
from sendsite.framework.records import IDENTITY, TABLES, Records
from sendsite.register import facts, statements
from sendsite.register.changes import Changes, Row, difference, key_of, keyed, shown
from sendsite.register.database import Register
from sendsite.register.dependents import orphans, outcome, with_dependents
from sendsite.register.refusals import RowChanged, broken_limit

STAFFED = ("deployment", "tasks")

__all__ = ["Changes", "RowChanged", "apply", "difference", "key_of", "orphans", "outcome", "replace_all", "with_dependents"]


def apply(register: Register, changes: Changes, *, by: str) -> None:
    """
    Apply an edit, or refuse it and leave everything as it was.

    A row to change or remove must still be as the edit read it (RowChanged); every limit and every belonging must hold (DataRefused).
    """
    if not by.strip():
        raise DataRefused("An edit needs a name: who makes it?")
    _same_identities(changes)
    if not changes:
        return
    with register.writing() as database:
        for table in reversed(TABLES):
            _remove(database, table, changes.removed.get(table, ()))
        for table in TABLES:
            _change(database, table, changes.changed.get(table, ()))
        for table in TABLES:
            _add(database, table, changes.added.get(table, ()))
        if not changes.counts().keys().isdisjoint({"staff", *STAFFED}):
            _settle_staff(database)
        _note(database, changes, by)


def replace_all(register: Register, records: Records, *, by: str) -> Changes:
    """Make the register hold exactly these records, by the edit that leads there; what was equal is not touched. Returns that edit."""
    changes = difference(facts.records(register), records)
    apply(register, changes, by=by)
    return changes


def _same_identities(changes: Changes) -> None:
    """A change keeps the row's identity, and no row stands twice in an edit."""
    for table in TABLES:
        for before, after in changes.changed.get(table, ()):
            if key_of(table, before) != key_of(table, after):
                raise DataRefused(f"{table}: {shown(key_of(table, before))} cannot become {shown(key_of(table, after))}. Remove the one and add the other.")
        keyed(table, (*changes.added.get(table, ()), *(after for _, after in changes.changed.get(table, ()))))
        keyed(table, (*changes.removed.get(table, ()), *(before for before, _ in changes.changed.get(table, ()))))


def _remove(database: APSWDatabase, table: str, rows: Sequence[Row]) -> None:
    for row in rows:
        _one(database, table, row, statements.delete(table), statements.values(table, row))


def _change(database: APSWDatabase, table: str, pairs: Sequence[tuple[Row, Row]]) -> None:
    for before, after in pairs:
        _one(database, table, after, statements.update(table), statements.values(table, after) + statements.values(table, before))


def _add(database: APSWDatabase, table: str, rows: Sequence[Row]) -> None:
    for row in rows:
        _one(database, table, row, statements.insert(table), statements.values(table, row))


def _one(database: APSWDatabase, table: str, row: Row, sql: str, parameters: tuple[Any, ...]) -> None:
    """Run one statement that must touch exactly one row."""
    try:
        cursor = database.execute_sql(sql, parameters)
    except IntegrityError as error:
        raise broken_limit(database, table, row, error) from error
    except (OverflowError, UnicodeEncodeError) as error:
        raise DataRefused(f"{table}, {shown(key_of(table, row))!a}: a value cannot be stored ({error}). Nothing was changed.") from error
    if database.rows_affected(cursor) != 1:
        there = database.execute_sql(statements.find(table, IDENTITY[table]), _stored_key(table, row)).fetchone()
        what = "was changed by someone else" if there else "was removed by someone else"
        raise RowChanged(f"{table}, {shown(key_of(table, row))}: this row {what} since it was read. Nothing was changed; look again, then repeat the edit.")


def _stored_key(table: str, row: Row) -> tuple[Any, ...]:
    stored = dict(zip((field.name for field in statements.fields(table)), statements.values(table, row), strict=True))
    return tuple(stored[column] for column in IDENTITY[table])


def _settle_staff(database: APSWDatabase) -> None:
    """Every cell and task stands on the staff row of its own scenario where there is one, else on the live one; refused where there is neither."""
    for table in STAFFED:
        own = f"SELECT 1 FROM staff WHERE staff.school_urn = {table}.school_urn AND staff.staff_id = {table}.staff_id AND staff.scenario = "
        settled = f"CASE WHEN EXISTS ({own} {table}.scenario) THEN scenario ELSE '' END"
        database.execute_sql(f"UPDATE {table} SET staff_scenario = {settled} WHERE scenario <> '' AND staff_scenario <> {settled}")
        lost = database.execute_sql(f"SELECT school_urn, scenario, staff_id FROM {table} WHERE NOT EXISTS ({own} {table}.staff_scenario) LIMIT 1").fetchone()
        if lost:
            urn, scenario, staff_id = lost
            where = f"scenario '{scenario}' of school {urn}" if scenario else f"school {urn}"
            remedy = "Nothing was changed; add them, or take their hours out too."
            raise DataRefused(f"{table}: {where} names the member of staff '{staff_id}', who is not in its staff. {remedy}")


def _note(database: APSWDatabase, changes: Changes, by: str) -> None:
    """One line in the list of edits: when, who, how many rows. It names no one the edit is about."""
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    counts = json.dumps(changes.counts(), sort_keys=True)
    database.execute_sql("INSERT INTO edits (version, made_at, made_by, counts) VALUES (1, ?, ?, ?)", (made_at, by, counts))
