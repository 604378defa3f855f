"""Rows that do not stand as the history left them: somebody wrote to the file past the edits."""

from __future__ import annotations

from sendsite.register import facts
from sendsite.register.changes import key_of
from sendsite.register.database import Register
from sendsite.register.events import ERASED, Event, rows_back
from sendsite.register.words import subject

LAST = """
SELECT r.of_table, r.school, r.pupil, r.staff, r."key", r.before, r.after FROM change_rows AS r
WHERE r.of_table <> ? AND NOT EXISTS (
 SELECT 1 FROM change_rows AS later
 WHERE later."key" = r."key" AND later.of_table = r.of_table AND (later.set_id, later.number) > (r.set_id, r.number))
"""


def astray(register: Register) -> tuple[str, ...]:
    """
    What a change left otherwise than it stands now, by school and record. Empty when register and history agree.

    A row that the history never held, from before it was kept, is passed over.
    """
    with register.reading() as database:
        standing = facts.records(register)
        found = [Event(*row) for row in database.execute_sql(LAST, (ERASED,)).fetchall()]
    rows = {(table, key_of(table, row)): row for table in standing.__dict__ for row in getattr(standing, table)}
    faults = []
    for event in found:
        key, _, after = rows_back(event)
        if rows.get((event.of_table, key)) != after:
            where = f"School {event.school}: " if event.school else ""
            faults.append(f"{where}{subject(event.of_table, key)} does not stand as the history left it.")
    return tuple(sorted(faults))
