"""An insight as it is told: its words and figures exactly, for those who keep the register, or coarsely."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

from sendsite.framework.coarse import coarse_hours
from sendsite.framework.insights import Insight
from sendsite.framework.insights.amounts import Share, coarsely, exactly
from sendsite.framework.insights.insight import UNKNOWN
from sendsite.report.disclosure.released import Advice, Value
from sendsite.report.disclosure.rounding import LOW, NOISE, UNRELIABLE

NEVER_NOUGHT = frozenset({"top_up_short"})
"""Figures that are rounded already, and of which an insight speaks only where there is something."""


def exact_advice(insight: Insight) -> Advice:
    """All of an insight, as it is."""
    figures = tuple((name, _exact(value)) for name, value in insight.figures.items())
    gap = (_exact(insight.effect.gap.before), _exact(insight.effect.gap.after)) if insight.effect else None
    return Advice(insight.said(exactly), figures, True, True, True, gap)


def _exact(value: float) -> Value:
    return Value(None, "x") if isnan(value) else Value(float(value), "")


def told_advice(insight: Insight, shown: bool, hours: bool, tried: bool) -> Advice:
    """
    An insight with its hours and money rounded, those by which insights are put in order as well; what of it is shown is decided elsewhere.

    Of what is not shown there are neither figures nor how grave it is, which follows hours that are hidden.
    What plans would still be short of is the exact figure rounded, and never a rounded difference taken from a rounded figure.
    """
    figures = tuple((name, _told(name, value)) for name, value in insight.figures.items()) if shown else ()
    weight, brought = coarse_hours(insight.weight) if shown else 0.0, coarse_hours(insight.hours) if hours else 0.0
    effect = insight.effect and replace(insight.effect, gap=UNKNOWN)
    said = replace(insight.said(coarsely), severity=insight.severity if shown else "", figures={}, hours=brought, weight=weight, effect=effect)
    gap = (_told("gap_hours", insight.effect.gap.before), _told("gap_hours", insight.effect.gap.after)) if insight.effect and hours else None
    return Advice(said, figures, shown, hours, tried, gap)


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
