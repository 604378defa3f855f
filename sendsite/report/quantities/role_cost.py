"""What staff cost by role, at the published rate of the role: no salary is in it, so none can be read out of it."""

from __future__ import annotations

import numpy as np

from sendsite.framework.money import staff_cost
from sendsite.framework.records import ROLES
from sendsite.report.disclosure import MONEY, SHARE, Ledger
from sendsite.report.quantities.source import Source

COSTS = ("cost", "send_cost")


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.role.<role>.cost` of all contracted hours and `.send_cost` of SEND hours, GBP a year; `.send_share` of the SEND cost; and the totals."""
    staff = source.measures.deployment.staff
    cost = staff_cost(source.measures.deployment, source.reading.framework, "standard")
    for number, role in enumerate(ROLES):
        of_role = staff.role == number
        for what, column in zip(COSTS, (cost.cost, cost.send), strict=True):
            sums = source.summed(staff.school[of_role], column[of_role])
            for place, scope in enumerate(source.scopes()):
                ledger.put(f"{scope}.role.{role}.{what}", float(sums[place]), unit=MONEY)
    for scope in source.scopes():
        for what in COSTS:
            parts = [f"{scope}.role.{role}.{what}" for role in ROLES]
            ledger.put(f"{scope}.role.{what}", float(np.sum([ledger.entries[part].value or 0.0 for part in parts])), unit=MONEY)
            ledger.add_up(f"{scope}.role.{what}", parts)
        ledger.same(f"{scope}.role.send_cost", f"{scope}.money.send_staff_cost")
        total = ledger.entries[f"{scope}.role.send_cost"].value
        for role in ROLES:
            part = ledger.entries[f"{scope}.role.{role}.send_cost"].value or 0.0
            of = [f"{scope}.role.{role}.send_cost", f"{scope}.role.send_cost"]
            ledger.put(f"{scope}.role.{role}.send_share", part / total if total else None, of=of, why="z", unit=SHARE)
        ledger.put(f"{scope}.role.send_share", 1.0 if total else None, why="z")
