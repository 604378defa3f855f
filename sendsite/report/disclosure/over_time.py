"""
What was told before binds what is told now.

A figure that was small last term stays hidden until it was none or large enough for two terms, and an edition never shows what an earlier one of
its term hid. Two terms are audited together: a reader who supposes that no count of pupils moved by more than one pins no hidden one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sendsite.framework.model import Floats
from sendsite.report.disclosure.audit import Known, knowledge
from sendsite.report.disclosure.entries import PUPILS, Entry, Ledger
from sendsite.report.disclosure.primary import is_somebodys

FLEETING = frozenset({"insight", "scenario", "priority", "set_out", "bend", "top_up"})
"""Kinds of figures whose names stand for another thing next term. Funding bands come and go; their pupils are audited all the same."""
MOVED = 1.0
TURNS = 3
NEAR = 1e-6


@dataclass(frozen=True)
class Past:
    """
    What is remembered of the term before: what was small, what was hidden, and its counts of pupils with their relations.

    `edition`: what an earlier edition of the term at hand hid.
    """

    small: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    counts: Ledger = field(default_factory=Ledger)
    edition: frozenset[str] = frozenset()

    def held(self) -> frozenset[str]:
        """What may not be shown again yet."""
        return frozenset(name for name in self.small if kind(name) not in FLEETING) | self.edition


def kind(name: str) -> str:
    """`rating` of `140001.rating.red.pupils`."""
    return name.partition(".")[2].partition(".")[0]


def past_of(ledger: Ledger, small: frozenset[str], hidden: frozenset[str]) -> Past:
    """What the next term has to know of this one."""
    counts = {name: entry for name, entry in ledger.entries.items() if entry.unit == PUPILS and kind(name) not in FLEETING}
    kept = [each for each in ledger.sums if each.total in counts and all(part in counts for part in each.parts)]
    names = hidden & counts.keys()
    return Past(small, names, Ledger(counts, kept))


def pinned(ledger: Ledger, hidden: frozenset[str], small: frozenset[str], past: Past) -> list[str]:
    """Small counts, of this term or the one before, that a reader of both could tell exactly, supposing that none moved by more than one."""
    if not past.counts.entries:
        return []
    now = past_of(ledger, small, hidden)
    both = Both(now, past)
    if not both.names:
        return []
    least, most = both.value.copy(), both.value.copy()
    chance = np.random.default_rng(1)
    for turn in range(2 * TURNS):
        aim = np.ones(len(both.names)) if turn < 2 else chance.choice(np.array([-1.0, 1.0]), len(both.names))
        point = both.best(aim if turn % 2 else -aim)
        least, most = np.minimum(least, point), np.maximum(most, point)
    found = [at for at in np.flatnonzero(most - least < 1 - NEAR).tolist() if both.risky[at]]
    return [both.names[at][1] for at in found if not both.moves(at)]


class Both:
    """The hidden counts of two terms, with what a reader knows of each and between them."""

    def __init__(self, now: Past, past: Past) -> None:
        from scipy.sparse import lil_array

        self.names = [(0, name) for name in sorted(past.hidden)] + [(1, name) for name in sorted(now.hidden)]
        at = {name: place for place, name in enumerate(self.names)}
        terms: tuple[Past, Past] = (past, now)
        self.value: Floats = np.array([terms[term].counts.entries[name].value or 0.0 for term, name in self.names])
        self.risky = [name in terms[term].small and is_somebodys(terms[term].counts.entries[name]) for term, name in self.names]
        low, high = np.zeros(len(self.names)), np.full(len(self.names), 1e6)
        lines: list[tuple[Mapping[int, float], float, float]] = list(_lines(at, terms))
        for name, (before, after) in _in_both(terms).items():
            if abs(before - after) > MOVED:
                continue
            here = [at.get((term, name)) for term in (0, 1)]
            if here[0] is not None and here[1] is not None:
                lines.append(({here[0]: 1.0, here[1]: -1.0}, -MOVED, MOVED))
            elif here[0] is not None or here[1] is not None:
                place, known = (here[0], after) if here[0] is not None else (here[1], before)
                assert place is not None
                low[place], high[place] = max(0.0, known - MOVED), known + MOVED
        self.low, self.high = low, high
        matrix = lil_array((len(lines), len(self.names)))
        for number, (times, _, _) in enumerate(lines):
            for place, time in times.items():
                matrix[number, place] = time
        self.matrix: Any = matrix.tocsc()
        self.least, self.most = np.array([each[1] for each in lines]), np.array([each[2] for each in lines])

    def best(self, aim: Floats) -> Floats:
        """Whole numbers that fit everything known and make an aim least; the true ones where there is nothing better."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        rules = [LinearConstraint(self.matrix, self.least, self.most)] if len(self.least) else []
        # nobody needs the very best: any point that differs is a proof
        found = milp(aim, integrality=np.ones(len(aim), dtype=np.int64), bounds=Bounds(self.low, self.high), constraints=rules, options={"mip_rel_gap": 0.05})
        return self.value if found.x is None else np.round(found.x)

    def moves(self, place: int) -> bool:
        """Whether one count can be another than it is."""
        aim = np.zeros(len(self.names))
        aim[place] = 1.0
        return bool(abs(self.best(aim)[place] - self.best(-aim)[place]) >= 1 - NEAR)


def _lines(at: Mapping[tuple[int, str], int], terms: Sequence[Past]) -> Iterator[tuple[Mapping[int, float], float, float]]:
    """What each term's own relations say."""
    for term, each in enumerate(terms):
        known: Known
        for known in knowledge(each.counts, each.hidden):
            yield {at[term, name]: time for name, time in known.times.items()}, known.comes_to, known.comes_to


def _in_both(terms: Sequence[Past]) -> dict[str, tuple[float, float]]:
    """Counts that both terms have."""
    before, after = (each.counts.entries for each in terms)
    return {name: (_count(before[name]), _count(after[name])) for name in before.keys() & after.keys()}


def _count(entry: Entry) -> float:
    return entry.value or 0.0
