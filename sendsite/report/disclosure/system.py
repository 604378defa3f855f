"""Everything that is released for a term as one set of linear relations over its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sendsite.framework.model import Flags, Floats, Ints
from sendsite.report.disclosure.entries import COUNTS, HOURLY, HOURS, MEAN_MONEY, MONEY, PUPILS, Entry, Ledger, least

SCALE: Mapping[str, float] = {PUPILS: 1.0, HOURS: 0.5, MONEY: 500.0, MEAN_MONEY: 100.0, HOURLY: 1.0}
"""One step of a figure: what a pupil is to a count. An interval has to be k steps wide: 5 pupils, 2.5 hours, 2,500 GBP, and a fifth of the figure."""
TOTAL_TIMES, MOST_TIMES = 6.0, 3
GOES_WITH = 0.5
"""Of what is worked out from a figure, this share of its cost is the figure’s as well."""
LEAST_WIDTH = 0.2
"""A hidden sum of hours or money may not be told to within this share of it either."""


class Row(NamedTuple):
    """One relation: the places of its figures, how many times each, and the place of the figure that has to be shown for it (-1: none)."""

    places: list[int]
    times: list[float]
    given: int


class Cells(NamedTuple):
    """All relations as one long list: from where each starts in it, and of each figure of each its relation, its place, and how many times it stands there."""

    starts: Ints
    row: Ints
    place: Ints
    times: Floats
    given: Ints

    def of(self, numbers: Ints) -> Ints:
        """Where the figures of some relations stand in the list."""
        starts, lengths = self.starts[numbers], self.starts[numbers + 1] - self.starts[numbers]
        before = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        found: Ints = np.arange(lengths.sum()) + np.repeat(starts - before, lengths)
        return found


@dataclass(frozen=True)
class System:
    """
    A term's figures by place. `value` and `cells` are in steps; a figure that is missing is in no relation.

    `rests`: of a figure, those that are worked out from it. `covers`: which may be hidden to cover for another; `secret`: which may be hidden at
    all; `whole`: which are counts of pupils.
    """

    names: tuple[str, ...]
    at: Mapping[str, int]
    entries: Sequence[Entry]
    value: Floats
    low: Floats
    cost: Floats
    cells: Cells
    rests: Mapping[int, Sequence[int]]
    covers: Flags
    secret: Flags
    whole: Flags

    def row(self, number: int) -> Row:
        """One relation."""
        places, times = self._lists
        start, end = self.cells.starts[number : number + 2].tolist()
        return Row(places[start:end], times[start:end], int(self.cells.given[number]))

    def rows_of(self, place: int) -> list[int]:
        """The relations that a figure is in, by number."""
        numbers, ends = self._of
        return numbers[ends[place] : ends[place + 1]]

    @cached_property
    def _lists(self) -> tuple[list[int], list[float]]:
        return self.cells.place.tolist(), self.cells.times.tolist()

    @cached_property
    def _of(self) -> tuple[list[int], list[int]]:
        """The relations of all figures, one figure's after another's, and where each figure's start."""
        counts = np.bincount(self.cells.place, minlength=len(self.names))
        return self.cells.row[np.argsort(self.cells.place, kind="stable")].tolist(), [0, *np.cumsum(counts).tolist()]

    def need(self, place: int, k: int) -> tuple[float, float]:
        """How wide what a reader can infer of a hidden figure has to be, and how far up it has to reach, in steps."""
        if self.entries[place].unit == PUPILS:
            return float(k), float(k)
        return max(float(k), LEAST_WIDTH * abs(float(self.value[place]))), float(k)

    def gone(self, hidden: Collection[int]) -> Flags:
        """Of each figure whether it is hidden."""
        found = np.zeros(len(self.names), dtype=np.bool_)
        found[list(hidden)] = True
        return found

    def known(self, gone: Flags) -> Flags:
        """Of each relation whether a reader knows it: what it is known by is shown."""
        given = self.cells.given
        return (given < 0) | ~gone[given]


