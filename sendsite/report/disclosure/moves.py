"""
Ways in which hidden figures can move together so that everything a reader knows still fits.

A move that was found once serves again: with more figures hidden it still fits, and where some are shown again it is tried before it is used.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from sendsite.framework.model import Floats, Ints

MOVED = 1e-6
"""Less than this is no move."""


class Move(NamedTuple):
    """The places of the figures that move, ascending, and how far each does from its true value, in steps."""

    places: Ints
    steps: Floats


class Moves:
    """All moves found so far for a term."""

    def __init__(self) -> None:
        self._all: list[Move] = []
        self._of: dict[int, list[int]] = {}

    def add(self, places: Ints, steps: Floats) -> None:
        """Remember a move; figures that stay where they are are left out."""
        far = np.abs(steps) > MOVED
        if far.any():
            for place in places[far].tolist():
                self._of.setdefault(place, []).append(len(self._all))
            self._all.append(Move(places[far], steps[far]))

    def within(self, places: Ints, wanted: Iterable[int]) -> list[Floats]:
        """The moves of any wanted figure, as far as they lie within these places (ascending): one step for each place."""
        numbers = sorted({number for place in wanted for number in self._of.get(place, ())})
        return [_within(self._all[number], places) for number in numbers]

    def furthest(self, place: int) -> float:
        """How far up a figure moves in any of them."""
        moves = (self._all[number] for number in self._of.get(place, ()))
        return max((float(move.steps[np.searchsorted(move.places, place)]) for move in moves), default=0.0)


def _within(move: Move, places: Ints) -> Floats:
    steps = np.zeros(len(places))
    at = np.searchsorted(places, move.places)
    inside = at < len(places)
    inside[inside] = places[at[inside]] == move.places[inside]
    steps[at[inside]] = move.steps[inside]
    return steps
