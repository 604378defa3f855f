"""Marks: each page explains those that it shows, once; who hears a page is told them in words; what is hidden altogether is a sentence."""

from __future__ import annotations

import pytest

from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import Page, SchoolData
from sendsite.report.figures.values import MARKS, Cell, Row, Table
from sendsite.report.marks import SPOKEN, key_of, left_over, marks_of, spoken
from sendsite.report.tables import column, table, words_column
from sendsite.report.together import shows_nothing, together
from tests.report.looking import walk
from tests.report.trust import one_term, page, small, the_report

HIDDEN, MISSING, NUMBER = Cell("[c]", None, "c"), Cell("[x]", None, "x"), Cell("7", 7.0)


def a_table(*rows: tuple[Cell, ...]) -> Table:
    columns = (words_column("What"), *(column(f"c{place}") for place in range(len(rows[0]))))
    return table("t", "A table", columns, [Row("row", cells) for cells in rows])


def a_section(*rows: tuple[Cell, ...], slug: str = "s", heading: str = "Need by age") -> Section:
    return Section(slug, heading, table=a_table(*rows), note="A note")


def pages() -> list[Page]:
    return [each for each in the_report().pages if not each.key.startswith("20")]


def test_every_mark_has_words_for_who_hears_it():
    assert SPOKEN.keys() == MARKS.keys()


def test_a_text_is_told_without_its_marks():
    said = spoken("Red: [c] hours; Amber: 12 hours; target 5, [c] of hours; Green [c] h; [x]")

    assert said == "Red: hidden; Amber: 12 hours; target 5, hidden; Green hidden; not available"


def test_no_description_of_a_chart_holds_a_mark():
    sections = [each for found in pages() for each in walk(found.figures) if isinstance(each, Section)]

    assert [section.slug for section in sections if "[c]" in section.desc or "[x]" in section.desc] == []


KEYS = [f"school/{urn}{page}" for urn in ("140001", "140002") for page in ("", "/deployment", "/finance")]


@pytest.mark.parametrize("key", [*KEYS, "trust/finance"])
def test_each_mark_of_a_page_is_explained_once(key: str):
    figures = page(the_report(), key).figures
    sections = [each for each in walk(figures) if isinstance(each, Section)]
    explained = [mark for section in sections for mark, _ in section.key] + list(left_over(figures))

    shown = {mark for section in sections for mark in marks_of(section)}
    assert shown <= set(explained)
    assert len(explained) == len(set(explained))


def test_a_mark_is_explained_at_the_first_section_that_shows_it():
    found = page(the_report(), "school/140002/finance").figures
    sections = [each for each in walk(found) if isinstance(each, Section) and each.table]
    first = next(section for section in sections if "c" in marks_of(section))

    assert ("c", MARKS["c"]) in first.key


def test_marks_stand_in_one_order():
    assert [mark for mark, _ in key_of(["z", "c", "x"])] == ["c", "x", "z"]


def test_the_data_page_says_what_the_marks_of_the_downloads_mean():
    figures = page(the_report(), "school/140002/data").figures
    assert isinstance(figures, SchoolData)

    assert "[c]" in {row.head for row in figures.dictionary.rows}


def test_a_section_with_one_shown_figure_shows_something():
    assert not shows_nothing(a_section((HIDDEN, NUMBER)))
    assert not shows_nothing(a_section((MISSING, MISSING)))
    assert shows_nothing(a_section((HIDDEN, MISSING)))


def test_one_hidden_section_by_itself_is_a_sentence():
    (told,) = together([a_section((HIDDEN,))])

    assert (told.heading, told.table, told.note) == ("Need by age", None, "")
    assert told.says == "Each figure here is hidden because it could point to a child."


def test_hidden_sections_in_a_row_become_one_that_names_them():
    shown = a_section((NUMBER,), slug="shown", heading="Shown")
    first, second = a_section((HIDDEN,), slug="a"), a_section((HIDDEN,), slug="b", heading="Need by area")

    told = together([shown, first, second, shown])

    assert [section.slug for section in told] == ["shown", "a", "shown"]
    assert told[1].heading == "Two breakdowns are not shown: too few pupils are in them"
    assert told[1].says.startswith("Need by age; Need by area. Each figure in them is hidden")


def test_a_very_small_school_has_no_two_sentences_alike_about_what_is_hidden():
    report = one_term(small())
    for key in ("school/140002", "school/140002/deployment", "school/140002/finance"):
        said = [each.says for each in walk(page(report, key).figures) if isinstance(each, Section) and "hidden" in each.says]
        assert len(said) == len(set(said)), key
