"""What to do next is always told; which measure holds the index back, and how a missing index is made good."""

from __future__ import annotations

from sendsite.report.board_summary import picture_heading
from sendsite.report.figures.pages import BoardSummary, SchoolDashboard, SchoolInsights, TrustInsights, TrustOverview
from sendsite.report.formats import INDEX, capital, numeral
from sendsite.report.next_steps import QUIET, first_of
from tests.report.looking import dashboard
from tests.report.trust import page, the_report

SCORES: dict[str, float | None] = {"finance": 3.1, "ash": 3.6, "need": 3.4, "dqf": 4.0, "pif": 3.9}


def test_where_nothing_stands_out_that_is_told_with_one_thing_to_ask():
    assert first_of([], 3) == (QUIET,)
    assert QUIET.action.startswith("Ask ")


def test_every_first_page_says_what_to_do_next():
    for each in the_report().pages:
        if isinstance(each.figures, SchoolDashboard):
            assert each.figures.next_step is not None, each.key
        if isinstance(each.figures, TrustOverview):
            assert each.figures.next_steps, each.key
        if isinstance(each.figures, BoardSummary):
            assert each.figures.priorities, each.key


def test_the_lowest_of_five_measures_of_one_band_holds_nothing_back():
    assert picture_heading(SCORES, {"green"}, INDEX) == "Lowest of five green measures: finance"


def test_measures_that_tie_are_both_named():
    assert picture_heading({**SCORES, "ash": 3.104}, {"green"}, INDEX) == "Lowest of five green measures: finance and support hours"
    assert picture_heading({**SCORES, "ash": 3.1}, {"green", "amber"}, INDEX) == "The index is held back most by finance and support hours"


def test_with_a_measure_missing_none_is_called_the_lowest_of_five():
    assert picture_heading({**SCORES, "pif": None}, {"green", ""}, INDEX) == "The measures that can be shown, on one scale"


def test_a_missing_index_lists_what_is_missing_and_what_would_make_it_available():
    index = dashboard("school/140003").index

    assert index.value.mark == "x"
    assert len(index.missing) >= 2
    assert all(name and why and mend for name, why, mend in index.missing)


def test_an_index_that_is_there_misses_nothing():
    assert dashboard("school/140004").index.missing == ()


def test_bars_of_what_moved_the_index_are_grey_unless_a_change_is_called():
    for each in the_report().pages:
        figures = each.figures
        if isinstance(figures, SchoolDashboard) and figures.index.moved:
            changed = figures.index.year if figures.index.year and "no figure" not in figures.index.year.words else figures.index.term
            tones = {bar.tone for bar in figures.index.moved.rows}
            assert (tones == {"quiet"}) == (changed is None or changed.reads not in ("better", "worse")), each.key


def test_the_summary_for_the_board_has_its_scores_as_plain_bars_on_the_scale_of_the_picture():
    summary = page(the_report(), "school/140001/summary").figures
    assert isinstance(summary, BoardSummary)
    assert summary.scores is not None

    assert len(summary.scores.rows) == 5
    assert all(bar.width <= 1000 for bar in summary.scores.rows)


def test_how_a_small_school_is_read_is_a_note_and_nothing_to_do():
    figures = page(the_report(), "school/140002/insights").figures
    assert isinstance(figures, SchoolInsights)
    cards = (*figures.first, *figures.more)

    assert figures.heading.startswith(f"{capital(numeral(len(cards)))} ")
    assert "small_school" not in {card.rule for card in cards}
    assert [note.heading for note in figures.notices] == ["A small school: read its figures with care"]


def test_the_trusts_note_names_the_small_schools():
    figures = page(the_report(), "trust/insights").figures
    assert isinstance(figures, TrustInsights)

    assert [note.text.split(".")[0] for note in figures.notices] == ["Reedham Primary"]
    assert "small_school" not in {card.rule for card in (*figures.first, *figures.more)}
