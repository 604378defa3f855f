"""Many terms need no more memory than few: records are let go as soon as no page needs them, and finished pages lie outside of memory."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace
from functools import partial

from sendsite.framework.records import Records
from sendsite.framework.term import Shelved, Term, TermRecords
from sendsite.report.build import build_report
from sendsite.report.drawer import Drawer
from tests.report.looking import section
from tests.report.trust import NOW, SETUP, a_trust_of_four, middling, page, reading, some_terms, terms_back, the_report


class Counted:
    """Terms that are read anew each time, with the most that were ever alive together, and how often they were read."""

    def __init__(self, terms: list[Term]) -> None:
        self.opened: list[weakref.ref[Records]] = []
        self.most = self.read = 0
        self.shelved = [Shelved(term, partial(self._open, term), earlier=(Shelved(term, partial(self._open, term)),)) for term in terms]

    def _open(self, term: Term) -> TermRecords:
        made = replace(reading(term, middling(gets=1 + term.year % 3)), edition=1)
        gc.collect()
        self.opened.append(weakref.ref(made.records))
        self.read += 1
        self.most = max(self.most, self.alive)
        return made

    @property
    def alive(self) -> int:
        """How many terms' records are in memory now."""
        return sum(each() is not None for each in self.opened)


def test_at_most_two_terms_records_are_in_memory_at_once():
    counted = Counted(terms_back(NOW, 12))

    build_report(SETUP, counted.shelved)
    gc.collect()

    assert counted.most <= 2
    assert counted.alive == 0


def test_each_edition_is_read_once_and_the_newest_once_more_for_its_schools():
    counted = Counted(terms_back(NOW, 6))

    build_report(SETUP, counted.shelved)

    assert counted.read == 2 * 6 + 1


def test_terms_that_are_read_when_asked_for_give_the_same_report():
    shelved = [Shelved(each.term, each.open, each.draft) for each in some_terms()]

    assert build_report(SETUP, shelved) == the_report()


def test_trends_show_every_term_however_long_ago():
    terms = terms_back(NOW, 12)
    report = build_report(SETUP, [reading(term, a_trust_of_four(gets=1 + 0.1 * place)) for place, term in enumerate(terms)])
    history = page(report, "school/140001/history").figures

    for slug in ("history-sei", "register"):
        table = section(history, slug).table
        assert table is not None
        assert [row.head for row in table.rows] == [term.label for term in terms]
        assert not [row for row in table.rows if row.cells[0].mark]
    for slug, pairs in (("moved", 11), ("moved-year", 9)):
        table = section(history, slug).table
        assert table is not None
        assert len(table.rows) == pairs


def test_pages_come_out_of_the_drawer_as_they_went_in():
    drawer, figures = Drawer(), [each.figures for each in the_report().pages[:5]]
    laid = [drawer.lay(each) for each in figures]

    assert [each.read() for each in reversed(laid)] == figures[::-1]


def test_a_page_that_lies_in_the_drawer_is_seen_through_by_whoever_looks_for_what_must_not_be_there():
    lying = page(the_report(), "school/140001")

    assert lying.figures.school.name in repr(lying)  # type: ignore[union-attr]
