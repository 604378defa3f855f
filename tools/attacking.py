"""
An attacker of published figures, by integer programmes of its own: it is given nothing but what a reader knows.

That is every figure that is shown (and not rounded, which is more than is published), every relation between figures, that pupils are whole,
that a hidden count is no nought, and that there are no hours or money below nought. What a decision brings as proof is not looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sendsite.report.disclosure import Entry, Ledger

Floats = NDArray[np.float64]
STEP = {"pupils": 1.0, "hours": 0.5, "money": 500.0, "mean money": 100.0, "hourly": 1.0}
"""What a pupil is to a count, half an hour is to hours and 500 GBP to money."""
SHARE = 0.2
FAR = 1e5
NEAR = 1e-5
TURNS = 8
SECONDS = 20.0


class Known(NamedTuple):
    """So many times some hidden figures (in steps) lie between two numbers."""

    times: Mapping[str, float]
    least: float
    most: float


class Span(NamedTuple):
    """The least and most that a figure may be, in steps."""

    least: float
    most: float

    def wide(self, entry: Entry, k: int) -> bool:
        """Whether it is k steps wide and reaches k; of hours and money a fifth of the figure as well."""
        width = float(k) if entry.unit == "pupils" else max(float(k), SHARE * abs(in_steps(entry)))
        return self.most - self.least >= width - NEAR and self.most >= k - NEAR


def in_steps(entry: Entry) -> float:
    return (entry.value or 0.0) / step(entry)


def step(entry: Entry) -> float:
    return STEP.get(entry.unit, 1.0)


def read_off(ledger: Ledger, hidden: AbstractSet[str]) -> Iterator[Known]:
    """What the shown figures leave of every relation that a reader has."""
    entries = ledger.entries
    lines = [({each.total: 1.0} | dict.fromkeys(each.parts, -1.0), "") for each in ledger.sums]
    lines += [(dict(each.times), each.given) for each in ledger.relations]
    for times, given in lines:
        if given in hidden or any(name not in entries or entries[name].value is None for name in times):
            continue
        shown = sum(time * (entries[name].value or 0.0) for name, time in times.items() if name not in hidden)
        gone = {name: time * step(entries[name]) for name, time in times.items() if name in hidden and time}
        if gone:
            scale = max(abs(time) for time in gone.values())
            yield Known({name: time / scale for name, time in gone.items()}, -shown / scale, -shown / scale)


@dataclass
class Attack:
    """Hidden figures by name and what is known of them; what hangs together is looked at together."""

    hidden: Mapping[str, Entry]
    known: list[Known]
    k: int = 5
    bounds: Mapping[str, Span] = field(default_factory=dict)
    no_nought: bool = True

    def inferred(self, asked: Collection[str], exactly: bool = False) -> list[str]:
        """Those of the figures asked for that can be told too closely, or with `exactly` those that can only be one number."""
        found: list[str] = []
        for names, known in self.together():
            here = [name for name in names if name in asked]
            if here:
                found += Knot(self, names, known, exactly).inferred(here)
        return found

    def together(self) -> Iterator[tuple[list[str], list[Known]]]:
        """The figures that hang together, with what is known of them; a figure of which nothing is known is in none."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        at = {name: place for place, name in enumerate(self.hidden)}
        pairs = [(at[next(iter(each.times))], at[name]) for each in self.known for name in each.times]
        if not pairs:
            return
        down, across = np.array(pairs).T
        count, of = connected_components(coo_array((np.ones(len(pairs)), (down, across)), shape=(len(at), len(at))), directed=False)
        names: list[list[str]] = [[] for _ in range(count)]
        for name, place in at.items():
            names[of[place]].append(name)
        known: list[list[Known]] = [[] for _ in range(count)]
        for each in self.known:
            known[of[at[next(iter(each.times))]]].append(each)
        yield from ((mine, lines) for mine, lines in zip(names, known, strict=True) if lines)


