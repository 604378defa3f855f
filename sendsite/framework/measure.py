"""The one definition of every figure: columns of one school, of a trust or of all of England in, hours, KPIs, SEI and flags out."""

from __future__ import annotations

import numpy as np

from sendsite.framework import sei
from sendsite.framework.bands import bands, scores, settled
from sendsite.framework.flags import flags
from sendsite.framework.hours import cell_hours, pupil_hours, school_hours, staff_hours
from sendsite.framework.metrics import METRICS, Grounds, Metric
from sendsite.framework.model import Deployment, Kpi, Measures, Picture
from sendsite.framework.settings import Framework
from sendsite.framework.trust import left_out, trust


def measure(deployment: Deployment, framework: Framework) -> Measures:
    """Everything framework.md defines but money, which few may see, and what needs two terms."""
    given = cell_hours(deployment.cells, framework)
    pupils = pupil_hours(deployment.pupils, deployment.cells, given)
    staff = staff_hours(deployment.staff, deployment.cells, given, deployment.tasks, framework)
    grounds = Grounds(deployment, framework, pupils, staff, school_hours(deployment, pupils, staff))
    schools = _picture(grounds)
    return Measures(
        deployment=deployment,
        cells=given,
        pupils=pupils,
        staff=staff,
        schools=schools,
        trust=trust(schools, framework),
        flags=flags(deployment, schools, framework),
        left_out=left_out(schools.kpis, deployment.schools.urn),
    )


def _picture(grounds: Grounds) -> Picture:
    """A row a school."""
    people, names, count = grounds.deployment.pupils, grounds.deployment.schools.name, grounds.schools
    kpis = {metric.kpi: _kpi(metric, grounds) for metric in METRICS}
    register = grounds.ratings.sum(axis=1)
    return Picture(
        kpis=kpis,
        sei=sei.of_schools({kpi: figure.score for kpi, figure in kpis.items()}, register, names, grounds.framework),
        hours=grounds.hours,
        ratings=grounds.ratings,
        register=register,
        ehcp=np.bincount(people.school[people.ehcp], minlength=count),
    )


def _kpi(metric: Metric, grounds: Grounds) -> Kpi:
    """One KPI: its sums, its value where it is available, its score and band, and else the first reason why not."""
    terms = metric.terms(grounds)
    reasons = metric.missing(grounds, terms)
    reason = np.zeros(grounds.schools, dtype=np.int64)
    for number, missing in reversed(list(enumerate(reasons, 1))):
        reason[missing.schools] = number
    value = np.where(reason == 0, settled(metric.value(terms)), np.nan)
    codes = ("", *(missing.code for missing in reasons))
    return Kpi(
        value=value,
        score=scores(metric.kpi, value, grounds.framework),
        band=bands(metric.kpi, value, grounds.framework),
        terms=terms,
        missing=tuple([codes[number] for number in reason.tolist()]),
    )
