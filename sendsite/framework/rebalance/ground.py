"""What a proposal stands on: one school's hours, needs and limits as tables of staff by pupils, in the order of their ids."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from sendsite.framework.hours import sums
from sendsite.framework.model import AMBER, GREEN, RED, UNRATED, CellColumns, Flags, Floats, Ints, Measures
from sendsite.framework.settings import Framework

Cell = tuple[str, str]
"""A member of staff's and a pupil's id."""
ORDER = ((RED,), (AMBER,), (GREEN, UNRATED))
"""Whose need comes first."""


class Group(NamedTuple):
    """A group of one adult: the staff hours it takes, and what each pupil receives of it."""

    staff: int
    hours: float
    received: Floats


@dataclass(frozen=True)
class Ground:
    """
    Hours a week. `staff` and `pupils` are ids, ascending; tables are staff x pupils.

    `given` is one-to-one time today; where `locked`, it stays. `left` is what an adult has to give beyond today, below 0 where more is
    timetabled than there is. `kept` is one-to-one time that the plan names and the pupil has today. `most_adults` counts those of groups.
    `dissolving` is for asking what the groups hold fast; a proposal leaves them as they are.
    """

    staff: tuple[str, ...]
    pupils: tuple[str, ...]
    given: Floats
    locked: Flags
    grouped: Flags
    left: Floats
    need: Floats
    named: Floats
    kept: Floats
    in_groups: Floats
    rating: Ints
    most_adults: Ints
    groups: tuple[Group, ...]
    step: float
    dissolving: bool = False

    @property
    def stays(self) -> Floats:
        """Each pupil's one-to-one hours that are locked."""
        fixed: Floats = np.where(self.locked, self.given, 0.0).sum(axis=0)
        return fixed

    def room(self) -> Floats:
        """What each adult's hours may grow by; below 0 by what must come off, as far as there is anything that may."""
        room: Floats = np.maximum(self.left, -np.where(self.locked, 0.0, self.given).sum(axis=1))
        return room

    def enough(self) -> Floats:
        """The one-to-one hours from which on a pupil's plan is met as far as one-to-one hours can."""
        enough: Floats = np.maximum(self.need - (0.0 if self.dissolving else self.in_groups), self.named)
        return enough

    def gaps(self, given: Floats) -> Floats:
        """Each pupil's gap where the one-to-one hours are these: framework.md, Hours."""
        one = given.sum(axis=0)
        matched = np.minimum(np.minimum(self.in_groups + one, self.need), one + self.need - self.named)
        gaps: Floats = np.round(self.need - matched, 10)
        return gaps

    def lost(self, given: Floats) -> float:
        """The one-to-one hours that plans name and pupils have today, but would not where these are the one-to-one hours."""
        return round(float(np.maximum(0.0, self.kept - given.sum(axis=0)).sum()), 10)

    def adults(self, given: Floats) -> Ints:
        """How many adults each pupil has."""
        count: Ints = ((given > 0) | self.grouped).sum(axis=0)
        return count


def ground(one: Measures, framework: Framework, locked: Collection[Cell], most_adults: int | None = None) -> Ground:
    """The ground of one school. A pupil who has more adults today than the largest number keeps as many, and gets no more."""
    cells, people, pupils = one.deployment.cells, one.deployment.staff, one.deployment.pupils
    by, of = _order(people.staff_id), _order(pupils.pupil_id)
    at_staff, at_pupil = np.argsort(by), np.argsort(of)
    alone, most = cells.group < 0, framework.rebalance.adults_most if most_adults is None else most_adults

    def table(mask: Flags) -> Floats:
        found = np.zeros((len(by), len(of)))
        np.add.at(found, (at_staff[cells.staff[mask]], at_pupil[cells.pupil[mask]]), cells.hours[mask])
        return found.round(2)

    made = Ground(
        staff=tuple(sorted(people.staff_id)),
        pupils=tuple(sorted(pupils.pupil_id)),
        given=table(alone),
        locked=_pairs(locked, tuple(sorted(people.staff_id)), tuple(sorted(pupils.pupil_id))),
        grouped=table(~alone) > 0,
        left=one.staff.left[by],
        need=pupils.need[of],
        named=pupils.one_to_one[of],
        kept=np.minimum(one.pupils.one_to_one_received, pupils.one_to_one)[of],
        in_groups=sums(at_pupil[cells.pupil[~alone]], one.cells.received[~alone], len(of)),
        rating=one.pupils.rating[of],
        most_adults=np.full(len(of), most),
        groups=_groups(cells, one, at_staff, at_pupil),
        step=framework.rebalance.step,
    )
    return replace(made, most_adults=np.maximum(made.most_adults, made.adults(made.given)), step=_step(made))


def _step(made: Ground) -> float:
    """The steps in which hours move: half as long as set where today's hours are all in such, as a timetable in quarter hours is."""
    hundredths = np.rint(made.given[~made.locked] * 100).astype(np.int64)
    step = round(made.step * 100)
    finer = step % 2 == 0 and bool((hundredths % step).any()) and not (hundredths % (step // 2)).any()
    return (step // 2 if finer else step) / 100


def _order(ids: tuple[str, ...]) -> Ints:
    return np.array(sorted(range(len(ids)), key=lambda row: ids[row]), dtype=np.int64)


def _pairs(cells: Collection[Cell], staff: tuple[str, ...], pupils: tuple[str, ...]) -> Flags:
    """Which pairs of an adult and a pupil are among these; who is not on the lists is passed over."""
    held = np.zeros((len(staff), len(pupils)), dtype=np.bool_)
    by, of = {key: row for row, key in enumerate(staff)}, {key: row for row, key in enumerate(pupils)}
    for who, whom in cells:
        if who in by and whom in of:
            held[by[who], of[whom]] = True
    return held


def _groups(cells: CellColumns, one: Measures, at_staff: Ints, at_pupil: Ints) -> tuple[Group, ...]:
    found = []
    for number in np.unique(cells.group[cells.group >= 0]).tolist():
        rows = cells.group == number
        received = sums(at_pupil[cells.pupil[rows]], one.cells.received[rows], len(at_pupil))
        found.append(Group(int(at_staff[cells.staff[rows][0]]), float(cells.hours[rows].max()), received))
    return tuple(sorted(found, key=lambda group: (group.staff, group.hours, tuple(group.received))))