class Knot:
    """Figures that hang together, as one integer programme."""

    def __init__(self, attack: Attack, names: list[str], known: list[Known], exactly: bool) -> None:
        from scipy.optimize import LinearConstraint
        from scipy.sparse import coo_array

        self.attack, self.names, self.exactly = attack, names, exactly
        self.at = {name: place for place, name in enumerate(names)}
        self.entries = [attack.hidden[name] for name in names]
        self.whole = np.array([entry.unit in ("pupils", "outcomes") for entry in self.entries])
        self.value = np.array([in_steps(entry) for entry in self.entries])
        spans = [attack.bounds.get(name, Span(self._least(name), FAR)) for name in names]
        self.low, self.high = np.array([span.least for span in spans]), np.array([span.most for span in spans])
        cells = [(line, self.at[name], time) for line, each in enumerate(known) for name, time in each.times.items()]
        down, across, times = (np.array(column) for column in zip(*cells, strict=True))
        self.matrix: Any = coo_array((times, (down, across)), shape=(len(known), len(names))).tocsc()
        self.ends = np.array([each.least for each in known]) - NEAR / 10, np.array([each.most for each in known]) + NEAR / 10
        self.rules = LinearConstraint(self.matrix, *self.ends)
        self.least, self.most = self.value.copy(), self.value.copy()

    def _least(self, name: str) -> float:
        """Nothing lies below nought that may not, and a count that is hidden for what it is, is taken to be no nought: rows of nought are left out."""
        entry = self.attack.hidden[name]
        if entry.signed or (entry.value or 0.0) < 0:
            return -FAR
        return 1.0 if self.attack.no_nought and entry.unit in ("pupils", "outcomes") and entry.value else 0.0

    def inferred(self, asked: Iterable[str]) -> list[str]:
        """First points that move many figures at once; then the least and most of each that is left."""
        open_ = self._open([self.at[name] for name in asked])
        chance = np.random.default_rng(1)
        for turn in range(TURNS):
            if open_:
                signs = np.full(len(open_), 1.0 - 2 * turn) if turn < 2 else chance.choice(np.array([-1.0, 1.0]), len(open_))
                self._take(open_, signs, near=True)
                open_ = self._open(open_)
        for place in open_:
            for sign in (1.0, -1.0):
                self._take([place], np.array([sign]), near=False)
        return [self.names[place] for place in self._open(open_)]

    def _open(self, places: list[int]) -> list[int]:
        """Those that could be told too closely, as far as is known."""
        return [place for place in places if not self._safe(place)]

    def _safe(self, place: int) -> bool:
        span = Span(float(self.least[place]), float(self.most[place]))
        return span.most - span.least >= 1 - NEAR if self.exactly else span.wide(self.entries[place], self.attack.k)

    def _take(self, places: list[int], signs: Floats, near: bool) -> None:
        """A point that fits everything known and has some figures as low (1) or high (-1) as they go; `near` the true one, which is quicker."""
        from scipy.optimize import Bounds, milp

        goal = np.zeros(len(self.names))
        goal[places] = signs
        room = 3.0 * np.maximum(self.attack.k, SHARE * np.abs(self.value))
        low = np.maximum(self.low, self.value - room) if near else self.low
        high = np.minimum(self.high, self.value + room) if near else self.high
        options: Any = {"time_limit": SECONDS, "mip_rel_gap": 0.05 if near else 1e-4}
        found = milp(goal, integrality=self.whole.astype(np.int64), bounds=Bounds(low, high), constraints=self.rules, options=options)
        if found.x is None:
            return
        point = np.where(self.whole, np.round(found.x), found.x)
        ends = self.matrix @ point
        if (ends >= self.ends[0] - 2 * NEAR).all() and (ends <= self.ends[1] + 2 * NEAR).all():
            self.least, self.most = np.minimum(self.least, point), np.maximum(self.most, point)
