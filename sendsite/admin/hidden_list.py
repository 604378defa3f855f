"""The list of what is hidden of a term as its page shows it: counted, by place and table, narrowed to a place and a reason."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sendsite.report.disclosure.reasons import KINDS, Reason
from sendsite.report.hidden import Figure, Namer, scope_of
from sendsite.report.hidden_terms import Hidden
from sendsite.report.hidden_why import KIND_WORDS, Said, Sayer
from sendsite.report.hidden_words import BREAKDOWNS, TABLE_OF, TABLES
from sendsite.report.quantities import TRUST

TRUST_NAME = "The trust as a whole"
MEASURE = "kpi"
MOST = 400
"""So many rows of all places together are on one page; of more, each place has its own."""


class Counted(NamedTuple):
    """So many of a kind of reason."""

    kind: str
    words: str
    many: int


class Sums(NamedTuple):
    """A place's figures counted: those shown of the measures and of the breakdowns, and all that are hidden. `alone`: measures told to the trust alone."""

    scope: str
    name: str
    measures_shown: int
    measures: int
    cells_shown: int
    cells: int
    hidden: int
    alone: int


class Row(NamedTuple):
    """Figures of one table that are hidden for one reason."""

    figures: tuple[Figure, ...]
    said: Said


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
    """A term's figures, counted and listed. `noughts`: shown figures that are nought."""

    term: Hidden
    shown: int
    noughts: int
    kinds: tuple[Counted, ...]
    places: tuple[Sums, ...]
    of_places: tuple[OfPlace, ...]

    @property
    def hidden(self) -> int:
        return len(self.term.why)

    @property
    def total(self) -> int:
        return self.shown + self.hidden

    @property
    def held_by_trust(self) -> tuple[Sums, ...]:
        """Schools with measures that are told to the trust alone."""
        return tuple(each for each in self.places if each.alone)

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
    )


def _sums(term: Hidden) -> Iterable[Sums]:
    """The schools in the order of their URNs, and last the trust."""
    of: dict[str, list[str]] = defaultdict(list)
    for name, entry in term.ledger.entries.items():
        if entry.value is not None or name in term.why:
            of[scope_of(name)].append(name)
    for scope, place in {**term.places, TRUST: TRUST_NAME}.items():
        names = of[scope]
        measures = [name for name in names if _kind(name) == MEASURE]
        cells = [name for name in names if TABLE_OF.get(_kind(name), _kind(name)) in BREAKDOWNS]
        yield Sums(
            scope,
            place,
            sum(name not in term.why for name in measures),
            len(measures),
            sum(name not in term.why for name in cells),
            len(cells),
            sum(name in term.why for name in names),
            sum(name in term.alone for name in measures),
        )


def _kind(name: str) -> str:
    return name.split(".")[1]


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
