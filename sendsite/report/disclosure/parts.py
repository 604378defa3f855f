"""Programmes of whole numbers part by part: what has no relation in common is solved by itself, and only where something is asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from sendsite.framework.model import Flags, Floats, Ints

Line = tuple[Mapping[int, float], float, float]
"""So many times some figures, by place, and the least and most that they come to."""
NEAR = 1e-6
FITS = 1e-4
GAP = 0.05


class Part(NamedTuple):
    """Figures that hang together, by place, with the relations between them: one line each, and the least and most it comes to."""

    places: Ints
    matrix: Any
    least: Floats
    most: Floats


def parts_of(lines: Sequence[Line], count: int) -> list[Part]:
    """The parts that so many figures fall into; one that is in no relation is a part of its own."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    cells = [(number, place, time) for number, (times, _, _) in enumerate(lines) for place, time in times.items()]
    down, across, times = (np.array(column) for column in zip(*cells, strict=True)) if cells else (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    matrix = coo_array((times, (down, across)), shape=(len(lines), count)).tocsr()
    joined = coo_array((np.ones(len(down)), (across, down + count)), shape=(count + len(lines),) * 2)
    part = connected_components(joined, directed=False)[1].astype(np.int64)
    least, most = np.array([each[1] for each in lines]) - NEAR, np.array([each[2] for each in lines]) + NEAR
    found = []
    for places, rows in zip(_by(part[:count], part.max(initial=-1)), _by(part[count:], part.max(initial=-1)), strict=True):
        if len(places):
            found.append(Part(places, matrix[rows][:, places].tocsc(), least[rows], most[rows]))
    return found


def _by(part: Ints, last: int) -> list[Ints]:
    """The places of each part, ascending."""
    order = np.argsort(part, kind="stable")
    return np.split(order, np.searchsorted(part[order], np.arange(1, last + 1)))


def best(part: Part, aim: Floats, bounds: tuple[Floats, Floats], whole: Flags) -> Floats | None:
    """
    Numbers that fit everything known of a part and make an aim (nearly) least, pupils being whole; None where the solver finds none that fits.

    Without asking for whole numbers they mostly are, which takes a thirtieth of the time.
    """
    for asked in (np.zeros(len(whole), dtype=np.bool_), whole):
        found = _solved(part, aim, bounds, asked)
        if found is None:
            return None
        point = np.where(whole, np.round(found), found)
        if _fits(part, point, bounds):
            return point
    return None


def _solved(part: Part, aim: Floats, bounds: tuple[Floats, Floats], whole: Flags) -> Floats | None:
    from scipy.optimize import Bounds, LinearConstraint, milp

    rules = LinearConstraint(part.matrix, part.least, part.most) if len(part.least) else ()
    # HiGHS prints on its own account where it has to mend what it made smaller, so that it is kept from that
    options: Any = {"mip_rel_gap": GAP, "presolve": False}
    found: Floats | None = milp(aim, integrality=whole.astype(np.int64), bounds=Bounds(*bounds), constraints=rules, options=options).x
    return found


def _fits(part: Part, point: Floats, bounds: tuple[Floats, Floats]) -> bool:
    """Whether what the solver says, made whole, keeps to everything known: it is not taken at its word."""
    comes_to = part.matrix @ point
    fits = (comes_to >= part.least - FITS).all() and (comes_to <= part.most + FITS).all()
    return bool(fits and (point >= bounds[0] - FITS).all() and (point <= bounds[1] + FITS).all())
