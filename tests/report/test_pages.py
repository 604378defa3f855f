"""What stands on the pages equals what the framework says, adds up as shown, and reads as findings."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from sendsite.framework.coarse import LEAST_HOURS
from sendsite.framework.model import KPIS
from sendsite.framework.settings import default
from sendsite.report.build import build_report
from sendsite.report.figures.charts import Section, Stack
from sendsite.report.figures.pages import KpiCard, Report, SchoolHistory, TrustOverview
from sendsite.report.figures.values import Table
from sendsite.report.formats import kpi_format
from sendsite.report.sections.history import LEFT_OUT
from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.report.looking import dashboard, number, section, walk
from tests.report.trust import NOW, SETUP, middling, one_term, page, reading, some_terms, terms_back, the_report


def sections() -> list[tuple[str, Section]]:
    return [(each.key, found) for each in the_report().pages for found in walk(each.figures) if isinstance(found, Section)]


def document() -> dict[str, Any]:
    """The newest snapshot's document."""
    kept = some_terms()[-2].document
    assert kept is not None
    return kept


def school_of(urn: str) -> dict[str, Any]:
    return next(school for school in document()["schools"] if school["urn"] == urn)


@pytest.mark.parametrize("kpi", KPIS)
def test_a_card_shows_the_frameworks_figure_and_band(kpi: str):
    card = next(card for card in dashboard().kpis if card.kpi == kpi)
    figure = school_of("140001")["kpis"][kpi]

    assert card.value.text == kpi_format(kpi, default()).text(figure["value"])
    assert card.band is not None
    assert card.band.tone == figure["band"]


def test_the_index_is_the_frameworks():
    assert dashboard().index.value.text == f"{school_of('140001')['sei']['value']:.2f}"


def test_the_trusts_figures_are_the_frameworks():
    overview = page(the_report(), "trust").figures
    assert isinstance(overview, TrustOverview)

    need = document()["trust"]["kpis"]["need"]["value"]
    assert overview.kpis[2].value.text == kpi_format("need", default()).text(need)


def test_what_moved_the_index_adds_up_as_shown():
    table = dashboard().index.moved_table
    assert table is not None

    parts = [number(row.cells[0].text) for row in table.rows]

    assert sum(parts[:-1], Decimal(0)) == parts[-1]


def test_the_change_of_the_index_is_that_of_the_figures_as_shown():
    index, history = dashboard().index, page(the_report(), "school/140001/history").figures
    assert isinstance(history, SchoolHistory)
    assert index.moved_table is not None
    rows = section(history, "history-sei").table.rows  # type: ignore[union-attr]  # it has one

    assert number(index.moved_table.rows[-1].cells[0].text) == number(rows[-1].cells[0].text) - number(rows[0].cells[0].text)


def test_every_term_of_the_history_adds_up_as_shown():
    table = section(page(the_report(), "school/140001/history").figures, "moved").table
    assert table is not None

    for row in table.rows:
        parts = [number(cell.text) for cell in row.cells]
        assert sum(parts[:-1], Decimal(0)) == parts[-1]


@pytest.mark.parametrize("key", ["school/140001", "school/140002", "school/140004", "trust"])
def test_a_total_of_rounded_hours_says_that_its_parts_may_not_add_up(key: str):
    table = section(page(the_report(), key).figures, "hours").table
    assert table is not None

    assert table.note.count("parts may not add up to their total") == 1


@pytest.mark.parametrize("key", ["school/140001", "trust"])
def test_the_shares_of_the_picture_of_hours_make_a_hundred_and_are_told_only_of_enough(key: str):
    found = section(page(the_report(), key).figures, "hours")
    assert isinstance(found.chart, Stack)
    assert found.table is not None
    total = number(found.table.rows[-1].cells[0].text)

    shares = [int(each.share.rstrip("%")) for each in found.chart.rows[0].segments if each.share]
    assert sum(shares) == (100 if total >= LEAST_HOURS else 0)


def test_every_chart_has_a_table_and_a_description():
    for key, found in sections():
        if found.chart is not None:
            assert found.table is not None, key
            assert found.desc, key


def test_every_heading_is_said_and_no_sentence_has_a_hole_in_it():
    words = [value for each in the_report().pages for value in walk(each.figures) if isinstance(value, str)]

    assert not [text for text in words if re.search(r"\bNone\b(?! of)|\bnan\b|\{|\}", text) and "None:" not in text]


def test_no_page_has_two_tables_of_one_slug():
    for each in the_report().pages:
        tables = {(found.slug, found) for found in walk(each.figures) if isinstance(found, Table)}
        assert len(tables) == len({slug for slug, _ in tables}), each.key


def test_every_row_of_a_table_has_a_cell_for_each_column():
    for each in the_report().pages:
        for found in walk(each.figures):
            if isinstance(found, Table):
                assert {len(row.cells) + 1 for row in found.rows} <= {len(found.columns)}, (each.key, found.slug)


def test_the_same_input_gives_the_same_report():
    assert build_report(SETUP, some_terms()) == the_report()


def test_every_key_a_page_leads_to_is_there():
    keys = {each.key for each in the_report().pages}
    report_keys = re.compile(r"^(?:draft/|\d{4}-\w+/)?(?:trust|school/\d+)(?:/[\w-]+)?$")
    named = {value for each in the_report().pages for value in walk(each.figures) if isinstance(value, str) and report_keys.match(value)}

    assert named <= keys


