"""What a page does not show is named in one list at its end, and nothing else of it is left: no heading, no table of a single row, no download."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sendsite.report.disclosure import marked
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import MARKS, Cell, Row
from sendsite.report.tables import column, table, words_column
from sendsite.report.together import SLUG, closing, not_shown, shown, shows_nothing
from tests.report.looking import walk
from tests.report.trust import one_term, page, small

HIDDEN, MISSING, SEVEN, NINE = marked("c"), marked("x"), Cell("7", 7.0), Cell("9", 9.0)
PAGES = [f"school/140002{page}" for page in ("", "/deployment", "/finance", "/history")]


def a_section(*parts: Sequence[Cell], total: Sequence[Cell] = (), slug: str = "by-age", says: str = "", head: str = "All pupils") -> Section:
    """A section with a row of cells for each part, and one of its totals."""
    rows = [Row(f"part {place}", tuple(cells)) for place, cells in enumerate(parts)]
    rows += [Row(head, tuple(total), total=True)] if total else []
    columns = (words_column("Group"), *(column(f"c{place}") for place in range(len(rows[0].cells))))
    name = slug.capitalize().replace("-", " ")
    return Section(slug, f"The finding {slug}", says=says, table=table(slug, f"{name}, Reedham Primary", columns, rows), note="A note")


def slugs(sections: Sequence[Section]) -> list[str]:
    return [section.slug for section in sections]


def test_a_section_shows_nothing_only_where_something_of_it_is_hidden_and_no_figure_is_there():
    assert shows_nothing(a_section([HIDDEN, MISSING]))
    assert not shows_nothing(a_section([HIDDEN, SEVEN]))
    assert not shows_nothing(a_section([MISSING, MISSING]))


def test_sections_that_show_nothing_are_named_by_what_they_are_of_wherever_they_stand():
    first, between, second = a_section([HIDDEN], slug="by-age"), a_section([SEVEN], slug="plans"), a_section([HIDDEN], slug="by-area")
    gone = not_shown([first, between, second])

    assert slugs(shown([first, between, second], gone)) == ["plans"]
    said = closing(gone, "Reedham Primary", "Not shown on this page")
    assert (said.slug, said.table) == (SLUG, None)
    assert said.says == f"By age; by area. Each figure in them is {MARKS['c']}."


def test_a_total_alone_is_given_in_the_list():
    gone = not_shown([a_section([HIDDEN], [HIDDEN], total=[SEVEN], slug="outcomes")])

    assert closing(gone, "Reedham Primary", "Not shown").says == f"Outcomes (7 in all). Each figure in it but the total is {MARKS['c']}."


def test_totals_that_stand_elsewhere_on_the_page_are_not_told_again():
    rated = a_section([SEVEN, HIDDEN], total=[SEVEN, NINE], slug="by-rating")
    aged = a_section([HIDDEN, HIDDEN], total=[SEVEN, NINE], slug="by-age")

    assert slugs(not_shown([rated, aged])) == ["by-age"]
    assert closing(not_shown([rated, aged]), "Reedham Primary", "Not shown").says.startswith("By age. Each")


@pytest.mark.parametrize("other", [a_section([SEVEN, SEVEN], total=[SEVEN, SEVEN], slug="a"), a_section([SEVEN, NINE], slug="a")], ids=["other", "no total"])
def test_totals_that_stand_nowhere_else_keep_their_table(other: Section):
    aged = a_section([HIDDEN, HIDDEN], total=[SEVEN, NINE])

    assert not_shown([other, aged]) == []
    (_, kept) = shown([other, aged], [])
    assert kept.table is not None
    assert [row.head for row in kept.table.rows] == ["All pupils"]


def test_of_two_sections_with_the_same_totals_alone_the_first_stays():
    one, two = (a_section([HIDDEN, HIDDEN], total=[SEVEN, NINE], slug=slug) for slug in ("a", "b"))

    assert slugs(not_shown([one, two])) == ["b"]


def test_a_section_that_says_itself_why_nothing_is_shown_keeps_its_place():
    own = a_section([HIDDEN], says="What was expected is hidden: too few pupils.")

    assert not_shown([own]) == []
    (kept,) = shown([own], [])
    assert (kept.says, kept.table, kept.note) == (own.says, None, "")


@pytest.mark.parametrize("key", PAGES)
def test_a_very_small_schools_page_ends_with_the_only_word_on_what_it_does_not_show(key: str):
    found = page(one_term(small()), key).figures
    sections = [each for each in walk(found) if isinstance(each, Section)]

    assert not [section.slug for section in sections if shows_nothing(section)]
    assert [section.slug for section in sections].count(SLUG) <= 1
    assert SLUG not in slugs(sections[:-1])


def test_a_school_of_nine_pupils_is_told_that_it_is_small():
    found = page(one_term(small()), "school/140002/deployment").figures
    last = [each for each in walk(found) if isinstance(each, Section)][-1]

    assert last.heading == "Not shown at a school this small"
