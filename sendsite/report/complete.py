"""
The same pages with nothing hidden, for colleagues who keep the register and may see every pupil of it.

A site cannot be made of these: `build_report` takes no view from outside, makes its own by `views_of`, and that releases nothing but
what `Ledger.decide` lets through. This file is imported by the admin alone (tests/report/test_complete.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sendsite.framework.records import TABLES, Records
from sendsite.framework.term import TermRecords
from sendsite.report.build import SCHOOL_PAGES, TRUST_PAGES
from sendsite.report.charts.canvas import Canvas
from sendsite.report.completing import completed, source_words
from sendsite.report.disclosure import Ledger, Released, Value, exact_advice
from sendsite.report.figures.pages import PageFigures
from sendsite.report.quantities import gathered
from sendsite.report.quantities.source import Source
from sendsite.report.setup import Setup
from sendsite.report.view import Place, View
from sendsite.report.views import Measured, measured, view_of

OF_NO_SCHOOL = ("funding_bands", "comparators")
"""Tables whose rows belong to no school. A priority may be a school's or, without one, the trust's."""


class Complete(Released):
    """Every figure of a term, shown and exact: only what is missing has a mark."""

    rounded = False


def of_school(term: TermRecords, urn: str) -> TermRecords:
    """
    A term with the rows of one school and those of none.

    Its document, where it has one, still tells the trust's own index, which is all that a school's pages show of other schools.
    """
    rows: dict[str, Any] = {}
    for table in TABLES:
        every = getattr(term.records, table)
        name = "urn" if table == "schools" else "school_urn"
        rows[table] = every if table in OF_NO_SCHOOL else tuple(row for row in every if getattr(row, name) in (urn, "" if table == "priorities" else urn))
    return replace(term, records=Records(**rows))


def complete_terms(terms: Sequence[TermRecords]) -> tuple[Measured, ...]:
    """Frozen terms, ascending, measured once: they may be kept, for they do not change."""
    return measured(terms, lambda source: _complete(gathered(source, whole=True)))


def complete_view(setup: Setup, now: TermRecords, earlier: Sequence[Measured] = ()) -> View:
    """The register as it stands, beside the terms before it. It is the newest there is, so its pages stand at the root."""
    past = [each for each in earlier if each.reading.term < now.term]
    last: Source | None = replace(past[-1].source, last=None) if past else None
    (today,) = measured((now,), lambda source: _complete(gathered(source, whole=True)), last)
    return view_of(setup, today, past, Canvas(), root=True)


def complete_page(view: View, page: str, place: Place | None = None) -> PageFigures:
    """A page of a school, or without one of the trust, by its name in the list that the site's pages are made from. KeyError for no such page."""
    if place is None:
        return completed(_BY_NAME_OF_TRUST[page](view), source_words(view, view.trust))
    return completed(_BY_NAME_OF_SCHOOL[page](view, place), source_words(view, place))


def _complete(ledger: Ledger) -> Complete:
    values = {name: Value(entry.value, "" if entry.value is not None else entry.why) for name, entry in ledger.entries.items()}
    words: Mapping[str, str] = {name: told.words for name, told in ledger.words.items()}
    return Complete(values, words, frozenset(words), 0, tuple(exact_advice(insight) for insight, *_ in ledger.insights))


_BY_NAME_OF_SCHOOL = {name: make for name, _, make in SCHOOL_PAGES}
_BY_NAME_OF_TRUST = {name: make for name, _, make in TRUST_PAGES}
