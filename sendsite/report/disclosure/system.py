"""Everything that is released for a term as one set of linear relations over its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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

    places: Ints
    times: Floats
    given: int


@dataclass(frozen=True)
class System:
    """
    A term's figures by place. `value` and `rows` are in steps; a figure that is missing is in no row.

    `given_of`: of each figure, the figures that the relations it is in are known by. `covers`: which may be hidden to cover for another;
    `secret`: which may be hidden at all; `whole`: which are counts of pupils.
    """

    names: tuple[str, ...]
    at: Mapping[str, int]
    entries: Sequence[Entry]
    value: Floats
    low: Floats
    cost: Floats
    rows: tuple[Row, ...]
    rows_of: tuple[tuple[int, ...], ...]
    rests: tuple[tuple[int, ...], ...]
    given_of: tuple[tuple[int, ...], ...]
    covers: Flags
    secret: Flags
    whole: Flags

    def need(self, place: int, k: int) -> tuple[float, float]:
        """How wide what a reader can infer of a hidden figure has to be, and how far up it has to reach, in steps."""
        if self.entries[place].unit == PUPILS:
            return float(k), float(k)
        return max(float(k), LEAST_WIDTH * abs(float(self.value[place]))), float(k)


def system_of(ledger: Ledger) -> System:
    """The system of a ledger."""
    names = tuple(ledger.entries)
    at = {name: place for place, name in enumerate(names)}
    entries = list(ledger.entries.values())
    step = np.array([SCALE.get(entry.unit, 1.0) for entry in entries])
    value = np.array([np.nan if entry.value is None else entry.value for entry in entries]) / step
    rows = tuple(row for row in _rows(ledger, at, step) if not np.isnan(value[row.places]).any())
    rows_of: list[list[int]] = [[] for _ in names]
    for number, row in enumerate(rows):
        for place in row.places.tolist():
            rows_of[place].append(number)
    rests: list[list[int]] = [[] for _ in names]
    for place, entry in enumerate(entries):
        for other in entry.of:
            if other in at:
                rests[at[other]].append(place)
    low = np.array([least(entry) for entry in entries])
    given_of = tuple(tuple(rows[number].given for number in numbers if rows[number].given >= 0) for numbers in rows_of)
    covers, secret = np.array([(_may_cover(entry), not entry.public) for entry in entries], dtype=np.bool_).reshape(-1, 2).T
    cost, of = _costs(ledger, at, value), (tuple(map(tuple, rows_of)), tuple(map(tuple, rests)), given_of)
    return System(names, at, entries, value, low, cost, rows, *of, covers, secret, np.array([entry.unit in COUNTS for entry in entries]))


def _rows(ledger: Ledger, at: Mapping[str, int], step: Floats) -> Iterable[Row]:
    for total, parts, _, _ in ledger.sums:
        places = np.array([at[total], *(at[part] for part in parts)])
        times = np.full(len(places), -1.0)
        times[0] = 1.0
        yield Row(places, times * step[places] / step[places[0]], -1)
    for relation in ledger.relations:
        if all(name in at for name, _ in relation.times):
            places = np.array([at[name] for name, _ in relation.times])
            scaled = np.array([times for _, times in relation.times]) * step[places]
            yield Row(places, scaled / np.abs(scaled).max(), at.get(relation.given, -1))


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
            waiting.extend(system.rests[place])


def in_force(row: Row, hidden: set[int]) -> bool:
    """Whether a reader knows a relation: what it is known by is shown."""
    return row.given < 0 or row.given not in hidden
