"""Money at standard cost, GBP a year, a school and the trust: never a salary. Aggregates of pupils rest on the pupils in them."""

from __future__ import annotations

import numpy as np

from sendsite.framework.model import Floats
from sendsite.framework.model import Money as Figures
from sendsite.framework.money import money, trust_money
from sendsite.report.disclosure import HOURLY, MEAN_MONEY, MONEY, SHARE, Ledger
from sendsite.report.quantities.source import TRUST, Source

STAFF_COSTS = ("send_cost", "send_staff_cost", "drift_cost", "preparation", "unallocated", "overcommitted")
AVERAGES = {
    "per_pupil": ("register", "register", MEAN_MONEY),
    "per_delivered_hour": ("supported", "hours.delivered", HOURLY),
    "per_achieved_outcome": ("achieved", "outcome.achieved", MEAN_MONEY),
}
"""An average -> the pupils it rests on, what the cost is shared over, and its unit."""
USES = ("provision", "preparation", "drift_cost", "unallocated")
"""They add up to what SEND hours cost and what is promised beyond them (`uses`)."""


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.money.<figure>`."""
    autumn = source.reading.term.season == "autumn"
    schools = money(source.measures, source.reading.framework, "standard", autumn)
    trust = trust_money(source.measures, source.reading.framework, "standard", autumn)
    counts = _behind(source, schools)
    for place, scope in enumerate(source.scopes()):
        figures, row = (trust, 0) if scope == TRUST else (schools, place)
        _figures(ledger, scope, figures, row, {name: float(column[place]) for name, column in counts.items()})
    _budgets(ledger, source)


def _behind(source: Source, schools: Figures) -> dict[str, Floats]:
    """Pupils that the figures rest on, and the largest part that one pupil has in them."""
    pupils, hours = source.measures.deployment.pupils, source.measures.pupils
    achieved = np.zeros(len(pupils.need), dtype=np.bool_)
    outcomes = source.measures.deployment.outcomes
    achieved[outcomes.pupil[outcomes.status == 4]] = True
    return {
        "funded": source.counted(pupils.school, ~np.isnan(pupils.top_up)),
        "supported": source.counted(pupils.school, hours.received > 0),
        "register": source.counted(pupils.school, np.ones(len(pupils.need))),
        "achieved": source.counted(pupils.school, achieved),
        "top_up_most": largest(source, np.nan_to_num(pupils.top_up)),
        "provision_most": largest(source, schools.provision_by_pupil),
    }


def largest(source: Source, column: Floats) -> Floats:
    """The largest figure of one pupil, a school and, last, the trust."""
    most = np.zeros(len(source.urns))
    np.maximum.at(most, source.of_pupil, column)
    return np.append(most, most.max(initial=0.0))


def _figures(ledger: Ledger, scope: str, figures: Figures, row: int, behind: dict[str, float]) -> None:
    for name in STAFF_COSTS:
        ledger.put(f"{scope}.money.{name}", float(getattr(figures, name)[row]), unit=MONEY)
    name = f"{scope}.money"
    ledger.put(f"{name}.top_up", float(figures.top_up[row]), behind["funded"], unit=MONEY, largest=behind["top_up_most"])
    ledger.put(f"{name}.funding_identified", float(figures.funding_identified[row]), of=[f"{name}.top_up"], unit=MONEY)
    over = [f"{name}.funding_identified"] if scope == TRUST else [f"{name}.send_staff_cost", f"{name}.funding_identified"]
    ledger.put(f"{name}.utilisation", float(figures.utilisation[row]), of=over, unit=SHARE)  # the trust's is of the schools whose budget is known
    for figure, (rests, of, unit) in AVERAGES.items():
        ledger.put(f"{name}.{figure}", float(getattr(figures, figure)[row]), behind[rests], [f"{scope}.{of}", f"{name}.send_cost"], why="z", unit=unit, times=2)
    ledger.put(f"{name}.provision", float(figures.provision[row]), behind["supported"], unit=MONEY, largest=behind["provision_most"])
    ledger.put(f"{name}.uses", float(figures.send_staff_cost[row] + figures.overcommitted[row]), unit=MONEY)
    ledger.add_up(f"{name}.uses", [f"{name}.{use}" for use in USES])


def _budgets(ledger: Ledger, source: Source) -> None:
    schools = source.measures.deployment.schools
    for urn, budget, other in zip(schools.urn, schools.send_budget.tolist(), schools.other_send_costs.tolist(), strict=True):
        ledger.put(f"{urn}.money.budget", budget, unit=MONEY, public=True)
        ledger.put(f"{urn}.money.other", other, unit=MONEY, public=True)
        ledger.tell(f"{TRUST}.budget_unknown.{urn}", "yes" if np.isnan(budget) else "")
    known = schools.send_budget[~np.isnan(schools.send_budget)]
    ledger.put(f"{TRUST}.money.budget", float(known.sum()) if len(known) else None, unit=MONEY, public=True)
    stated = schools.other_send_costs[~np.isnan(schools.other_send_costs)]
    ledger.put(f"{TRUST}.money.other", float(stated.sum()) if len(stated) else None, unit=MONEY, public=True)
    for name in ("top_up", "provision"):
        ledger.add_up(f"{TRUST}.money.{name}", [f"{urn}.money.{name}" for urn in schools.urn])
