"""
People taken out of a trust's records while every total stands: their rows stay, without name, id, text or date.

A date whose presence counts in a figure, or that tells two rows apart, becomes the day of the records, or days before it in the same order.
Each person gets a neutral id; rows are put in the order of their identity again, so that no place in a table tells who stood there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from sendsite.framework.records import AREAS, IDENTITY, TABLES, Records

ERASED = "(erased)"
"""What stands where a text was that must not be blank, and where a name stood in the text of somebody else's row."""

LABELS = {
    "deployment": ("scenario", "group"),
    "tasks": ("scenario",),
    "staff": ("scenario",),
    "scenarios": ("name",),
    "expectations": ("scenario",),
}
"""Texts that tell rows apart: a name in one becomes the neutral id, which is nobody else's, so that no two labels become one."""

TEXTS = {
    "pupils": ("class_name",),
    "outcomes": ("area", "outcome", "target"),
    "reviews": ("note",),
    "ratings": ("rated_by",),
    "moderations": ("moderated_by", "note"),
    "funding_bands": ("label",),
    "priorities": ("title",),
    "scenarios": ("note",),
    "expectations": ("title", "accepted_by", "note"),
}
LONG_ENOUGH = 8
"""Characters of an id that is looked for in other people's texts; a shorter one, such as P1, stands for too much else."""


class Who(NamedTuple):
    """A pupil or a member of staff of a school. `kind` is `pupil` or `staff`."""

    kind: str
    school_urn: str
    person_id: str


def everybody(records: Records) -> dict[Who, set[str]]:
    """Everyone the records name, leavers too, with each name they go by."""
    found: dict[Who, set[str]] = defaultdict(set)
    for pupil in records.pupils:
        found[Who("pupil", pupil.school_urn, pupil.pupil_id)].add(pupil.name)
    for person in records.staff:
        found[Who("staff", person.school_urn, person.staff_id)].add(person.name)
    for leaver in records.leavers:
        found[Who(leaver.kind, leaver.school_urn, leaver.person_id)].add(leaver.name)
    return dict(found)


def nameless(records: Records, people: Mapping[Who, str], names: Mapping[str, str], day: date) -> Records:
    """
    The records without some people. `people` gives each a neutral id; `names` maps what they are called to it, and is struck from all texts.

    Every number, code and answer stands, so every figure of the records does.
    """
    strikes = [(_pattern(name), neutral) for name, neutral in names.items()]
    plan_ids = _plan_ids(records, people)
    days = {"reviews": _days(records.reviews, 3, day), "ratings": _days(records.ratings, 2, day)}
    areas = _shared_areas(records, people)
    tables: dict[str, Any] = {}
    for table in TABLES:
        without = _WITHOUT.get(table, _as_it_is)
        kept = (_struck(table, without(row, _Way(people, plan_ids, days.get(table, {}), areas, day)), strikes) for row in getattr(records, table))
        tables[table] = _in_order(table, kept)
    return Records(**tables)


def ordered(records: Records) -> Records:
    """The same rows, each table in the order of its identity: the order in which a register gives them."""
    tables: dict[str, Any] = {table: _in_order(table, getattr(records, table)) for table in TABLES}
    return Records(**tables)


def searchable(who: Who, names: Collection[str]) -> tuple[str, ...]:
    """What of a person may be looked for in other people's texts: names of two words and more, and a long id."""
    found = {name.strip() for name in names if len(name.split()) > 1}
    return (*sorted(found, key=lambda name: (-len(name), name)), *((who.person_id,) if len(who.person_id) >= LONG_ENOUGH else ()))


def names_in(text: str, names: Iterable[str]) -> bool:
    """Whether a text holds one of these names as whole words, however written large or small."""
    return bool(name_in(text, names))


def name_in(text: str, names: Iterable[str]) -> str:
    """The first of these names that a text holds as whole words, as the text writes it; "" where it holds none. For the eyes of who wrote the text."""
    return next((found[0] for name in names if (found := _pattern(name).search(text))), "")


def without_names(records: Records, names: Iterable[str]) -> dict[str, tuple[tuple[Any, Any], ...]]:
    """Rows whose free texts hold a name, before and after it is struck, by table. Labels that tell rows apart are left."""
    strikes = [(_pattern(name), ERASED) for name in names]
    found: dict[str, tuple[tuple[Any, Any], ...]] = {}
    for table, columns in TEXTS.items():
        pairs = ((row, _rewritten(row, columns, strikes, ERASED)) for row in getattr(records, table))
        if changed := tuple((row, new) for row, new in pairs if row != new):
            found[table] = changed
    return found


class _Way(NamedTuple):
    """How the rows of the people are rewritten."""

    people: Mapping[Who, str]
    plan_ids: Mapping[tuple[str, str, str], str]
    days: Mapping[tuple[Any, ...], date]
    areas: frozenset[str]
    day: date

    def pupil(self, row: Any) -> str | None:
        return self.people.get(Who("pupil", row.school_urn, row.pupil_id))

    def staff(self, row: Any) -> str | None:
        return self.people.get(Who("staff", row.school_urn, row.staff_id))

    def plan(self, row: Any) -> str:
        return self.plan_ids[row[:3]]


