"""Tries an action out on one school's columns: the hours it sets free go to the pupils with gaps, highest need first."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import NamedTuple, TypeVar

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.insights.insight import Effect, effect
from sendsite.framework.measure import measure
from sendsite.framework.model import CellColumns, Deployment, Flags, Floats, Measures, TaskColumns
from sendsite.framework.records import TASKS
from sendsite.framework.settings import Framework

Columns = TypeVar("Columns")
ONE_TO_ONE, NO_MODE = -1, -1


class Freed(NamedTuple):
    """
    One school's columns with hours set free, and how many of each member of staff's hours a week there are to give.

    `taken` is what of it would come off each cell: as far as it is given to nobody, it stays where it is.
    """

    deployment: Deployment
    hours: Floats
    taken: Floats | None = None


class Trial(NamedTuple):
    """What an action would do, and how many hours a week it would bring to gaps."""

    effect: Effect
    met: float


def alone(deployment: Deployment, school: int) -> Deployment:
    """One school's columns as a set of schools of its own."""
    staff, pupils = deployment.staff.school == school, deployment.pupils.school == school
    staff_at, pupil_at = np.cumsum(staff) - 1, np.cumsum(pupils) - 1
    outcomes, cells, tasks = pupils[deployment.outcomes.pupil], staff[deployment.cells.staff], staff[deployment.tasks.staff]
    return Deployment(
        schools=_rows(deployment.schools, np.arange(len(deployment.schools.urn)) == school),
        staff=replace(_rows(deployment.staff, staff), school=np.zeros(staff.sum(), dtype=np.int64)),
        pupils=replace(_rows(deployment.pupils, pupils), school=np.zeros(pupils.sum(), dtype=np.int64)),
        outcomes=replace(_rows(deployment.outcomes, outcomes), pupil=pupil_at[deployment.outcomes.pupil[outcomes]]),
        cells=_renumbered(
            replace(
                _rows(deployment.cells, cells),
                staff=staff_at[deployment.cells.staff[cells]],
                pupil=pupil_at[deployment.cells.pupil[cells]],
            )
        ),
        tasks=replace(_rows(deployment.tasks, tasks), staff=staff_at[deployment.tasks.staff[tasks]]),
    )


def free_left(one: Measures) -> Freed:
    """The hours nobody holds."""
    return Freed(one.deployment, one.staff.unallocated)


def free_absorbed(one: Measures, share: float) -> Freed:
    """
    A share of each adult's hours that other tasks take; what the adult is over by comes off first.

    Preparation within its allowance stays.
    """
    staff = one.staff
    own, freed = np.arange(len(staff.left)), share * staff.absorbed
    kept = TaskColumns(
        staff=np.concatenate([own, own]),
        task=np.repeat([TASKS.index("preparation"), TASKS.index("other")], len(own)),
        hours=np.concatenate([staff.prepared, staff.absorbed - freed]),
    )
    return Freed(replace(one.deployment, tasks=kept), np.minimum(freed, np.maximum(0.0, staff.left + freed)))


def free_surplus(one: Measures, wanted: Flags | None = None) -> Freed:
    """One-to-one hours beyond a pupil's plan, taken off without touching what is matched; `wanted` pupils keep all they have."""
    cells, pupils = one.deployment.cells, one.pupils
    plan = one.deployment.pupils
    spare = np.minimum(pupils.received, pupils.one_to_one_received + plan.need - plan.one_to_one) - pupils.matched
    if wanted is not None:
        spare = np.where(wanted, 0.0, spare)
    taken, freed = np.zeros(len(cells.hours)), np.zeros(len(one.staff.left))
    for cell in np.flatnonzero((cells.group == ONE_TO_ONE) & (spare[cells.pupil] > NOISE)).tolist():
        taken[cell] = min(cells.hours[cell], spare[cells.pupil[cell]])
        spare[cells.pupil[cell]] -= taken[cell]
        freed[cells.staff[cell]] += taken[cell]
    return Freed(one.deployment, freed, taken)


def free_absorbed_and_left(one: Measures, share: float) -> Freed:
    """A share of the hours that other tasks take, and all that nobody holds; what an adult is over by comes off first."""
    return Freed(free_absorbed(one, share).deployment, np.maximum(0.0, one.staff.left + share * one.staff.absorbed))


def free_spare(one: Measures, wanted: Flags | None = None) -> Freed:
    """One-to-one hours beyond a pupil's plan, and all that nobody holds; what an adult is over by comes off first."""
    freed = free_surplus(one, wanted)
    return freed._replace(hours=np.maximum(0.0, one.staff.left + freed.hours))


def given(one: Measures, freed: Freed, framework: Framework, only: Flags | None = None) -> Trial:
    """Give the freed hours, one adult to one pupil, to gaps: red before amber, green and unrated, and the widest gap first."""
    gaps = np.where(only, one.pupils.gap, 0.0) if only is not None else one.pupils.gap
    free, left = freed.hours.copy(), gaps.copy()
    staff, pupils, hours = [], [], []
    giver = 0
    for pupil in np.lexsort((-gaps, -one.pupils.rating)).tolist():
        while left[pupil] > NOISE and giver < len(free):
            moved = min(left[pupil], free[giver])
            if moved > NOISE:
                staff.append(giver)
                pupils.append(pupil)
                hours.append(moved)
                left[pupil] -= moved
                free[giver] -= moved
            if free[giver] <= NOISE:
                giver += 1
    made = _without(freed.deployment, freed.taken, free)
    after = measure(_with_cells(made, staff, pupils, hours), framework)
    return Trial(effect(one, after), float(sum(hours)))


def _without(deployment: Deployment, taken: Floats | None, unspent: Floats) -> Deployment:
    """The matrix without the hours that are taken, but for what of each adult's is unspent."""
    if taken is None:
        return deployment
    cells, back = deployment.cells, unspent.copy()
    kept = cells.hours - taken
    for cell in np.flatnonzero(taken > NOISE).tolist():
        stays = min(taken[cell], back[cells.staff[cell]])
        kept[cell] += stays
        back[cells.staff[cell]] -= stays
    return replace(deployment, cells=_renumbered(_rows(replace(cells, hours=kept), kept > NOISE)))


def _with_cells(deployment: Deployment, staff: list[int], pupils: list[int], hours: list[float]) -> Deployment:
    """The matrix with more one-to-one cells."""
    cells, alike = deployment.cells, np.full(len(hours), ONE_TO_ONE)
    return replace(
        deployment,
        cells=CellColumns(
            staff=np.append(cells.staff, np.array(staff, dtype=np.int64)),
            pupil=np.append(cells.pupil, np.array(pupils, dtype=np.int64)),
            hours=np.append(cells.hours, np.array(hours, dtype=np.float64)),
            group=np.append(cells.group, alike),
            mode=np.append(cells.mode, np.full(len(hours), NO_MODE)),
        ),
    )


def _renumbered(cells: CellColumns) -> CellColumns:
    """Groups numbered from 0 again."""
    grouped = cells.group >= 0
    group = cells.group.copy()
    group[grouped] = np.unique(cells.group[grouped], return_inverse=True)[1]
    return replace(cells, group=group)


def _rows(columns: Columns, mask: Flags) -> Columns:
    """The rows of a set of columns that a mask holds."""
    picked = {}
    for item in fields(columns):  # type: ignore[arg-type]  # every set of columns is a dataclass
        column = getattr(columns, item.name)
        picked[item.name] = column[mask] if isinstance(column, np.ndarray) else tuple(column[row] for row in np.flatnonzero(mask).tolist())
    return type(columns)(**picked)
