"""What staff cost by role, at the published rate of the role: no salary is in it, so none can be read out of it."""

from __future__ import annotations

import numpy as np

from sendsite.framework.model import Floats
from sendsite.framework.money import staff_cost
from sendsite.framework.records import ROLES
from sendsite.report.disclosure import MONEY, SHARE, Ledger
from sendsite.report.quantities.colleagues import TOGETHER, Held, by_scope, rows_of
from sendsite.report.quantities.source import Source

COSTS = ("cost", "send_cost")
HOURS_OF = {"cost": "contracted", "send_cost": "send"}


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.role.<role>.cost` of all contracted hours and `.send_cost` of SEND hours, GBP a year; `.send_share` of the SEND cost; and the totals."""
    staff, places = source.measures.deployment.staff, by_scope(source)
    cost = staff_cost(source.measures.deployment, source.reading.framework, "standard")
    for what, column in zip(COSTS, (cost.cost, cost.send), strict=True):
        of_role = np.array([source.summed(staff.school[staff.role == number], column[staff.role == number]) for number in range(len(ROLES))])
        for place, (scope, held) in enumerate(places.items()):
            _of_roles(ledger, scope, held, what, of_role[:, place])
    for scope, held in places.items():
        ledger.same(f"{scope}.role.send_cost", f"{scope}.money.send_staff_cost")
        total = ledger.entries[f"{scope}.role.send_cost"].value
        for role in rows_of(held):
            part = ledger.entries[f"{scope}.role.{role}.send_cost"].value or 0.0
            of = [f"{scope}.role.{role}.send_cost", f"{scope}.role.send_cost"]
            ledger.put(f"{scope}.role.{role}.send_share", part / total if total else None, of=of, why="z", unit=SHARE)
        ledger.put(f"{scope}.role.send_share", 1.0 if total else None, why="z")


def _of_roles(ledger: Ledger, scope: str, held: Held, what: str, costs: Floats) -> None:
    """What each role of a place costs, and all of them; it goes with the hours it is the cost of."""
    parts = [f"{scope}.role.{role}.{what}" for role in ROLES]
    for role, part, each in zip(ROLES, parts, costs.tolist(), strict=True):
        ledger.put(part, each, of=[f"{scope}.role.{role}.{HOURS_OF[what]}"], unit=MONEY)
    ledger.put(f"{scope}.role.{what}", float(costs.sum()), unit=MONEY)
    ledger.add_up(f"{scope}.role.{what}", parts)
    if held.together:
        together, pooled = f"{scope}.role.{TOGETHER}", [f"{scope}.role.{role}.{what}" for role in held.pooled]
        ledger.put(f"{together}.{what}", sum(ledger.entries[part].value or 0.0 for part in pooled), of=[f"{together}.{HOURS_OF[what]}"], unit=MONEY)
        ledger.add_up(f"{together}.{what}", pooled)
