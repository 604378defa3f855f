"""The hidden figures of a system fall into blocks that have no relation in common: each is looked at by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from sendsite.framework.model import Flags, Floats, Ints
from sendsite.report.disclosure.system import System


@dataclass(frozen=True)
class Block:
    """
    Hidden figures that hang together: their places, their true values and least values, which are whole, and the relations left between them.

    `starts`, `columns`, `times`: the relations one after another, where each starts, and of each figure of each its column and how many times it
    stands there; what a reader knows of each is what that comes to over the true values.
    """

    places: Ints
    value: Floats
    low: Floats
    whole: Flags
    starts: Ints
    columns: Ints
    times: Floats

    def key(self) -> bytes:
        """The block as bytes: of one system, the same block asks for the same work."""
        return b"|".join(each.tobytes() for each in (self.places, self.starts, self.columns, self.times))


def blocks_of(system: System, hidden: Collection[int], numbers: Sequence[int] | None = None) -> list[Block]:
    """The blocks of the hidden figures, over all relations or some; a figure that is in no relation is in no block."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    cells, gone = system.cells, system.gone(hidden)
    known = system.known(gone)
    if numbers is None:
        mine = np.flatnonzero(gone[cells.place] & known[cells.row])
    else:
        mine = cells.of(np.array(numbers, dtype=np.int64))
        mine = mine[gone[cells.place[mine]] & known[cells.row[mine]]]
    if not len(mine):
        return []
    places, at = np.unique(cells.place[mine], return_inverse=True)
    rows, line = np.unique(cells.row[mine], return_inverse=True)
    joined = coo_array((np.ones(len(at), dtype=np.int8), (at, line + len(places))), shape=(len(places) + len(rows),) * 2)
    part = connected_components(joined, directed=False)[1].astype(np.int64)
    return _apart(system, (places, at, line), part[: len(places)], cells.times[mine])


def _apart(system: System, cells: tuple[Ints, Ints, Ints], part: Ints, times: Floats) -> list[Block]:
    """
    The blocks by the first of their figures. `cells`: the places that are hidden, and of each cell which of these it has and in which line it stands.

    `part`: of each place which block it is in; `times`: of each cell.
    """
    places, at, line = cells
    order = np.argsort(part, kind="stable")
    sizes = np.bincount(part)
    first = np.cumsum(sizes) - sizes
    column = np.empty(len(places), dtype=np.int64)
    column[order] = np.arange(len(places)) - np.repeat(first, sizes)
    by_block = np.argsort(part[at], kind="stable")
    cuts = np.cumsum(np.bincount(part[at], minlength=len(sizes)))[:-1]
    made = []
    for inside, mine in zip(np.split(places[order], first[1:]), np.split(by_block, cuts), strict=True):
        new = np.flatnonzero(np.diff(line[mine], prepend=-1))
        starts = np.append(new, len(mine))
        made.append(Block(inside, system.value[inside], system.low[inside], system.whole[inside], starts, column[at[mine]], times[mine]))
    return sorted(made, key=lambda block: int(block.places[0]))
