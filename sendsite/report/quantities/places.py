"""In how many decimal places each figure without a unit is told. Any that is not named here is told as a whole number."""

from __future__ import annotations

from collections.abc import Mapping

from sendsite.framework.model import KPIS
from sendsite.framework.settings import Framework
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.source import Source

MEASURES = (*KPIS, "sei")
OF_ITS_OWN: Mapping[str, int] = {"outcome.forward": 2, "pairs.share": 2, "senco_days": 1}
"""A name below its school -> its places. Shares are fractions: 2 places are a whole percentage."""
TARGET = 3
"""The share of hours that a priority should hold: a percentage with one place."""


def enter(ledger: Ledger, source: Source) -> None:
    """Give each figure without a unit the places in which pages show it: measures and index those of the framework, scores those of the index."""
    framework = source.reading.framework
    for name, entry in ledger.entries.items():
        if not entry.unit:
            ledger.entries[name] = entry._replace(places=places_of(name.partition(".")[2], framework, source.method or framework))


def places_of(name: str, framework: Framework, today: Framework) -> int:
    """The places of a figure by its name below its school; `today` is the method of today."""
    kind, *more = name.split(".")
    if kind == "score":
        return framework.places["sei"]
    if kind == "kpi":
        return framework.places[more[0]]
    if kind == "today":
        return today.places[more[0]]
    if kind in ("scenario", "set_out") and more[1] in MEASURES:
        return framework.places[more[1]]
    if kind == "priority" and more[1] == "target":
        return TARGET
    return OF_ITS_OWN.get(name, 0)
