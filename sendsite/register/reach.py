"""What of the history concerns some schools: how many rows of theirs each change touched, and who made such changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sendsite.register.database import Register
from sendsite.register.events import ERASED
from sendsite.register.history import OF_SCHOOLS, listed
from sendsite.register.links import compact

COUNTED = f"""
SELECT r.set_id, r.of_table, CASE WHEN r.before IS NULL THEN 'added' WHEN r.after IS NULL THEN 'removed' ELSE 'changed' END AS did, count(*)
FROM json_each(?) AS j CROSS JOIN change_rows AS r ON r.set_id = j.value WHERE r.of_table <> ? AND {OF_SCHOOLS} GROUP BY 1, 2, 3
"""
MADE = "SELECT DISTINCT s.made_by, s.kind FROM change_sets AS s"


class Made(NamedTuple):
    """Who made changes, and of which kinds, in the order of the alphabet."""

    by: tuple[str, ...]
    kinds: tuple[str, ...]


def counts_within(register: Register, set_ids: Iterable[int], school: Collection[str]) -> dict[int, dict[str, dict[str, int]]]:
    """Of each change the rows of these schools, by table and kind; a change without any is left out."""
    found: dict[int, dict[str, dict[str, int]]] = {}
    with register.asking() as database:
        for set_id, table, did, rows in database.execute_sql(COUNTED, (compact(list(set_ids)), ERASED, listed(school))).fetchall():
            found.setdefault(set_id, {}).setdefault(table, {})[did] = rows
    return found


def made(register: Register, *, school: Collection[str] | None = None) -> Made:
    """Whom and which kinds a person may ask the history for; with `school` as far as rows of those schools go."""
    where, parameters = "", []
    if school is not None:
        where, parameters = f" WHERE EXISTS (SELECT 1 FROM change_rows AS r WHERE r.set_id = s.id AND {OF_SCHOOLS})", [listed(school)]
    with register.asking() as database:
        pairs = database.execute_sql(MADE + where, tuple(parameters)).fetchall()
    return Made(tuple(sorted({by for by, _ in pairs})), tuple(sorted({kind for _, kind in pairs})))