def _as_it_is(row: Any, way: _Way) -> Any:
    return row


def _pupil(row: Any, way: _Way) -> Any:
    neutral = way.pupil(row)
    return row._replace(pupil_id=neutral, name="", class_name="", rated_on=None) if neutral else row


def _staff(row: Any, way: _Way) -> Any:
    neutral = way.staff(row)
    return row._replace(staff_id=neutral, name="") if neutral else row


def _outcome(row: Any, way: _Way) -> Any:
    neutral = way.pupil(row)
    if not neutral:
        return row
    area = row.area if row.area in way.areas else ""
    seen = None if row.reviewed_on is None else way.day
    return row._replace(pupil_id=neutral, outcome_id=way.plan(row), area=area, outcome=ERASED, target="", reviewed_on=seen)


def _weeks(row: Any, way: _Way) -> Any:
    neutral = way.pupil(row)
    return row._replace(pupil_id=neutral, outcome_id=way.plan(row)) if neutral else row


def _review(row: Any, way: _Way) -> Any:
    neutral = way.pupil(row)
    return row._replace(pupil_id=neutral, outcome_id=way.plan(row), reviewed_on=way.days[row[:4]], note="") if neutral else row


def _rating(row: Any, way: _Way) -> Any:
    neutral = way.pupil(row)
    return row._replace(pupil_id=neutral, rated_on=way.days[row[:3]], rated_by="") if neutral else row


def _moderation(row: Any, way: _Way) -> Any:
    neutral = way.pupil(row)
    seen = None if row.moderated_on is None else way.day
    return row._replace(pupil_id=neutral, moderated_on=seen, moderated_by="", note="") if neutral else row


def _cell(row: Any, way: _Way) -> Any:
    return row._replace(pupil_id=way.pupil(row) or row.pupil_id, staff_id=way.staff(row) or row.staff_id)


def _task(row: Any, way: _Way) -> Any:
    return row._replace(staff_id=way.staff(row) or row.staff_id)


def _leaver(row: Any, way: _Way) -> Any:
    neutral = way.people.get(Who(row.kind, row.school_urn, row.person_id))
    return row._replace(person_id=neutral, name="", left_on=None) if neutral else row


_WITHOUT: dict[str, Callable[[Any, _Way], Any]] = {
    "staff": _staff,
    "pupils": _pupil,
    "outcomes": _outcome,
    "deployment": _cell,
    "tasks": _task,
    "outcome_weeks": _weeks,
    "reviews": _review,
    "ratings": _rating,
    "moderations": _moderation,
    "leavers": _leaver,
}


def _plan_ids(records: Records, people: Mapping[Who, str]) -> dict[tuple[str, str, str], str]:
    """A number for each outcome of the people, and for what hangs on none: the school's own id may hold the pupil's."""
    numbers: dict[tuple[str, str, str], str] = {}
    count: dict[tuple[str, str], int] = defaultdict(int)
    rows: tuple[Any, ...] = (*records.outcomes, *records.outcome_weeks, *records.reviews)
    for key in sorted({row[:3] for row in rows if Who("pupil", row.school_urn, row.pupil_id) in people}):
        count[key[:2]] += 1
        numbers[key] = f"o{count[key[:2]]}"
    return numbers


def _days(rows: Iterable[Any], owner: int, day: date) -> dict[tuple[Any, ...], date]:
    """For each row that a date tells from others of one owner, the newest the day of the records and each older one a day before."""
    of_owner: dict[tuple[Any, ...], list[date]] = defaultdict(list)
    for row in rows:
        of_owner[row[:owner]].append(row[owner])
    return {(*key, each): day - timedelta(days=place) for key, dates in of_owner.items() for place, each in enumerate(sorted(dates, reverse=True))}


def _shared_areas(records: Records, people: Mapping[Who, str]) -> frozenset[str]:
    """Areas of a plan that say nothing of the people: the known ones, and those that another pupil's outcomes have too."""
    others = (row.area for row in records.outcomes if Who("pupil", row.school_urn, row.pupil_id) not in people)
    return frozenset({*AREAS, *others})


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)", re.IGNORECASE)


def _struck(table: str, row: Any, strikes: list[tuple[re.Pattern[str], str]]) -> Any:
    if not strikes:
        return row
    return _rewritten(_rewritten(row, TEXTS.get(table, ()), strikes, ERASED), LABELS.get(table, ()), strikes, "")


def _rewritten(row: Any, columns: Iterable[str], strikes: list[tuple[re.Pattern[str], str]], instead: str) -> Any:
    """The row with each name in these columns replaced, by the neutral id where nothing is given instead."""
    new = {}
    for column in columns:
        text = getattr(row, column)
        for pattern, neutral in strikes:
            text = pattern.sub(instead or neutral, text)
        new[column] = text
    return row._replace(**new) if new else row


def _in_order(table: str, rows: Iterable[Any]) -> tuple[Any, ...]:
    """In the order of their identity; a missing date stands before every date."""

    def place(row: Any) -> tuple[Any, ...]:
        parts = (getattr(row, column) for column in IDENTITY[table])
        return tuple(date.min if part is None else part for part in parts)

    return tuple(sorted(rows, key=place))
