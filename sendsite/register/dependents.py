"""Rows that hang on other rows: which would be left without a parent by an edit, and the edit that takes them along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sendsite.framework.records import LIVE, TABLES, Records
from sendsite.register.changes import Changes, Key, Row, key_of, keyed
from sendsite.register.tables import HANGS_ON


def outcome(before: Records, changes: Changes) -> Records:
    """The records as they would stand after an edit, rows in the order of their identity."""
    tables: dict[str, Any] = {}
    for table in TABLES:
        rows = keyed(table, getattr(before, table))
        for row in changes.removed.get(table, ()):
            rows.pop(key_of(table, row), None)
        for row in (*changes.added.get(table, ()), *(after for _, after in changes.changed.get(table, ()))):
            rows[key_of(table, row)] = row
        tables[table] = in_order(table, tuple(rows.values()))
    return Records(**tables)


def in_order(table: str, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows in the order of their identity; a missing date stands before every date, as in the register."""
    return tuple(sorted(rows, key=lambda row: tuple(date.min if part is None else part for part in key_of(table, row))))


def orphans(records: Records) -> dict[str, tuple[Row, ...]]:
    """Rows that hang on a row that is not there, by table; what hangs on an orphan is one too."""
    standing: dict[str, set[Key]] = {}
    found: dict[str, tuple[Row, ...]] = {}
    for table in TABLES:
        rows = getattr(records, table)
        lost = tuple(row for row in rows if not all(_stands(parent, columns, row, standing) for parent, columns in HANGS_ON.get(table, ())))
        standing[table] = {key_of(table, row) for row in rows} - {key_of(table, row) for row in lost}
        if lost:
            found[table] = lost
    return found


def _stands(parent: str, columns: tuple[str, ...], row: Row, standing: dict[str, set[Key]]) -> bool:
    if parent == "staff":
        return any((row.school_urn, row.staff_id, scenario) in standing["staff"] for scenario in (LIVE, row.scenario))
    if columns == ("owner",):
        return not row.school_urn or (row.school_urn,) in standing[parent]
    return tuple(getattr(row, column) for column in columns) in standing[parent]


def with_dependents(before: Records, changes: Changes) -> Changes:
    """
    The same edit with every row removed as well that it would leave hanging, so that a person sees all that goes before it goes.

    A row that the edit itself adds in vain is left in it: it is a mistake in the edit, and applying it says so.
    """
    lost = orphans(outcome(before, changes))
    removed, changed = dict(changes.removed), dict(changes.changed)
    for table, rows in lost.items():
        keys, old = {key_of(table, row) for row in rows}, keyed(table, getattr(before, table))
        removed[table] = (*removed.get(table, ()), *(old[key] for key in sorted(keys & old.keys(), key=str)))
        changed[table] = tuple(pair for pair in changed.get(table, ()) if key_of(table, pair[0]) not in keys)
    return replace(changes, removed=removed, changed=changed)
