"""
What a reader could infer of hidden figures: from least to most, by linear programmes (HiGHS).

A point is a set of values of a block's figures that fits everything a reader knows. Two points show that a figure may lie at least as far
apart as they do: points are proofs of safety. They are sought so that few of the extra figures move, since one that never moves is needless.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sendsite.framework.model import Flags, Floats
from sendsite.report.disclosure.blocks import Block
from sendsite.report.disclosure.moves import MOVED

FITS = 1e-5
WORTH = 1_000.0
"""What it is worth to move a figure that has to be proven, beside what moving an extra costs."""
LIGHT = 1e-3
"""What moving an extra weighs: enough to leave it where another way is as good, too little to give up a proof for."""
SIGNS = (1, 1, -1, 0, 0, 0, 0, 0, 0)
"""All up, all down, and then some up and the others down, by chance but always the same."""
MOST_NODES, NEARLY = 200, 0.05
"""How long whole numbers are sought where parts of pupils are found first; the audit has no such bound."""
IDLE = 3
"""So many turns that show no more are enough."""
FAR = 1e6


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

    def safe(self, width: Floats, reach: Floats) -> Flags:
        """Of which figures the points show that they may lie so far apart and so far up."""
        wide = self.most - self.least >= width - MOVED
        return np.asarray(wide & (self.most >= reach - MOVED), dtype=np.bool_)

    def moved(self) -> Flags:
        """The figures that any point moves from their true value."""
        return np.asarray((self.most - self.block.value > MOVED) | (self.block.value - self.least > MOVED), dtype=np.bool_)


def proof_of(block: Block) -> Proof:
    """A proof with the true values as its only point."""
    return Proof(block, [block.value], block.value.copy(), block.value.copy())


def prove(block: Block, width: Floats, reach: Floats, sensitive: Flags, cost: Floats, moves: Iterable[Floats] = ()) -> tuple[Proof, Flags]:
    """
    Show as many of the sensitive figures safe as are: the proof, and which are not safe.

    All are first moved at once, as many as can be, up and then down; then as was found to work before; those that are left one by one.
    """
    proof, programme = proof_of(block), Programme(block, cost)
    _together(proof, programme, sensitive, (width, reach))
    _again(proof, programme, moves, sensitive, (width, reach))
    stuck = sensitive & ~proof.safe(width, reach)
    for place in np.flatnonzero(stuck).tolist():
        if not proof.safe(width, reach)[place]:
            _alone(proof, programme, place, (float(width[place]), float(reach[place])))
    return proof, sensitive & ~proof.safe(width, reach)


def proved_again(block: Block, need: tuple[Floats, Floats], sensitive: Flags, moves: Iterable[Floats]) -> Proof | None:
    """The proof of a block from moves found before, without seeking any; None where they are too few."""
    proof = proof_of(block)
    _again(proof, Programme(block, np.zeros(len(block.places))), moves, sensitive, need)
    return None if (sensitive & ~proof.safe(*need)).any() else proof


def _together(proof: Proof, programme: Programme, sensitive: Flags, need: tuple[Floats, Floats]) -> None:
    """All that are not safe yet at once; it ends where turn after turn shows no more of them safe."""
    up, idle = np.maximum(need[0], need[1] - proof.block.value), 0
    open_ = sensitive & ~proof.safe(*need)
    for number, sign in enumerate(SIGNS):
        if not open_.any() or idle == IDLE:
            return
        signs = _some(len(open_), number) if sign == 0 else np.full(len(open_), float(sign))
        proof.take(programme.point(np.where(open_, -WORTH * signs, 0.0), np.where(open_, up, np.inf)))
        before, open_ = open_, sensitive & ~proof.safe(*need)
        idle = 0 if open_.sum() < before.sum() else idle + 1


def _again(proof: Proof, programme: Programme, moves: Iterable[Floats], sensitive: Flags, need: tuple[Floats, Floats]) -> None:
    """Take the moves that fit and that tell more of a figure which is not shown safe yet."""
    for move in moves:
        open_ = sensitive & ~proof.safe(*need)
        if not open_.any():
            return
        point = proof.block.value + move
        wider = (point > proof.most + MOVED) | (point < proof.least - MOVED)
        if (wider & open_).any() and programme.fits(move):
            proof.take(point)


def _some(count: int, number: int) -> Floats:
    """A sign for each figure, by chance, another for each turn."""
    return np.random.default_rng(number).choice(np.array([-1.0, 1.0]), count)


def _alone(proof: Proof, programme: Programme, place: int, need: tuple[float, float]) -> None:
    """One figure as far up as is needed, and then as far down as is still missing."""
    width, reach = need
    value = float(programme.block.value[place])
    aim, cap = np.zeros(len(programme.cost)), np.full(len(programme.cost), np.inf)
    aim[place], cap[place] = -WORTH, max(width, reach - value)
    proof.take(programme.point(aim, cap))
    if proof.most[place] - proof.least[place] < width - MOVED:
        aim[place] = WORTH
        cap[place] = width
        proof.take(programme.point(aim, cap))


class Programme:
    """
    The linear programme of a block: how far its figures move from their true values.

    An extra moves up by one variable and down by another, since either costs. HiGHS is given every relation; a question is only another goal.
    """

    def __init__(self, block: Block, cost: Floats) -> None:
        self.block, self.cost = block, cost * LIGHT
        self.extra = np.flatnonzero(cost > 0)
        self.down = np.minimum(block.value - block.low, FAR)

    @cached_property
    def rows(self) -> Any:
        """The relations of the block, one a line."""
        from scipy.sparse import csr_array

        starts = np.cumsum([0, *(len(columns) for columns, _ in self.block.rows)])
        columns = np.array([column for row, _ in self.block.rows for column in row], dtype=np.int64)
        times = np.array([time for _, row in self.block.rows for time in row])
        return csr_array((times, columns, starts), shape=(len(self.block.rows), len(self.block.places)))

    @cached_property
    def matrix(self) -> Any:
        """The relations with the second variable of each extra."""
        from scipy.sparse import hstack

        matrix = self.rows.tocsc()
        return hstack([matrix, -matrix[:, self.extra]], format="csc")

    def fits(self, move: Floats) -> bool:
        """Whether everything a reader knows of the block still fits with such a move."""
        return bool((np.abs(self.rows @ move) <= FITS).all() and (move >= -self.down - MOVED).all())

    def point(self, aim: Floats, up: Floats) -> Floats:
        """The point that best meets an aim (so much a step up, least is best), at least cost of movement; `up` is as far up as a figure may go."""
        block, extra = self.block, self.extra
        goal = np.concatenate([aim + self.cost, self.cost[extra] - aim[extra]])
        most = np.concatenate([np.minimum(up, FAR), self.down[extra]])
        moved = self._moved(goal, most)
        if moved is not None and (np.abs(moved - np.round(moved))[block.whole] > FITS).any():
            # parts of pupils prove nothing, for a reader knows that they are whole
            by_pupils = self._moved(goal, most, by_pupils=True)
            moved = moved if by_pupils is None else by_pupils
        if moved is None:
            return block.value
        return block.value + np.where(np.abs(moved - np.round(moved)) < MOVED, np.round(moved), moved)

    def _moved(self, goal: Floats, most: Floats, by_pupils: bool = False) -> Floats | None:
        """How far each figure moves; None where no way was found."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        block, extra, none = self.block, self.extra, np.zeros(len(self.block.rows))
        bounds = Bounds(np.concatenate([np.where(self.cost > 0, 0.0, -self.down), np.zeros(len(extra))]), most)
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
