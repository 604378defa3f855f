"""What to hold back as well where two terms together would tell a count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from sendsite.report.disclosure.entries import PUPILS
from sendsite.report.disclosure.mending import around
from sendsite.report.disclosure.over_time import MOVED, Past
from sendsite.report.disclosure.system import System, in_force

DEPTHS = (2, 4, 7)
"""How many relations away a figure may be from the count that is told."""
FREE = 1e-3
FAR = 1e6
STEPPED = 1e-6


def held_back(system: System, hidden: frozenset[str], told: Iterable[str], past: Past, at_any_cost: bool = True) -> frozenset[str]:
    """
    For each count that is told: what was hidden beside it before; or what has to be hidden, at least cost, for it to be one more or one less.

    Where that is hidden already and it is told all the same, the cheapest of the nearest figures that are shown, if it has to be `at_any_cost`.
    """
    gone = {system.at[name] for name in hidden}
    places = [system.at[name] for name in told if name in system.at]
    near = {other for place in places for number in system.rows_of(place) for other in system.row(number).places} - gone
    before = frozenset(system.names[place] for place in near) & past.hidden
    found = (room(system, gone, place, past) or (nearest(system, gone, place) if at_any_cost else []) for place in places)
    return before or frozenset(system.names[each] for few in found for each in few)


def room(system: System, hidden: set[int], place: int, past: Past) -> list[int]:
    """The shown figures that move where a count moves by one, at least cost; each count moves no further from what was shown of it than a reader supposes."""
    for depth in DEPTHS:
        rows = around(system, hidden, place, depth).tolist()
        found = [each for each in (_moved(system, hidden, (place, way), rows, past) for way in (1.0, -1.0)) if each]
        if found:
            return min(found, key=lambda each: (sum(float(system.cost[other]) for other in each), each))
    return []


def _moved(system: System, hidden: set[int], asked: tuple[int, float], numbers: list[int], past: Past) -> list[int]:
    """The shown figures among those that move; none where there is no way."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, hstack

    rows = [system.row(number) for number in numbers]
    places, columns = np.unique(np.concatenate([row.places for row in rows]), return_inverse=True)
    starts = np.cumsum([0, *(len(row.places) for row in rows)])
    matrix = csr_array((np.concatenate([row.times for row in rows]), columns, starts), shape=(len(rows), len(places))).tocsc()
    here = set(numbers)
    low, high = np.array([_ways(system, hidden, here, each, past) for each in places.tolist()]).T
    at, (_, way) = int(np.searchsorted(places, asked[0])), asked
    if not low[at] <= way <= high[at]:
        return []
    low[at] = high[at] = way
    gone = np.array([each in hidden for each in places.tolist()])
    cost = np.where(gone, FREE, system.cost[places])
    bounds = Bounds(np.concatenate([np.maximum(low, 0.0), np.maximum(-high, 0.0)]), np.concatenate([np.maximum(high, 0.0), np.maximum(-low, 0.0)]))
    none = np.zeros(len(rows))
    found = milp(np.concatenate([cost, cost]), bounds=bounds, constraints=LinearConstraint(hstack([matrix, -matrix], format="csc"), none, none))
    if found.x is None:
        return []
    steps = found.x[: len(places)] - found.x[len(places) :]
    moved: list[int] = places[(np.abs(steps) > STEPPED) & ~gone].tolist()
    return moved


def _ways(system: System, hidden: set[int], numbers: set[int], place: int, past: Past) -> tuple[float, float]:
    """How far a figure may move down and up: not at all where a relation of it is not at hand, or hiding it would cover nothing."""
    inside = all(number in numbers for number in system.rows_of(place) if in_force(system.row(number), hidden))
    if not inside or not (place in hidden or _covers(system, place)):
        return 0.0, 0.0
    now, low, high = float(system.value[place]), max(float(system.low[place] - system.value[place]), -FAR), FAR
    before = past.counts.entries.get(system.names[place])
    if before is None or system.names[place] in past.hidden or system.entries[place].unit != PUPILS:
        return low, high
    was = before.value or 0.0
    return (max(low, was - MOVED - now), was + MOVED - now) if abs(was - now) <= MOVED else (low, high)


def nearest(system: System, hidden: set[int], place: int) -> list[int]:
    """The cheapest shown figure of each relation of a count; where all of these are hidden, that as few relations away as there is one; none at last."""
    rows = (row for row in map(system.row, system.rows_of(place)) if in_force(row, hidden))
    beside = [[other for other in row.places if other not in hidden and _covers(system, other)] for row in rows]
    further = ([each] for each in _rings(system, hidden, place) if each)
    found = [few for few in beside if few] or next(further, [])
    return sorted({min(few, key=lambda other: (float(system.cost[other]), other)) for few in found})


def _rings(system: System, hidden: set[int], place: int) -> Iterator[list[int]]:
    """The shown figures that could cover, one relation away by way of hidden ones, then two, and so on."""
    seen, edge = {place}, {place}
    while edge:
        rows = (system.row(number) for each in sorted(edge) for number in system.rows_of(each))
        beside = {other for row in rows if in_force(row, hidden) for other in row.places} - seen
        yield [other for other in beside - hidden if _covers(system, other)]
        seen |= beside
        edge = beside & hidden


def _covers(system: System, place: int) -> bool:
    """Nought covers nothing, nor does what is public."""
    return bool(system.value[place]) and not system.entries[place].public
