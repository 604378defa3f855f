"""
A trust whose hidden figures can move by themselves: pupils alike in their hours and apart in all else, two schools of four pupils each beside larger ones.

Its rows are those of the demo's story. A pupil of one school trades a trait with a pupil of another: what each school has of it moves, and the trust's
totals stand. Only trades that leave every figure that is shown as it was, to the last place, are kept.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sendsite.demo import story
from sendsite.framework.columns import columns
from sendsite.framework.document import document
from sendsite.framework.measure import measure
from sendsite.framework.records import LIVE, Allocation, Records
from sendsite.framework.settings import default
from sendsite.framework.term import TermRecords
from sendsite.report.disclosure import Ledger, Past, decided
from sendsite.report.quantities import gathered, source_of
from sendsite.report.quantities.source import Source

K = 5
SIZES = {"990001": 4, "990002": 4, "990003": 9, "990004": 33}
TWINS = ("990001", "990002")
OF_PUPILS = ("pupils", "outcomes", "outcome_weeks", "deployment", "reviews", "ratings", "moderations")
OF_SCHOOLS = (*OF_PUPILS, "staff", "tasks", "school_facts", "priorities", "scenarios", "leavers", "expectations")
MOMENTS = tuple(story()[-5:-1])
QUESTIONS = tuple(f"q{number}" for number in range(1, 9))
TRAITS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pupils", ("primary_need",)),
    ("pupils", ("year_group",)),
    ("pupils", QUESTIONS),
    ("pupils", ("sen_status", "funding_band")),
    ("outcomes", ("status",)),
    ("outcomes", ("area",)),
    ("deployment", ("mode",)),
    ("tasks", ("task",)),
)


def cut(records: Records) -> Records:
    """The first pupils of each school, each with a plan of six hours and three hours of support; staff of the two smallest schools are alike."""
    found = first_pupils(of_schools(records), SIZES)
    staff = _staff(found)
    pupils = tuple(row._replace(need_hours=600, one_to_one_hours=None) for row in found.pupils)
    return replace(
        found,
        pupils=pupils,
        outcomes=tuple(row._replace(planned_hours=None) for row in found.outcomes),
        staff=tuple(staff.values()),
        tasks=tuple(row._replace(hours=100) for row in found.tasks if (row.school_urn, row.staff_id) in staff and row.scenario == LIVE),
        deployment=tuple(_cells(pupils, sorted(staff))),
        outcome_weeks=(),
        scenarios=(),
    )


def first_pupils(records: Records, sizes: Mapping[str, int]) -> Records:
    """The first pupils of each school, so many, and what is of them."""
    count, here = Counter[str](), set[tuple[str, str]]()
    for row in records.pupils:
        count[row.school_urn] += 1
        if count[row.school_urn] <= sizes.get(row.school_urn, 0):
            here.add((row.school_urn, row.pupil_id))
    return replace(records, **{table: tuple(row for row in getattr(records, table) if (row.school_urn, row.pupil_id) in here) for table in OF_PUPILS})


def of_schools(records: Records) -> Records:
    """The rows of these schools, and of none."""
    rows = {table: tuple(row for row in getattr(records, table) if row.school_urn in ("", *SIZES)) for table in OF_SCHOOLS}
    return replace(records, schools=tuple(row for row in records.schools if row.urn in SIZES), **rows)


def _staff(records: Records) -> dict[tuple[str, str], Any]:
    """The staff by school and id: three alike in each of the two smallest schools."""
    found: dict[tuple[str, str], Any] = {}
    for row in records.staff:
        twin, many = row.school_urn in TWINS, sum(urn == row.school_urn for urn, _ in found)
        if row.scenario == LIVE and row.school_urn in SIZES and not (twin and many == 3):
            alike: dict[str, Any] = {"role": "TA", "contracted_hours": 2000, "send_hours": 1600} if twin else {}
            found[row.school_urn, row.staff_id] = row._replace(**alike)
    return found


def _cells(pupils: Sequence[Any], staff: Sequence[tuple[str, str]]) -> Iterator[Allocation]:
    for place, row in enumerate(pupils):
        own = [name for urn, name in staff if urn == row.school_urn]
        yield Allocation(row.school_urn, LIVE, own[place % len(own)], row.pupil_id, 300, "", ("in_class", "withdrawn")[place % 2])


def reading(moment: int, records: Records) -> TermRecords:
    """A frozen term with these records, and the document that its snapshot keeps."""
    term, day, _ = MOMENTS[moment]
    told = document(measure(columns(records, default(), on=day), default()), default())
    return TermRecords(term, day, records, default(), taken_at=f"{day.isoformat()}T10:00:00", document=told)


@cache
def as_it_is() -> tuple[Records, ...]:
    return tuple(cut(records) for _, _, records in MOMENTS)


@dataclass(frozen=True)
class Told:
    """The raw figures of each term, what was decided to hide, and what bound it."""

    ledgers: tuple[Ledger, ...]
    hidden: tuple[frozenset[str], ...]


def gathered_all(records: Sequence[Records]) -> tuple[Ledger, ...]:
    """The raw figures of all terms, each beside the one before."""
    last: Source | None = None
    found = []
    for moment, each in enumerate(records):
        source = source_of(reading(moment, each), last)
        found.append(gathered(source))
        last = replace(source, last=None)
    return tuple(found)


@cache
def told() -> Told:
    """What is decided of the trust as it is."""
    past, ledgers, hidden = Past(), gathered_all(as_it_is()), []
    for ledger in ledgers:
        found = decided(ledger, K, past)
        past = found.past
        hidden.append(found.hidden)
    return Told(ledgers, tuple(hidden))


def by_rule(ledger: Ledger) -> dict[str, str]:
    """A name that stays, of each figure: those of insights are numbered in an order that may be another, so that they go by their rules."""
    times, rules = Counter[tuple[str, str]](), dict[str, str]()
    for number, (insight, *_) in enumerate(ledger.insights):
        times[insight.urn, insight.rule] += 1
        rules[f"{insight.urn}.insight.{number}"] = f"{insight.urn}.insight.{insight.rule} {times[insight.urn, insight.rule]}"
    stem = {name: ".".join(name.split(".")[:3]) for name in ledger.entries}
    return {name: rules.get(stem[name], stem[name]) + name.removeprefix(stem[name]) for name in ledger.entries}


def of_unsaid(name: str, hidden: AbstractSet[str]) -> bool:
    """Whether a figure is of an insight of a school whose register is hidden: no such insight is told."""
    return name.split(".")[1] == "insight" and f"{name.split('.')[0]}.register" in hidden


def moved(before: Ledger, after: Ledger, hidden: frozenset[str]) -> set[str] | None:
    """The hidden figures that have moved; None where one that is shown has, or where other figures are there."""
    old, new = ({stays: each.entries[name] for name, stays in by_rule(each).items() if not of_unsaid(name, hidden)} for each in (before, after))
    if old.keys() != new.keys():
        return None
    found, stays = {name for name in old if apart(old[name].value, new[name].value)}, by_rule(before)
    return found if found <= {stays[name] for name in hidden} else None


def apart(one: float | None, other: float | None) -> bool:
    return one != other and (one is None or other is None or abs(one - other) > 1e-9)


def hidden_after(before: Ledger, after: Ledger, hidden: frozenset[str]) -> frozenset[str]:
    """The same decision by the names of the ledger after a trade."""
    same = set(map(by_rule(before).__getitem__, hidden))
    return frozenset(name for name, stays in by_rule(after).items() if stays in same or of_unsaid(name, hidden))


def traded(chance: random.Random, records: Records) -> Records:
    """Two rows of two schools, mostly the two smallest, trade a trait."""
    table, traits = chance.choice(TRAITS)
    rows, places = list(getattr(records, table)), defaultdict[str, list[int]](list)
    for place, row in enumerate(rows):
        places[row.school_urn].append(place)
    schools = [urn for urn in (TWINS if chance.random() < 0.7 else SIZES) if places[urn]]
    if len(schools) < 2:
        return records
    one, other = (chance.choice(places[urn]) for urn in chance.sample(schools, 2))
    given, taken = ({trait: getattr(rows[place], trait) for trait in traits} for place in (one, other))
    rows[one], rows[other] = rows[one]._replace(**taken), rows[other]._replace(**given)
    return replace(records, **{table: tuple(rows)})


@cache
def with_trades(tries: int) -> tuple[tuple[Records, ...], frozenset[str]]:
    """The trust after all trades, of so many tried, that move hidden figures alone in that term and the next; and what has moved."""
    chance, records, seen = random.Random(7), list(as_it_is()), set[str]()
    for number in range(tries):
        moment = number % len(records)
        new = traded(chance, records[moment])
        found = _moves(moment, [*records[:moment], new, *records[moment + 1 :]]) - seen if new != records[moment] else set()
        if found:
            records[moment] = new
            seen |= found
    return tuple(records), frozenset(seen)


def _moves(moment: int, records: Sequence[Records]) -> set[str]:
    """What moves of a term and of the next, which is compared with it; nothing where a shown figure would."""
    source = source_of(_plain(moment - 1, records[moment - 1])) if moment else None
    found: set[str] = set()
    for place in range(moment, min(moment + 2, len(records))):
        source = source_of(_plain(place, records[place]), source)
        mine = moved(told().ledgers[place], gathered(source), told().hidden[place])
        if mine is None:
            return set()
        found |= {f"{place} {name}" for name in mine}
        source = replace(source, last=None)
    return found


def _plain(moment: int, records: Records) -> TermRecords:
    term, day, _ = MOMENTS[moment]
    return TermRecords(term, day, records, default())
