"""A reader who wants to know one colleague's week: what all published hours and money, as they are rounded, leave for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, lil_array

from sendsite.framework.coarse import HOURS_STEP, HOURS_STEP_OVER, MONEY_STEP, OVER
from sendsite.report.disclosure import HOURS, MONEY, Entry, Ledger
from sendsite.report.disclosure.rounding import coarse

NEAR = 1e-4
UNBOUNDED = 3


class Left(NamedTuple):
    """The least and most that a hidden figure may be."""

    least: float
    most: float


def left_for(ledger: Ledger, hidden: Collection[str], names: Iterable[str], *, rounded: bool, money: bool) -> dict[str, Left]:
    """What is left for some hidden figures. `rounded`: shown figures are known as they are told, else exactly. `money`: and what hours cost."""
    lines = [line for line in _lines(ledger, hidden) if money or all(ledger.entries[name].unit == HOURS for name in line)]
    inside = sorted({name for line in lines for name in line} | set(names))
    at = {name: place for place, name in enumerate(inside)}
    matrix = lil_array((len(lines), len(inside)))
    for number, line in enumerate(lines):
        scale = max(map(abs, line.values()))
        for name, times in line.items():
            matrix[number, at[name]] = times / scale
    bounds = [_known(ledger.entries[name], name in hidden, rounded) for name in inside]
    return {name: Left(*_ends(matrix.tocsc(), bounds, at[name])) for name in names}


def _lines(ledger: Ledger, hidden: Collection[str]) -> Iterator[dict[str, float]]:
    """Everything declared, of which all is there and what it is known by is shown."""
    every = [({each.total: 1.0} | dict.fromkeys(each.parts, -1.0), "") for each in ledger.sums]
    every += [(dict(each.times), each.given) for each in ledger.relations]
    for times, given in every:
        units = {ledger.entries[name].unit for name in times if name in ledger.entries}
        if given not in hidden and units <= {HOURS, MONEY} and all(name in ledger.entries and ledger.entries[name].value is not None for name in times):
            yield times


def _known(entry: Entry, hidden: bool, rounded: bool) -> tuple[float, float]:
    value = entry.value or 0.0
    if hidden:
        return (-1e6 if entry.signed or value < 0 else 0.0), np.inf
    if not rounded or abs(value) < 1e-9:
        return value - NEAR, value + NEAR
    told = coarse(entry) or 0.0
    half = (MONEY_STEP if entry.unit == MONEY else HOURS_STEP if abs(value) <= OVER else HOURS_STEP_OVER) / 2
    return told - half, told + half


def _ends(lines: csc_array, bounds: list[tuple[float, float]], place: int) -> tuple[float, float]:
    goal, none = np.zeros(len(bounds)), np.zeros(lines.shape[0])
    goal[place] = 1.0
    least, most = np.array(bounds).T
    found = [milp(sign * goal, bounds=Bounds(least, most), constraints=LinearConstraint(lines, none, none)) for sign in (1.0, -1.0)]
    assert all(each.status in (0, UNBOUNDED) for each in found), [each.message for each in found]
    ends = [-np.inf if each.status == UNBOUNDED else float(each.fun or 0.0) for each in found]
    return ends[0], -ends[1]
