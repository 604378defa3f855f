"""The list of what is hidden of a term as its page shows it: counted, by place and table, narrowed to a place and a reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sendsite.report.disclosure.reasons import KINDS, Reason
from sendsite.report.hidden import Figure, Namer, scope_of
from sendsite.report.hidden_terms import Hidden
from sendsite.report.hidden_totals import Lost, lost
from sendsite.report.hidden_why import KIND_WORDS, Said, Sayer
from sendsite.report.hidden_words import BREAKDOWNS, TABLE_OF, TABLES
from sendsite.report.quantities import TRUST

TRUST_NAME = "The trust as a whole"
MEASURE, CELL, OTHER = "kpi", "cell", "other"
MOST = 400
"""So many rows of all places together are on one page; of more, each place has its own."""
AT_ONCE, FIRST = 6, 4
"""So many figures of one row are seen at once; of more, the first."""


class Counted(NamedTuple):
    """So many of a kind of reason."""

    kind: str
    words: str
    many: int


class Part(NamedTuple):
    """So many figures of a part are shown, of all that there are."""

    shown: int
    all: int


class Sums(NamedTuple):
    """
    A place's figures counted: the measures, the figures of the breakdowns, and all others, of which what is not shown is hidden.

    `alone`: measures told to the trust alone.
    """

    scope: str
    name: str
    measures: Part
    breakdowns: Part
    others: Part
    alone: int = 0

    @property
    def hidden(self) -> int:
        return sum(part.all - part.shown for part in (self.measures, self.breakdowns, self.others))


class Row(NamedTuple):
    """Figures of one table that are hidden for one reason."""

    figures: tuple[Figure, ...]
    said: Said

    @property
    def first(self) -> tuple[Figure, ...]:
        """The figures that are seen at once: all where they are few, else the first that are not nought."""
        if len(self.figures) <= AT_ONCE:
            return self.figures
        return tuple(each for each in self.figures if not each.nought)[:FIRST] or self.figures[:FIRST]

    @property
    def folded(self) -> tuple[Figure, ...]:
        """The others."""
        return tuple(each for each in self.figures if each not in self.first)


class OfTable(NamedTuple):
    """The hidden figures of one table."""

    title: str
    rows: tuple[Row, ...]


class OfPlace(NamedTuple):
    """The hidden figures of one place; without its tables where all places together are too many for a page."""

    scope: str
    name: str
    kinds: tuple[Counted, ...]
    tables: tuple[OfTable, ...]


@dataclass(frozen=True)
class Listed:
    """A term's figures, counted and listed, the trust's first. `noughts`: shown figures that are nought. `lost`: the trust's totals that are hidden."""

    term: Hidden
    shown: int
    noughts: int
    kinds: tuple[Counted, ...]
    places: tuple[Sums, ...]
    of_places: tuple[OfPlace, ...]
    lost: tuple[Lost, ...] = ()

    @property
    def hidden(self) -> int:
        return len(self.term.why)

    @property
    def total(self) -> int:
        return self.shown + self.hidden

    @property
    def together(self) -> Sums:
        """All places added up."""
        each = self.places
        return Sums("", "All together", _added(one.measures for one in each), _added(one.breakdowns for one in each), _added(one.others for one in each))

    @property
    def held_by_trust(self) -> tuple[Sums, ...]:
        """Schools with measures that are told to the trust alone."""
        return tuple(each for each in self.places if each.alone)

    def reasons_of(self, scope: str, chosen: str = "") -> tuple[Counted, ...]:
        """The reasons of a place counted, "" for all places; the one that is chosen even where it has none."""
        counted = next((each.kinds for each in self.of_places if each.scope == scope), ()) if scope else self.kinds
        there = {each.kind: each for each in counted}
        return tuple(there.get(kind, Counted(kind, KIND_WORDS[kind], 0)) for kind in KINDS if kind in there or kind == chosen)

    def many(self, scope: str, kind: str) -> int:
        """So many figures are hidden of a place for a kind of reason, "" for all."""
        return sum(each.many for each in self.reasons_of(scope) if kind in ("", each.kind))

    def narrowed(self, scope: str, kind: str) -> tuple[OfPlace, ...]:
        """What is listed of a place and of a kind of reason, "" for all."""
        if kind:
            found = [_of_place(self.term, each, kind) for each in self.places if scope in ("", each.scope)]
        else:
            found = [each for each in self.of_places if scope in ("", each.scope)]
        there = tuple(each for each in found if each.kinds)
        rows = sum(len(table.rows) for each in there for table in each.tables)
        return there if scope or rows <= MOST else tuple(each._replace(tables=()) for each in there)


def listed(term: Hidden) -> Listed:
    """A term's list: worked out once."""
    entries = term.ledger.entries
    shown = [name for name, entry in entries.items() if entry.value is not None and name not in term.why]
    places = tuple(_sums(term))
    return Listed(
        term,
        shown=len(shown),
        noughts=sum(entries[name].value == 0 for name in shown),
        kinds=_counted(term.why.values()),
        places=places,
        of_places=tuple(_of_place(term, each) for each in places),
        lost=lost(term),
    )


def _sums(term: Hidden) -> Iterable[Sums]:
    """The trust first, then the schools in the order of their URNs."""
    of: dict[str, list[str]] = defaultdict(list)
    for name, entry in term.ledger.entries.items():
        if entry.value is not None or name in term.why:
            of[scope_of(name)].append(name)
    for scope, place in {TRUST: TRUST_NAME, **term.places}.items():
        sorted_out: dict[str, list[str]] = {part: [] for part in (MEASURE, CELL, OTHER)}
        for name in of[scope]:
            sorted_out[_part(name)].append(name)
        measures, cells, others = (Part(sum(name not in term.why for name in names), len(names)) for names in sorted_out.values())
        yield Sums(scope, place, measures, cells, others, sum(name in term.alone for name in sorted_out[MEASURE]))


def _part(name: str) -> str:
    """Whether a figure is a measure, of a breakdown, or another."""
    kind = name.split(".")[1]
    return MEASURE if kind == MEASURE else CELL if TABLE_OF.get(kind, kind) in BREAKDOWNS else OTHER


def _added(parts: Iterable[Part]) -> Part:
    counts = list(parts)
    return Part(sum(each.shown for each in counts), sum(each.all for each in counts))


def _counted(why: Iterable[Reason]) -> tuple[Counted, ...]:
    """How many there are of each kind of reason that there is."""
    counts = Counter(reason.kind for reason in why)
    return tuple(Counted(kind, KIND_WORDS[kind], counts[kind]) for kind in KINDS if counts[kind])


def _of_place(term: Hidden, place: Sums, kind: str = "") -> OfPlace:
    """A place's hidden figures by table; those of one table and one reason in one row."""
    namer = Namer(term.ledger, term.framework)
    sayer = Sayer(term.ledger, term.why, namer, term.places)
    why: Mapping[str, Reason] = {name: reason for name, reason in term.why.items() if scope_of(name) == place.scope and kind in ("", reason.kind)}
    rows: dict[str, dict[Said, list[Figure]]] = {table: {} for table in TABLES}
    for name, reason in why.items():
        figure = namer.figure(name)
        rows[figure.table].setdefault(sayer.said(name, reason), []).append(figure)
    tables = tuple(OfTable(TABLES[table], _rows(said)) for table, said in rows.items() if said)
    return OfPlace(place.scope, place.name, _counted(why.values()), tables)


def _rows(said: Mapping[Said, Sequence[Figure]]) -> tuple[Row, ...]:
    return tuple(Row(tuple(figures), each) for each, figures in said.items())
