"""
One pupil's need is an hour more, or one hour of support less: what of the figures may move, and what may not.

A change tells of a pupil where a reader of both builds could lay it at the door of fewer than k:

- a number stands, in either build, for a figure that rests on 1 to k-1 pupils there (2k-1 for a share or a mean);
- hours or money of the same pupils move by more than one step of their rounding;
- a figure of the same 1 to k-1 pupils changes its mark, from [c] to another or back;
- a figure moves that is said to rest on no pupil, and is neither hours or money of staff, nor worked out from one that rests on pupils.

It does not tell of a pupil that a figure of k and more moves by a step: it says that one of at least k moved. Where an hour brings a pupil over a
line (out of those who get more than they need, say), a group has one pupil more or less, as when somebody comes or goes: no number stands for 1 to
k-1 then either, and that a group is empty is told as 0, like everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from math import inf
from typing import NamedTuple

import pytest

from sendsite import stock
from sendsite.demo import story
from sendsite.framework.records import LIVE, Records
from sendsite.framework.settings import default
from sendsite.framework.term import TermRecords
from sendsite.report.disclosure import HOURS, MONEY, Decision, Entry, Ledger, Past, Released, decided
from sendsite.report.quantities import gathered, source_of
from sendsite.report.quantities.source import Source
from sendsite.site import articles, theme
from sendsite.site.app import addresses_of, create_site
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust
from tests.report.trust import middling, one_term, pupils, staff

K, HOUR = 5, 100
STEPS = {HOURS: 10.0, MONEY: 1_000.0}


class Build(NamedTuple):
    """A term's raw figures and what is published of them."""

    ledger: Ledger
    found: Decision


@lru_cache(maxsize=1)
def before_it() -> tuple[Past, Source]:
    """The two frozen terms before the newest one."""
    past, last = Past(), None
    for term, day, records in story()[-4:-2]:
        last = source_of(TermRecords(term, day, records, default()), last)
        past = decided(gathered(last), K, past).past
    assert last is not None
    return past, last


def newest() -> Records:
    return story()[-2][2]


def build(records: Records) -> Build:
    """The newest frozen term with these records."""
    past, last = before_it()
    term, day, _ = story()[-2]
    ledger = gathered(source_of(TermRecords(term, day, records, default()), last))
    return Build(ledger, decided(ledger, K, past))


@lru_cache(maxsize=1)
def as_it_is() -> Build:
    return build(newest())


def needs_more(place: int) -> Records:
    """A pupil needs an hour more."""
    rows = newest().pupils
    return replace(newest(), pupils=(*rows[:place], rows[place]._replace(need_hours=rows[place].need_hours + HOUR), *rows[place + 1 :]))


def gets_less(place: int) -> Records:
    """An hour less of the first cell of a pupil that has more than one."""
    rows, pupil = newest().deployment, newest().pupils[place]
    mine = [
        at for at, row in enumerate(rows) if (row.school_urn, row.pupil_id) == (pupil.school_urn, pupil.pupil_id) and row.scenario == LIVE and row.hours > HOUR
    ]
    return replace(newest(), deployment=tuple(row._replace(hours=row.hours - HOUR) if at in mine[:1] else row for at, row in enumerate(rows)))


def telling(one: Build, other: Build) -> Iterator[tuple[str, str]]:
    """The figures whose change tells of a pupil, and in what way; of the trust's audience and of the schools' pages."""
    for audience in (lambda told: told, Released.for_schools):
        told = tuple(audience(build.found.released) for build in (one, other))
        for name in one.ledger.entries.keys() & other.ledger.entries.keys():
            said = [(each.number(name), each.mark(name)) for each in told]
            if said[0] != said[1]:
                yield from ((name, fault) for fault in faults(name, (one, other), said))


def faults(name: str, builds: tuple[Build, Build], said: Sequence[tuple[float | None, str]]) -> Iterator[str]:
    """What is wrong with a change of one figure."""
    entries = [build.ledger.entries[name] for build in builds]
    if any(few(entry) and number is not None for entry, (number, _) in zip(entries, said, strict=True)):
        yield "shows a number of few"
    if all(few(entry) for entry in entries):
        yield "marks of few change"
    if entries[0].rests_on is None and entries[0].unit not in STEPS and not name.endswith(".schools") and not rests(builds[0].ledger, name):
        yield "is said to rest on no pupil"
    numbers = [number for number, _ in said if number is not None]
    if entries[0].rests_on == entries[1].rests_on and len(numbers) == 2 and abs(numbers[0] - numbers[1]) > STEPS.get(entries[0].unit, inf):
        yield f"moves from {numbers[0]} to {numbers[1]}"


def few(entry: Entry) -> bool:
    """Whether a figure rests on some pupils, and on fewer than it needs."""
    return entry.rests_on is not None and 0 < entry.rests_on < (K if entry.narrow else entry.times * K)


def rests(ledger: Ledger, name: str) -> bool:
    """Whether a figure is worked out, by way of others too, from one that rests on pupils."""
    return any(other in ledger.entries and (ledger.entries[other].rests_on is not None or rests(ledger, other)) for other in ledger.entries[name].of)


def some() -> list[int]:
    """A pupil of each school and of each rating, those of the smallest groups first."""
    rows = newest().pupils
    groups: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault((row.school_urn, row.q1), []).append(place)
    return [places[0] for places in sorted(groups.values(), key=len)]


@pytest.mark.parametrize("place", some()[:8])
@pytest.mark.parametrize("change", [needs_more, gets_less])
def test_an_hour_of_one_pupil_changes_nothing_that_would_tell_it(place: int, change):
    assert sorted(set(telling(as_it_is(), build(change(place))))) == []


def bytes_of(records: Records) -> dict[str, bytes]:
    """Every file of the site of one term."""
    site = create_site(one_term(records), articles.load([stock.folder("content")]), theme.load("default", [stock.folder("themes")], check=False))
    client = site.test_client()
    return {address.path: client.get(f"/{address.path}").data for address in addresses_of(site)}


def a_trust_with(needs: float) -> Records:
    """A pupil with these needs in a school of four, and one in a group of three in a school of 36, beside a third school of 40."""
    few = a_school(*pupils(3), a_pupil("own", needs=needs, gets=2), a_member_of_staff("t1", contracted=30), urn="140002", name="Reedham Primary", roll=74)
    reds = [a_pupil(f"r{place}", needs=needs if place == 1 else 6, gets=2, rating="R", primary_need="PD") for place in range(3)]
    others = [a_pupil(f"o{place}", needs=6, gets=3, rating="AG"[place % 2], primary_need="MLD") for place in range(33)]
    many = a_school(*reds, *others, *staff(), urn="140001", name="Tidewell Primary", roll=318)
    return a_trust(few, many, middling("140003", "Newfen Academy", 40))


def test_an_hour_of_a_pupil_moves_no_byte_of_a_school_of_four_and_no_mark_elsewhere():
    """Of the school of 36 and of the trust whole measures and sums move, which rest on all; no mark comes or goes."""
    before, after = bytes_of(a_trust_with(7)), bytes_of(a_trust_with(8))
    moved = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}

    assert before.keys() == after.keys()
    assert moved
    assert not [path for path in moved if "140002" in path]
    pages = [path for path in moved if path.endswith((".html", ".csv"))]
    assert {path: marks(before[path]) for path in pages} == {path: marks(after[path]) for path in pages}


def marks(page: bytes) -> list[bytes]:
    """The marks on a page in their order."""
    return re.findall(rb"\[(?:c|low|u|x|z)\]", page)
