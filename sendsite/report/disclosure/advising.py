"""An insight as it is told: its words and figures exactly, for those who keep the register, or coarsely."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

from sendsite.framework.coarse import coarse_hours
from sendsite.framework.insights import Insight
from sendsite.framework.insights.amounts import Share, coarsely, exactly
from sendsite.report.disclosure.released import Advice, Value
from sendsite.report.disclosure.rounding import LOW, NOISE, UNRELIABLE

NEVER_NOUGHT = frozenset({"top_up_short"})
"""Figures that are rounded already, and of which an insight speaks only where there is something."""


def exact_advice(insight: Insight) -> Advice:
    """All of an insight, as it is."""
    figures = tuple((name, Value(None, "x") if isnan(value) else Value(float(value), "")) for name, value in insight.figures.items())
    return Advice(insight.said(exactly), figures, True, True, True)


def told_advice(insight: Insight, shown: bool, hours: bool, tried: bool) -> Advice:
    """An insight with its hours and money rounded, those by which insights are put in order as well; what of it is shown is decided elsewhere."""
    figures = tuple((name, _told(name, value)) for name, value in insight.figures.items())
    said = replace(insight.said(coarsely), figures={}, hours=coarse_hours(insight.hours), weight=coarse_hours(insight.weight))
    return Advice(said, figures, shown, hours, tried)


def _told(name: str, value: float) -> Value:
    if isnan(value):
        return Value(None, "x")
    if isinstance(value, Share):
        share = value.coarse()
        return Value(share, UNRELIABLE if share is None else LOW if not share and value.part > NOISE else "")
    number = coarse_hours(value) if is_hours(name) else float(value)
    return Value(number, LOW if not number and (abs(value) > NOISE or name in NEVER_NOUGHT) else "")


def is_hours(name: str) -> bool:
    """Whether a figure of an insight counts hours a week."""
    return name.endswith("_hours") or name.startswith(("hours_", "task_"))
