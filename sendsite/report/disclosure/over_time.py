"""
What was told before binds what is told now.

A figure that was small last term stays hidden until it was none or large enough for two terms, and an edition never shows what an earlier one of
its term hid. Three terms in a row, or editions of them, are audited together: a reader who supposes that no count of pupils moved by more than one
pins no hidden one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from sendsite.framework.model import Floats
from sendsite.report.disclosure.audit import in_units, knowledge
from sendsite.report.disclosure.entries import COUNTS, PUPILS, Ledger, least
from sendsite.report.disclosure.parts import Line, best, parts_of
from sendsite.report.disclosure.primary import is_somebodys

FLEETING = frozenset({"insight", "scenario", "priority", "set_out", "bend"})
"""Kinds of figures whose names stand for another thing next term."""
MOVED = 1.0
TURNS = 3
NEAR = 1e-6
FAR = 1e6


@dataclass(frozen=True)
class Past:
    """
    What is remembered of the term before: what was small, what was hidden of its counts of pupils, and these with their relations.

    `edition`: what an earlier edition of the term at hand hid. `earlier`: the term, or the edition, before that one. `risen`: counts that were
    nought in the one before.
    """

    small: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    counts: Ledger = field(default_factory=Ledger)
    edition: frozenset[str] = frozenset()
    earlier: Past | None = None
    risen: frozenset[str] = frozenset()

    def held(self) -> frozenset[str]:
        """What may not be shown again yet."""
        return frozenset(name for name in self.small if kind(name) not in FLEETING) | self.edition

    def after_edition(self, told: Past, hidden: frozenset[str]) -> Past:
        """What the next edition of a term has to know: this one and what it hid, beside what the term before bound it to."""
        return replace(told, small=self.small | told.small, edition=self.edition | hidden)


def kind(name: str) -> str:
    """`rating` of `140001.rating.red.pupils`."""
    return name.partition(".")[2].partition(".")[0]


def past_of(ledger: Ledger, small: frozenset[str], hidden: frozenset[str], before: Past | None = None) -> Past:
    """What the next term has to know of this one, and of the one before it."""
    lasting = {name for name, entry in ledger.entries.items() if entry.unit == PUPILS and kind(name) not in FLEETING}
    names = lasting | _tied(ledger, lasting)
    counts = {name: entry for name, entry in ledger.entries.items() if name in names}
    sums = [each for each in ledger.sums if each.total in counts and all(part in counts for part in each.parts)]
    relations = [each for each in ledger.relations if not each.given and all(name in counts for name, _ in each.times)]
    earlier = replace(before, earlier=None, edition=frozenset()) if before and before.counts.entries else None
    risen = frozenset() if earlier is None else nought(earlier.counts) & counts.keys()
    return Past(small, hidden & counts.keys(), Ledger(counts, sums, relations), earlier=earlier, risen=risen)


def nought(ledger: Ledger) -> frozenset[str]:
    """The counts that are nought."""
    return frozenset(name for name, entry in ledger.entries.items() if entry.unit in COUNTS and not entry.value)


def _tied(ledger: Ledger, counts: AbstractSet[str]) -> set[str]:
    """Money that is so many times a count, and what that adds up with: it tells of the counts."""
    lines = [frozenset(name for name, _ in each.times) for each in ledger.relations if not each.given]
    found = {name for line in lines if not line.isdisjoint(counts) for name in line} - counts
    lines += [frozenset((each.total, *each.parts)) for each in ledger.sums]
    more = bool(found)
    while more:
        near = {name for line in lines if not line.isdisjoint(found) for name in line} - counts - found
        found |= near
        more = bool(near)
    return found


def pinned(ledger: Ledger, hidden: frozenset[str], small: frozenset[str], past: Past, no_nought: bool = True) -> list[str]:
    """
    Small counts, of this term or those before, that a reader of all could tell exactly, supposing that none moved by more than one.

    `no_nought`: supposing as well that a hidden count is none, though not of one that was nought in the term before or is in the next.
    """
    if not past.counts.entries:
        return []
    terms = [past_of(ledger, small, hidden, past), past, *([past.earlier] if past.earlier else [])]
    together = Together(terms[::-1], no_nought)
    if not together.names:
        return []
    least, most = together.value.copy(), together.value.copy()
    chance, open_ = np.random.default_rng(1), np.array(together.risky)
    for turn in range(2 * TURNS):
        aim = np.ones(len(together.names)) if turn < 2 else chance.choice(np.array([-1.0, 1.0]), len(together.names))
        point = together.best((aim if turn % 2 else -aim) * open_)
        least, most = np.minimum(least, point), np.maximum(most, point)
        open_ = open_ & (most - least < 1 - NEAR)
    found = np.flatnonzero(open_).tolist()
    return list(dict.fromkeys(together.names[at][1] for at in found if not together.moves(at)))


class Together:
    """The hidden counts of terms in a row, the oldest first, with what a reader knows of each and between them."""

    def __init__(self, terms: Sequence[Past], no_nought: bool = True) -> None:
        self.names = [(term, name) for term, each in enumerate(terms) for name in sorted(each.hidden)]
        at = {name: place for place, name in enumerate(self.names)}
        entries = [terms[term].counts.entries[name] for term, name in self.names]
        self.value: Floats = np.array([in_units(entry) for entry in entries])
        self.whole = np.array([entry.unit in COUNTS for entry in entries])
        self.risky = [
            entry.unit == PUPILS and name in terms[term].small and is_somebodys(entry) for (term, name), entry in zip(self.names, entries, strict=True)
        ]
        self.low = np.maximum([least(entry) for entry in entries], -FAR)
        may_be = np.array([not no_nought or _nought_beside(terms, term, name) for term, name in self.names], dtype=np.bool_)
        self.low[may_be] = np.minimum(self.low[may_be], 0.0)
        self.high = np.full(len(self.names), FAR)
        lines = list(_lines(at, terms))
        for number, (before, now) in enumerate(pairwise(terms)):
            lines += self._supposed(number, before, now, at)
        self.parts = parts_of(lines, len(self.names))

    def _supposed(self, number: int, before: Past, now: Past, at: Mapping[tuple[int, str], int]) -> Iterator[Line]:
        """That no count moved by more than one, where that is so: between two hidden ones, and beside a shown one."""
        for name, (was, is_) in _in_both(before, now).items():
            if abs(was - is_) > MOVED:
                continue
            first, second = at.get((number, name)), at.get((number + 1, name))
            if first is not None and second is not None:
                yield {first: 1.0, second: -1.0}, -MOVED, MOVED
            elif first is not None or second is not None:
                place, known = (first, is_) if first is not None else (second, was)
                assert place is not None
                self.low[place] = max(self.low[place], known - MOVED)
                self.high[place] = min(self.high[place], known + MOVED)

    def best(self, aim: Floats) -> Floats:
        """Whole numbers that fit everything known and make an aim least; the true ones where there is nothing better, or nothing is aimed at."""
        point = self.value.copy()
        for part in self.parts:
            here = part.places
            if aim[here].any():
                # nobody needs the very best: any point that differs is a proof
                found = best(part, aim[here], (self.low[here], self.high[here]), self.whole[here])
                point[here] = self.value[here] if found is None else found
        return point

    def moves(self, place: int) -> bool:
        """Whether one count can be another than it is."""
        aim = np.zeros(len(self.names))
        aim[place] = 1.0
        return bool(abs(self.best(aim)[place] - self.best(-aim)[place]) >= 1 - NEAR)


def _lines(at: Mapping[tuple[int, str], int], terms: Sequence[Past]) -> Iterator[Line]:
    """What each term's own relations say, the largest of each at one."""
    for term, each in enumerate(terms):
        for known in knowledge(each.counts, each.hidden):
            scale = max(map(abs, known.times.values())) or 1.0
            yield {at[term, name]: time / scale for name, time in known.times.items()}, known.comes_to / scale, known.comes_to / scale


def _nought_beside(terms: Sequence[Past], term: int, name: str) -> bool:
    """
    Whether a count was nought in the term before, or is in the next.

    Who supposes that it moved by one, and is no nought now, knows it whatever is hidden. So only one of these is supposed of it.
    """
    after = terms[term + 1].counts.entries.get(name) if term + 1 < len(terms) else None
    return name in terms[term].risen or (after is not None and after.unit in COUNTS and not after.value)


def _in_both(before: Past, now: Past) -> dict[str, tuple[float, float]]:
    """Counts of pupils that both terms have."""
    was, is_ = before.counts.entries, now.counts.entries
    names = [name for name, entry in was.items() if entry.unit == PUPILS and name in is_]
    return {name: (was[name].value or 0.0, is_[name].value or 0.0) for name in names}
