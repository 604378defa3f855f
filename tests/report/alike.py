"""
A trust whose hidden figures can move by themselves: pupils alike in their hours and apart in all else, two schools of four pupils each beside larger ones.

Its rows are those of the demo's story. A pupil of one school trades a trait with a pupil of another: what each school has of it moves, and the trust's
totals stand. Only trades that leave every figure that is shown as it was, to the last place, are kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
    pasts: tuple[Past, ...]


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
    pasts, ledgers, hidden = [Past()], gathered_all(as_it_is()), []
    for ledger in ledgers:
        found = decided(ledger, K, pasts[-1])
        pasts.append(found.past)
        hidden.append(found.hidden)
    return Told(ledgers, tuple(hidden), tuple(pasts[:-1]))


def plainly(moment: int, records: Records) -> TermRecords:
    """The same without a document: as quick to read as a register."""
    term, day, _ = MOMENTS[moment]
    return TermRecords(term, day, records, default())
