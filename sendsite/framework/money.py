"""Money: GBP a year, a school at a time, so that provision, preparation, drift and unallocated hours close on what staff cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sendsite.framework.hours import ratio, school_sums, sums
from sendsite.framework.metrics.finance import standard_cost
from sendsite.framework.model import Deployment, Floats, Measures, Money
from sendsite.framework.records import ROLES, STATUSES
from sendsite.framework.settings import Framework

BASES = ("standard", "actual")
ACHIEVED = STATUSES.index("achieved")


@dataclass(frozen=True)
class StaffCost:
    """Per member of staff: GBP a year for contracted hours, GBP a year for SEND hours, GBP an hour."""

    cost: Floats
    send: Floats
    hourly: Floats


def staff_cost(deployment: Deployment, framework: Framework, basis: str = "standard") -> StaffCost:
    """
    Standard cost by role rate; or actual cost, salary with on-costs where a salary is given and the standard cost where not.

    Actual cost is for those who may see pay; nothing that is published rests on it.
    """
    if basis not in BASES:
        raise ValueError(f"cost basis '{basis}' is not one of {', '.join(BASES)}")
    staff, rates = deployment.staff, np.array([framework.rates[role] for role in ROLES])
    cost = standard_cost(rates[staff.role], staff.contracted, framework)
    if basis == "actual":
        cost = np.where(np.isnan(staff.salary), cost, staff.salary * (1 + framework.cost.on_costs))
    return StaffCost(cost, cost * staff.send_hours / staff.contracted, cost / (staff.contracted * framework.cost.weeks))


def money(measures: Measures, framework: Framework, basis: str = "standard", autumn: bool = False) -> Money:
    """
    Every money figure a school; NaN where its denominator is 0 or the school's notional SEND budget is not known.

    Cost per achieved outcome waits for enough achieved ones, and is not given in autumn: `autumn` says that the figures are of that term.
    """
    return _made(measures, framework, basis, autumn, trust=False)


def trust_money(measures: Measures, framework: Framework, basis: str = "standard", autumn: bool = False) -> Money:
    """
    The trust as one row: sums over its schools, and ratios of such sums.

    Funding and utilisation pool the schools whose notional SEND budget is known. Columns per person are as in `money`.
    """
    return _made(measures, framework, basis, autumn, trust=True)


@dataclass(frozen=True)
class Books:
    """What the money figures are made of: sums a school, or of the trust as one row, before a ratio is taken."""

    measures: Measures
    framework: Framework
    cost: StaffCost
    trust: bool

    def pool(self, column: Floats) -> Floats:
        """A column of schools as it is, or its sum as one row."""
        return np.array([column.sum()]) if self.trust else column

    def by_staff(self, column: Floats) -> Floats:
        staff = self.measures.deployment.staff
        return self.pool(school_sums(staff.school, column, len(self.measures.deployment.schools.urn)))

    def by_pupil(self, column: Floats) -> Floats:
        pupils = self.measures.deployment.pupils
        return self.pool(school_sums(pupils.school, column, len(self.measures.deployment.schools.urn)))

    def of_hours(self, column: Floats) -> Floats:
        """Staff hours a week at what they cost, GBP a year."""
        return self.by_staff(column * self.cost.hourly * self.framework.cost.weeks)


def _made(measures: Measures, framework: Framework, basis: str, autumn: bool, trust: bool) -> Money:
    """A row a school, or one row of the trust."""
    cost = staff_cost(measures.deployment, framework, basis)
    books, hours, picture = Books(measures, framework, cost, trust), measures.staff, measures.schools
    top_up = measures.deployment.pupils.top_up
    send_staff = books.by_staff(cost.send)
    send = send_staff + books.pool(np.nan_to_num(measures.deployment.schools.other_send_costs))
    achieved = books.pool(_achieved(measures.deployment))
    provision = provision_by_pupil(measures, framework, cost)
    identified, utilisation = _funding(books)
    return Money(
        send_cost=send,
        send_staff_cost=send_staff,
        funding_identified=identified,
        top_up=books.by_pupil(np.nan_to_num(top_up)),
        utilisation=utilisation,
        per_pupil=ratio(send, books.pool(picture.register.astype(np.float64))),
        per_delivered_hour=ratio(send, books.pool(picture.hours.delivered) * framework.cost.weeks),
        per_achieved_outcome=np.where((achieved >= framework.cost.achieved_least) & (not autumn), ratio(send, achieved), np.nan),
        drift_cost=books.of_hours(hours.absorbed),
        provision=books.by_pupil(provision),
        preparation=books.of_hours(hours.prepared),
        unallocated=books.of_hours(hours.unallocated),
        overcommitted=books.of_hours(hours.overcommitted),
        provision_by_pupil=provision,
        balance_by_pupil=top_up + np.minimum(framework.cost.element_2, provision) - provision,
        outcome_cost=outcome_cost(measures, framework, cost),
    )


def _funding(books: Books) -> tuple[Floats, Floats]:
    """SEND funding identified and the share of it that support staff cost, of schools whose notional SEND budget is known."""
    deployment = books.measures.deployment
    count = len(deployment.schools.urn)
    funding = deployment.schools.send_budget + school_sums(deployment.pupils.school, np.nan_to_num(deployment.pupils.top_up), count)
    known = ~np.isnan(funding)
    there = np.array([known.any()]) if books.trust else known
    identified = np.where(there, books.pool(np.nan_to_num(funding)), np.nan)
    staff = school_sums(deployment.staff.school, books.cost.send, count)
    return identified, ratio(books.pool(np.where(known, staff, 0.0)), identified)


def _achieved(deployment: Deployment) -> Floats:
    """Outcomes achieved, a school."""
    schools = deployment.pupils.school[deployment.outcomes.pupil[deployment.outcomes.status == ACHIEVED]]
    return np.bincount(schools, minlength=len(deployment.schools.urn)).astype(np.float64)


def provision_by_pupil(measures: Measures, framework: Framework, cost: StaffCost) -> Floats:
    """What a pupil's support costs, GBP a year: attributed staff hours x hourly cost x weeks."""
    cells = measures.deployment.cells
    return sums(cells.pupil, measures.cells.attributed * cost.hourly[cells.staff], len(measures.pupils.received)) * framework.cost.weeks


