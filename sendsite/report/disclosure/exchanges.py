"""
Quick proofs: a figure moves, and those that hang together with it give way, one exchanged for another where one can give no more.

It is the simplex method on a small table, begun from the true values for each figure anew: most figures of a block are proven in a fraction of the
time that a programme of its own would take for each. What it finds has to fit like any other point.
"""

from __future__ import annotations

import numpy as np

from sendsite.framework.model import Floats, Ints
from sendsite.report.disclosure.moves import MOVED

NOUGHT = 1e-9
EACH = 1e-3
"""What it costs to move a figure that is hidden for itself: of two ways that cost nothing the shorter is taken."""
TURNS = 40
"""Exchanges for one figure, after which it is left to others."""


class Table:
    """
    Every relation solved for one of its figures, a cheap one with much room to give way: how far it moves for each step of the others.

    `down`: how far each figure may go down (up there is no end); `cost`: of moving each, of which what moves together is the cheapest.
    """

    def __init__(self, relations: Floats, down: Floats, cost: Floats) -> None:
        self.lines, self.down, self.cost = relations, down, cost
        self.line_of: Ints = np.full(len(down), -1)
        self.solved: Ints = np.full(len(relations), -1)
        for place in np.argsort((cost + 1.0) / (down + 1.0), kind="stable").tolist():
            free = ((np.abs(self.lines[:, place]) > NOUGHT) & (self.solved < 0)).nonzero()[0]
            if len(free):
                shortest = np.count_nonzero(self.lines[free], axis=1).argmin() if len(free) > 1 else 0
                self._solve(int(free[shortest]), place)
        kept = self.solved >= 0
        self.lines, self.solved = self.lines[kept], self.solved[kept]
        self.line_of[self.solved] = np.arange(len(self.solved))

    def moved(self, place: int, far: float, way: float) -> tuple[Floats, bool]:
        """How each figure moves where one goes so far up (way 1) or down (-1), or as far as was found; and whether that is as far as it can."""
        moved = np.zeros(len(self.down))
        for _ in range(TURNS):
            left = far - way * moved[place]
            if left <= MOVED:
                return moved, True
            other, sign = self._giving_way(place, way, moved)
            if not sign:
                return moved, True
            self._move((other, sign), (place, left), moved)
        return moved, False

    def _giving_way(self, place: int, way: float, moved: Floats) -> tuple[int, float]:
        """Which figure has to move for one to go on, and up (1) or down (-1); 0 where none is left."""
        line = self.line_of[place]
        if line < 0:
            return place, way if way > 0 or moved[place] > MOVED - self.down[place] else 0.0
        row = way * self.lines[line]
        able = (row < -NOUGHT) | ((row > NOUGHT) & (moved > MOVED - self.down))
        able[self.solved] = False
        found = able.nonzero()[0]
        if not len(found):
            return place, 0.0
        with_it = self.cost[found] + self.cost[self.solved] @ np.abs(self.lines[:, found])
        best = int(found[((with_it + EACH) / np.abs(row[found])).argmin()])
        return best, -1.0 if row[best] > 0 else 1.0

    def _move(self, chosen: tuple[int, float], asked: tuple[int, float], moved: Floats) -> None:
        """Move a figure as far as is asked or may be. What can give way no more on the way there is exchanged for it."""
        (other, sign), (place, left) = chosen, asked
        rates = -sign * self.lines[:, other]
        rate = 1.0 if other == place else abs(float(rates[self.line_of[place]]))
        most = min(left / rate, moved[other] + self.down[other] if sign < 0 else np.inf)
        falls = (rates < -NOUGHT).nonzero()[0]
        room = (moved[self.solved[falls]] + self.down[self.solved[falls]]) / -rates[falls]
        first = int(room.argmin()) if len(room) else -1
        full = first >= 0 and room[first] < most
        step = max(0.0, float(room[first])) if full else most
        moved[self.solved] += step * rates
        moved[other] += step * sign
        if full:
            self._solve(int(falls[first]), other)

    def _solve(self, line: int, place: int) -> None:
        """Solve a line for a figure, and take the figure out of all other lines."""
        row = self.lines[line] / self.lines[line, place]
        others = (np.abs(self.lines[:, place]) > NOUGHT).nonzero()[0]
        self.lines[others] -= self.lines[others, place][:, None] * row
        self.lines[line] = row
        if self.solved[line] >= 0:
            self.line_of[self.solved[line]] = -1
        self.solved[line], self.line_of[place] = place, line
