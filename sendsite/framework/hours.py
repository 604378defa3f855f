"""Hours: what each pupil receives, what each member of staff gives, and their plain sums a school."""

from __future__ import annotations

import numpy as np

from sendsite.framework.model import (
    CellColumns,
    CellHours,
    Deployment,
    Floats,
    Ints,
    PupilColumns,
    PupilHours,
    SchoolHours,
    StaffColumns,
    StaffHours,
    TaskColumns,
)
from sendsite.framework.rag import rate
from sendsite.framework.records import TASKS
from sendsite.framework.settings import Framework

PREPARATION = TASKS.index("preparation")


def sums(of: Ints, values: Floats, rows: int) -> Floats:
    """The sum of `values` by the row each belongs to."""
    total: Floats = np.bincount(of, weights=values, minlength=rows).astype(np.float64, copy=False)
    return total


def ratio(above: Floats | float, below: Floats | Ints) -> Floats:
    """above / below, NaN where below is 0."""
    share: Floats = np.divide(above, below, out=np.full(len(below), np.nan), where=below != 0)
    return share


def school_sums(of: Ints, values: Floats, schools: int) -> Floats:
    """The sum a school, hours or GBP a week or year, without noise: a figure that stands exactly on an edge is found there."""
    return exact(sums(of, values, schools))


def exact(values: Floats) -> Floats:
    """Floats add up with noise in the last places, hundredths do not: it is taken off, so that 0 is 0 and the order of rows changes nothing."""
    return np.round(values, 10)


def cell_hours(cells: CellColumns, framework: Framework) -> CellHours:
    """
    Pupil hours received and staff hours taken, cell by cell.

    In a group larger than the limit each pupil gets less: hours x limit / members. A group takes its longest cell of the adult's time,
    shared among the cells in proportion to their hours.
    """
    received, attributed = cells.hours.copy(), cells.hours.copy()
    grouped = np.flatnonzero(cells.group >= 0)
    if len(grouped):
        group, hours = cells.group[grouped], cells.hours[grouped]
        members, together = np.bincount(group), np.bincount(group, weights=hours)
        received[grouped] = hours * np.minimum(1.0, ratio(framework.hours.group_size_limit, members))[group]
        attributed[grouped] = hours * ratio(_longest(group, hours), together)[group]
    return CellHours(received, attributed)


def _longest(group: Ints, hours: Floats) -> Floats:
    """Each group's longest cell."""
    longest = np.zeros(int(group.max()) + 1)
    np.maximum.at(longest, group, hours)
    return longest


def pupil_hours(pupils: PupilColumns, cells: CellColumns, given: CellHours) -> PupilHours:
    """Pupil hours a week, and the rating: a surplus, or support not of the kind the plan names, never counts as matched."""
    count = len(pupils.need)
    ratings = rate(pupils.answers)
    one_to_one = np.flatnonzero(cells.group < 0)
    received = exact(sums(cells.pupil, given.received, count))
    one_received = sums(cells.pupil[one_to_one], cells.hours[one_to_one], count)
    matched = exact(np.minimum(np.minimum(received, pupils.need), one_received + pupils.need - pupils.one_to_one))
    return PupilHours(
        rating=ratings.rating,
        tied=ratings.tied,
        answered=ratings.answered,
        received=received,
        one_to_one_received=one_received,
        matched=matched,
        gap=pupils.need - matched,
        surplus=received - matched,
        attributed=sums(cells.pupil, given.attributed, count),
    )


def staff_hours(staff: StaffColumns, cells: CellColumns, given: CellHours, tasks: TaskColumns, framework: Framework) -> StaffHours:
    """Staff hours a week: used in support, prepared within the allowance, absorbed by other tasks, and what is left or over."""
    count = len(staff.send_hours)
    used = exact(sums(cells.staff, given.attributed, count))
    preparation = sums(tasks.staff, tasks.hours * (tasks.task == PREPARATION), count)
    prepared = np.minimum(preparation, framework.hours.preparation_share * staff.send_hours)
    absorbed = exact(sums(tasks.staff, tasks.hours, count) - prepared)
    left = exact(staff.send_hours - used - prepared - absorbed)
    return StaffHours(
        used=used,
        prepared=prepared,
        absorbed=absorbed,
        left=left,
        unallocated=np.maximum(0.0, left),
        overcommitted=np.maximum(0.0, -left),
    )


def available(staff: StaffHours) -> Floats:
    """Per member of staff, the SEND hours that other tasks and preparation leave for support, hours a week; below 0 where tasks alone are more."""
    return exact(staff.used + staff.left)


def school_hours(deployment: Deployment, pupils: PupilHours, staff: StaffHours) -> SchoolHours:
    """Plain sums a school."""
    rows, people = len(deployment.schools.urn), deployment.staff

    def by_pupil(values: Floats) -> Floats:
        return school_sums(deployment.pupils.school, values, rows)

    def by_staff(values: Floats) -> Floats:
        return school_sums(people.school, values, rows)

    return SchoolHours(
        contracted=by_staff(people.contracted),
        paid=by_staff(people.send_hours),
        delivered=by_pupil(pupils.received),
        needed=by_pupil(deployment.pupils.need),
        matched=by_pupil(pupils.matched),
        gap=by_pupil(pupils.gap),
        surplus=by_pupil(pupils.surplus),
        prepared=by_staff(staff.prepared),
        absorbed=by_staff(staff.absorbed),
        unallocated=by_staff(staff.unallocated),
        overcommitted=by_staff(staff.overcommitted),
        staff_time=by_staff(staff.used),
    )
