"""An insight in the places in which it is told: what it would change, its measures, and how grave it is."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

from sendsite.framework.coarse import coarse_hours
from sendsite.framework.insights import Effect, Insight, Shift
from sendsite.framework.insights.amounts import Share
from sendsite.framework.insights.insight import severity_of
from sendsite.framework.settings import Framework
from sendsite.report.disclosure.advising import is_hours
from sendsite.report.disclosure.rounding import in_places

MEASURE_OF = {"finance": "finance", "support_share": "ash"}
"""Figures of insights that are measures: told in the places of these."""
TARGET_PLACES = 3
"""The share of hours that a priority should hold is told as a percentage with one place."""
GIVEN = frozenset({"low_spend", "small_school", "priority", "budget"})
"""Rules that are as grave as they are, whatever the hours."""


def as_told(insight: Insight, framework: Framework) -> Insight:
    """The same insight with no number finer than its readers see; hours and money, which stand in its words too, are rounded where they are written."""
    figures = {name: _figure(name, value, framework) for name, value in insight.figures.items()}
    return replace(insight, severity=_severity(insight, framework), figures=figures, effect=insight.effect and _effect(insight.effect, framework))


def _severity(insight: Insight, framework: Framework) -> str:
    """By the hours as they are told: by exact ones it would tell on which side of a step they lie. One that hours did not make stays as it is."""
    if insight.rule in GIVEN or insight.severity != severity_of(insight.weight, framework):
        return insight.severity
    return severity_of(coarse_hours(insight.weight), framework)


def _figure(name: str, value: float, framework: Framework) -> float:
    if isinstance(value, Share) or is_hours(name) or isnan(value):
        return value
    places = framework.places[MEASURE_OF[name]] if name in MEASURE_OF else TARGET_PLACES if name == "priority_target" else 0
    return in_places(value, places)


def _effect(effect: Effect, framework: Framework) -> Effect:
    kpis = {kpi: _shift(shift, framework.places[kpi]) for kpi, shift in effect.kpis.items()}
    return replace(effect, sei=_shift(effect.sei, framework.places["sei"]), kpis=kpis, pupils=0)


def _shift(shift: Shift, places: int) -> Shift:
    return Shift(*(value if isnan(value) else in_places(value, places) for value in shift))
