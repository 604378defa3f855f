"""What was done to the register since a change that is known: one SELECT, so that all of it is of one moment."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.framework.records import TABLES
from sendsite.register import statements
from sendsite.register.changes import Row
from sendsite.register.database import Register
from sendsite.register.events import ERASED, Event, rows_back
from sendsite.register.history import EVENTS, ChangedRow

SINCE = f"""
SELECT s.id, {EVENTS} FROM change_sets AS s LEFT JOIN change_rows AS r ON r.set_id = s.id WHERE s.id > ? ORDER BY s.id, r.number LIMIT ?
"""


class Since(NamedTuple):
    """The number of the newest change, and the rows changed on the way to it, in their order; None where they cannot tell all."""

    head: int
    rows: tuple[ChangedRow, ...] | None


def since(register: Register, head: int, limit: int) -> Since:
    """What was done after change `head`. There are no rows to tell where there are more than `limit`, or some were erased meanwhile."""
    with register.asking() as database:
        found = database.execute_sql(SINCE, (head, limit + 1)).fetchall()
    newest = found[-1][0] if found else head
    if len(found) > limit:
        return Since(newest, None)
    rows = []
    for _, set_id, number, *stored in found:
        if set_id is None:
            continue  # a change of no record: a sign-in, an export
        event = Event(*stored)
        if event.of_table == ERASED:
            return Since(newest, None)
        rows.append(ChangedRow(set_id, number, event.of_table, *rows_back(event), event.school))
    return Since(newest, tuple(rows))


def as_read(table: str, row: Row) -> Row:
    """A row that was just stored, as it will be read: what a form gave may be of a kind that only looks the same."""
    pairs = zip(statements.fields(table), statements.values(table, row), strict=True)
    return TABLES[table](*(field.python_value(value) for field, value in pairs))
