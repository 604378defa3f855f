"""A corrected term: pages show the newest edition and say so, with the reason and what it moved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendsite.framework.term import Shelved
from sendsite.report.build import build_report
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import Report, TermArchive
from tests.report.looking import section, walk
from tests.report.trust import NOW, SETUP, a_trust_of_four, page, reading

REASON = "Hours of one class had been entered twice"


@pytest.fixture(scope="module")
def corrected() -> Report:
    """A term before, and a term of which there are two editions."""
    first = reading(NOW, a_trust_of_four(gets=1.5))
    second = replace(reading(NOW, a_trust_of_four(gets=2)), edition=2, reason=REASON, taken_at="2026-02-20T09:00:00+00:00")
    return build_report(SETUP, [reading(NOW.before, a_trust_of_four()), first, second])


def test_every_page_of_the_term_says_which_edition_it_shows_and_why(corrected):
    pages = [each for each in corrected.pages if each.key.startswith((f"{NOW.name}/", "school/", "trust/metric"))]
    standings = [each.figures.standing for each in pages]

    assert {(standing.edition, standing.reason) for standing in standings} == {(2, REASON)}
    assert page(corrected, "school/140001/finance").figures.standing.edition_key == "school/140001/history#edition"  # type: ignore[union-attr]


def test_what_the_edition_moved_stands_beside_what_was_published_before(corrected):
    told = section(page(corrected, "school/140001/history").figures, "edition")
    assert told.table is not None

    assert REASON in told.says
    assert "27 January 2026" in told.sub
    assert "20 February 2026" in told.sub
    assert [column.label for column in told.table.columns] == ["Figure", "First edition", "Second edition"]
    assert all(row.cells[0].text != row.cells[1].text for row in told.table.rows)
    assert told.heading == f"The second edition moved {len(told.table.rows)} figures"


def test_an_edition_shows_no_figure_that_either_edition_hides(corrected):
    small = section(page(corrected, "school/140002/history").figures, "edition")
    shown = [cell for row in small.table.rows for cell in row.cells] if small.table else []

    assert all(cell.mark or cell.value is not None for cell in shown)


def test_a_term_with_one_edition_speaks_of_none(corrected):
    found = [each for each in walk(page(corrected, f"{NOW.before.name}/school/140001/history").figures) if isinstance(each, Section) and each.slug == "edition"]

    assert found == []


def test_the_archive_lists_every_edition_with_its_reason(corrected):
    archive = page(corrected, "trust/archive").figures
    assert isinstance(archive, TermArchive)
    assert archive.editions is not None

    assert [row.head for row in archive.editions.rows] == ["Spring term 2025/26, edition 2", "Spring term 2025/26, edition 1"]
    assert archive.editions.rows[0].cells[1].text == REASON


def test_editions_may_be_read_when_they_are_asked_for():
    first, second = reading(NOW, a_trust_of_four(gets=1.5)), replace(reading(NOW, a_trust_of_four(gets=2)), edition=2, reason=REASON)
    shelved = Shelved(NOW, second.open, earlier=(Shelved(NOW, first.open),))

    assert build_report(SETUP, [shelved]) == build_report(SETUP, [first, second])
