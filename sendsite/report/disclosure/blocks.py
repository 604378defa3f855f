"""The hidden figures of a system fall into blocks that have no relation in common: each is looked at by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sendsite.framework.model import Flags, Floats
from sendsite.report.disclosure.system import Row, System, in_force


@dataclass(frozen=True)
class Block:
    """
    Hidden figures that hang together: their places, their true values and least values, which are whole, and the relations left between them.

    `rows` has one line a relation: (columns, times); what a reader knows of each is `rows` over the true values.
    """

    places: tuple[int, ...]
    value: Floats
    low: Floats
    whole: Flags
    rows: tuple[tuple[tuple[int, ...], tuple[float, ...]], ...]

    def key(self) -> bytes:
        """The block as bytes: the same block asks for the same work."""
        return repr((self.places, self.value.tolist(), self.rows)).encode()


def blocks_of(system: System, hidden: set[int], rows: Sequence[Row] | None = None) -> list[Block]:
    """The blocks of the hidden figures; a figure that is in no relation is in no block."""
    leader: dict[int, int] = {}
    left: list[tuple[list[int], list[float]]] = []
    for row in system.rows if rows is None else rows:
        if not in_force(row, hidden):
            continue
        here = [(place, times) for place, times in zip(row.places.tolist(), row.times.tolist(), strict=True) if place in hidden]
        if not here:
            continue
        left.append(([place for place, _ in here], [times for _, times in here]))
        first = _lead(leader, here[0][0])
        for place, _ in here[1:]:
            leader[_lead(leader, place)] = first
    return _gathered(system, leader, left)


def _lead(leader: dict[int, int], place: int) -> int:
    """The figure that stands for the block a figure is in."""
    leader.setdefault(place, place)
    while leader[place] != place:
        leader[place] = leader[leader[place]]
        place = leader[place]
    return place


def _gathered(system: System, leader: dict[int, int], left: list[tuple[list[int], list[float]]]) -> list[Block]:
    members: dict[int, list[int]] = {}
    for place in sorted(leader):
        members.setdefault(_lead(leader, place), []).append(place)
    rows: dict[int, list[tuple[list[int], list[float]]]] = {head: [] for head in members}
    for places, times in left:
        rows[_lead(leader, places[0])].append((places, times))
    made = []
    for head, places in members.items():
        at = {place: column for column, place in enumerate(places)}
        lines = tuple((tuple(at[place] for place in columns), tuple(times)) for columns, times in rows[head])
        here = np.array(places)
        made.append(Block(tuple(places), system.value[here], system.low[here], system.whole[here], lines))
    return made
