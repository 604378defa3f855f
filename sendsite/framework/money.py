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


def _made(measures: Measures, framework: Framework, basis: str, autumn: bool, trust: bool) -> Money:
    """A row a school, or one row in which the sums are pooled before a ratio is taken."""
    deployment, weeks = measures.deployment, framework.cost.weeks
    schools, pupils, hours = deployment.schools, deployment.pupils, measures.staff
    count, cost = len(schools.urn), staff_cost(deployment, framework, basis)

    def pool(column: Floats) -> Floats:
        return np.array([column.sum()]) if trust else column

    def of_hours(column: Floats) -> Floats:
        """Staff hours a week at what they cost, GBP a year."""
        return pool(school_sums(deployment.staff.school, column * cost.hourly * weeks, count))

    send_staff = school_sums(deployment.staff.school, cost.send, count)
    send = send_staff + np.nan_to_num(schools.other_send_costs)
    top_up = school_sums(pupils.school, np.nan_to_num(pupils.top_up), count)
    funding = schools.send_budget + top_up
    known = ~np.isnan(funding)
    some = known.any() if trust else known
    identified = np.where(some, pool(np.nan_to_num(funding)), np.nan)
    achieved = pool(_achieved(deployment))
    enough = (achieved >= framework.cost.achieved_least) & (not autumn)
    provision = provision_by_pupil(measures, framework, cost)
    return Money(
        basis=basis,
        send_cost=pool(send),
        send_staff_cost=pool(send_staff),
        funding_identified=identified,
        top_up=pool(top_up),
        utilisation=ratio(pool(np.where(known, send_staff, 0.0)), identified),
        per_pupil=ratio(pool(send), pool(measures.schools.register.astype(np.float64))),
        per_delivered_hour=ratio(pool(send), pool(measures.schools.hours.delivered) * weeks),
        per_achieved_outcome=np.where(enough, ratio(pool(send), achieved), np.nan),
        drift_cost=of_hours(hours.absorbed),
        provision=pool(school_sums(pupils.school, provision, count)),
        preparation=of_hours(hours.prepared),
        unallocated=of_hours(hours.unallocated),
        overcommitted=of_hours(hours.overcommitted),
        hourly_by_staff=cost.hourly,
        provision_by_pupil=provision,
        balance_by_pupil=pupils.top_up + np.minimum(framework.cost.element_2, provision) - provision,
        outcome_cost=outcome_cost(measures, framework, cost),
    )


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
