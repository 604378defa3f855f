"""What stands on the pages equals what the framework says, adds up as shown, and reads as findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

import pytest

from sendsite.framework.model import KPIS
from sendsite.framework.settings import default
from sendsite.report.build import build_report
from sendsite.report.figures.charts import Section, Stack
from sendsite.report.figures.pages import BoardSummary, Comparison, KpiCard, SchoolDashboard, SchoolHistory, TermArchive, TrustFinance, TrustOverview
from sendsite.report.figures.values import Table
from sendsite.report.formats import MINUS, kpi_format
from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.report.trust import NOW, SETUP, one_term, page, some_terms, terms_back, the_report


def walk(value: object) -> Iterator[object]:
    """A value and everything in it."""
    yield value
    if isinstance(value, tuple):
        for each in value:
            yield from walk(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from walk(getattr(value, item.name))


def sections() -> list[tuple[str, Section]]:
    return [(each.key, found) for each in the_report().pages for found in walk(each.figures) if isinstance(found, Section)]


def dashboard(key: str = "school/140001") -> SchoolDashboard:
    figures = page(the_report(), key).figures
    assert isinstance(figures, SchoolDashboard)
    return figures


def section(figures: object, slug: str) -> Section:
    return next(found for found in walk(figures) if isinstance(found, Section) and found.slug == slug)


def number(text: str) -> Decimal:
    return Decimal(text.replace(MINUS, "-").replace(",", "").replace("+", ""))


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
def test_the_picture_of_hours_adds_up_to_the_hours_paid_for(key: str):
    table = section(page(the_report(), key).figures, "hours").table
    assert table is not None

    parts = [number(row.cells[0].text) for row in table.rows]

    assert sum(parts[:-1], Decimal(0)) == parts[-1]


def test_the_shares_of_the_picture_of_hours_add_up_to_a_hundred():
    chart = section(dashboard(), "hours").chart
    assert isinstance(chart, Stack)

    assert sum(int(segment.share.rstrip("%")) for segment in chart.rows[0].segments) == 100


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


def test_three_questions_are_asked_of_every_school():
    for urn in ("140001", "140002", "140003", "140004"):
        assert len(set(dashboard(f"school/{urn}").questions)) == 3


def test_a_small_register_has_no_band_and_says_why():
    index = dashboard("school/140002").index

    assert index.band is None
    assert "fewer than 15 pupils" in index.why_no_band


def test_a_small_register_has_no_change_called():
    assert [card.change.reads for card in dashboard("school/140002").kpis if card.change] == ["unknown"] * 5


def test_a_better_figure_reads_better_and_lower_spend_too():
    changes = {card.kpi: card.change for card in dashboard().kpis}

    assert changes["need"] is not None
    assert changes["need"].reads == "better"
    assert changes["need"].words.endswith("points on spring last year")
    assert changes["finance"] is not None
    assert changes["finance"].words == "no real change on spring last year"


def test_the_league_table_stands_below_the_dot_plot_and_lists_the_unranked_last():
    comparison = page(the_report(), "trust/comparison").figures
    assert isinstance(comparison, Comparison)
    slugs = [each.slug for each in comparison.sections]
    league = section(comparison, "league").table
    assert league is not None

    assert slugs[:2] == ["index-by-school", "league"]
    assert [row.cells[1].text for row in league.rows] == ["1", "2", "[z]", "[z]"]
    assert league.rows[-1].note == "small school and small register"


def test_each_phase_can_be_looked_at_alone():
    slugs = {each.slug for each in page(the_report(), "trust/comparison").figures.sections}  # type: ignore[union-attr]

    assert {"league-primary", "league-secondary", "league-special"} <= slugs


def test_a_scatter_needs_five_schools():
    finance = page(the_report(), "trust/finance").figures
    assert isinstance(finance, TrustFinance)

    assert "finance-need" not in {each.slug for each in finance.sections}


def test_the_newest_snapshot_stands_at_the_root_older_ones_below_their_term_and_the_draft_apart():
    keys = {each.key for each in the_report().pages}

    assert {"trust", "2024-spring/trust", "draft/trust"} <= keys
    assert page(the_report(), "trust").figures.standing.latest  # type: ignore[union-attr]
    assert page(the_report(), "draft/trust").figures.standing.draft  # type: ignore[union-attr]


def test_an_older_page_knows_where_the_newest_terms_same_page_stands():
    older = page(the_report(), "2024-spring/school/140001/finance").figures

    assert older.standing.latest_key == "school/140001/finance"  # type: ignore[union-attr]


def test_a_draft_says_so():
    assert dashboard("draft/school/140001").notices[0].heading == "Draft"


def test_a_schools_pages_are_its_own_and_the_method_is_public():
    audiences = {each.key: each.audience for each in the_report().pages}

    assert audiences["school/140001/finance"] == "school:140001"
    assert audiences["trust/comparison"] == "trust"
    assert audiences["research"] == "public"


def test_the_archive_lists_every_term_newest_first():
    archive = page(the_report(), "trust/archive").figures
    assert isinstance(archive, TermArchive)

    assert [row.key for row in archive.terms.rows] == ["draft/trust", "trust", "2025-autumn/trust", "2024-summer/trust", "2024-spring/trust"]


def test_past_figures_are_those_that_were_kept_and_not_worked_out_anew():
    from dataclasses import replace

    kept = some_terms()[0]
    assert kept.document is not None
    changed = {**kept.document, "schools": [{**school, "sei": {"value": 4.21, "band": "high"}} for school in kept.document["schools"]]}  # type: ignore[attr-defined]
    report = build_report(SETUP, [replace(kept, document=changed), *some_terms()[1:]])

    rows = section(page(report, "school/140001/history").figures, "history-sei").table.rows  # type: ignore[union-attr]
    assert rows[0].cells[0].text == "4.21"


def test_the_boards_picture_says_what_holds_the_index_back():
    summary = page(the_report(), "school/140001/summary").figures
    assert isinstance(summary, BoardSummary)
    assert summary.picture is not None

    assert summary.picture.heading == "Support hours holds the index back most"


def test_terms_are_newest_first_and_without_the_draft():
    assert [name for name, _ in the_report().terms] == [term.name for term in reversed(terms_back(NOW, 4))]
