"""Money at standard cost, GBP a year, a school and the trust: never a salary. Aggregates of pupils rest on the pupils in them."""

from __future__ import annotations

import numpy as np

from sendsite.framework.model import Floats, Money
from sendsite.framework.money import money, trust_money
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.source import TRUST, Source

STAFF_COSTS = ("send_cost", "send_staff_cost", "drift_cost", "preparation", "unallocated", "overcommitted")
USES = ("provision", "preparation", "drift_cost", "unallocated")
"""They add up to what SEND hours cost and what is promised beyond them (`uses`)."""


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.money.<figure>`, and `<scope>.top_up.<band>.*` for each funding band."""
    autumn = source.reading.term.season == "autumn"
    schools = money(source.measures, source.reading.framework, "standard", autumn)
    trust = trust_money(source.measures, source.reading.framework, "standard", autumn)
    counts = _behind(source)
    for place, scope in enumerate(source.scopes()):
        figures, row = (trust, 0) if scope == TRUST else (schools, place)
        _figures(ledger, scope, figures, row, {name: float(column[place]) for name, column in counts.items()})
    _budgets(ledger, source)
    _bands(ledger, source, schools)


def _behind(source: Source) -> dict[str, Floats]:
    """Pupils that the figures rest on."""
    pupils, hours = source.measures.deployment.pupils, source.measures.pupils
    achieved = np.zeros(len(pupils.need), dtype=np.bool_)
    outcomes = source.measures.deployment.outcomes
    achieved[outcomes.pupil[outcomes.status == 4]] = True
    return {
        "funded": source.counted(pupils.school, ~np.isnan(pupils.top_up)),
        "supported": source.counted(pupils.school, hours.received > 0),
        "register": source.counted(pupils.school, np.ones(len(pupils.need))),
        "achieved": source.counted(pupils.school, achieved),
    }


def _figures(ledger: Ledger, scope: str, figures: Money, row: int, behind: dict[str, float]) -> None:
    for name in STAFF_COSTS:
        ledger.put(f"{scope}.money.{name}", float(getattr(figures, name)[row]))
    name = f"{scope}.money"
    ledger.put(f"{name}.top_up", float(figures.top_up[row]), behind["funded"])
    ledger.put(f"{name}.funding_identified", float(figures.funding_identified[row]), of=[f"{name}.top_up"])
    ledger.put(f"{name}.utilisation", float(figures.utilisation[row]), of=[f"{name}.funding_identified"])
    ledger.put(f"{name}.per_pupil", float(figures.per_pupil[row]), behind["register"], why="z")
    ledger.put(f"{name}.per_delivered_hour", float(figures.per_delivered_hour[row]), behind["supported"], why="z")
    ledger.put(f"{name}.per_achieved_outcome", float(figures.per_achieved_outcome[row]), behind["achieved"], [f"{scope}.outcome.achieved"], why="z")
    ledger.put(f"{name}.provision", float(figures.provision[row]), behind["supported"])
    ledger.put(f"{name}.uses", float(figures.send_staff_cost[row] + figures.overcommitted[row]))
    ledger.add_up(f"{name}.uses", [f"{name}.{use}" for use in USES])


def _budgets(ledger: Ledger, source: Source) -> None:
    schools = source.measures.deployment.schools
    for urn, budget, other in zip(schools.urn, schools.send_budget.tolist(), schools.other_send_costs.tolist(), strict=True):
        ledger.put(f"{urn}.money.budget", budget)
        ledger.put(f"{urn}.money.other", other)
        ledger.tell(f"{TRUST}.budget_unknown.{urn}", "yes" if np.isnan(budget) else "")
    known = schools.send_budget[~np.isnan(schools.send_budget)]
    ledger.put(f"{TRUST}.money.budget", float(known.sum()) if len(known) else None)
    stated = schools.other_send_costs[~np.isnan(schools.other_send_costs)]
    ledger.put(f"{TRUST}.money.other", float(stated.sum()) if len(stated) else None)
    for name in ("top_up", "provision"):
        ledger.add_up(f"{TRUST}.money.{name}", [f"{urn}.money.{name}" for urn in schools.urn])


def _bands(ledger: Ledger, source: Source, figures: Money) -> None:
    """Top-up beside what the support of the same pupils costs, by funding band, in aggregate."""
    top_up = source.measures.deployment.pupils.top_up
    rows = np.flatnonzero(~np.isnan(top_up))
    codes = [source.pupils[row].funding_band for row in rows.tolist()]
    order = list(dict.fromkeys([*(band.code for band in source.reading.records.funding_bands), *sorted(set(codes))]))
    labels = {band.code: band.label for band in source.reading.records.funding_bands}
    of_band = np.array([order.index(code) for code in codes], dtype=np.int64)
    ledger.tell("bands", "\n".join(f"{code}\t{labels.get(code) or code or 'No band: own amount'}" for code in order))
    for place, code in enumerate(order):
        here = rows[of_band == place]
        school, ones = source.of_pupil[here], np.ones(len(here))
        columns = (("top_up", top_up), ("provision", figures.provision_by_pupil), ("balance", figures.balance_by_pupil))
        counts = source.summed(school, ones)
        sums = {what: source.summed(school, column[here]) for what, column in columns}
        for at, scope in enumerate(source.scopes()):
            name = f"{scope}.top_up.{code}"
            ledger.count(f"{name}.pupils", float(counts[at]))
            for what, column in sums.items():
                ledger.put(f"{name}.{what}", float(column[at]), float(counts[at]), [f"{name}.pupils"])
    for code in order:
        for what in ("pupils", "top_up", "provision", "balance"):
            ledger.add_up(f"{TRUST}.top_up.{code}.{what}", [f"{urn}.top_up.{code}.{what}" for urn in source.urns])
    for scope in source.scopes():
        ledger.add_up(f"{scope}.money.top_up", [f"{scope}.top_up.{code}.top_up" for code in order])
