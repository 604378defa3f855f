"""The trust's pages, and where the pages of each term stand."""

from __future__ import annotations

from dataclasses import replace

from sendsite.report.build import build_report
from sendsite.report.figures.pages import BoardSummary, Comparison, TermArchive, TrustFinance
from tests.report.looking import dashboard, section
from tests.report.trust import NOW, SETUP, page, some_terms, terms_back, the_report


def test_the_league_table_stands_below_the_dot_plot_and_lists_the_unranked_last():
    comparison = page(the_report(), "trust/comparison").figures
    assert isinstance(comparison, Comparison)
    slugs = [each.slug for each in comparison.sections]
    league = section(comparison, "league").table
    assert league is not None

    assert slugs[:2] == ["index-by-school", "league"]
    assert [row.cells[1].text for row in league.rows] == ["1", "2", "[z]", "[z]"]
    assert league.rows[-1].note == "small school and small register"


def test_a_phase_of_several_schools_can_be_looked_at_alone_with_a_rank_of_its_own():
    comparison = page(the_report(), "trust/comparison").figures
    assert isinstance(comparison, Comparison)
    primary = section(comparison, "league-primary").table
    assert primary is not None

    assert {each.slug for each in comparison.sections if each.slug.startswith("league-")} == {"league-primary"}
    assert primary.columns[1].label == "Rank of 1 primary"
    assert [row.cells[0].text for row in primary.rows] == ["1", "[z]"]


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
    draft = dashboard("draft/school/140001")

    assert draft.standing.draft
    assert "Draft" not in [notice.heading for notice in draft.notices]


def test_a_schools_pages_are_its_own_and_the_method_is_public():
    audiences = {each.key: each.audience for each in the_report().pages}

    assert audiences["school/140001/finance"] == "school:140001"
    assert audiences["trust/comparison"] == "trust"
    assert audiences["research"] == "public"


def test_the_archive_lists_every_term_newest_first():
    archive = page(the_report(), "trust/archive").figures
    assert isinstance(archive, TermArchive)

    assert [row.key for row in archive.terms.rows] == ["draft/trust", "2025-spring/trust", "2025-autumn/trust", "2024-summer/trust", "2024-spring/trust"]


def test_past_figures_are_those_that_were_kept_and_not_worked_out_anew():
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

    assert summary.picture.heading == "The index is held back most by support hours"


def test_terms_are_newest_first_and_without_the_draft():
    assert [name for name, _ in the_report().terms] == [term.name for term in reversed(terms_back(NOW, 4))]
