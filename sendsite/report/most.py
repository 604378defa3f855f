"""Which of several parts is named as the most: never one of which a part that is hidden could be more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Most(NamedTuple):
    """
    The most of what is shown, as told: the figure, and who has it, several where they are equal.

    `sure`: nothing hidden can be more, so that it may be called the most. `shown`: of how many parts it is the most.
    """

    figure: float
    names: tuple[str, ...]
    sure: bool
    shown: int

    @property
    def of_all(self) -> bool:
        """Whether one or a few may be named as the most of all."""
        return self.sure and self._stand_out

    @property
    def of_shown(self) -> bool:
        """Whether one or a few may be named as the most of those shown."""
        return self.compared and self._stand_out

    @property
    def compared(self) -> bool:
        """Whether there are several to compare."""
        return self.shown > 1

    @property
    def _stand_out(self) -> bool:
        return len(self.names) <= FEW and (len(self.names) == 1 or len(self.names) < self.shown)


FEW = 2
"""Where more than so many are equal, or all are, none of them stands out."""


def most(parts: Mapping[str, float | None], total: float | None = None, step: float = 0.0) -> Most | None:
    """
    The most of the parts that are shown, None where none of these is more than nought. A part that is hidden is None.

    What is hidden together is the total less what is shown. Each figure may be half a `step` off, as it is rounded: it counts as sure only if what
    is hidden is no larger even then. Averages have no total: with any of them hidden nothing is sure.
    """
    shown = {name: part for name, part in parts.items() if part is not None}
    figure = max(shown.values(), default=0.0)
    if figure <= 0:
        return None
    names = tuple(name for name, part in shown.items() if part == figure)
    return Most(figure, names, len(shown) == len(parts) or _less(figure, [*shown.values()], total, step), len(shown))


def _less(figure: float, shown: list[float], total: float | None, step: float) -> bool:
    """Whether what is hidden together is no larger than a figure, however the rounding fell."""
    return total is not None and total - sum(shown) + step * (len(shown) + 2) / 2 <= figure
