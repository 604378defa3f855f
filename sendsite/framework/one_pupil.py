"""One pupil out of a school's measures: the hours of each adult, against need, and what they cost beside what comes in for them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.columns import HUNDREDTHS
from sendsite.framework.hours import exact
from sendsite.framework.model import Measures
from sendsite.framework.money import money, staff_cost
from sendsite.framework.records import Allocation, Records
from sendsite.framework.scenarios import rows_of
from sendsite.framework.settings import Framework


class Line(NamedTuple):
    """
    One cell of the timetable, hours a week: what stands in it, what the pupil is credited with, what it takes of the adult's time.

    `members` is how many share the group, 1 where it is one-to-one.
    """

    staff_id: str
    group: str
    mode: str
    hours: float
    members: int
    received: float
    attributed: float


@dataclass(frozen=True)
class Support:
    """What the plan asks for and what the live timetable gives, pupil hours a week: framework.md, Hours."""

    need: float
    one_to_one: float
    received: float
    one_to_one_received: float
    matched: float
    gap: float
    surplus: float
    lines: tuple[Line, ...]

    @property
    def short(self) -> bool:
        """Whether hours that the plan names are missing, rounding noise aside."""
        return self.gap > NOISE

    @property
    def over(self) -> bool:
        """Whether there are hours beyond the plan, or not of the kind it names."""
        return self.surplus > NOISE

    @property
    def one_to_one_short(self) -> float:
        """One-to-one hours that the plan names and the timetable does not give."""
        return max(0.0, self.one_to_one - self.one_to_one_received)


@dataclass(frozen=True)
class PupilCost:
    """
    GBP a year. `met_first` is what the school meets from its notional budget (element 2, or the whole provision where that is less).

    `top_up` and `balance` are None where the pupil has no top-up. `outcomes` maps an outcome to what its planned hours cost, None where
    none are planned. `lines` stand in the order of Support.lines.
    """

    provision: float
    met_first: float
    top_up: float | None
    balance: float | None
    lines: tuple[float, ...]
    outcomes: dict[str, float | None]


def place_of(measures: Measures, pupil_id: str) -> int:
    """Where the pupil stands in the columns of one school."""
    return measures.deployment.pupils.pupil_id.index(pupil_id)


def support(records: Records, measures: Measures, pupil_id: str) -> Support:
    """The live hours of one pupil of one school, whose records and live measures are given."""
    row, hours, people = place_of(measures, pupil_id), measures.pupils, measures.deployment.pupils
    return Support(
        need=float(people.need[row]),
        one_to_one=float(people.one_to_one[row]),
        received=float(hours.received[row]),
        one_to_one_received=float(exact(hours.one_to_one_received[[row]])[0]),
        matched=float(hours.matched[row]),
        gap=float(exact(hours.gap[[row]])[0]),
        surplus=float(exact(hours.surplus[[row]])[0]),
        lines=tuple(_lines(records, measures, pupil_id)),
    )


def _lines(records: Records, measures: Measures, pupil_id: str) -> list[Line]:
    """The pupil's cells, in the order of the columns, which is that of the rows they were made from."""
    cells, given = measures.deployment.cells, measures.cells
    members = np.bincount(cells.group[cells.group >= 0], minlength=1)
    return [
        Line(
            staff_id=row.staff_id,
            group=row.group.strip(),
            mode=row.mode,
            hours=row.hours / HUNDREDTHS,
            members=int(members[cells.group[place]]) if cells.group[place] >= 0 else 1,
            received=float(given.received[place]),
            attributed=float(given.attributed[place]),
        )
        for place, row in zip(_places(measures, pupil_id), _rows(records, measures, pupil_id), strict=True)
    ]


def _places(measures: Measures, pupil_id: str) -> list[int]:
    return np.flatnonzero(measures.deployment.cells.pupil == place_of(measures, pupil_id)).tolist()


def _rows(records: Records, measures: Measures, pupil_id: str) -> list[Allocation]:
    """The rows that count as cells: with hours, and of somebody who is on the staff list."""
    staff = set(measures.deployment.staff.staff_id)
    return [row for row in rows_of(records, "").deployment if row.pupil_id == pupil_id and row.hours > 0 and row.staff_id in staff]


def pupil_cost(records: Records, measures: Measures, framework: Framework, pupil_id: str, basis: str = "standard") -> PupilCost:
    """What one pupil's support costs, and what is paid for it; `basis` as in `money`: actual cost is for those who may see pay."""
    row, books = place_of(measures, pupil_id), money(measures, framework, basis)
    hourly, cells = staff_cost(measures.deployment, framework, basis).hourly, measures.deployment.cells
    provision = float(books.provision_by_pupil[row])
    of_pupil = np.flatnonzero(measures.deployment.outcomes.pupil == row).tolist()
    named = [outcome.outcome_id for outcome in records.outcomes if outcome.pupil_id == pupil_id]
    return PupilCost(
        provision=provision,
        met_first=min(framework.cost.element_2, provision),
        top_up=_known(measures.deployment.pupils.top_up[row]),
        balance=_known(books.balance_by_pupil[row]),
        lines=tuple(float(measures.cells.attributed[place] * hourly[cells.staff[place]] * framework.cost.weeks) for place in _places(measures, pupil_id)),
        outcomes={key: _known(books.outcome_cost[place]) for key, place in zip(named, of_pupil, strict=True)},
    )


def _known(amount: float) -> float | None:
    return None if math.isnan(amount) else float(amount)
