"""Moves made: all of a proposal's, or the part that somebody accepts, where that part can stand alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sendsite.errors import DataRefused
from sendsite.framework.model import CellColumns, Deployment
from sendsite.framework.rebalance.ground import Cell
from sendsite.framework.rebalance.proposal import Move, Proposal
from sendsite.framework.records import Allocation

NOISE = 1e-6
KINDS = ("unknown", "hours", "adults", "one_to_one")


class Refusal(NamedTuple):
    """
    Why a part of a proposal cannot stand alone.

    `unknown`: not of this proposal, or more hours than it moves. `hours`: the adult would have more on the timetable than hours. `adults`:
    the pupil would have too many adults. `one_to_one`: the pupil would lose one-to-one time that the plan names. `hours` of it are hours
    too many or too few, or the adults too many.
    """

    kind: str
    staff: str
    pupil: str
    hours: float


def refused(proposal: Proposal, chosen: Sequence[Move]) -> tuple[Refusal, ...]:
    """What keeps these moves, all or some of a proposal's and each with all or some of its hours, from being made; nothing where they can be."""
    offered = {move[:3]: move.hours for move in proposal.moves}
    once = {move[:3] for move in chosen}
    odd = [move for move in chosen if not 0 < move.hours <= offered.get(move[:3], 0.0) + NOISE]
    if odd or len(once) < len(chosen):
        return tuple(Refusal("unknown", move.staff, move.to_pupil or move.from_pupil or "", move.hours) for move in odd or chosen)
    on = proposal.ground
    by, of = {key: row for row, key in enumerate(on.staff)}, {key: row for row, key in enumerate(on.pupils)}
    whole, part = on.given.copy(), on.given.copy()
    for given, moves in ((whole, proposal.moves), (part, chosen)):
        for (staff, pupil), hours in changes(moves).items():
            given[by[staff], of[pupil]] = round(given[by[staff], of[pupil]] + hours, 2)
    over = (part - on.given).sum(axis=1) - np.maximum(0.0, on.left)
    crowd = on.adults(part) - on.most_adults
    short = np.minimum(on.kept, whole.sum(axis=0)) - part.sum(axis=0)
    return (
        *(Refusal("hours", on.staff[row], "", round(float(over[row]), 2)) for row in np.flatnonzero(over > NOISE)),
        *(Refusal("adults", "", on.pupils[row], float(crowd[row])) for row in np.flatnonzero(crowd > 0)),
        *(Refusal("one_to_one", "", on.pupils[row], round(float(short[row]), 2)) for row in np.flatnonzero(short > NOISE)),
    )


def apply(deployment: Deployment, moves: Iterable[Move]) -> Deployment:
    """One school's columns with these moves made. Hours that come new stand one-to-one beside what is there; a cell without hours goes."""
    by, of = _places(deployment.staff.staff_id), _places(deployment.pupils.pupil_id)
    cells = deployment.cells
    hours, new = cells.hours.copy(), []
    for (staff, pupil), change in changes(moves).items():
        if staff not in by or pupil not in of:
            raise _not_there(staff, pupil)
        alone = np.flatnonzero((cells.group < 0) & (cells.staff == by[staff]) & (cells.pupil == of[pupil]))
        if len(alone):
            hours[alone[0]] = _left(staff, pupil, float(hours[alone[0]]), change)
        else:
            new.append((by[staff], of[pupil], _left(staff, pupil, 0.0, change)))
    made = CellColumns(
        staff=np.append(cells.staff, np.array([row[0] for row in new], dtype=np.int64)),
        pupil=np.append(cells.pupil, np.array([row[1] for row in new], dtype=np.int64)),
        hours=np.append(hours, np.array([row[2] for row in new], dtype=np.float64)),
        group=np.append(cells.group, np.full(len(new), -1)),
        mode=np.append(cells.mode, np.full(len(new), -1)),
    )
    stays = made.hours > 0
    kept = CellColumns(made.staff[stays], made.pupil[stays], made.hours[stays], made.group[stays], made.mode[stays])
    return replace(deployment, cells=kept)


def moved_rows(rows: Iterable[Allocation], urn: str, scenario: str, moves: Iterable[Move]) -> tuple[Allocation, ...]:
    """The cells of one school's scenario with these moves made. A cell keeps its mode; a locked one, or a group's, is never touched."""
    standing = {(row.staff_id, row.pupil_id, row.group): row for row in rows}
    for (staff, pupil), change in changes(moves).items():
        key = (staff, pupil, "")
        row = standing.get(key) or Allocation(urn, scenario, staff, pupil, 0)
        if row.locked:
            raise DataRefused(f"{staff}, {pupil}: these hours are locked. Work the moves out again.")
        standing[key] = row._replace(hours=round(_left(staff, pupil, row.hours / 100, change) * 100))
    return tuple(row for key, row in sorted(standing.items()) if row.hours or row.locked)


def changes(moves: Iterable[Move]) -> dict[Cell, float]:
    """By how many hours each cell changes."""
    found: dict[Cell, float] = defaultdict(float)
    for move in moves:
        if move.from_pupil is not None:
            found[move.staff, move.from_pupil] -= move.hours
        if move.to_pupil is not None:
            found[move.staff, move.to_pupil] += move.hours
    return {cell: round(hours, 2) for cell, hours in found.items() if abs(hours) > NOISE}


def _left(staff: str, pupil: str, hours: float, change: float) -> float:
    left = round(hours + change, 2)
    if left < 0:
        raise DataRefused(f"{staff}, {pupil}: {-change:g} hours cannot be taken from {hours:g}. Work the moves out again.")
    return left


def _not_there(staff: str, pupil: str) -> DataRefused:
    return DataRefused(f"{staff}, {pupil}: one of them is not on the lists any more. Work the moves out again.")


def _places(ids: tuple[str, ...]) -> dict[str, int]:
    return {key: row for row, key in enumerate(ids)}
