"""Turns a trust's rows into the columns the arithmetic works on: names become row numbers, hundredths hours, pence GBP."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from sendsite.framework.funding import band_amounts, other_costs, top_up
from sendsite.framework.model import (
    AMBER,
    GREEN,
    RED,
    UNRATED,
    CellColumns,
    Deployment,
    Floats,
    Ints,
    OutcomeColumns,
    PupilColumns,
    SchoolColumns,
    StaffColumns,
    TaskColumns,
)
from sendsite.framework.records import MODES, PHASES, ROLES, STATUSES, TASKS, Allocation, Pupil, Records, School, Staff, Task
from sendsite.framework.scenarios import rows_of
from sendsite.framework.settings import Framework

HUNDREDTHS = 100.0
PENCE = 100.0
ANSWERS = {"": UNRATED, "G": GREEN, "A": AMBER, "R": RED}
Places = Mapping[tuple[str, str], int]


def columns(records: Records, framework: Framework, scenario: str = "", on: date | None = None) -> Deployment:
    """
    The columns of one scenario on one day (which decides the amounts of funding bands; without a day the newest stand).

    Cells of 0 hours are no cells, group labels are trimmed. A cell or task whose pupil or member of staff is not on the lists any more
    counts for nothing here; `checks` names it.
    """
    schools = sorted(records.schools, key=lambda row: row.urn)
    place = {row.urn: number for number, row in enumerate(schools)}
    rows = rows_of(records, scenario)
    people = [row for row in rows.staff if row.school_urn in place]
    pupils = [row for row in records.pupils if row.school_urn in place]
    staff_at = {(row.school_urn, row.staff_id): number for number, row in enumerate(people)}
    pupil_at = {(row.school_urn, row.pupil_id): number for number, row in enumerate(pupils)}
    return Deployment(
        schools=_schools(schools, other_costs(records, on)),
        staff=_staff(people, place),
        pupils=_pupils(pupils, place, band_amounts(records.funding_bands, on)),
        outcomes=_outcomes(records, framework, pupil_at),
        cells=_cells(rows.deployment, staff_at, pupil_at),
        tasks=_tasks(rows.tasks, staff_at),
    )


def with_cells(deployment: Deployment, records: Records, scenario: str = "") -> Deployment:
    """The columns of one school after nothing but cells of the matrix was changed: the others stay as they were made."""
    (urn,) = deployment.schools.urn
    staff_at = {(urn, staff_id): number for number, staff_id in enumerate(deployment.staff.staff_id)}
    pupil_at = {(urn, pupil_id): number for number, pupil_id in enumerate(deployment.pupils.pupil_id)}
    return replace(deployment, cells=_cells(rows_of(records, scenario).deployment, staff_at, pupil_at))


def _schools(rows: Sequence[School], others: Mapping[str, float]) -> SchoolColumns:
    return SchoolColumns(
        urn=tuple(row.urn for row in rows),
        name=tuple(row.name for row in rows),
        phase=_codes((row.phase for row in rows), PHASES),
        roll=_floats([row.number_on_roll for row in rows]),
        send_budget=_money(row.send_budget for row in rows),
        other_send_costs=_floats([others.get(row.urn, math.nan) for row in rows]),
    )


def _staff(rows: Sequence[Staff], place: Mapping[str, int]) -> StaffColumns:
    return StaffColumns(
        staff_id=tuple(row.staff_id for row in rows),
        school=_ints([place[row.school_urn] for row in rows]),
        role=_codes((row.role for row in rows), ROLES),
        contracted=_hours([row.contracted_hours for row in rows]),
        send_hours=_hours([row.send_hours for row in rows]),
        salary=_money(row.annual_salary for row in rows),
    )


def _pupils(rows: Sequence[Pupil], place: Mapping[str, int], amounts: dict[str, float]) -> PupilColumns:
    """One-to-one hours not given are 0; a pupil's row ends with the eight answers and the day they were given."""
    return PupilColumns(
        pupil_id=tuple(row.pupil_id for row in rows),
        school=_ints([place[row.school_urn] for row in rows]),
        need=_hours([row.need_hours for row in rows]),
        one_to_one=_hours([row.one_to_one_hours or 0 for row in rows]),
        answers=_ints([[ANSWERS[answer] for answer in row[-9:-1]] for row in rows]).reshape(len(rows), 8),
        ehcp=np.array([row.sen_status == "E" for row in rows], dtype=np.bool_),
        top_up=_floats([top_up(row, amounts) for row in rows]),
    )


def _outcomes(records: Records, framework: Framework, pupil_at: Places) -> OutcomeColumns:
    """Plan outcomes of the pupils on the register; weeks are the outcome's own where it has any, else the framework's."""
    rows = [row for row in records.outcomes if (row.school_urn, row.pupil_id) in pupil_at]
    own = {row[:3]: row.weeks for row in records.outcome_weeks}
    return OutcomeColumns(
        pupil=_ints([pupil_at[row.school_urn, row.pupil_id] for row in rows]),
        status=_codes((row.status for row in rows), STATUSES),
        dated=np.array([row.reviewed_on is not None for row in rows], dtype=np.bool_),
        planned=_floats([math.nan if row.planned_hours is None else row.planned_hours / HUNDREDTHS for row in rows]),
        weeks=_floats([own.get(row[:3], framework.cost.weeks) for row in rows]),
    )


def _cells(allocations: Sequence[Allocation], staff_at: Places, pupil_at: Places) -> CellColumns:
    """The matrix. Cells of one member of staff with the same label happen at the same time and share a group number."""
    staff, pupils, hours, groups, modes = [], [], [], [], []
    numbers: dict[tuple[int, str], int] = {}
    for urn, _, staff_id, pupil_id, given, group, mode, _ in allocations:  # taken apart at once: every edit of the matrix comes by here
        by, whom = staff_at.get((urn, staff_id)), pupil_at.get((urn, pupil_id))
        if given > 0 and by is not None and whom is not None:
            label = group and group.strip()
            staff.append(by)
            pupils.append(whom)
            hours.append(given)
            groups.append(numbers.setdefault((by, label), len(numbers)) if label else -1)
            modes.append(MODES.index(mode) if mode else -1)
    return CellColumns(staff=_ints(staff), pupil=_ints(pupils), hours=_hours(hours), group=_ints(groups), mode=_ints(modes))


def _tasks(tasks: Sequence[Task], staff_at: Places) -> TaskColumns:
    kept = [row for row in tasks if (row.school_urn, row.staff_id) in staff_at]
    return TaskColumns(
        staff=_ints([staff_at[row.school_urn, row.staff_id] for row in kept]),
        task=_codes((row.task for row in kept), TASKS),
        hours=_hours([row.hours for row in kept]),
    )


def _ints(values: Sequence[object]) -> Ints:
    return np.array(values, dtype=np.int64)


def _floats(values: Sequence[float]) -> Floats:
    return np.array(values, dtype=np.float64)


def _hours(hundredths: Sequence[int]) -> Floats:
    """Hours a week."""
    return np.array(hundredths, dtype=np.float64) / HUNDREDTHS


def _money(pence: Iterable[int | None]) -> Floats:
    """GBP a year; NaN where none is given."""
    return np.array([math.nan if amount is None else amount / PENCE for amount in pence], dtype=np.float64)


def _codes(words: Iterable[str], known: tuple[str, ...]) -> Ints:
    """Each word's place among the known ones."""
    number = {word: place for place, word in enumerate(known)}
    return _ints([number[word] for word in words])
