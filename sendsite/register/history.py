"""The history read: which changes there were, newest first, and what each did, row by row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from playhouse.apsw_ext import APSWDatabase

from sendsite.framework.records import TABLES
from sendsite.register.changes import Key, Row
from sendsite.register.database import Register
from sendsite.register.events import ERASED, Event, key_text, rows_back
from sendsite.register.links import compact
from sendsite.register.words import subject, summary

TOGETHER = timedelta(minutes=2)
"""How long after its first change a person's edits of one group may still be shown as one."""

SETS = """
SELECT s.id, s.made_at, s.made_by, s.kind, coalesce(t.title, ''), s.counts, s.together, s.undoes, (SELECT u.id FROM change_sets AS u WHERE u.undoes = s.id)
FROM change_sets AS s LEFT JOIN change_titles AS t ON t.set_id = s.id
"""
EVENTS = 'r.set_id, r.number, r.of_table, r.school, r.pupil, r.staff, r."key", r.before, r.after'


@dataclass(frozen=True)
class ChangeSet:
    """One change: `at` in UTC, `counts` rows by table and kind, `undone_by` the change that took it back."""

    id: int
    at: str
    by: str
    kind: str
    given_title: str
    counts: dict[str, dict[str, int]]
    group: str
    undoes: int | None
    undone_by: int | None

    @property
    def title(self) -> str:
        """What it was called, else what it came to."""
        return self.given_title or summary(self.counts) or self.kind

    @property
    def rows(self) -> int:
        """How many rows it added, changed and removed."""
        return sum(rows for table, kinds in self.counts.items() if table in TABLES for rows in kinds.values())


@dataclass(frozen=True)
class ChangedRow:
    """What a change did to one row. No `before`: it was added. No `after`: it was removed."""

    set_id: int
    number: int
    table: str
    key: Key
    before: Row | None
    after: Row | None
    school: str

    @property
    def subject(self) -> str:
        """What the row is called: `pupil P-0014`."""
        return subject(self.table, self.key)

    def columns(self) -> tuple[tuple[str, Any, Any], ...]:
        """What differs: column, value before, value after; every column of a row that was added or removed."""
        row = self.before if self.before is not None else self.after
        names: Iterable[str] = row._fields if row is not None else ()
        pairs = ((name, getattr(self.before, name, None), getattr(self.after, name, None)) for name in names)
        return tuple(each for each in pairs if self.before is None or self.after is None or each[1] != each[2])


def history(
    register: Register,
    *,
    table: str | None = None,
    key: Key | None = None,
    school: str | Collection[str] | None = None,
    pupil: tuple[str, str] | None = None,
    staff: tuple[str, str] | None = None,
    by: str | None = None,
    kind: str | None = None,
    group: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    limit: int = 50,
    before_id: int | None = None,
) -> tuple[ChangeSet, ...]:
    """
    Changes that match all that is asked, newest first; the next page begins `before_id` the last one's.

    A record is a `table` with a `key`; `pupil` and `staff` are (school, id) and find every row about them. `until` is the first moment that
    is not asked for. With `school` (one or some) only changes that touched a row of such a school are given.
    """
    of_set = {"made_by =": by, "kind =": kind, "together =": group, "made_at >=": _moment(since), "made_at <": _moment(until), "id <": before_id}
    asked = [(f"s.{column} ?", [value]) for column, value in of_set.items() if value is not None]
    asked += _of_rows(table, key, school, {"pupil": pupil, "staff": staff})
    where = " AND ".join(f"({condition})" for condition, _ in asked) or "1"
    with register.asking() as database:
        return _sets(database, f"WHERE {where} ORDER BY s.id DESC LIMIT ?", (*(value for _, values in asked for value in values), limit))


def _of_rows(
    table: str | None, key: Key | None, school: str | Collection[str] | None, people: Mapping[str, tuple[str, str] | None]
) -> Iterator[tuple[str, list[Any]]]:
    """What is asked of a change's rows. One record and one person are found by their index; a table or school is looked for in each change."""
    of_set = "EXISTS (SELECT 1 FROM change_rows AS r WHERE r.set_id = s.id AND"
    if table is not None and key is not None:
        yield 's.id IN (SELECT r.set_id FROM change_rows AS r WHERE r."key" = ? AND r.of_table = ?)', [key_text(table, key), table]
    elif table is not None:
        yield f"{of_set} r.of_table = ?)", [table]
    for column, whose in people.items():
        if whose is not None:
            yield f"s.id IN (SELECT r.set_id FROM change_rows AS r WHERE r.school = ? AND r.{column} = ? AND r.{column} <> '')", list(whose)
    if school is not None:
        yield f"{of_set} {OF_SCHOOLS})", [listed(school)]


