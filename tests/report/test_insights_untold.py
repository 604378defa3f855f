"""An insight whose numbers are hidden does not tell them by the way: neither by how grave it is, nor, of a register that is hidden, by being there."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Records
from sendsite.report.figures.pages import InsightCard, SchoolDashboard, SchoolInsights
from sendsite.report.quantities import released, source_of
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust
from tests.report.looking import walk
from tests.report.trust import NOW, middling, one_term, page, reading, staff


def short(each: float) -> Records:
    """Three pupils of thirty are rated red, and short of so many hours each."""
    reds = [a_pupil(f"r{place}", needs=2 + each, gets=2, rating="R", primary_need="PD") for place in range(3)]
    others = [a_pupil(f"o{place}", needs=6, gets=6, rating="AG"[place % 2]) for place in range(27)]
    return a_school(*reds, *others, *staff(), urn="140001", name="Tidewell Primary", roll=318)


def of_reds(each: float) -> InsightCard:
    figures = page(one_term(short(each)), "school/140001/insights").figures
    assert isinstance(figures, SchoolInsights)
    return next(card for card in (*figures.first, *figures.more) if card.rule == "highest_need")


@pytest.mark.parametrize("each", [2, 4, 20])
def test_how_grave_it_is_follows_hours_and_is_hidden_with_them(each: float):
    """8 hours make a medium priority and 25 a high one: the method page says so."""
    (found,) = (told for told in released(source_of(reading(NOW, short(each))), 5).advice if told.insight.rule == "highest_need")

    assert (found.insight.severity, found.insight.weight, found.figures, found.gap) == ("", 0.0, (), None)
    assert of_reds(each) == of_reds(2)


def few(count: int, rating: str) -> Records:
    pupils = [a_pupil(f"p{place}", needs=20, gets=3, rating=rating, primary_need="ASD") for place in range(count)]
    tiny = a_school(*pupils, a_member_of_staff("t1", contracted=30), urn="140002", name="Reedham Primary", roll=74)
    return a_trust(tiny, middling(), middling("140003", "Newfen Academy", 40))


@pytest.mark.parametrize("count", [1, 4])
def test_of_a_register_that_is_hidden_it_is_not_told_what_was_found(count: int):
    """`Pupils rated red receive fewer hours than their plans name` would tell how the only pupil is rated."""
    pages = [page(one_term(few(count, rating)), "school/140002/insights").figures for rating in "RAG"]

    assert [[card.rule for card in walk(figures) if isinstance(card, InsightCard)] for figures in pages] == [["untold"]] * 3
    assert pages[0] == pages[1] == pages[2]


def test_a_page_that_keeps_what_was_found_to_itself_does_not_say_that_there_was_nothing():
    report = one_term(few(3, "R"))
    dashboard, insights = (page(report, f"school/140002{name}").figures for name in ("", "/insights"))

    assert isinstance(dashboard, SchoolDashboard)
    assert isinstance(insights, SchoolInsights)
    assert "kept from this page" in insights.heading
    assert {card.rule for card in walk(dashboard) if isinstance(card, InsightCard)} == {"untold"}


def test_the_trusts_page_names_no_find_of_a_school_whose_register_is_hidden():
    cards = [card for card in walk(page(one_term(few(3, "R")), "trust/insights").figures) if isinstance(card, InsightCard)]

    assert cards
    assert "Reedham Primary" not in {card.school.label for card in cards if card.school}
