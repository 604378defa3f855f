"""
What a reader could infer of hidden figures: from least to most, by exchanges on a table, and where these do not settle it by programmes (HiGHS).

A point is a set of values of a block's figures that fits everything a reader knows. Two points show that a figure may lie at least as far
apart as they do: points are proofs of safety. They are sought so that few of the extra figures move, since one that never moves is needless.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from sendsite.framework.model import Flags, Floats, Ints
from sendsite.report.disclosure.blocks import Block
from sendsite.report.disclosure.exchanges import Table
from sendsite.report.disclosure.moves import MOVED

FITS = 1e-5
WORTH = 1_000.0
"""What it is worth to move a figure that has to be proven, beside what moving an extra costs."""
LIGHT = 1e-3
"""What moving an extra weighs: enough to leave it where another way is as good, too little to give up a proof for."""
MOST_NODES, NEARLY = 200, 0.05
"""How long whole numbers are sought where parts of pupils are found first; the audit has no such bound."""
FAR = 1e6
LARGEST = 20_000_000
"""A table may have so many cells, 160 MB; of a larger block each figure has a programme of its own."""


@dataclass
class Proof:
    """The points found so far, and what they show: the least and most each figure may be."""

    block: Block
    points: list[Floats]
    least: Floats
    most: Floats

    def take(self, point: Floats) -> None:
        """Add a point."""
        self.points.append(point)
        self.least = np.minimum(self.least, point)
        self.most = np.maximum(self.most, point)

    def moved(self) -> Flags:
        """The figures that any point moves from their true value."""
        return np.asarray((self.most - self.block.value > MOVED) | (self.block.value - self.least > MOVED), dtype=np.bool_)


@dataclass
class Question:
    """
    Whether the sensitive figures of a block are safe: how wide and how far up each has to be, and the proof as far as it was found.

    `cost`: of hiding each figure that need not be hidden for itself, nought of the others.
    """

    block: Block
    width: Floats
    reach: Floats
    sensitive: Flags
    cost: Floats
    proof: Proof = field(init=False)

    def __post_init__(self) -> None:
        self.proof = Proof(self.block, [self.block.value], self.block.value.copy(), self.block.value.copy())

    @cached_property
    def programme(self) -> Programme:
        return Programme(self.block, self.cost)

    def open(self) -> Flags:
        """Which are not shown safe yet."""
        wide = self.proof.most - self.proof.least >= self.width - MOVED
        return np.asarray(self.sensitive & ~(wide & (self.proof.most >= self.reach - MOVED)), dtype=np.bool_)

    def answer(self, moves: Iterable[Floats]) -> None:
        """Show as many safe as are: by moves that were found before; by exchanges; and what these do not settle by a programme for each."""
        self._again(moves)
        left = self._exchanged() if len(self.block.places) * (len(self.block.starts) - 1) <= LARGEST else np.flatnonzero(self.open()).tolist()
        for place in left:
            if self._is_open(place):
                self._alone(place)

    def _is_open(self, place: int) -> bool:
        proof = self.proof
        return bool(proof.most[place] - proof.least[place] < self.width[place] - MOVED or proof.most[place] < self.reach[place] - MOVED)

    def _again(self, moves: Iterable[Floats]) -> None:
        """Take the moves found before that fit and that tell more of a figure which is not shown safe yet."""
        for move in moves:
            open_ = self.open()
            if not open_.any():
                return
            point = self.block.value + move
            wider = (point > self.proof.most + MOVED) | (point < self.proof.least - MOVED)
            if (wider & open_).any() and self.programme.fits(move):
                self.proof.take(point)

    def _exchanged(self) -> list[int]:
        """Show figures safe by exchanges, one by one; those that this leaves unsettled."""
        places, unsettled = np.flatnonzero(self.open()).tolist(), []
        table = Table(self.programme.rows.toarray(), self.programme.down, self.cost) if places else None
        for place in places:
            for way in (1.0, -1.0):
                if table is not None and self._is_open(place):
                    move, ended = table.moved(place, self._far(place, way), way)
                    if not (self._took(move) and ended):
                        unsettled.append(place)
        return unsettled

    def _took(self, move: Floats) -> bool:
        """Take a move as a point, if it is of whole pupils and fits."""
        move = _neat(move)
        if (np.abs(move - np.round(move))[self.block.whole] > MOVED).any() or not self.programme.fits(move):
            return False
        self.proof.take(self.block.value + move)
        return True

    def _far(self, place: int, way: float) -> float:
        """As far up as a figure has to go, or as far down as is still missing."""
        value, width = float(self.block.value[place]), float(self.width[place])
        return max(width, float(self.reach[place]) - value) if way > 0 else width - (float(self.proof.most[place]) - value)

    def _alone(self, place: int) -> None:
        """One figure as far up as is needed, and then as far down as is still missing."""
        for way in (1.0, -1.0):
            if self._is_open(place):
                worth, up = np.zeros(len(self.cost)), np.full(len(self.cost), np.inf)
                worth[place] = -way * WORTH
                up[place] = self._far(place, 1.0)
                self.proof.take(self.block.value + self.programme.moved(worth, up))


def _neat(move: Floats) -> Floats:
    """Without what a division left over."""
    return np.where(np.abs(move - np.round(move)) < MOVED, np.round(move), move)


class Programme:
    """
    The linear programme of a block: how far its figures move from their true values.

    An extra moves up by one variable and down by another, since either costs. HiGHS is given every relation; a question is only another goal.
    """

    def __init__(self, block: Block, cost: Floats) -> None:
        self.block, self.cost = block, cost * LIGHT
        self.extra: Ints = np.flatnonzero(cost > 0)
        self.down = np.minimum(block.value - block.low, FAR)

    @cached_property
    def rows(self) -> Any:
        """The relations of the block, one a line."""
        from scipy.sparse import csr_array

        block = self.block
        return csr_array((block.times, block.columns, block.starts), shape=(len(block.starts) - 1, len(block.places)))

    @cached_property
    def matrix(self) -> Any:
        """The relations with the second variable of each extra."""
        from scipy.sparse import hstack

        matrix = self.rows.tocsc()
        return hstack([matrix, -matrix[:, self.extra]], format="csc")

    def fits(self, move: Floats) -> bool:
        """Whether everything a reader knows of the block still fits with such a move."""
        return bool((np.abs(self.rows @ move) <= FITS).all() and (move >= -self.down - MOVED).all())

    def moved(self, worth: Floats, up: Floats) -> Floats:
        """How far each figure moves for so much a step up, least being best, none further up than `up`, at least cost; not at all where no way was found."""
        moved = self._solved(worth, up)
        if moved is not None and (np.abs(moved - np.round(moved))[self.block.whole] > FITS).any():
            # parts of pupils prove nothing, for a reader knows that they are whole
            by_pupils = self._solved(worth, up, by_pupils=True)
            moved = moved if by_pupils is None else by_pupils
        return np.zeros(len(self.cost)) if moved is None else _neat(moved)

    def _solved(self, worth: Floats, up: Floats, by_pupils: bool = False) -> Floats | None:
        from scipy.optimize import Bounds, LinearConstraint, milp

        block, extra = self.block, self.extra
        none = np.zeros(len(block.starts) - 1)
        goal = np.concatenate([worth + self.cost, self.cost[extra] - worth[extra]])
        least = np.concatenate([np.where(self.cost > 0, 0.0, -self.down), np.zeros(len(extra))])
        bounds = Bounds(least, np.concatenate([np.minimum(up, FAR), self.down[extra]]))
        rules = LinearConstraint(self.matrix, none, none)
        if by_pupils:
            whole = np.concatenate([block.whole, block.whole[extra]]).astype(np.int64)
            options: Any = {"node_limit": MOST_NODES, "mip_rel_gap": NEARLY, "presolve": False}
            found = milp(goal, integrality=whole, bounds=bounds, constraints=rules, options=options).x
        else:  # a block is solved sooner than it is made smaller
            found = milp(goal, bounds=bounds, constraints=rules, options={"presolve": False}).x
        if found is None:
            return None
        moved: Floats = found[: len(block.places)].copy()
        moved[extra] -= found[len(block.places) :]
        return moved
