"""What every page says of its figures: where they are from, and what its words mean, once and where they are first used."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from openpyxl import load_workbook

from sendsite.intake.comparators import shipped
from sendsite.report.completing import about_lines, edition_words
from sendsite.report.downloads import xlsx_bytes
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Standing
from sendsite.report.words import KPI_MEANS, KPI_NAMES
from sendsite.stock import folder
from tests.report.looking import dashboard, section, walk
from tests.report.trust import middling, one_term, page, the_report

STANDING = Standing("Saltmarsh Learning Trust", "2025-spring", "Spring term 2025/26", "27 March 2026", "2 April 2026 by the trust office", 2, False, True)


def sections(key: str) -> list[Section]:
    return [found for found in walk(page(the_report(), key).figures) if isinstance(found, Section)]


def test_every_section_says_where_its_figures_are_from():
    for each in the_report().pages:
        assert [found.slug for found in walk(each.figures) if isinstance(found, Section) and not found.source] == [], each.key


def test_a_source_names_register_data_date_and_edition():
    assert sections("school/140001/finance")[0].source == "Register of Tidewell Primary, data to 27 January 2026, first edition"
    assert sections("trust/finance")[0].source == "Registers of the trust’s schools, data to 27 January 2026, first edition"
    assert sections("draft/trust/finance")[0].source.endswith(", draft")


def test_an_example_never_passes_for_a_register():
    assert {found.source for found in sections("research")} == {"An invented school, in no trust"}


def test_figures_of_real_schools_name_their_source_besides():
    records = replace(middling(), comparators=shipped(folder("open")))
    source = section(page(one_term(records), "school/140001/finance").figures, "compared").source

    assert source.startswith("Register of Tidewell Primary")
    assert "2018" in source


def test_a_word_is_explained_where_a_page_uses_it_first_and_only_there():
    for key in ("school/140001/deployment", "trust/comparison", "trust/finance"):
        told = [name for found in sections(key) for name, _ in found.terms]
        assert told
        assert len(told) == len(set(told)), key


def test_the_cards_explain_their_measures_so_that_no_section_does_again():
    cards = dashboard().kpis

    assert [card.means for card in cards] == [KPI_MEANS[card.kpi] for card in cards]
    assert dashboard().index.means == KPI_MEANS["sei"]
    assert not set(KPI_NAMES.values()) & {name for found in sections("school/140001") for name, _ in found.terms}


def test_an_edition_is_said_in_words():
    assert edition_words(STANDING) == "second edition"


def test_a_workbook_says_of_which_term_edition_and_day_it_is():
    key = load_workbook(BytesIO(xlsx_bytes([], "Finance", about_lines(STANDING))))["key"]
    told = {row[0].value: row[1].value for row in key.iter_rows()}

    assert {name: told[name] for name in ("Term", "Edition", "Data to")} == {
        "Term": "Spring term 2025/26",
        "Edition": "second edition",
        "Data to": "27 March 2026",
    }
