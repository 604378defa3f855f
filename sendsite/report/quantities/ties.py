"""
What a reader can work back from one figure to another: declared, so that no hidden figure can be reached that way.

A share or a rate that is told is a known number of times: need met times hours needed are the hours matched, and money is hours at a rate.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isclose

from sendsite.framework.records import ROLES
from sendsite.report.disclosure import HOURS, MONEY, PUPILS, Ledger
from sendsite.report.quantities.source import TRUST, Source


def enter(ledger: Ledger, source: Source) -> None:
    """The relations between figures that are entered elsewhere; they come last."""
    _ties(ledger, source)
    _costs(ledger, source)
    _schools(ledger, source)


def _ties(ledger: Ledger, source: Source) -> None:
    """What a reader can work out between hours and the measures that are worked out from them, with the measure as a known number of times."""
    for scope in source.scopes():
        name = f"{scope}.hours"
        need = ledger.entries[f"{scope}.kpi.need"].value if f"{scope}.kpi.need" in ledger.entries else None
        if need is not None:
            ledger.tie({f"{name}.matched": 1.0, f"{name}.needed": -need}, f"{scope}.kpi.need")
        _support(ledger, scope)
        for one, other in (("staff_time", "land.used"), ("contracted", "role.contracted"), ("overcommitted", "land.over"), ("paid", "role.send")):
            ledger.same(f"{name}.{one}", f"{scope}.{other}")
        ledger.add_up(f"{scope}.land.total", [f"{name}.paid", f"{name}.overcommitted"])
        if f"{scope}.kpi.dqf" in ledger.entries:
            ledger.tie(_quality(ledger, scope, source.reading.framework.rating.weights), f"{scope}.kpi.dqf")


def _support(ledger: Ledger, scope: str) -> None:
    """
    Hours of support for each hour paid: those in use and in preparation, less what is promised beyond SEND hours.

    Where somebody's other tasks alone are more than their SEND hours it is not so, and a reader cannot count on it.
    """
    ash = ledger.entries.get(f"{scope}.kpi.ash")
    times = {"staff_time": 1.0, "prepared": 1.0, "overcommitted": -1.0}
    support = sum((ledger.entries[f"{scope}.hours.{name}"].value or 0.0) * time for name, time in times.items())
    if ash is not None and ash.value is not None and isclose(support, ash.value * (ledger.entries[f"{scope}.hours.paid"].value or 0.0), abs_tol=1e-6):
        ledger.tie({f"{scope}.hours.{name}": time for name, time in {**times, "paid": -ash.value}.items()}, f"{scope}.kpi.ash")


def _quality(ledger: Ledger, scope: str, weights: Mapping[str, float]) -> dict[str, float]:
    """What moves the quality of deployment, by its slopes: hours of red and amber pupils against those of all rated, received and needed."""
    found: dict[str, float] = {}
    for what, sign in (("received", 1.0), ("needed", -1.0)):
        hours = {rating: ledger.entries[f"{scope}.rating.{rating}.{what}"].value or 0.0 for rating in weights}
        rated, weighed = sum(hours.values()), sum(weights[rating] * value for rating, value in hours.items())
        if not rated or not weighed:
            return {}
        found |= {f"{scope}.rating.{rating}.{what}": sign * (weights[rating] / weighed - 1.0 / rated) for rating in hours}
    return found


def _costs(ledger: Ledger, source: Source) -> None:
    """Money is hours at the published rate of each role: what a reader can work back from."""
    framework = source.reading.framework
    rates = {role: framework.rates[role] * framework.cost.weeks for role in ROLES}
    pairs = {"provision": "used", "preparation": "prepared", "drift_cost": "absorbed", "unallocated": "unallocated", "overcommitted": "overcommitted"}
    for scope in source.scopes():
        for cost, hours in pairs.items():
            ledger.tie({f"{scope}.money.{cost}": 1.0} | {f"{scope}.role.{role}.{hours}": -rate for role, rate in rates.items()})
        for role, rate in rates.items():
            ledger.tie({f"{scope}.role.{role}.cost": 1.0, f"{scope}.role.{role}.contracted": -rate})
            ledger.tie({f"{scope}.role.{role}.send_cost": 1.0, f"{scope}.role.{role}.send": -rate})


def _schools(ledger: Ledger, source: Source) -> None:
    """Whatever of the trust is the sum of its schools, and was not declared as such where it was entered."""
    declared = {(each.total, each.parts) for each in ledger.sums if each.total.startswith(f"{TRUST}.")}
    for name in [name for name in ledger.entries if name.startswith(f"{TRUST}.")]:
        total, parts = ledger.entries[name], tuple(f"{urn}.{name.removeprefix(TRUST)[1:]}" for urn in source.urns)
        if (name, parts) in declared or not (total.unit in (PUPILS, HOURS, MONEY) or name.startswith(f"{TRUST}.pairs")):
            continue
        values = [ledger.entries[part].value for part in parts if part in ledger.entries]
        known = [value for value in values if value is not None]
        if len(known) == len(parts) and total.value is not None and isclose(sum(known), total.value, rel_tol=1e-9, abs_tol=1e-6):
            ledger.add_up(name, parts)
