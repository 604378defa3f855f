"""A rebalance written down as a mixed-integer programme: whole steps of hours up and down in each cell, within every limit."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import gcd

import numpy as np

from sendsite.framework.model import Floats
from sendsite.framework.rebalance.ground import ORDER, Ground

Ways = tuple[tuple[dict[int, float], float], ...]
"""How a pupil's gap comes about: the changes of cells that narrow it, and the hours that are missing today."""
NEVER = np.inf
ROOM = 1e-9
"""Hours of rounding noise."""


@dataclass
class Programme:
    """
    Variables with their bounds, of which some are whole; rows that hold between them; goals to minimise, one after another.

    `cells` gives for each cell that may change the variables of its steps up and down, and of dropping what is less than a step.
    `possible_today`: nobody is over their hours as it is, so that no one-to-one time need be lost.
    """

    possible_today: bool
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)
    goals: list[dict[int, float]] = field(default_factory=list)
    cells: dict[tuple[int, int], dict[int, float]] = field(default_factory=dict)

    def variable(self, high: float, *, whole: bool = False, low: float = 0.0) -> int:
        """A new variable between bounds."""
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.low) - 1

    def row(self, terms: dict[int, float], low: float = -NEVER, high: float = NEVER) -> None:
        """The sum of these variables, each so many times, stays between these."""
        if terms:
            self.rows.append((terms, low, high))

    def change(self, solution: Floats, shape: tuple[int, ...]) -> Floats:
        """By how many hours each cell changes: staff x pupils."""
        found = np.zeros(shape)
        for cell, terms in self.cells.items():
            found[cell] = sum(times * round(solution[variable]) for variable, times in terms.items())
        return np.round(found, 2)


def programme(on: Ground) -> Programme:
    """The whole of it; the goals are: named one-to-one time kept, red need, amber need, all other need, and few hours moved."""
    made = Programme(bool((on.left >= 0).all()))
    for cell in _movable(on):
        _cell(made, on, *cell)
    apart = [made.variable(1.0, whole=True) for _ in on.groups] if on.dissolving else []
    gaps, lost = _pupils(made, on, apart)
    moved = _staff(made, on, apart)
    _adults(made, on)
    made.goals = [dict.fromkeys(lost, 1.0)]
    made.goals += [{gap: unit for (gap, unit), rating in zip(gaps.items(), on.rating.tolist(), strict=True) if rating in ratings} for ratings in ORDER]
    made.goals.append(dict.fromkeys(moved, 1.0))
    return made


def _movable(on: Ground) -> list[tuple[int, int]]:
    """Cells that may change: those with hours, and those whose pupil could use some; never a locked one."""
    wanted = (on.enough() - on.stays > ROOM)[np.newaxis, :]
    return [(int(by), int(of)) for by, of in np.argwhere(~on.locked & (wanted | (on.given > 0)))]


def _cell(made: Programme, on: Ground, by: int, of: int) -> None:
    """
    Steps up and steps down of one cell. What is left of less than a step may be dropped with the rest of the cell, and not otherwise.

    No cell needs more steps than its pupil can use, or than its adult has if all other time of theirs were free.
    """
    given, step = float(on.given[by, of]), on.step
    steps = int(given / step + ROOM)
    rest = round(given - steps * step, 2)
    there = max(0.0, on.left[by] + np.where(on.locked[by], 0.0, on.given[by]).sum() + _in_groups(on, by))
    useful = float(min(np.ceil((on.enough()[of] - on.stays[of] - given) / step - ROOM), np.floor((there - given) / step + ROOM)))
    terms: dict[int, float] = {}
    if useful > 0:
        terms[made.variable(useful, whole=True)] = step
    up = list(terms)
    if steps:
        terms[made.variable(steps, whole=True)] = -step
    if rest > 0:
        drop = made.variable(1.0, whole=True)
        made.row(dict.fromkeys(up, 1.0) | ({drop: useful} if up else {}), high=useful)
        if steps:
            made.row({drop - 1: 1.0, drop: -float(steps)}, low=0.0)
        terms[drop] = -rest
    if terms:
        made.cells[by, of] = terms


def _in_groups(on: Ground, by: int) -> float:
    """The hours that would come back to an adult whose groups were given up."""
    return sum(group.hours for group in on.groups if group.staff == by) if on.dissolving else 0.0


