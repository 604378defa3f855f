"""The trust's figures: pooled sums of its schools, never a mean of ratios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

import numpy as np

from sendsite.framework import sei
from sendsite.framework.bands import bands, scores, settled
from sendsite.framework.metrics import METRICS, Metric
from sendsite.framework.model import Floats, Kpi, Picture, SchoolHours
from sendsite.framework.settings import Framework


def pooled(metric: Metric, schools: Kpi, framework: Framework) -> Kpi:
    """One row: the KPI from the summed terms of the schools where it is available; not available where there is none."""
    there = ~np.isnan(schools.value)
    terms = {name: np.array([part[there].sum()]) for name, part in schools.terms.items()}
    value = settled(metric.value(terms)) if there.any() else np.array([np.nan])
    return Kpi(value, scores(metric.kpi, value, framework), bands(metric.kpi, value, framework), terms, ("" if there.any() else "no_school",))


def total(hours: SchoolHours) -> SchoolHours:
    """One row: the plain sums of all schools."""
    return SchoolHours(**{item.name: np.array([getattr(hours, item.name).sum()]) for item in fields(SchoolHours)})


def trust(schools: Picture, framework: Framework) -> Picture:
    """The trust as one row; small registers are in it."""
    kpis = {metric.kpi: pooled(metric, schools.kpis[metric.kpi], framework) for metric in METRICS}
    return Picture(
        kpis=kpis,
        sei=sei.of_trust({kpi: figure.score for kpi, figure in kpis.items()}, framework),
        hours=total(schools.hours),
        ratings=schools.ratings.sum(axis=0, keepdims=True),
        register=np.array([schools.register.sum()]),
        ehcp=np.array([schools.ehcp.sum()]),
    )


def left_out(kpis: Mapping[str, Kpi], urns: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """KPI -> the schools that the trust's figure leaves out because theirs is not available."""
    return {kpi: tuple(urns[row] for row in _missing(figure.value)) for kpi, figure in kpis.items()}


def _missing(values: Floats) -> list[int]:
    rows: list[int] = np.flatnonzero(np.isnan(values)).tolist()
    return rows
