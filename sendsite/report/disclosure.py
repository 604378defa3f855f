"""
What may be shown: the one place where the decision is made.

Raw figures of one term go into a Ledger, each under a name, with the number of pupils it rests on and the figures it is worked out from;
sums are declared. `decide` looks at the whole term at once and gives a Released, which is all that a page, chart or sentence ever sees.

The rule now: a count of 1 to k-1 pupils is hidden, and all that rests on fewer than k pupils or is worked out from a hidden figure. Where one
part of a shown sum is hidden, the next smallest is hidden too. k is never under 5. A fuller rule replaces `hidden_names` and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, isnan
from typing import NamedTuple

from sendsite.framework.insights import Insight
from sendsite.report.figures.values import Cell
from sendsite.report.formats import Format

LEAST_K = 5


class Entry(NamedTuple):
    """A raw figure. `rests_on`: pupils behind it, None where it rests on no pupil. `of`: figures it is worked out from. `why`: x or z if None."""

    value: float | None
    rests_on: float | None = None
    of: tuple[str, ...] = ()
    why: str = "x"


class Sum(NamedTuple):
    """A total and the parts that add up to it, by name: one linear relation that a reader knows. `first` is hidden before any other of them."""

    total: str
    parts: tuple[str, ...]
    first: str = ""


class Told(NamedTuple):
    """Words that belong to figures (a band, a reason, a title): not shown where any of these is hidden."""

    words: str
    of: tuple[str, ...] = ()


class Advice(NamedTuple):
    """
    An insight and what of its numbers may be shown: those of what was seen; of what it would change, those that tell the hours alone
    (the gap, the need met, the hours of support); and all of what it would change.
    """

    insight: Insight
    shown: bool
    hours: bool
    tried: bool


@dataclass
class Ledger:
    """The raw figures of one term, gathered before anything is decided."""

    entries: dict[str, Entry] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    words: dict[str, Told] = field(default_factory=dict)
    insights: list[tuple[Insight, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = field(default_factory=list)

    def put(self, name: str, value: float | None, rests_on: float | None = None, of: Iterable[str] = (), why: str = "x") -> None:
        """Enter a figure that rests on so many pupils (None: on no pupil). NaN and None are not available."""
        known = None if value is None or isnan(value) else float(value)
        self.entries[name] = Entry(known, rests_on, tuple(of), why)

    def count(self, name: str, pupils: float, of: Iterable[str] = ()) -> None:
        """Enter a count of pupils: it rests on itself."""
        self.entries[name] = Entry(float(pupils), float(pupils), tuple(of))

    def add_up(self, total: str, parts: Sequence[str], first: str = "") -> None:
        """Declare that the parts add up to the total, so that a hidden part cannot be worked out from the rest; `first` is what readers miss least."""
        self.sums.append(Sum(total, tuple(parts), first))

    def same(self, name: str, other: str) -> None:
        """Declare that two figures are one number under two names: where one is hidden, so is the other."""
        self.sums.append(Sum(name, (other,)))

    def tell(self, name: str, words: str, of: Iterable[str] = ()) -> None:
        """Enter words that belong to figures."""
        self.words[name] = Told(words, tuple(of))

    def advise(self, insight: Insight, of: Iterable[str], hours: Iterable[str] = (), tried: Iterable[str] = ()) -> None:
        """Enter an insight with the figures that its numbers rest on, and what it would change besides; they stand in the order they are entered."""
        self.insights.append((insight, tuple(of), (*of, *hours), (*of, *hours, *tried)))

    def decide(self, k: int) -> Released:
        """Decide for the whole term what is shown. A k under 5 counts as 5."""
        hidden = hidden_names(self.entries, self.sums, max(k, LEAST_K))
        cells = {name: _release(entry, name in hidden) for name, entry in self.entries.items()}
        words = {name: told.words for name, told in self.words.items() if hidden.isdisjoint(told.of)}
        advice = tuple(Advice(insight, *(hidden.isdisjoint(each) for each in of)) for insight, *of in self.insights)
        return Released(cells, words, frozenset(self.words), max(k, LEAST_K), advice)


class Value(NamedTuple):
    """A released figure: its number, or None with the mark that stands in its place."""

    number: float | None
    mark: str


class Released:
    """The figures of one term as they may be shown. What is hidden is not in here: no page can show it by mistake."""

    def __init__(self, values: Mapping[str, Value], words: Mapping[str, str], told: frozenset[str], k: int, advice: tuple[Advice, ...] = ()) -> None:
        self._values, self._words, self._told = values, words, told
        self.k, self.advice = k, advice

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def number(self, name: str) -> float | None:
        """The number of a figure, None where it is hidden, missing or not of this term."""
        value = self._values.get(name)
        return value.number if value else None

    def mark(self, name: str) -> str:
        """ "" for a shown figure, else c, x or z; x for a figure this term does not have."""
        value = self._values.get(name)
        return value.mark if value else "x"

    def cell(self, name: str, form: Format) -> Cell:
        """A figure as a page shows it, or its mark."""
        number = self.number(name)
        return marked(self.mark(name)) if number is None else shown_cell(number, form)

    def told(self, name: str) -> str:
        """The words entered under a name, "" where they are hidden or there are none."""
        return self._words.get(name, "")

    def only(self, kinds: Collection[str]) -> Released:
        """The figures of these kinds alone, such as `kpi` of `140001.kpi.need`: what a term of long ago is still asked for."""
        keep = {name for name in (*self._values, *self._told) if name.partition(".")[2].partition(".")[0] in kinds}
        values = {sys.intern(name): value for name, value in self._values.items() if name in keep}
        words = {sys.intern(name): said for name, said in self._words.items() if name in keep}
        return Released(values, words, self._told & keep, self.k)

    def hidden(self, name: str) -> bool:
        """Whether a figure, or words that belong to it, is hidden because it could point to a child."""
        return self.mark(name) == "c" or (name in self._told and name not in self._words)


def hidden_names(entries: Mapping[str, Entry], sums: Sequence[Sum], k: int) -> frozenset[str]:
    """The names to hide: small ones, then whatever would give a hidden one away, until nothing more is found."""
    rests = _resting(entries)
    hidden: set[str] = set()
    _hide((name for name, entry in entries.items() if entry.rests_on is not None and 0 < entry.rests_on < k), hidden, rests)
    while True:
        before = len(hidden)
        for relation in sums:
            _hide(_covering(relation, entries, hidden), hidden, rests)
        if len(hidden) == before:
            return frozenset(hidden)


def _resting(entries: Mapping[str, Entry]) -> dict[str, list[str]]:
    """For each figure those that are worked out from it."""
    found: dict[str, list[str]] = {}
    for name, entry in entries.items():
        for other in entry.of:
            found.setdefault(other, []).append(name)
    return found


def _hide(names: Iterable[str], hidden: set[str], rests: Mapping[str, Sequence[str]]) -> None:
    """Hide figures, and at once all that is worked out from them: what covers one relation is often what the next one needs."""
    waiting = [name for name in names if name not in hidden]
    while waiting:
        name = waiting.pop()
        if name not in hidden:
            hidden.add(name)
            waiting.extend(rests.get(name, ()))


def _covering(relation: Sum, entries: Mapping[str, Entry], hidden: set[str]) -> set[str]:
    """What else to hide in one sum so that its single hidden figure, part or total, cannot be worked out."""
    members = [relation.total, *relation.parts]
    gone = [name for name in members if name in hidden]
    if len(gone) != 1 or any(entries[name].value is None for name in members):
        return set()
    if relation.first and relation.first not in hidden:
        return {relation.first}
    open_parts = [name for name in relation.parts if name not in hidden and entries[name].value]
    smallest = min(open_parts, key=lambda name: _size(entries[name]), default="")
    if smallest:
        return {smallest}
    return set() if relation.total in hidden else {relation.total}


def _size(entry: Entry) -> tuple[float, float]:
    """What the next smallest goes by: pupils first, so that the same group is hidden in every column of a table, then the value."""
    return (inf if entry.rests_on is None else entry.rests_on, entry.value or 0.0)


def _release(entry: Entry, hide: bool) -> Value:
    if entry.value is None:
        return Value(None, entry.why)
    return Value(None, "c") if hide else Value(entry.value, "")


def marked(mark: str) -> Cell:
    """The cell of a value that is not shown: [c], [x] or [z]."""
    return Cell(f"[{mark}]", None, mark)


def shown_cell(number: float, form: Format) -> Cell:
    """The cell of a number that may be shown, rounded as shown."""
    return Cell(form.text(number), form.value(number))