def outcome_cost(measures: Measures, framework: Framework, cost: StaffCost) -> Floats:
    """
    What an outcome's planned hours cost over its own weeks, GBP; NaN where none are planned.

    An hour costs what the pupil's hours cost on average, and a shared hour its share. A pupil without allocations costs the school's
    average SEND hour, whole.
    """
    deployment, outcomes = measures.deployment, measures.deployment.outcomes
    cell_hours = sums(deployment.cells.pupil, deployment.cells.hours, len(measures.pupils.received))
    # average hourly cost x attributed / cell hours: the attributed hours cancel out
    own = ratio(provision_by_pupil(measures, framework, cost) / framework.cost.weeks, cell_hours)
    hourly = np.where(cell_hours > 0, own, average_hour(deployment, cost)[deployment.pupils.school])
    costs: Floats = outcomes.planned * outcomes.weeks * hourly[outcomes.pupil]
    return costs


def average_hour(deployment: Deployment, cost: StaffCost) -> Floats:
    """A school's average cost of an hour, weighted by SEND hours, or by contracted hours where there are none; NaN without staff."""
    staff, count = deployment.staff, len(deployment.schools.urn)

    def weighted(hours: Floats) -> Floats:
        return ratio(school_sums(staff.school, cost.hourly * hours, count), school_sums(staff.school, hours, count))

    send = weighted(staff.send_hours)
    return np.where(np.isnan(send), weighted(staff.contracted), send)
