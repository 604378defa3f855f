"""
What else to hide, so that nothing small can be worked out: least cost first, until every small figure is safe, and then less again.

A figure costs 1 and the log of its size to hide, a total six times that (`system`). First every relation in which a hidden figure stands alone
gets a second one; what is still not safe is mended by a linear programme that moves it at least cost; extras that no proof moves are shown again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from sendsite.framework.model import Flags, Floats, Ints
from sendsite.report.disclosure.blocks import Block, blocks_of
from sendsite.report.disclosure.mending import beside, cheapest_way
from sendsite.report.disclosure.moves import MOVED, Moves
from sendsite.report.disclosure.reach import Proof, prove, proved_again
from sendsite.report.disclosure.system import System, closed, in_force

ROUNDS = 200
PRUNED_ONE_BY_ONE = 40
"""Blocks of up to so many figures have each extra tried by itself."""


@dataclass
class Search:
    """A decision in the making: what is hidden, what has to be safe, and what was found on the way. It can be run again with more held back."""

    system: System
    k: int
    sensitive: frozenset[int]
    held: frozenset[int] = frozenset()
    hidden: set[int] = field(default_factory=set)
    known: dict[bytes, tuple[Proof, Flags]] = field(default_factory=dict)
    moves: Moves = field(default_factory=Moves)

    def run(self, held: frozenset[int]) -> tuple[set[int], list[Proof]]:
        """The hidden figures where these are held back, and the proofs that the sensitive ones are safe. What was hidden before is begun with."""
        self.held = held
        closed(self.system, self.sensitive | self.held, self.hidden)
        for _ in range(ROUNDS):
            self.pair()
            unsafe, proofs = self.prove()
            if not unsafe:
                return self.pruned(proofs)
            self._mend(unsafe)
        raise AssertionError("every round hides more figures, so that it comes to an end")

    def proves(self, hidden: frozenset[int]) -> tuple[list[int], list[Proof]]:
        """The sensitive figures that are not safe where just these are hidden, and the proofs of the others. None of them is to be spared."""
        self.held, self.hidden = hidden, set(hidden)
        return self.prove()

    def _mend(self, unsafe: list[int]) -> None:
        """Hide more, so that each of these can move as far up as it needs; a move that was found for another serves it as well."""
        before, found = len(self.hidden), Moves()
        for place in unsafe:
            width, reach = self.system.need(place, self.k)
            up = max(width, reach - float(self.system.value[place]))
            if found.furthest(place) < up - MOVED:
                way = cheapest_way(self.system, self.hidden, place, up)
                closed(self.system, way.extras, self.hidden)
                if way.move is not None:
                    found.add(*way.move)
        if len(self.hidden) == before:
            closed(self.system, beside(self.system, self.hidden, unsafe[0]), self.hidden)

    def pair(self) -> None:
        """Give every relation in which hidden figures could not be told apart, or are too few, one more hidden figure: the cheapest."""
        waiting = list(range(len(self.system.rows)))
        while waiting:
            again: set[int] = set()
            for number in waiting:
                extra = self._partner(number)
                if extra is not None:
                    before = set(self.hidden)
                    closed(self.system, [extra], self.hidden)
                    again.update(other for place in self.hidden - before for other in self.system.rows_of[place])
            waiting = sorted(again)

    def _partner(self, number: int) -> int | None:
        """The cheapest figure to hide beside what is hidden in a relation, where that stands alone or adds up to too little."""
        row = self.system.rows[number]
        places = row.places.tolist()
        gone = [place for place in places if place in self.hidden]
        if not gone or not in_force(row, self.hidden) or not self._lacking(row.places, row.times, gone):
            return None
        return min(self.open(places), key=lambda place: float(self.system.cost[place]), default=None)

    def _lacking(self, places: Ints, times: Floats, gone: list[int]) -> bool:
        """Whether one figure stands alone, or several parts of a known sum add up to less than a small one needs."""
        if len(gone) == 1:
            return True
        risky = [place for place in gone if place in self.sensitive]
        if not risky:
            return False
        of = dict(zip(places.tolist(), times.tolist(), strict=True))
        signs = {of[place] > 0 for place in gone}
        if len(signs) > 1 or any(np.isneginf(self.system.low[place]) for place in gone):
            return False
        low = self.system.low
        spare = sum(abs(of[place]) * float(self.system.value[place] - low[place]) for place in gone)
        needs = {place: self.system.need(place, self.k) for place in risky}
        return any(spare < abs(of[place]) * max(width, reach - float(low[place])) - MOVED for place, (width, reach) in needs.items())

    def open(self, places: Iterable[int]) -> list[int]:
        """Those that may be hidden as well."""
        return [place for place in places if place not in self.hidden and self.system.covers[place]]

    def prove(self, again: bool = False) -> tuple[list[int], list[Proof]]:
        """The sensitive figures that are not safe, and the proofs of the others."""
        unsafe, proofs = [], []
        for block in blocks_of(self.system, self.hidden):
            proof, open_ = self._proved(block, again)
            proofs.append(proof)
            unsafe += [block.places[column] for column in np.flatnonzero(open_).tolist()]
        return unsafe, proofs

    def _proved(self, block: Block, again: bool = False) -> tuple[Proof, Flags]:
        """The proof of a block, and which of its sensitive figures are not safe. `again`: by moves found before alone, where they are enough."""
        extra = np.array([0.0 if place in self.sensitive or place in self.held else float(self.system.cost[place]) for place in block.places])
        key = block.key() + np.packbits(extra > 0).tobytes()
        if key not in self.known:
            self.known[key] = self._sought(block, extra, again)
        return self.known[key]

    def _sought(self, block: Block, extra: Floats, again: bool) -> tuple[Proof, Flags]:
        needs = np.array([self.system.need(place, self.k) for place in block.places])
        risky = np.array([place in self.sensitive for place in block.places])
        places = np.array(block.places)
        moves = self.moves.within(places, places[risky].tolist())
        proof = proved_again(block, (needs[:, 0], needs[:, 1]), risky, moves) if again else None
        if proof is not None:
            return proof, np.zeros(len(places), dtype=np.bool_)
        proof, open_ = prove(block, needs[:, 0], needs[:, 1], risky, extra, moves)
        for point in proof.points[1:]:
            self.moves.add(places, point - block.value)
        return proof, open_

    def pruned(self, proofs: list[Proof]) -> tuple[set[int], list[Proof]]:
        """Show again every extra that no proof moves, with what was worked out from it; of small blocks, every one that can be spared."""
        needed = {place for proof in proofs for place, moved in zip(proof.block.places, proof.moved().tolist(), strict=True) if moved}
        for proof in proofs:
            if len(proof.block.places) <= PRUNED_ONE_BY_ONE:
                needed -= self._spare(proof.block, needed)
        before, self.hidden = self.hidden, set()
        closed(self.system, (place for place in self.sensitive | self.held | (needed & before)), self.hidden)
        unsafe, proofs = self.prove(again=True)
        if not unsafe:
            return self.hidden, proofs
        self.hidden = before
        return before, self.prove()[1]

    def _spare(self, block: Block, needed: set[int]) -> set[int]:
        """The extras of a block that can be shown with all still safe, dearest first."""
        spared: set[int] = set()
        extras = [place for place in block.places if place in needed and place not in self.sensitive and place not in self.held]
        for place in sorted(extras, key=lambda each: -float(self.system.cost[each])):
            kept = {each for each in block.places if each in needed or each in self.sensitive or each in self.held} - spared - {place}
            if self._leaves_one(place, kept):
                continue
            rows = [self.system.rows[number] for number in sorted({number for each in kept for number in self.system.rows_of[each]})]
            if not any(self._proved(part, again=True)[1].any() for part in blocks_of(self.system, kept, rows)):
                spared.add(place)
        return spared

    def _leaves_one(self, place: int, kept: set[int]) -> bool:
        """Whether a relation would have one sensitive figure left to be worked out."""
        rows = (self.system.rows[number] for number in self.system.rows_of[place])
        left = ([other for other in row.places.tolist() if other in kept] for row in rows if in_force(row, kept))
        return any(len(gone) == 1 and gone[0] in self.sensitive for gone in left)
