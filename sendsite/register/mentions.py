"""Where the history holds certain words: rows and titles that might name somebody, for whoever has to read them through."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sendsite.register.database import Register
from sendsite.register.events import ERASED, Event, rows_back
from sendsite.register.history import EVENTS, ChangedRow
from sendsite.register.links import compact

HOLDS = "EXISTS (SELECT 1 FROM json_each(?) AS j WHERE instr(lower({text}), j.value))"


class HeldTitle(NamedTuple):
    """The title that somebody gave to a change, and the schools whose rows that change touched, "" where it touched none."""

    set_id: int
    title: str
    schools: frozenset[str]


def rows_holding(register: Register, words: Collection[str]) -> tuple[ChangedRow, ...]:
    """
    Rows of the history in which one of some words stands, however written large or small, oldest first.

    They are found by the longest run of plain letters in each word, so there may be more of them than hold it: the caller looks again.
    """
    held = HOLDS.format(text="r.\"key\" || ifnull(r.before, '') || ifnull(r.after, '')")
    sql = f"SELECT {EVENTS} FROM change_rows AS r WHERE r.of_table <> ? AND {held} ORDER BY r.set_id, r.number"
    with register.asking() as database:
        found = database.execute_sql(sql, (ERASED, compact(_looked_for(words)))).fetchall()
    return tuple(_row(set_id, number, Event(*stored)) for set_id, number, *stored in found)


def titles_holding(register: Register, words: Collection[str]) -> tuple[HeldTitle, ...]:
    """Titles in which one of some words stands, found in the same way."""
    schools = "SELECT json_group_array(DISTINCT r.school) FROM change_rows AS r WHERE r.set_id = t.set_id"
    titles = f"change_titles AS t LEFT JOIN json_each(({schools})) AS s"
    sql = f"SELECT t.set_id, t.title, ifnull(s.value, '') FROM {titles} WHERE {HOLDS.format(text='t.title')} ORDER BY t.set_id"
    with register.asking() as database:
        found = database.execute_sql(sql, (compact(_looked_for(words)),)).fetchall()
    told: dict[int, HeldTitle] = {}
    for set_id, title, school in found:
        before = told.get(set_id, HeldTitle(set_id, title, frozenset()))
        told[set_id] = before._replace(schools=before.schools | {school})
    return tuple(told.values())


def _looked_for(words: Collection[str]) -> list[str]:
    """The longest run of plain letters of each word, in small letters: SQLite knows no other large ones."""
    return sorted({run for word in words if (run := max(_runs(word), key=len, default=word).lower())})


def _runs(word: str) -> Iterator[str]:
    yield from re.findall("[A-Za-z0-9]+", word)


def _row(set_id: int, number: int, event: Event) -> ChangedRow:
    key, before, after = rows_back(event)
    return ChangedRow(set_id, number, event.of_table, key, before, after, event.school)
