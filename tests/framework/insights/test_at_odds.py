"""Ratings at odds with plan or hours: 20% of the hours in rated pupils' plans, or any red pupil without hours."""

from __future__ import annotations

import pytest

from tests.framework.insights.schools import found, school, served


@pytest.mark.parametrize("hours, speaks", [(19.9, False), (20, False), (20.1, True)])
def test_from_more_than_a_share_of_hours_it_speaks(hours, speaks):
    green_with_ehcp = served("G", hours, sen_status="E")

    assert ("at_odds" in found(school(green_with_ehcp, served("A", 100 - hours)))) == speaks


@pytest.mark.parametrize("phase, speaks", [("primary", True), ("secondary", True), ("special", False), ("alternative_provision", False)])
def test_an_ehcp_says_something_only_where_not_every_pupil_has_one(phase, speaks):
    assert ("at_odds" in found(school(served("G", 10, sen_status="E"), served("A", 10), phase=phase))) == speaks


@pytest.mark.parametrize("gets, speaks", [(0, True), (0.25, False)])
def test_a_single_red_pupil_without_hours_is_named(gets, speaks):
    assert ("at_odds" in found(school(served("R", 2, gets=gets), served("A", 100)))) == speaks


def test_a_red_pupil_whose_plan_names_no_hours_is_not():
    assert "at_odds" not in found(school(served("R", 0), served("A", 10)))


@pytest.mark.parametrize("gets, speaks", [(7.9, False), (8, True), (8.1, True)])
def test_a_green_pupil_with_the_hours_of_an_average_red_one_is_named(gets, speaks):
    reds = (served("R", 6), served("R", 10))

    assert ("at_odds" in found(school(*reds, served("G", 8, gets=gets)))) == speaks


def test_green_pupils_of_a_school_without_red_ones_have_no_measure_to_be_held_to():
    assert "at_odds" not in found(school(served("G", 10), served("A", 10)))


def test_a_pupil_at_odds_in_two_ways_counts_once():
    insight = found(school(served("R", 5), served("G", 10, sen_status="E"), served("A", 5)))["at_odds"]

    assert insight.figures == pytest.approx({"pupils": 1, "at_odds_hours": 10, "at_odds_share": 0.5, "hours_to_gaps": 0})
    assert insight.effect is None


def test_a_red_pupil_without_hours_gets_those_that_nobody_holds_or_that_lie_beyond_plans():
    insight = found(school(served("R", 6, gets=0), served("A", 4, gets=6), served("A", 10, gets=8), send=15))["at_odds"]

    # 1 hour nobody holds and 2 beyond a plan; the amber pupil's gap waits
    assert insight.hours == insight.figures["hours_to_gaps"] == pytest.approx(3)
    assert insight.effect is not None
    assert insight.effect.kpis["need"] == pytest.approx((12 / 20, 15 / 20))


def test_hours_beyond_a_plan_that_nobody_would_get_stay_where_they_are():
    insight = found(school(served("R", 2, gets=0), served("A", 4, gets=10)))["at_odds"]

    assert insight.effect is not None
    assert insight.effect.kpis["ash"] == pytest.approx((1, 1))
    assert insight.effect.kpis["need"] == pytest.approx((4 / 6, 1))
