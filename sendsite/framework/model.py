"""
The columns the arithmetic works on and the figures it gives: numpy columns of one school or of many, grouped by a school index.

Floats are hours a week, GBP a year, or ratios; not available is NaN. Codes are small integers into the tuples of records.py.
`school`, `pupil` and `staff` columns hold row indices into the columns of that name.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

KPIS = ("finance", "ash", "need", "dqf", "pif")
BANDS = ("red", "amber", "green")
SEI_BANDS = ("low", "moderate", "high")
RATINGS = ("unrated", "green", "amber", "red")
UNRATED, GREEN, AMBER, RED = range(4)


@dataclass(frozen=True)
class SchoolColumns:
    """One row a school, in ascending URN order."""

    urn: tuple[str, ...]
    name: tuple[str, ...]
    phase: Ints
    roll: Floats
    send_budget: Floats
    other_send_costs: Floats


@dataclass(frozen=True)
class StaffColumns:
    """One row a member of staff of the scenario."""

    staff_id: tuple[str, ...]
    school: Ints
    role: Ints
    contracted: Floats
    send_hours: Floats
    salary: Floats


@dataclass(frozen=True)
class PupilColumns:
    """One row a pupil. `answers` is pupils x 8 of RATINGS codes (0 blank); `top_up` GBP a year, NaN where there is none."""

    pupil_id: tuple[str, ...]
    school: Ints
    need: Floats
    one_to_one: Floats
    answers: Ints
    ehcp: Flags
    top_up: Floats


@dataclass(frozen=True)
class OutcomeColumns:
    """One row a plan outcome. `status` codes STATUSES; `dated` is whether a review date is known; planned in hours a week."""

    pupil: Ints
    status: Ints
    dated: Flags
    planned: Floats
    weeks: Floats


@dataclass(frozen=True)
class CellColumns:
    """One row a cell of the matrix with hours above 0. `group` is -1 for one-to-one, else a number per (member of staff, label)."""

    staff: Ints
    pupil: Ints
    hours: Floats
    group: Ints
    mode: Ints


@dataclass(frozen=True)
class TaskColumns:
    """One row a non-SEND task of a member of staff. `task` codes TASKS."""

    staff: Ints
    task: Ints
    hours: Floats


@dataclass(frozen=True)
class Deployment:
    """Everything the KPIs rest on, of one school or many, for one scenario."""

    schools: SchoolColumns
    staff: StaffColumns
    pupils: PupilColumns
    outcomes: OutcomeColumns
    cells: CellColumns
    tasks: TaskColumns


@dataclass(frozen=True)
class CellHours:
    """Per cell, a week: the pupil hours it gives, and the staff hours it takes (a group's longest cell shared among its cells)."""

    received: Floats
    attributed: Floats


@dataclass(frozen=True)
class PupilHours:
    """Per pupil, pupil hours a week: framework.md, Hours."""

    rating: Ints
    tied: Flags
    answered: Ints
    received: Floats
    one_to_one_received: Floats
    matched: Floats
    gap: Floats
    surplus: Floats
    attributed: Floats


@dataclass(frozen=True)
class StaffHours:
    """Per member of staff, staff hours a week."""

    used: Floats
    prepared: Floats
    absorbed: Floats
    left: Floats
    unallocated: Floats
    overcommitted: Floats


@dataclass(frozen=True)
class SchoolHours:
    """Plain sums a school (or, with one row, of the trust); the keys of `hours` in the metrics document."""

    contracted: Floats
    paid: Floats
    delivered: Floats
    needed: Floats
    matched: Floats
    gap: Floats
    surplus: Floats
    prepared: Floats
    absorbed: Floats
    unallocated: Floats
    overcommitted: Floats
    staff_time: Floats


@dataclass(frozen=True)
class Kpi:
    """One KPI, a row a school. `terms` holds the sums the value is made of, by name, so that a trust pools sums and never ratios."""

    value: Floats
    score: Floats
    band: Ints  # index into BANDS, -1 where not available
    terms: dict[str, Floats]
    missing: tuple[str, ...]  # per school: "" where available, else the reason's code, such as "no_staff"


@dataclass(frozen=True)
class Index:
    """The SEND Efficiency Index, a row a school. `band` is -1 where none is given; `rank` 0 where unranked."""

    value: Floats
    band: Ints
    uncertain: Flags
    rank: Ints


@dataclass(frozen=True)
class Picture:
    """Every measure of a set of schools: one row a school; or of the trust as one row."""

    kpis: dict[str, Kpi]
    sei: Index
    hours: SchoolHours
    ratings: Ints  # rows x 4, counts in the order of RATINGS
    register: Ints  # pupils on the register
    ehcp: Ints


@dataclass(frozen=True)
class Money:
    """GBP a year, a row a school: framework.md, Money. Standard or actual by the cost basis asked for; NaN where a denominator is 0."""

    send_cost: Floats
    send_staff_cost: Floats
    funding_identified: Floats
    top_up: Floats
    utilisation: Floats
    per_pupil: Floats
    per_delivered_hour: Floats
    per_achieved_outcome: Floats
    drift_cost: Floats
    provision: Floats
    preparation: Floats
    unallocated: Floats
    overcommitted: Floats
    provision_by_pupil: Floats  # per pupil
    balance_by_pupil: Floats  # per pupil, NaN where no top-up ([z])
    outcome_cost: Floats  # per outcome, NaN where no planned hours


@dataclass(frozen=True)
class Measures:
    """What `measure` gives: the schools, the trust, the hours behind them, and each school's flags."""

    deployment: Deployment
    cells: CellHours
    pupils: PupilHours
    staff: StaffHours
    schools: Picture
    trust: Picture
    flags: tuple[tuple[str, ...], ...]
    left_out: dict[str, tuple[str, ...]]  # KPI -> URNs that the trust's figure leaves out
