"""
Retention: names go when their time is over, figures stay.

A frozen term older than `keep_terms_years` makes way for an edition without people; somebody who left longer ago than `keep_leavers_years` leaves
the register and its history. The newest term is never touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from sendsite.framework.nameless import Who, everybody, nameless, searchable
from sendsite.publish.lock import alone
from sendsite.workflow.erasing import LOCK
from sendsite.workflow.erasing_places import Renewed, Word, in_register, renewed
from sendsite.workflow.erasures_list import NEUTRAL, new_neutral
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.term import TermRecords
    from sendsite.snapshots.shelf import SnapshotInfo


class DueTerm(NamedTuple):
    """An edition whose names are due, the day since when, and how many people it names."""

    info: SnapshotInfo
    since: date
    people: int


class DueLeaver(NamedTuple):
    """Somebody whose time in the register is over, and the day they left."""

    who: Who
    left_on: date


@dataclass(frozen=True)
class Due:
    """What would go on a day. `undated` counts those who left nobody knows when: they stay until a day is entered."""

    day: date
    terms: tuple[DueTerm, ...]
    leavers: tuple[DueLeaver, ...]
    undated: int

    def __bool__(self) -> bool:
        return bool(self.terms or self.leavers)


@dataclass(frozen=True)
class Retained:
    """What went: editions with those that came in their place, and how many people left the register."""

    editions: tuple[Renewed, ...]
    leavers: int
    swept: bool


def due(folder: SiteFolder, on: date | None = None) -> Due:
    """What is due, without changing anything; reckoned from the register's day, or another."""
    from sendsite.register.facts import records as all_records
    from sendsite.snapshots.shelf import load, shelf

    day = on or date.today()
    infos = shelf(folder.snapshots)
    terms = []
    for info in infos:
        since = years_after(info.term.ends, folder.settings.keep_terms_years)
        if since <= day and info.term != infos[-1].term and (people := _named(load(info.path))):
            terms.append(DueTerm(info, since, len(people)))
    leavers: list[DueLeaver] = []
    undated = 0
    if folder.register.is_file():
        with folder.open_register() as register:
            records = all_records(register)
        here = {*(("pupil", *row[:2]) for row in records.pupils), *(("staff", *row[:2]) for row in records.staff)}
        gone = [(Who(row.kind, row.school_urn, row.person_id), row.left_on) for row in records.leavers]
        undated = sum(left_on is None for _, left_on in gone)
        for who, left_on in gone:
            if left_on is not None and who not in here and years_after(left_on, folder.settings.keep_leavers_years) <= day:
                leavers.append(DueLeaver(who, left_on))
    return Due(day, tuple(terms), tuple(leavers), undated)


def retain(folder: SiteFolder, *, by: str, on: date | None = None) -> Retained:
    """Take out what is due. Each edition goes only when the one in its place is written; a run that was stopped is begun again."""
    from sendsite.snapshots.shelf import load
    from sendsite.snapshots.tombstones import finish

    with alone(folder.root / "data" / LOCK, what="erasure"):
        finish(folder.snapshots)
        found = due(folder, on)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        neutral: dict[Who, str] = {}
        word = Word(by, f"Retention: names are kept for {_years(folder.settings.keep_terms_years)}", now)
        editions = tuple(_without_people(folder, each.info, load(each.info.path), neutral, word) for each in found.terms)
        swept = True
        if found.leavers:
            left = Word(by, f"Retention: they left more than {_years(folder.settings.keep_leavers_years)} ago", now)
            swept = in_register(folder, _names(folder, found.leavers), left)[1]
        return Retained(editions, len(found.leavers), swept)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _named(kept: TermRecords) -> dict[Who, set[str]]:
    """Everyone a snapshot still names."""
    return {who: names for who, names in everybody(kept.records).items() if not who.person_id.startswith(NEUTRAL)}


def _without_people(folder: SiteFolder, info: SnapshotInfo, kept: TermRecords, neutral: dict[Who, str], word: Word) -> Renewed:
    """All people of an edition at once. Terms that go in one run give each person one neutral id, so that what is told between them stands."""
    people = _named(kept)
    for who in people:
        neutral.setdefault(who, new_neutral())
    called = {name: neutral[who] for who, names in people.items() for name in searchable(who, names)}
    return renewed(folder, info, kept, nameless(kept.records, {who: neutral[who] for who in people}, called, kept.data_date), word)


def _names(folder: SiteFolder, leavers: tuple[DueLeaver, ...]) -> dict[Who, set[str]]:
    """What those who left were called, now and earlier."""
    from sendsite.register.erasure import names_in_history

    records, _ = folder.records()
    there = everybody(records)
    with folder.open_register() as register:
        past = {place: names_in_history(register, *place) for place in {(each.who.school_urn, each.who.kind) for each in leavers}}
    return {who: there.get(who, set()) | past[who.school_urn, who.kind].get(who.person_id, set()) for who, _ in leavers}


def _years(number: int) -> str:
    return "a year" if number == 1 else f"{number} years"
