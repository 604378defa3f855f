"""Draws that come out the same on every machine and every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """
    Repeatable draws for one subject, such as ("outcomes", pupil id): tuning one subject leaves all others as they were.

    Only `random()` of a text-seeded Random is used: Python promises that sequence, but not those of choice, sample or shuffle.
    """

    def __init__(self, *subject: object) -> None:
        self._random = Random("saltmarsh|" + "|".join(str(part) for part in subject))

    def between(self, low: float, high: float) -> float:
        """A number from low to high, all as likely."""
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int((high - low + 1) * self._random.random())

    def often(self, share: float) -> bool:
        """True in that share of cases."""
        return self._random.random() < share

    def one_of(self, options: Sequence[T]) -> T:
        return options[int(len(options) * self._random.random())]

    def weighted(self, options: Sequence[tuple[T, float]]) -> T:
        """One option, each as likely as its weight says."""
        mark = self._random.random() * sum(weight for _, weight in options)
        for option, weight in options:
            mark -= weight
            if mark < 0:
                return option
        return options[-1][0]

    def mixed(self, options: Sequence[T]) -> list[T]:
        """All options in a random order."""
        order = list(options)
        for last in range(len(order) - 1, 0, -1):
            other = self.whole(0, last)
            order[last], order[other] = order[other], order[last]
        return order


def to_hours(hours: float, step: float = 0.5) -> int:
    """Hours a week on the nearest step of a timetable, in hundredths."""
    return int(hours / step + 0.5) * int(step * 100)
