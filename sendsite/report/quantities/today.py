"""The index and the measures of a frozen term by today's method, for standing beside the published ones; hidden wherever those are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sendsite.framework.model import KPIS
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities import not_available
from sendsite.report.quantities.index import behind
from sendsite.report.quantities.source import TRUST, Source

METHOD = f"{TRUST}.today.method"
"""Told where the method of today is not that of then: its id."""


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.today.<kpi or sei>` with its band in words; nothing where today's method comes to the same."""
    if source.today is None:
        return
    resting = behind(source)
    by_urn = {str(school["urn"]): school for school in source.today["schools"]}
    ledger.tell(METHOD, str(source.today["framework"]))
    for place, scope in enumerate(source.scopes()):
        entry = source.today["trust"] if scope == TRUST else by_urn.get(scope)
        if entry is not None:
            _figures(ledger, scope, entry, {kpi: float(counts[place]) for kpi, counts in resting.items()})


def _figures(ledger: Ledger, scope: str, entry: Mapping[str, Any], resting: Mapping[str, float]) -> None:
    for kpi in KPIS:
        figure = entry["kpis"].get(kpi) or {}
        untold = not_available.by_reason(scope, kpi, "") if figure.get("value") is None else []
        _figure(ledger, scope, kpi, figure, resting.get(kpi), [f"{scope}.kpi.{kpi}", *untold])
    _figure(ledger, scope, "sei", entry["sei"], resting["register"], [f"{scope}.kpi.sei", *(f"{scope}.today.{kpi}" for kpi in KPIS)])


def _figure(ledger: Ledger, scope: str, kpi: str, figure: Mapping[str, Any], rests_on: float | None, of: list[str]) -> None:
    ledger.put(f"{scope}.today.{kpi}", figure.get("value"), rests_on, of, times=2, narrow=True)
    of_size = [f"{scope}.register"] if kpi == "sei" else []
    ledger.tell(f"{scope}.today.band.{kpi}", figure.get("band") or "", [f"{scope}.today.{kpi}", *of_size])