def test_an_explainer_that_is_named_is_written():
    from sendsite.stock import folder

    named = {
        value.removeprefix("explainers/")
        for each in the_report().pages
        for value in walk(each.figures)
        if isinstance(value, str) and value.startswith("explainers/")
    }

    assert {name for name in named if not (folder("content") / "explainers" / f"{name}.md").exists()} == set()


def test_a_missing_measure_reads_not_available_and_says_why_and_what_would_help():
    report = one_term(a_school(*(a_pupil(needs=5, gets=3) for _ in range(20)), a_member_of_staff(contracted=60), roll=0))
    card: KpiCard = page(report, "school/140001").figures.kpis[0]  # type: ignore[union-attr]  # a dashboard

    assert card.value.text == "[x]"
    assert "the number on roll is not entered" in card.why_missing
    assert "Enter the number on roll" in card.why_missing


def test_a_school_that_is_left_out_of_a_trusts_measure_is_named_with_the_reason():
    overview = page(the_report(), "trust").figures
    assert isinstance(overview, TrustOverview)

    assert "Newfen Academy is left out of the trust’s Finance: no support staff are entered." in overview.left_out


def test_a_schools_summary_names_no_other_school():
    """Its readers may read nothing of the others, and whether those are left out of a measure is theirs."""
    names = {school["urn"]: school["name"] for school in document()["schools"]}
    for urn in names:
        said = repr(page(the_report(), f"school/{urn}/summary").figures)
        assert [name for other, name in names.items() if other != urn and name in said] == []


def test_three_questions_are_asked_of_every_school():
    for urn in ("140001", "140002", "140003", "140004"):
        assert len(set(dashboard(f"school/{urn}").questions)) == 3


def of_twelve() -> Report:
    """A school of twelve pupils, in two terms a year apart."""
    records = middling(count=12)
    return build_report(SETUP, [reading(NOW.year_before, records), reading(NOW, records)])


def test_a_small_register_has_no_band_and_says_why():
    index = page(of_twelve(), "school/140001").figures.index  # type: ignore[union-attr]  # a dashboard

    assert index.band is None
    assert "fewer than 15 pupils" in index.why_no_band


def test_a_small_register_has_no_change_called():
    cards = page(of_twelve(), "school/140001").figures.kpis  # type: ignore[union-attr]  # a dashboard

    assert {card.change.reads for card in cards if card.change} == {"unknown"}


def test_a_small_register_is_told_no_split_of_a_change_that_is_none():
    index = page(of_twelve(), "school/140001").figures.index  # type: ignore[union-attr]  # a dashboard
    history = page(of_twelve(), "school/140001/history").figures

    assert (index.moved, index.moved_table, index.moved_note) == (None, None, "")
    assert not [found for found in walk(history) if isinstance(found, Section) and found.slug in ("moved", "moved-year")]


def test_history_splits_only_changes_of_terms_with_enough_pupils_and_says_so():
    counts = (12, 12, 36, 36)
    report = build_report(SETUP, [reading(term, middling(count=count)) for term, count in zip(terms_back(NOW, 4), counts, strict=True)])
    found = section(page(report, "school/140001/history").figures, "moved")

    assert [row.head for row in found.table.rows] == [term.label for term in terms_back(NOW, 2)]  # type: ignore[union-attr]  # it has one
    assert found.note.endswith(LEFT_OUT)


def test_a_school_of_nine_shows_its_measures_on_the_trusts_pages_alone():
    own = dashboard("school/140002")
    compared = page(the_report(), "trust/metric-need").figures

    assert {card.value.mark for card in own.kpis} == {"c"}
    assert [row.cells[1].mark for row in section(compared, "schools-need").table.rows if row.head == "Reedham Primary"] == [""]  # type: ignore[union-attr]


def test_a_better_figure_reads_better_and_lower_spend_too():
    changes = {card.kpi: card.change for card in dashboard().kpis}

    assert changes["need"] is not None
    assert changes["need"].reads == "better"
    assert changes["need"].words.endswith("points on spring last year")
    assert changes["finance"] is not None
    assert changes["finance"].words == "no real change on spring last year"


def test_without_an_index_one_short_sentence_says_so_and_the_details_stand_at_the_measures():
    report = one_term(a_school(*(a_pupil(needs=5, gets=3) for _ in range(20)), a_member_of_staff(contracted=60), roll=0))
    figures = page(report, "school/140001").figures

    assert figures.index.why_no_band == "No index this term: two of five measures are missing."  # type: ignore[union-attr]  # a dashboard
    assert "Enter the number on roll" not in " ".join(notice.text for notice in figures.notices)  # type: ignore[union-attr]


def test_what_a_small_school_should_know_is_said_in_its_notice_and_marked_beside_its_figures():
    figures = dashboard("school/140002")

    assert any("staffing has a floor" in notice.text for notice in figures.notices)
    assert figures.kpis[0].beside.startswith("Small school")
    assert "staffing has a floor" not in figures.kpis[0].beside


def test_deployment_quality_above_one_says_what_that_means():
    red = [a_pupil(f"r{place}", needs=5, gets=5, rating="R") for place in range(10)]
    green = [a_pupil(f"g{place}", needs=5, gets=1, rating="A") for place in range(10)]
    cards = {card.kpi: card for card in page(one_term(a_school(*red, *green, a_member_of_staff(contracted=120))), "school/140001").figures.kpis}  # type: ignore[union-attr]

    assert cards["dqf"].value.text > "1.00"
    assert cards["dqf"].beside == "Above 1.00: hours lean to the highest need more than plans do."
