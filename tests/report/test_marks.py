"""Marks: each page explains those that it shows, once; who hears a page is told them in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendsite.report.charts.bars import Item, bars
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import Page, SchoolData
from sendsite.report.figures.values import MARKS, Cell, Row
from sendsite.report.marks import SPOKEN, folded_marks, key_of, left_over, shown_marks, spoken
from sendsite.report.tables import column, table, words_column
from tests.report.looking import walk
from tests.report.trust import page, the_report

LOW, NUMBER = Cell("[low]", None, "low"), Cell("7", 7.0)


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

    shown = {mark for section in sections for mark in shown_marks(section)}
    assert shown <= set(explained)
    assert len(explained) == len(set(explained))


def test_a_mark_is_explained_at_the_first_section_that_shows_it():
    found = page(the_report(), "school/140002/finance").figures
    sections = [each for each in walk(found) if isinstance(each, Section) and each.table]
    first = next(section for section in sections if "c" in shown_marks(section))

    assert ("c", MARKS["c"]) in first.key


def test_no_section_explains_a_mark_that_only_its_folded_table_shows():
    sections = [each for found in pages() for each in walk(found.figures) if isinstance(each, Section)]

    assert [section.slug for section in sections if not {mark for mark, _ in section.key} <= shown_marks(section)] == []


def test_a_folded_table_has_the_key_to_all_its_marks_and_an_open_one_none():
    picture = bars([Item("a", 5.0, "5"), Item("b", 0.0, "[low]")])
    behind = table("t", "A table", (words_column("What"), column("h"), column("%")), [Row("a", (NUMBER, Cell("[u]", None, "u"))), Row("b", (LOW, LOW))])
    folded = Section("s", "Hours", chart=picture, desc="Bars", table=behind)

    assert (shown_marks(folded), folded_marks(folded)) == ({"low"}, {"low", "u"})
    opened = replace(folded, chart=None, desc="")
    assert (shown_marks(opened), folded_marks(opened)) == ({"low", "u"}, set())


def test_marks_stand_in_one_order():
    assert [mark for mark, _ in key_of(["z", "c", "x"])] == ["c", "x", "z"]


def test_the_data_page_says_what_the_marks_of_the_downloads_mean():
    figures = page(the_report(), "school/140002/data").figures
    assert isinstance(figures, SchoolData)

    assert "[c]" in {row.head for row in figures.dictionary.rows}
