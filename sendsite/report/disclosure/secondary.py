"""
What else to hide, so that nothing small can be worked out: least cost first, until every small figure is safe, and then less again.

A figure costs 1 and the log of its size to hide, a total six times that (`system`). First every relation in which a hidden figure stands alone
gets a second one; what is still not safe is mended by a linear programme that moves it at least cost; extras that no proof moves are shown again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush

import numpy as np

from sendsite.framework.model import Floats
from sendsite.report.disclosure.blocks import Block, blocks_of
from sendsite.report.disclosure.mending import beside, cheapest_way
from sendsite.report.disclosure.moves import MOVED, Moves
from sendsite.report.disclosure.reach import Proof, Question
from sendsite.report.disclosure.system import Row, System, closed, in_force

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
    paired: set[int] = field(default_factory=set)
    known: dict[bytes, Question] = field(default_factory=dict)
    moves: Moves = field(default_factory=Moves)

    def run(self, held: frozenset[int]) -> tuple[set[int], list[Proof]]:
        """The hidden figures where these are held back, and the proofs that the sensitive ones are safe. What was hidden before is begun with."""
        self.held, self.paired = held, set()
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
        """Give every relation in which hidden figures could not be told apart, or are too few, one more hidden figure: the cheapest. The first come first."""
        waiting = self._rows_of(self.hidden - self.paired)
        while waiting:
            later, due = set[int](), sorted(waiting)
            while due:
                number = heappop(due)
                waiting.discard(number)
                extra = self._partner(number)
                if extra is not None:
                    before = set(self.hidden)
                    closed(self.system, [extra], self.hidden)
                    more = self._rows_of(self.hidden - before)
                    later |= {other for other in more if other <= number}
                    for other in more - waiting - later:
                        heappush(due, other)
                    waiting |= more - later
            waiting = later
        self.paired = set(self.hidden)

    def _rows_of(self, places: Iterable[int]) -> set[int]:
        """The relations that any of these figures is in, by number."""
        return {number for place in places for number in self.system.rows_of(place)}

    def _partner(self, number: int) -> int | None:
        """The cheapest figure to hide beside what is hidden in a relation, where that stands alone or adds up to too little."""
        row = self.system.row(number)
        gone = [place for place in row.places if place in self.hidden]
        if not gone or not in_force(row, self.hidden) or not self._lacking(row, gone):
            return None
        return min(self.open(row.places), key=lambda place: float(self.system.cost[place]), default=None)

    def _lacking(self, row: Row, gone: list[int]) -> bool:
        """Whether one figure stands alone, or several parts of a known sum add up to less than a small one needs."""
        if len(gone) == 1:
            return True
        risky = [place for place in gone if place in self.sensitive]
        if not risky:
            return False
        of = dict(zip(row.places, row.times, strict=True))
        low, value, (width, reach) = self.system.low, self.system.value, self.needs
        signs = {of[place] > 0 for place in gone}
        if len(signs) > 1 or any(np.isneginf(low[place]) for place in gone):
            return False
        spare = sum(abs(of[place]) * float(value[place] - low[place]) for place in gone)
        return any(spare < abs(of[place]) * max(float(width[place]), float(reach[place] - low[place])) - MOVED for place in risky)

    def open(self, places: Iterable[int]) -> list[int]:
        """Those that may be hidden as well."""
        return [place for place in places if place not in self.hidden and self.system.covers[place]]

    @cached_property
    def needs(self) -> tuple[Floats, Floats]:
        """Of every figure how wide and how far up it has to be where it is sensitive."""
        needs = np.array([self.system.need(place, self.k) for place in range(len(self.system.names))]).reshape(-1, 2)
        return needs[:, 0], needs[:, 1]

    def prove(self) -> tuple[list[int], list[Proof]]:
        """The sensitive figures that are not safe, and the proofs of the others."""
        unsafe, proofs = [], []
        for each in self._answered(blocks_of(self.system, self.hidden)):
            proofs.append(each.proof)
            unsafe += each.block.places[each.open()].tolist()
        return unsafe, proofs

    def _answered(self, blocks: Sequence[Block]) -> list[Question]:
        """What is safe of some blocks. First by moves found before; then others are sought, where these were too few."""
        own = np.zeros(len(self.system.names), dtype=np.bool_)
        own[list(self.sensitive | self.held)] = True
        risky = self.system.gone(self.sensitive)
        width, reach = self.needs
        found = []
        for block in blocks:
            places = block.places
            cost = np.where(own[places], 0.0, self.system.cost[places])
            key = block.key() + np.packbits(cost > 0).tobytes()
            if key not in self.known:
                question = self.known[key] = Question(block, width[places], reach[places], risky[places], cost)
                question.answer(self.moves.within(places, places[question.sensitive].tolist()))
                for point in question.proof.points[1:]:
                    self.moves.add(places, point - block.value)
            found.append(self.known[key])
        return found

    def pruned(self, proofs: list[Proof]) -> tuple[set[int], list[Proof]]:
        """Show again every extra that no proof moves, with what was worked out from it; of small blocks, every one that can be spared."""
        needed = {place for proof in proofs for place, moved in zip(proof.block.places.tolist(), proof.moved().tolist(), strict=True) if moved}
        for proof in proofs:
            if len(proof.block.places) <= PRUNED_ONE_BY_ONE:
                needed -= self._spare(proof.block, needed)
        before, self.hidden = self.hidden, set()
        closed(self.system, (place for place in self.sensitive | self.held | (needed & before)), self.hidden)
        unsafe, proofs = self.prove()
        if not unsafe:
            return self.hidden, proofs
        self.hidden = before
        return before, self.prove()[1]

    def _spare(self, block: Block, needed: set[int]) -> set[int]:
        """The extras of a block that can be shown with all still safe, dearest first."""
        spared: set[int] = set()
        kept = {each for each in block.places.tolist() if each in needed or each in self.sensitive or each in self.held}
        extras = [place for place in kept if place not in self.sensitive and place not in self.held]
        for place in sorted(extras, key=lambda each: (-float(self.system.cost[each]), each)):
            less = kept - {place}
            if self._leaves_one(place, less):
                continue
            numbers = sorted({number for each in less for number in self.system.rows_of(each)})
            if not any(each.open().any() for each in self._answered(blocks_of(self.system, less, numbers))):
                kept = less
                spared.add(place)
        return spared

    def _leaves_one(self, place: int, kept: set[int]) -> bool:
        """Whether a relation would have one sensitive figure left to be worked out."""
        rows = (self.system.row(number) for number in self.system.rows_of(place))
        left = ([other for other in row.places if other in kept] for row in rows if in_force(row, kept))
        return any(len(there) == 1 and there[0] in self.sensitive for there in left)
