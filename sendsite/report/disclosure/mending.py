"""How to make one figure safe at least cost: a linear programme that moves it as far as it has to, over the relations around it."""

from __future__ import annotations

from typing import Any, NamedTuple

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
        here = {number: system.row(number) for each in edge for number in system.rows_of(each) if number not in rows}
        rows |= {number: row for number, row in here.items() if in_force(row, hidden)}
        edge = sorted({other for row in here.values() for other in row.places if other in hidden} - seen)
        seen.update(edge)
    open_ = {other for row in rows.values() for other in row.places} - hidden | {row.given for row in rows.values() if row.given >= 0}
    open_ = {other for other in open_ if not system.entries[other].public}
    return [min(open_, key=lambda other: (not system.value[other], float(system.cost[other]), other))] if open_ else []


def around(system: System, hidden: set[int], place: int, depth: int) -> Ints:
    """The relations in force up to so many steps from a figure, by number."""
    cells, count = system.cells, len(system.cells.given)
    seen = system.gone({place})
    rows = np.zeros(count, dtype=np.bool_)
    for _ in range(depth):
        more = np.bincount(cells.row[seen[cells.place]], minlength=count) > 0
        figures = np.bincount(cells.place[more[cells.row]], minlength=len(seen)) > 0
        ended = int(figures.sum()) <= int(seen.sum())
        rows, seen = more, seen | figures
        if seen.sum() > MOST_FIGURES or ended:
            break
    return np.flatnonzero(rows & system.known(system.gone(hidden)))


def _moved(system: System, hidden: set[int], asked: tuple[int, float], numbers: Ints, covers: Flags) -> Move | None:
    """How figures move where one is moved up by so much, and the shown ones that may cover for it at least cost; None where it cannot be."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import hstack

    (place, up), gone = asked, system.gone(hidden)
    if not len(numbers):
        return None
    places, matrix = matrix_of(system, numbers)
    free = (wholly_inside(system, gone, places, numbers) & (gone | covers)[places]) | (places == place)
    places, matrix = places[free], matrix[:, free]
    matrix = matrix[np.unique(matrix.indices)]
    cost = np.where(gone[places], FREE, system.cost[places])
    down, high = np.minimum(system.value[places] - system.low[places], FAR), np.full(len(places), FAR)
    least, at = np.zeros(2 * len(places)), int(np.searchsorted(places, place))
    least[at], high[at], down[at] = up, up, 0.0
    none = np.zeros(matrix.shape[0])
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


def matrix_of(system: System, numbers: Ints) -> tuple[Ints, Any]:
    """The figures of some relations, ascending, and these relations over them, one a line."""
    from scipy.sparse import csr_array

    cells = system.cells
    mine = cells.of(numbers)
    places, columns = np.unique(cells.place[mine], return_inverse=True)
    starts = np.concatenate([[0], np.cumsum(cells.starts[numbers + 1] - cells.starts[numbers])])
    return places, csr_array((cells.times[mine], columns, starts), shape=(len(numbers), len(places))).tocsc()


def wholly_inside(system: System, gone: Flags, places: Ints, numbers: Ints) -> Flags:
    """Of which figures every relation in force is among those at hand."""
    cells, known = system.cells, system.known(gone)
    inside = np.zeros(len(known), dtype=np.bool_)
    inside[numbers] = True
    outside = np.bincount(cells.place[known[cells.row] & ~inside[cells.row]], minlength=len(gone))
    return np.asarray(outside[places] == 0, dtype=np.bool_)
