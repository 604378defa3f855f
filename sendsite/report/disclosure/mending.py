"""How to make one figure safe at least cost: a linear programme that moves it as far as it has to, over the relations around it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sendsite.framework.model import Flags, Floats, Ints
from sendsite.report.disclosure.moves import MOVED, Move
from sendsite.report.disclosure.reach import FAR
from sendsite.report.disclosure.system import Row, System, in_force

DEPTHS = (3, 5, 8, 100)
"""How many relations away a figure may be from the one that is mended."""
MOST_FIGURES = 20_000
FREE = 1e-3
"""What moving a figure that is hidden already costs."""


class Way(NamedTuple):
    """The figures to hide, and the move that they make room for; None where none was found."""

    extras: list[int]
    move: Move | None = None


def cheapest_way(system: System, hidden: set[int], place: int, up: float) -> Way:
    """
    The figures to hide so that one can move so far up. Where nothing else will do, noughts are hidden, too.

    The cheapest of its neighbours where no way is found, a total among them.
    """
    for covers in (system.covers, system.secret):
        move = _nearby(system, hidden, place, up, covers)
        if move is not None:
            return Way([each for each in move.places.tolist() if each not in hidden], move)
    return Way(beside(system, hidden, place))


def _nearby(system: System, hidden: set[int], place: int, up: float, covers: Flags) -> Move | None:
    """The cheapest move among the figures nearby, or else further away, or else among all that hang together."""
    before = -1
    for depth in DEPTHS:
        rows = around(system, hidden, place, depth)
        if len(rows) > before:
            move = _moved(system, hidden, (place, up), rows, covers)
            if move is not None:
                return move
        before = len(rows)
    return None


def beside(system: System, hidden: set[int], place: int) -> list[int]:
    """The cheapest shown figure in any relation of what hangs together with one, nought last; then what a relation is known by."""
    rows, seen, edge = dict[int, Row](), {place}, [place]
    while edge:
        here = {number: system.rows[number] for each in edge for number in system.rows_of[each] if number not in rows}
        rows |= {number: row for number, row in here.items() if in_force(row, hidden)}
        edge = sorted({other for row in here.values() for other in row.places.tolist() if other in hidden} - seen)
        seen.update(edge)
    open_ = {other for row in rows.values() for other in row.places.tolist()} - hidden | {row.given for row in rows.values() if row.given >= 0}
    open_ = {other for other in open_ if not system.entries[other].public}
    return [min(open_, key=lambda other: (not system.value[other], float(system.cost[other]), other))] if open_ else []


def around(system: System, hidden: set[int], place: int, depth: int) -> list[int]:
    """The relations in force up to so many steps from a figure, by number."""
    seen_rows: set[int] = set()
    seen, edge = {place}, [place]
    for _ in range(depth):
        rows = {number for each in edge for number in system.rows_of[each]} - seen_rows
        seen_rows |= rows
        edge = sorted({other for number in rows for other in system.rows[number].places.tolist()} - seen)
        seen.update(edge)
        if len(seen) > MOST_FIGURES or not edge:
            break
    return [number for number in sorted(seen_rows) if in_force(system.rows[number], hidden)]


def _moved(system: System, hidden: set[int], asked: tuple[int, float], numbers: list[int], covers: Flags) -> Move | None:
    """How figures move where one is moved up by so much, and the shown ones that may cover for it at least cost; None where it cannot be."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, hstack

    (place, up), rows = asked, [system.rows[number] for number in numbers]
    if not rows:
        return None
    places, columns = np.unique(np.concatenate([row.places for row in rows]), return_inverse=True)
    times = np.concatenate([row.times for row in rows])
    matrix = csr_array((times, columns, np.cumsum([0, *(len(row.places) for row in rows)])), shape=(len(rows), len(places))).tocsc()
    gone = np.array([each in hidden for each in places.tolist()])
    free = _wholly_inside(system, hidden, places, columns) & (gone | covers[places])
    cost = np.where(gone, FREE, system.cost[places])
    down = np.where(free, np.minimum(system.value[places] - system.low[places], FAR), 0.0)
    high = np.where(free, FAR, 0.0)
    least, at = np.zeros(2 * len(places)), int(np.searchsorted(places, place))
    least[at], high[at], down[at] = up, up, 0.0
    none = np.zeros(len(rows))
    found = milp(
        np.concatenate([cost, cost]),
        bounds=Bounds(least, np.concatenate([high, down])),
        constraints=LinearConstraint(hstack([matrix, -matrix], format="csc"), none, none),
        options={"presolve": False},
    )
    if found.x is None:
        return None
    steps: Floats = found.x[: len(places)] - found.x[len(places) :]
    far = np.abs(steps) > MOVED
    return Move(places[far], steps[far])


def _wholly_inside(system: System, hidden: set[int], places: Ints, columns: Ints) -> Flags:
    """Of which figures every relation in force is among those at hand: `columns` has one entry for each time that one of them has a figure."""
    there = np.bincount(columns, minlength=len(places))
    return np.asarray([there[at] == _in_force(system, hidden, each) for at, each in enumerate(places.tolist())], dtype=np.bool_)


def _in_force(system: System, hidden: set[int], place: int) -> int:
    """In how many relations in force a figure is."""
    given = system.given_of[place]
    return len(system.rows_of[place]) - sum(each in hidden for each in given)
