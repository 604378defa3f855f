"""
One row's change as the history keeps it, and read back: its identity as a JSON list, its other values by column as JSON objects.

Values are stored ones: hundredths of an hour, pence, ISO dates. A column that holds its default is left out, which keeps an import of
thousands of rows small and lets a table have more columns one day.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from sendsite.framework.records import IDENTITY, TABLES
from sendsite.register import statements
from sendsite.register.changes import Changes, Key, Row
from sendsite.register.links import compact

ERASED = "change_rows"
"""Where a table's name would stand: this row notes that a row of the history was erased, and its key says which."""


class Event(NamedTuple):
    """One row of a change. No `before`: it was added. No `after`: removed. With both, `after` holds only what differs."""

    of_table: str
    school: str
    pupil: str
    staff: str
    key: str
    before: str | None
    after: str | None


def events(changes: Changes) -> Iterator[Event]:
    """What an edit does, row by row: removed, changed, added."""
    for table in TABLES:
        for row in changes.removed.get(table, ()):
            yield event(table, row, None)
        for before, after in changes.changed.get(table, ()):
            yield event(table, before, after)
        for row in changes.added.get(table, ()):
            yield event(table, None, row)


def event(table: str, before: Row | None, after: Row | None) -> Event:
    """The change of one row. School, pupil and staff say under whom it will be looked for."""
    row = before if before is not None else after
    old, new = _stored(table, before), _stored(table, after)
    differs = None if new is None else _short(table, new) if old is None else {name: value for name, value in new.items() if old[name] != value}
    shown = [None if told is None else compact(told) for told in (_short(table, old) if old is not None else None, differs)]
    return Event(table, *_whose(table, row), key_text(table, _key(table, row)), *shown)


def erasure(set_id: int, number: int) -> Event:
    """That row `number` of a change was erased; -1 stands for its title."""
    return Event(ERASED, "", "", "", compact([set_id, number]), None, None)


def rows_back(found: Event) -> tuple[Key, Row | None, Row | None]:
    """The identity and the rows before and after, as `framework.records` has them."""
    key = _values(found.of_table, dict(zip(IDENTITY[found.of_table], json.loads(found.key), strict=True)))
    before = None if found.before is None else json.loads(found.before)
    after = None if found.after is None else (before or {}) | json.loads(found.after)
    rows = [None if told is None else _row(found.of_table, key | _values(found.of_table, told)) for told in (before, after)]
    return tuple(key.values()), rows[0], rows[1]


def stored_key(table: str, key: Key) -> list[Any]:
    """An identity as it is stored and written into the history."""
    return [field.db_value(part) for field, part in zip(_key_fields(table), key, strict=True)]


def key_text(table: str, key: Key) -> str:
    """An identity as the history's rows are found by it."""
    return compact(stored_key(table, key))


def _key(table: str, row: Row) -> Key:
    return tuple(getattr(row, column) for column in IDENTITY[table])


@cache
def _key_fields(table: str) -> tuple[Any, ...]:
    by_name = {field.name: field for field in statements.fields(table)}
    return tuple(by_name[column] for column in IDENTITY[table])


@cache
def _defaults(table: str) -> dict[str, Any]:
    """Stored values that need not be told. A column without a default is always told."""
    given: dict[str, Any] = TABLES[table]._field_defaults  # type: ignore[attr-defined]  # every row is a NamedTuple
    return {field.name: field.db_value(given[field.name]) for field in statements.fields(table) if field.name in given}


def _stored(table: str, row: Row | None) -> dict[str, Any] | None:
    """The values of a row besides its identity. A number that is none is stored as unknown."""
    if row is None:
        return None
    named = zip(row._fields, statements.values(table, row), strict=True)
    return {name: None if isinstance(value, float) and math.isnan(value) else value for name, value in named if name not in IDENTITY[table]}


def _short(table: str, stored: dict[str, Any]) -> dict[str, Any]:
    """Without the columns that hold their default."""
    defaults = _defaults(table)
    return {name: value for name, value in stored.items() if name not in defaults or value != defaults[name]}


def _whose(table: str, row: Row) -> tuple[str, str, str]:
    """The school, pupil and member of staff that a row is about, blank where it is about none."""
    if table == "schools":
        return row.urn, "", ""
    if table == "leavers":
        return row.school_urn, *((row.person_id, "") if row.kind == "pupil" else ("", row.person_id))
    return getattr(row, "school_urn", ""), getattr(row, "pupil_id", ""), getattr(row, "staff_id", "")


def _values(table: str, stored: dict[str, Any]) -> dict[str, Any]:
    """Stored values by column as Python's; a column that the table no longer has is passed over."""
    return {field.name: field.python_value(stored[field.name]) for field in statements.fields(table) if field.name in stored}


def _row(table: str, values: dict[str, Any]) -> Row:
    return TABLES[table](**values)