def _pupils(made: Programme, on: Ground, apart: list[int]) -> tuple[dict[int, float], list[int]]:
    """Each pupil's gap, a variable with the hours that one of it is worth; and the named one-to-one time that a pupil would lose."""
    one = on.given.sum(axis=0)
    gaps: dict[int, float] = {}
    lost = []
    for of in range(len(on.pupils)):
        terms = _sum(made, of=of)
        without = {variable: -float(group.received[of]) for variable, group in zip(apart, on.groups, strict=bool(apart)) if group.received[of] > 0}
        ways = ((terms | without, float(on.need[of] - on.in_groups[of] - one[of])), (terms, float(on.named[of] - one[of])))
        unit = _gap_unit(ways)
        gap = made.variable(np.ceil(on.need[of] / (unit or 1.0) - ROOM), whole=bool(unit))
        gaps[gap] = unit or 1.0
        for changes, missing in ways:
            _gap(made, {gap: gaps[gap]}, changes, missing, on.step)
        if on.kept[of] > 0:
            lost.append(made.variable(float(on.kept[of])))
            made.row({lost[-1]: 1.0} | terms, low=float(on.kept[of] - one[of]))
    return gaps, lost


def _gap_unit(ways: Ways) -> float:
    """The largest part of an hour of which a gap is always a whole number; 0 where a large group gives hours that are no hundredths."""
    numbers = [number * 100 for changes, missing in ways for number in (missing, *changes.values())]
    if any(abs(number - round(number)) > ROOM for number in numbers):
        return 0.0
    return gcd(*(round(number) for number in numbers)) / 100


def _gap(made: Programme, gap: dict[int, float], terms: dict[int, float], missing: float, step: float) -> None:
    """
    A gap is what is missing less what the cells bring.

    Where they bring whole steps, the last step fills only what is left of less than one: that much is the gap while it is not given.
    """
    made.row(gap | terms, low=missing)
    if all(abs(abs(times) - step) < ROOM for times in terms.values()):
        whole = np.floor(missing / step + ROOM)
        rest = missing - whole * step
        if rest > ROOM:
            share = rest / step
            made.row(gap | {variable: times * share for variable, times in terms.items()}, low=rest * (whole + 1))


def _staff(made: Programme, on: Ground, apart: list[int]) -> list[int]:
    """
    Each adult keeps to the hours there are; the hours moved are those taken from pupils or those given, whichever are more.

    Where tasks, groups and locked hours alone are more, the adult has nothing else left. Hours moved are counted in the largest unit that
    all steps and rests are whole numbers of: whole counts are proven thousands of times faster.
    """
    moved, unit, room = [], _unit(made), on.room()
    for by in range(len(on.staff)):
        terms = _sum(made, by=by)
        back = {variable: -group.hours for variable, group in zip(apart, on.groups, strict=bool(apart)) if group.staff == by}
        made.row(terms | back, high=float(room[by]))
        if terms:
            moved.append(made.variable(NEVER, whole=True))
            for way in (1, -1):
                made.row({moved[-1]: 1.0} | {variable: -way * round(times / unit) for variable, times in terms.items() if way * times > 0}, low=0.0)
    return moved


def _unit(made: Programme) -> float:
    """The largest part of an hour of which every change of a cell is a whole number."""
    return gcd(*(round(abs(times) * 100) for terms in made.cells.values() for times in terms.values())) / 100


def _sum(made: Programme, *, by: int | None = None, of: int | None = None) -> dict[int, float]:
    """By how much the hours of an adult, or of a pupil, change."""
    return {variable: times for cell, terms in made.cells.items() if by in (None, cell[0]) and of in (None, cell[1]) for variable, times in terms.items()}


def _adults(made: Programme, on: Ground) -> None:
    """No pupil has more adults than the largest number; adults of the pupil's groups and of locked cells stay, and are counted."""
    always = on.grouped | (on.locked & (on.given > 0))
    for of in range(len(on.pupils)):
        may = [by for by in range(len(on.staff)) if not always[by, of] and ((by, of) in made.cells or on.given[by, of] > 0)]
        room = int(on.most_adults[of]) - int(always[:, of].sum())
        if len(may) <= room:
            continue
        present = [_present(made, on, by, of) for by in may]
        made.row(dict.fromkeys(present, 1.0), high=float(max(0, room)))


def _present(made: Programme, on: Ground, by: int, of: int) -> int:
    """Whether an adult is with a pupil at all: hours only where they are."""
    terms, given = made.cells.get((by, of), {}), float(on.given[by, of])
    most = given + sum(times * made.high[variable] for variable, times in terms.items() if times > 0)
    there = made.variable(1.0, whole=True)
    made.row({there: most} | {variable: -times for variable, times in terms.items()}, low=given)
    return there
