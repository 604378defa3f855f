"""The index and the five KPIs of each school and the trust, as their term's document has them, with the hours and ratings behind them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from sendsite.framework.model import KPIS
from sendsite.report.disclosure import HOURS as HOURS_UNIT
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities import not_available
from sendsite.report.quantities.source import TRUST, Source

HOURS = ("contracted", "paid", "delivered", "needed", "matched", "gap", "surplus", "prepared", "absorbed", "unallocated", "overcommitted", "staff_time")
OF_PUPILS = frozenset({"delivered", "needed", "matched", "gap", "surplus"})

FLAGGED_BY: Mapping[str, tuple[str, ...]] = {
    "high_need_intake": ("ehcp",),
    "low_spend": ("kpi.finance",),
    "overcommitted": ("hours.overcommitted",),
    "support_drift": ("hours.absorbed", "hours.paid"),
    "small_register": ("register",),
}
"""A flag -> the school's figures that raise it. That a school is small rests on its roll, which is public."""


def enter(ledger: Ledger, source: Source) -> None:
    """Values, scores, bands, reasons, ranks, hours and ratings under `<urn>.` and `trust.`."""
    rests = behind(source)
    by_urn = {str(school["urn"]): school for school in source.document["schools"]}
    for place, scope in enumerate(source.scopes()):
        entry = source.document["trust"] if scope == TRUST else by_urn.get(scope)
        resting = {kpi: float(counts[place]) for kpi, counts in rests.items()}
        ledger.count(f"{scope}.register", resting["register"])
        if entry is not None:
            _kpis(ledger, source, scope, entry, resting)
            _missing(ledger, scope, source, place)
    _hours(ledger, source, rests["register"])
    ledger.add_up(f"{TRUST}.register", [f"{urn}.register" for urn in source.urns])


def behind(source: Source) -> dict[str, Any]:
    """How many pupils each KPI rests on, a school and the trust; the trust's rests on those of the schools that it is made of."""
    pupils, hours = source.measures.deployment.pupils, source.measures.pupils
    where = {"need": pupils.need > 0, "dqf": hours.rating > 0, "pif": hours.received > 0, "ash": hours.received > 0}
    found = {kpi: not_available.among(source, kpi, source.counted(pupils.school, each)) for kpi, each in where.items()}
    return found | {"register": source.counted(pupils.school, np.ones(len(pupils.need)))}


def _kpis(ledger: Ledger, source: Source, scope: str, entry: Mapping[str, Any], resting: Mapping[str, float]) -> None:
    for kpi in KPIS:
        figure, name = entry["kpis"].get(kpi) or {}, f"{scope}.kpi.{kpi}"
        behind_it = min(resting.get(kpi, resting["register"]), resting["register"])
        of = not_available.tells_of(source, scope, kpi, figure.get("value") is not None)
        ledger.put(name, figure.get("value"), behind_it, of, times=2, narrow=True)
        ledger.put(f"{scope}.score.{kpi}", figure.get("score"), of=[name])
        ledger.tell(f"{scope}.band.{kpi}", figure.get("band") or "", [name])
    sei = entry["sei"]
    ledger.put(f"{scope}.kpi.sei", sei.get("value"), resting["register"], [f"{scope}.kpi.{kpi}" for kpi in KPIS], times=2, narrow=True)
    of_size = [f"{scope}.kpi.sei", f"{scope}.register"]
    ledger.tell(f"{scope}.band.sei", sei.get("band") or "", of_size)
    ledger.put(f"{scope}.rank", entry.get("rank"), of=of_size, why="z")
    for flag in entry.get("flags", ()):
        ledger.tell(f"{scope}.flag.{flag}", flag, [f"{scope}.{figure}" for figure in FLAGGED_BY.get(flag, ())])


def _missing(ledger: Ledger, scope: str, source: Source, place: int) -> None:
    """
    Why a KPI is not there (a school's own reason), whether the index is uncertain, and whether it is left out of the trust's figure.

    Where a KPI is hidden, neither is told: that too few of three pupils are rated red would tell how they are rated.
    """
    measures = source.measures
    for kpi in KPIS:
        name, of = f"{scope}.missing.{kpi}", [f"{scope}.kpi.{kpi}"]
        if scope == TRUST:
            ledger.tell(name, measures.trust.kpis[kpi].missing[0], of)
        else:
            ledger.tell(name, measures.schools.kpis[kpi].missing[place], of)
            ledger.tell(f"{scope}.left_out.{kpi}", "yes" if scope in measures.left_out.get(kpi, ()) else "", of)
    if scope != TRUST and measures.schools.sei.uncertain[place]:
        ledger.tell(f"{scope}.uncertain", "yes", [f"{scope}.kpi.sei", f"{scope}.register"])


def _hours(ledger: Ledger, source: Source, register: Any) -> None:
    """The twelve sums of hours and the pupils of each rating. Those of pupils rest on the register; a trust's hours are its schools' sums."""
    by_urn = {str(school["urn"]): school for school in source.document["schools"]}
    largest = _largest(source)
    for name in HOURS:
        parts = [f"{urn}.hours.{name}" for urn in source.urns]
        values = [float(by_urn[urn]["hours"][name]) if urn in by_urn else 0.0 for urn in source.urns]
        most = largest.get(name, [None] * len(parts))
        for part, value, count, one in zip(parts, values, register, most, strict=False):
            ledger.put(part, value, count if name in OF_PUPILS else None, unit=HOURS_UNIT, largest=one)
        ledger.put(f"{TRUST}.hours.{name}", sum(values), float(register[-1]) if name in OF_PUPILS else None, unit=HOURS_UNIT)
        if name in OF_PUPILS:
            ledger.add_up(f"{TRUST}.hours.{name}", parts)
    for scope in source.scopes():
        ledger.add_up(f"{scope}.hours.needed", [f"{scope}.hours.matched", f"{scope}.hours.gap"])
        ledger.add_up(f"{scope}.hours.delivered", [f"{scope}.hours.matched", f"{scope}.hours.surplus"])


def _largest(source: Source) -> dict[str, list[float]]:
    """The largest part that one pupil has in a school's hours."""
    pupils, hours = source.measures.deployment.pupils, source.measures.pupils
    columns = {"needed": pupils.need, "delivered": hours.received, "matched": hours.matched, "gap": hours.gap, "surplus": hours.surplus}
    found = {}
    for name, column in columns.items():
        most = np.zeros(len(source.urns))
        np.maximum.at(most, pupils.school, column)
        found[name] = most.tolist()
    return found
