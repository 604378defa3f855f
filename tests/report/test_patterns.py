"""Measures read together on the pages: found from what is released alone; complete in the admin; never a figure that is hidden."""

from __future__ import annotations

from sendsite.report.build import build_report
from sendsite.report.complete import complete_page, complete_view
from sendsite.report.figures.pages import PatternCard, SchoolInsights, TrustInsights
from sendsite.report.view import Place
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_outcome
from tests.report.trust import NOW, SETUP, one_term, page, reading

REVIEWED = (an_outcome("emerging"),)


def drifting(count: int, urn: str = "140001"):
    """Most of the plans are short of hours, and cover takes a third of those paid for."""
    pupils = (a_pupil(f"{urn}p{place}", needs=5, gets=2.5, rating="RA"[place % 2], outcomes=REVIEWED) for place in range(count))
    return a_school(*pupils, a_member_of_staff("s1", contracted=4.5 * count, tasks={"cover": 1.5 * count}), urn=urn, roll=200)


def calm(urn: str = "140002"):
    pupils = (a_pupil(f"{urn}p{place}", needs=4, gets=4, rating="RA"[place % 2], outcomes=(an_outcome("on_track"),)) for place in range(20))
    return a_school(*pupils, a_member_of_staff("s1", contracted=85), urn=urn, roll=200)


def shown(figures: object) -> dict[str, PatternCard]:
    assert isinstance(figures, SchoolInsights | TrustInsights)
    return {card.pattern: card for card in figures.patterns}


def test_a_school_shows_the_pattern_with_its_measures_and_the_advice_that_belongs_to_it():
    card = shown(page(one_term(drifting(30)), "school/140001/insights").figures)["drift_with_gap"]

    seen = [(label, value.text, band and band.word) for label, value, band in card.seen]
    assert seen == [("Average support hours", "0.56", "Red"), ("Need met", "50.0%", "Red"), ("Flag", "Many hours in other tasks", None)]
    assert "Support hours are being drawn into other tasks" in card.insights
    assert card.guide.key == "reading-together"


def test_where_all_is_well_no_pattern_is_shown():
    assert shown(page(one_term(calm()), "school/140002/insights").figures) == {}


def test_a_pattern_of_hidden_measures_is_not_shown():
    four = one_term(a_trust(drifting(4), calm()))

    assert shown(page(four, "school/140001/insights").figures) == {}
    assert shown(page(four, "trust/insights").figures) == {}


def test_the_trust_names_the_schools_where_a_pattern_occurs():
    cards = shown(page(one_term(a_trust(drifting(30), calm())), "trust/insights").figures)

    assert [link.key for link in cards["drift_with_gap"].schools] == ["school/140001/insights"]
    assert cards["drift_with_gap"].seen == ()


def test_for_those_who_keep_the_register_the_same_page_hides_nothing():
    view = complete_view(SETUP, reading(NOW, drifting(4)))

    assert "drift_with_gap" in shown(complete_page(view, "insights", Place("140001", "Harbour Lane Primary", "primary", 200)))


def test_a_measure_that_fell_by_more_than_chance_is_a_sign():
    def of(gets: float):
        pupils = (a_pupil(f"p{place}", needs=4, gets=gets, rating="RA"[place % 2], outcomes=(an_outcome("on_track"),)) for place in range(30))
        return a_school(*pupils, a_member_of_staff("s1", contracted=125), roll=300)

    report = build_report(SETUP, [reading(NOW.before, of(4)), reading(NOW, of(3.6))])
    steady = build_report(SETUP, [reading(NOW.before, of(4)), reading(NOW, of(3.9))])

    assert "progress_with_growing_gap" in shown(page(report, "school/140001/insights").figures)
    assert "progress_with_growing_gap" not in shown(page(steady, "school/140001/insights").figures)
