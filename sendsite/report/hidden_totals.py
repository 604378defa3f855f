"""The trust's own totals that are hidden, and the schools that cause it: the heaviest loss that a site can have."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sendsite.report.hidden import Figure, Namer, scope_of
from sendsite.report.hidden_terms import Hidden
from sendsite.report.hidden_words import MEASURES
from sendsite.report.quantities.source import TRUST

TOTALS = frozenset({MEASURES, "register", "hours", "money"})
"""The tables that hold a trust's totals; others sort them."""


class Lost(NamedTuple):
    """A total of the trust that is hidden, and the names of the schools whose figures it would give away; none where it is small itself."""

    figure: Figure
    schools: tuple[str, ...]


def lost(term: Hidden) -> tuple[Lost, ...]:
    """Every total of the trust that is hidden, in the ledger's order."""
    namer = Namer(term.ledger, term.framework)
    figures = (namer.figure(name) for name in term.why if scope_of(name) == TRUST)
    return tuple(Lost(figure, causing(term, figure.name)) for figure in figures if figure.table in TOTALS)


def causing(term: Hidden, name: str) -> tuple[str, ...]:
    """The schools whose figures one of the trust's goes back to, followed as far as the first that is a school's."""
    seen, now = {name}, [name]
    while now:
        schools = [scope for scope in dict.fromkeys(map(scope_of, now)) if scope != TRUST]
        if schools:
            return tuple(term.places.get(urn, urn) for urn in schools)
        now = _next(term, now, seen)
    return ()


def _next(term: Hidden, names: Iterable[str], seen: set[str]) -> list[str]:
    found = dict.fromkeys(other for name in names if name in term.why for other in term.why[name].hangs_on if other not in seen)
    seen.update(found)
    return list(found)
