"""The five KPIs, scores and SEI as straight numpy by hand, shortest form: no names, no bands, no flags. The yardstick of national.py."""

from __future__ import annotations

import numpy as np

from sendsite.framework.model import Deployment, Floats


def straight(d: Deployment) -> tuple[Floats, Floats, Floats]:
    """KPI values and scores, 5 x schools, and the SEI a school; NaN where not available. Shipped defaults, written out."""
    schools, pupils, people = len(d.schools.roll), len(d.pupils.need), len(d.staff.contracted)
    at, of = d.pupils.school, d.staff.school

    one, grouped = np.flatnonzero(d.cells.group < 0), np.flatnonzero(d.cells.group >= 0)
    group, hours = d.cells.group[grouped], d.cells.hours[grouped]
    members = np.bincount(group)
    longest, leader = np.zeros(len(members)), np.zeros(len(members), dtype=np.int64)
    np.maximum.at(longest, group, hours)
    leader[group] = d.cells.staff[grouped]
    one_received = np.bincount(d.cells.pupil[one], d.cells.hours[one], pupils)
    received = one_received + np.bincount(d.cells.pupil[grouped], hours * np.minimum(1, 6 / members)[group], pupils)
    matched = np.minimum(np.minimum(received, d.pupils.need), one_received + d.pupils.need - d.pupils.one_to_one)
    used = np.bincount(d.cells.staff[one], d.cells.hours[one], people) + np.bincount(leader, longest, people)
    prepared = np.minimum(np.bincount(d.tasks.staff, d.tasks.hours * (d.tasks.task == 0), people), 0.1 * d.staff.send_hours)
    absorbed = np.bincount(d.tasks.staff, d.tasks.hours, people) - prepared

    packed, one_of_each = np.zeros(pupils, dtype=np.int32), np.array([0, 1, 1 << 8, 1 << 16], dtype=np.int32)
    for question in d.pupils.answers.T:
        packed += one_of_each[question]
    green, amber, red = packed & 0xFF, (packed >> 8) & 0xFF, packed >> 16
    most = np.maximum(np.maximum(red, amber), green)
    rated = (most > 0).astype(np.float64)
    weight = np.where(red == most, 1.0, np.where(amber == most, 0.5, 0.0)) * rated

    seen = np.flatnonzero((d.outcomes.status != 5) & (d.outcomes.dated | (d.outcomes.status != 0)))
    whose, mark = d.outcomes.pupil[seen], np.array([0, 0.25, 0.5, 0.75, 1])[d.outcomes.status[seen]]
    reviews = np.bincount(whose, minlength=pupils)
    reviewed = (reviews > 0).astype(np.float64)
    progress = np.bincount(whose, mark, pupils) / np.maximum(reviews, 1)
    counted = np.where(np.bincount(d.outcomes.pupil, minlength=pupils) == 0, 1.0, reviewed)

    needed, delivered, paid = np.bincount(at, d.pupils.need, schools), np.bincount(at, received, schools), np.bincount(of, d.staff.send_hours, schools)
    rates, benchmarks = np.array([20, 20, 24.5, 21.5, 20]), np.array([1400, 890, 326, 550, 10500, 6000])
    support = np.minimum(used + prepared, np.maximum(0, d.staff.send_hours - absorbed))
    rated_need, weighted_need = np.bincount(at, rated * d.pupils.need, schools), np.bincount(at, weight * d.pupils.need, schools)
    with np.errstate(all="ignore"):
        given = np.bincount(at, weight * received, schools) / np.bincount(at, rated * received, schools)
        values = np.array(
            [
                np.bincount(of, rates[d.staff.role] * d.staff.contracted * 38, schools) / (d.schools.roll * benchmarks[d.schools.phase]),
                np.bincount(of, support, schools) / paid,
                np.bincount(at, matched, schools) / needed,
                np.where(np.isnan(given), 0, given) / (weighted_need / rated_need),
                np.bincount(at, received * progress, schools) / np.bincount(at, received * counted, schools),
            ]
        )
        values[0][(np.bincount(of, minlength=schools) == 0) | (d.schools.roll == 0)] = np.nan
        values[1][paid == 0] = np.nan
        values[2][needed == 0] = np.nan
        higher = np.bincount(at[weight > 0], minlength=schools)
        values[3][((needed - rated_need) / needed > 0.2 + 1e-9) | (higher < 3) | (weighted_need == 0)] = np.nan
        values[4][(delivered == 0) | (np.bincount(at, received * reviewed, schools) / delivered < 0.5 - 1e-9)] = np.nan
    points = ([0, 1, 1.3, 1.75], [0.55, 0.7, 0.85, 0.95], [0.45, 0.7, 0.9, 1], [0.6, 0.75, 0.9, 1], [0.2, 0.4, 0.6, 0.8])
    levels = ([4.5, 3, 1.5, 0], *([0, 1.5, 3, 4.5],) * 4)
    scores = np.array([np.interp(value, xs, ys) for value, xs, ys in zip(values, points, levels, strict=True)])
    return values, scores, np.exp(np.log(np.maximum(scores, 0.1)).mean(axis=0))