def system_of(ledger: Ledger) -> System:
    """The system of a ledger."""
    names = tuple(ledger.entries)
    at = {name: place for place, name in enumerate(names)}
    entries = list(ledger.entries.values())
    step = np.array([SCALE.get(entry.unit, 1.0) for entry in entries])
    value = np.array([np.nan if entry.value is None else entry.value for entry in entries], dtype=np.float64) / step
    cells = _cells(ledger, at, step, np.isnan(value))
    rests: dict[int, list[int]] = {}
    for place, entry in enumerate(entries):
        for other in entry.of:
            if other in at:
                rests.setdefault(at[other], []).append(place)
    low = np.array([least(entry) for entry in entries])
    covers = np.array([_may_cover(entry) for entry in entries], dtype=np.bool_)
    secret, whole = (np.array(flags, dtype=np.bool_) for flags in ([not entry.public for entry in entries], [entry.unit in COUNTS for entry in entries]))
    return System(names, at, entries, value, low, _costs(ledger, at, value), cells, rests, covers, secret, whole)


def _cells(ledger: Ledger, at: Mapping[str, int], step: Floats, missing: Flags) -> Cells:
    """Every relation of which no figure is missing, in steps: of a sum the total once, of another the most times once."""
    lines = [((at[total], *(at[part] for part in parts)), (1.0, *(-1.0,) * len(parts)), -1) for total, parts, _, _ in ledger.sums]
    sums = len(lines)
    for relation in ledger.relations:
        if all(name in at for name, _ in relation.times):
            lines.append((tuple(at[name] for name, _ in relation.times), tuple(times for _, times in relation.times), at.get(relation.given, -1)))
    lengths = np.array([len(places) for places, _, _ in lines], dtype=np.int64)
    row, starts = np.repeat(np.arange(len(lines)), lengths), np.cumsum(lengths) - lengths
    place = np.array([each for places, _, _ in lines for each in places], dtype=np.int64)
    times = np.array([each for _, many, _ in lines for each in many], dtype=np.float64) * step[place]
    whole = np.bincount(row, weights=missing[place], minlength=len(lines)) == 0
    largest = np.maximum.reduceat(np.abs(times), starts) if len(lines) else np.zeros(0)
    largest[:sums] = step[place[starts[:sums]]]
    times /= largest[row]
    kept = whole[row]
    ends = np.concatenate([[0], np.cumsum(lengths[whole])])
    given = np.array([each for _, _, each in lines], dtype=np.int64)[whole]
    return Cells(ends, np.repeat(np.arange(len(ends) - 1), lengths[whole]), place[kept], times[kept], given)


def _costs(ledger: Ledger, at: Mapping[str, int], value: Floats) -> Floats:
    """
    What it costs to hide each figure: 1 and the log of the pupils it rests on (or of itself), six times that if it is a total.

    A total of several tables is six times as dear again for each, up to three: a register that is hidden takes a figure of every table with it.

    What is worked out from it goes with it, and so does a share of its cost.
    """
    totals = Counter(each.total for each in ledger.sums if len(each.parts) > 1)
    firsts = {each.first for each in ledger.sums}
    entries = list(ledger.entries.values())
    own = np.abs(np.nan_to_num(value))
    size = np.array([np.nan if entry.rests_on is None else entry.rests_on for entry in entries])
    tables = np.array([totals[name] for name in ledger.entries]) + np.isnan(size)
    cost = TOTAL_TIMES ** np.minimum(tables, MOST_TIMES) * (1.0 + np.log1p(np.where(np.isnan(size), own, size))) + 1e-3 * np.log1p(own)
    cost[[at[name] for name in firsts if name in at]] = 1.0
    together: Floats = cost.copy()
    for place, entry in enumerate(entries):
        for other in entry.of:
            if other in at:
                together[at[other]] += GOES_WITH * cost[place]
    return together


def _may_cover(entry: Entry) -> bool:
    """Whether a shown figure could cover for a hidden one: nought pupils could not, for everybody knows where there are none, nor what is public."""
    if entry.public:
        return False
    return bool(entry.value is None or entry.value) or (entry.unit in (HOURS, MONEY) and bool(entry.rests_on))


def closed(system: System, places: Iterable[int], hidden: set[int]) -> None:
    """Hide figures, and at once all that is worked out from them."""
    waiting = [place for place in places if place not in hidden]
    while waiting:
        place = waiting.pop()
        if place not in hidden:
            hidden.add(place)
            waiting.extend(system.rests.get(place, ()))


def in_force(row: Row, hidden: set[int]) -> bool:
    """Whether a reader knows a relation: what it is known by is shown."""
    return row.given < 0 or row.given not in hidden