def change_set(register: Register, set_id: int) -> ChangeSet | None:
    """One change by its number."""
    with register.asking() as database:
        return found_set(database, set_id)


def found_set(database: APSWDatabase, set_id: int) -> ChangeSet | None:
    """One change by its number, as it stands at this point of a transaction."""
    return next(iter(_sets(database, "WHERE s.id = ?", (set_id,))), None)


def rows_of(register: Register, set_id: int, *, school: str | Collection[str] | None = None) -> tuple[ChangedRow, ...]:
    """What one change did, row by row; with `school` only the rows of those schools. Rows that were erased are left out."""
    return rows_of_sets(register, (set_id,), school=school).get(set_id, ())


def rows_of_sets(
    register: Register,
    set_ids: Iterable[int],
    *,
    school: str | Collection[str] | None = None,
    pupil: tuple[str, str] | None = None,
    staff: tuple[str, str] | None = None,
    limit: int = 100_000,
) -> dict[int, tuple[ChangedRow, ...]]:
    """What some changes did, in one statement: at most `limit` rows together; with `pupil` or `staff` (school, id) only the rows about them."""
    with register.asking() as database:
        return found_rows(database, set_ids, school, limit, {"pupil": pupil, "staff": staff})


def found_rows(
    database: APSWDatabase,
    set_ids: Iterable[int],
    school: str | Collection[str] | None = None,
    limit: int = -1,
    people: Mapping[str, tuple[str, str] | None] = MappingProxyType({}),
) -> dict[int, tuple[ChangedRow, ...]]:
    """What some changes did, as it stands at this point of a transaction."""
    within, parameters = ("", []) if school is None else (f"AND {OF_SCHOOLS}", [listed(school)])
    for column, whose in people.items():
        if whose is not None:
            within, parameters = f"{within} AND r.school = ? AND r.{column} = ?", [*parameters, *whose]
    sql = f"SELECT {EVENTS} FROM json_each(?) AS j CROSS JOIN change_rows AS r ON r.set_id = j.value WHERE r.of_table <> ? {within} LIMIT ?"
    found: dict[int, list[ChangedRow]] = {}
    for set_id, number, *stored in database.execute_sql(sql, (compact(list(set_ids)), ERASED, *parameters, limit)).fetchall():
        event = Event(*stored)
        key, before, after = rows_back(event)
        found.setdefault(set_id, []).append(ChangedRow(set_id, number, event.of_table, key, before, after, event.school))
    return {set_id: tuple(sorted(rows, key=lambda row: row.number)) for set_id, rows in found.items()}


def merged(sets: Sequence[ChangeSet]) -> tuple[tuple[ChangeSet, ...], ...]:
    """
    Changes as they may be shown, newest first: a person's edits of one group within two minutes of the first of them stand as one.

    Changes of others in between do not part them. A change that takes another back, or was taken back, stands alone.
    """
    runs: list[list[ChangeSet]] = []
    open_runs: dict[tuple[str, str], list[ChangeSet]] = {}
    for each in reversed(sets):
        run = open_runs.get((each.by, each.group))
        alone = not each.group or each.undoes is not None or each.undone_by is not None
        if run and not alone and datetime.fromisoformat(each.at) - datetime.fromisoformat(run[0].at) <= TOGETHER:
            run.append(each)
            continue
        runs.append([each])
        if not alone:
            open_runs[each.by, each.group] = runs[-1]
    return tuple(tuple(reversed(run)) for run in sorted(runs, key=lambda run: -run[-1].id))


OF_SCHOOLS = "r.school IN (SELECT value FROM json_each(?))"
"""That a row of the history is about some schools."""


def listed(school: str | Collection[str]) -> str:
    """Schools as OF_SCHOOLS takes them."""
    return compact([school] if isinstance(school, str) else sorted(school))


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="seconds")


def _sets(database: APSWDatabase, rest: str, parameters: Sequence[Any]) -> tuple[ChangeSet, ...]:
    rows = database.execute_sql(SETS + rest, tuple(parameters)).fetchall()
    return tuple(ChangeSet(*row) for row in ((*each[:5], json.loads(each[5]), *each[6:]) for each in rows))
