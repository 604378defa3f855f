"""A move of hours, and a proposal: the moves together, the figures before and after, and what keeps it from being better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sendsite.framework.model import Measures
from sendsite.framework.rebalance.ground import Ground


class Move(NamedTuple):
    """
    Hours a week of one adult, one-to-one, from a pupil to a pupil.

    No `from_pupil`: hours that nobody held. No `to_pupil`: hours that the adult does not have. `group` is "", since groups stay.
    """

    staff: str
    from_pupil: str | None
    to_pupil: str | None
    hours: float
    group: str = ""


class Limit(NamedTuple):
    """What keeps more need from being met: `kind` is one of limits.KINDS; `words` name and count nobody."""

    kind: str
    words: str


@dataclass(frozen=True)
class Proposal:
    """The best deployment there is from today's hours, as moves. Figures are of the school alone."""

    moves: tuple[Move, ...]
    before: Measures
    after: Measures
    limited_by: tuple[Limit, ...]
    ground: Ground

    @property
    def better(self) -> bool:
        """Whether anything is to be moved: today's deployment is the best one where nothing is."""
        return bool(self.moves)

    @property
    def limits(self) -> tuple[str, ...]:
        """What keeps it from being better, in words."""
        return tuple(limit.words for limit in self.limited_by)

    @property
    def hours(self) -> float:
        """Hours a week that change hands."""
        return round(sum(move.hours for move in self.moves), 2)
