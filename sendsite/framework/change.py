"""Change between two terms: how much of the SEI's change each KPI made, exactly, and which changes are more than noise."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sendsite.framework.bands import NOISE
from sendsite.framework.model import KPIS
from sendsite.framework.settings import Framework, default


def log_mean(first: float, second: float) -> float:
    """The logarithmic mean of two positive numbers: (a - b) / (ln a - ln b), and a where both are a."""
    if first == second:
        return first
    return (first - second) / math.log1p((first - second) / second)


def split(before: Mapping[str, float], after: Mapping[str, float], framework: Framework | None = None) -> dict[str, float]:
    """
    KPI -> what it added to the SEI between two terms; the five add up to the change.

    Takes the scores of both terms. Each counts as no less than the floor, as in the SEI. NaN throughout where any score is missing.
    """
    floor = (framework or default()).index.floor
    was = {kpi: _floored(before[kpi], floor) for kpi in KPIS}
    now = {kpi: _floored(after[kpi], floor) for kpi in KPIS}
    logs = {kpi: math.log(now[kpi]) - math.log(was[kpi]) for kpi in KPIS}
    scale = log_mean(_geometric(now), _geometric(was)) / len(KPIS)
    return {kpi: scale * logs[kpi] for kpi in KPIS}


def least_real(kpi: str, register_size: int, framework: Framework) -> float | None:
    """
    The size up to which a change of a KPI, or of `sei`, is no real change; None where no change is called: in a small register.

    Between the two sizes of register a change must be so many times as large.
    """
    rules = framework.index
    if register_size < rules.register_least:
        return None
    return framework.real_change[kpi] * (framework.change.small_register_times if register_size < rules.register_full else 1)


def is_real(kpi: str, before: float, after: float, register_size: int, framework: Framework) -> bool | None:
    """
    Whether a change of a KPI, or of `sei`, is more than a changed register makes by chance.

    None where no change is called: in a small register, or where either figure is not available.
    """
    return beyond(least_real(kpi, register_size, framework), before, after)


def beyond(least: float | None, before: float, after: float) -> bool | None:
    """Whether two figures differ by more than the least real change; None where there is none, or either figure is not available."""
    if least is None or math.isnan(before) or math.isnan(after):
        return None
    return abs(after - before) > least + NOISE


def _floored(score: float, floor: float) -> float:
    return score if math.isnan(score) else max(score, floor)


def _geometric(scores: Mapping[str, float]) -> float:
    return math.exp(sum(math.log(score) for score in scores.values()) / len(scores))
