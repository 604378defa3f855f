"""
What it tells that a measure is not available, and why: something of a group of pupils, mostly that it is small.

So a measure that is not there goes with the figures of that group. Where these are hidden it reads as hidden too, and no reason is told.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sendsite.framework.metrics.pif import progress
from sendsite.framework.model import AMBER, RED, Floats
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.source import TRUST, Source

TELLS_OF: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "ash": {"no_send_hours": ("hours.paid",)},
    "need": {"no_need": ("hours.needed",)},
    "dqf": {
        "unrated_need": ("rating.unrated.pupils", "rating.unrated.needed"),
        "few_rated": ("rating.red.pupils", "rating.amber.pupils"),
        "no_rated_need": ("rating.red.needed", "rating.amber.needed", "rating.green.needed"),
    },
    "pif": {"nothing_delivered": ("hours.delivered",), "few_reviewed": ("reviewed.pupils", "reviewed.others")},
}
"""A measure -> a reason why it is not there -> the figures that it tells something of."""
HIGHER = "red_or_amber.pupils"
"""Deployment quality is only there for enough of these: that it is, or is not, tells of them."""


def enter(ledger: Ledger, source: Source) -> None:
    """
    `<scope>.red_or_amber.pupils`, and of the pupils with hours `.reviewed.pupils`, who have a reviewed outcome, and `.reviewed.others`.

    They are on no page, so that nothing adds up with them; the trust's are those of the schools that its measure is made of.
    """
    measures = source.measures
    reviewed = progress(measures.deployment, source.reading.framework).reviewed
    supported = measures.pupils.received > 0
    groups = {HIGHER: ("dqf", (measures.pupils.rating == AMBER) | (measures.pupils.rating == RED))}
    groups |= {"reviewed.pupils": ("pif", supported & reviewed), "reviewed.others": ("pif", supported & ~reviewed)}
    for name, (kpi, where) in groups.items():
        for scope, count in zip(source.scopes(), among(source, kpi, source.counted(source.of_pupil, where)), strict=True):
            ledger.put(f"{scope}.{name}", float(count), float(count))


def among(source: Source, kpi: str, counts: Floats) -> Floats:
    """Counts of each school and, last, of those schools together that the trust's measure is made of."""
    there = ~np.isnan(source.measures.schools.kpis[kpi].value)
    return np.append(counts[:-1], counts[:-1][there].sum())


def tells_of(source: Source, scope: str, kpi: str, there: bool) -> list[str]:
    """The figures that a measure tells of by being there or not: a hidden one of them hides the measure, or that there is none."""
    always = [f"{scope}.{HIGHER}"] if kpi == "dqf" else []
    if there:
        return always
    if scope == TRUST:
        return [*always, *(f"{urn}.kpi.{kpi}" for urn in source.urns)]
    return [*always, *by_reason(scope, kpi, source.measures.schools.kpis[kpi].missing[source.urns.index(scope)])]


def by_reason(scope: str, kpi: str, reason: str) -> list[str]:
    """The figures of a school that one reason tells of; where it is not known which holds, those of all."""
    reasons = TELLS_OF.get(kpi, {})
    figures = reasons[reason] if reason in reasons else [figure for each in reasons.values() for figure in each]
    return [f"{scope}.{figure}" for figure in figures]
