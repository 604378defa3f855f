"""How to make one figure safe at least cost: a linear programme that moves it as far as it has to, over the relations around it."""

from __future__ import annotations

import numpy as np

from sendsite.report.disclosure.reach import FAR, MOVED
from sendsite.report.disclosure.system import Row, System, in_force, may_cover

DEPTHS = (3, 5, 8)
"""How many relations away a figure may be from the one that is mended."""
MOST_FIGURES = 8_000
FREE = 1e-3
"""What moving a figure that is hidden already costs."""


def cheapest_way(system: System, hidden: set[int], place: int, need: tuple[float, float]) -> list[int]:
    """The figures to hide so that one can move far enough; the cheapest of its neighbours where no way is found, a total among them."""
    up = max(need[0], need[1] - float(system.value[place]))
    for depth in DEPTHS:
        rows = around(system, hidden, place, depth)
        moved = _moved(system, hidden, place, up, rows)
        if moved is not None:
            return moved
    return beside(system, hidden, place)


def beside(system: System, hidden: set[int], place: int) -> list[int]:
    """The cheapest shown figure in any relation of what hangs together with one, nought last; then what a relation is known by."""
    rows, seen, edge = dict[int, Row](), {place}, [place]
    while edge:
        here = {number: system.rows[number] for each in edge for number in system.rows_of[each] if number not in rows}
        rows |= {number: row for number, row in here.items() if in_force(row, hidden)}
        edge = sorted({other for row in here.values() for other in row.places.tolist() if other in hidden} - seen)
        seen.update(edge)
    open_ = {other for row in rows.values() for other in row.places.tolist() if other not in hidden} | {row.given for row in rows.values() if row.given >= 0}
    return [min(open_, key=lambda other: (not system.value[other], float(system.cost[other]), other))] if open_ else []


def around(system: System, hidden: set[int], place: int, depth: int) -> list[Row]:
    """The relations in force up to so many steps from a figure."""
    seen_rows: set[int] = set()
    seen, edge = {place}, [place]
    for _ in range(depth):
        rows = {number for each in edge for number in system.rows_of[each]} - seen_rows
        seen_rows |= rows
        edge = sorted({other for number in rows for other in system.rows[number].places.tolist()} - seen)
        seen.update(edge)
        if len(seen) > MOST_FIGURES:
            break
    return [system.rows[number] for number in sorted(seen_rows) if in_force(system.rows[number], hidden)]


def _moved(system: System, hidden: set[int], place: int, up: float, rows: list[Row]) -> list[int] | None:
    """Which shown figures move where one is moved up by so much at least cost; None where it cannot be."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, hstack

    inside = {id(row) for row in rows}
    places = sorted({other for row in rows for other in row.places.tolist()} | {place})
    at = {other: column for column, other in enumerate(places)}
    columns = np.array([at[other] for row in rows for other in row.places.tolist()], dtype=np.int64)
    times = np.concatenate([row.times for row in rows]) if rows else np.zeros(0)
    matrix = csr_array((times, columns, np.cumsum([0, *(len(row.places) for row in rows)])), shape=(len(rows), len(places))).tocsc()
    chosen = np.array(places)
    whole = np.array([all(id(system.rows[number]) in inside for number in system.rows_of[each] if in_force(system.rows[number], hidden)) for each in places])
    gone = np.array([each in hidden for each in places])
    free = whole & (gone | np.array([may_cover(system, each) for each in places]))
    cost = np.where(gone, FREE, system.cost[chosen])
    down = np.where(free, np.minimum(system.value[chosen] - system.low[chosen], FAR), 0.0)
    high = np.where(free, FAR, 0.0)
    least = np.zeros(2 * len(places))
    least[at[place]], high[at[place]], down[at[place]] = up, up, 0.0
    none = np.zeros(len(rows))
    found = milp(
        np.concatenate([cost, cost]),
        bounds=Bounds(least, np.concatenate([high, down])),
        constraints=LinearConstraint(hstack([matrix, -matrix], format="csc"), none, none),
    )
    if found.x is None:
        return None
    moved = np.abs(found.x[: len(places)] - found.x[len(places) :]) > MOVED
    return [places[column] for column in np.flatnonzero(moved & ~gone).tolist()]
