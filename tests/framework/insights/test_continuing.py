"""Support that goes on past need: 20% of delivered hours may, and there has to be a term before to know it."""

from __future__ import annotations

import pytest

from tests.framework.insights.schools import found, school, served
from tests.framework.insights.terms import found_since


@pytest.mark.parametrize("hours, speaks", [(19.9, False), (20, False), (20.1, True)])
def test_from_more_than_a_share_of_hours_it_speaks(hours, speaks):
    before = school(served("R", hours), served("A", 100 - hours))
    now = school(served("A", hours), served("A", 100 - hours))

    assert ("continuing" in found_since(before, now)) == speaks


def test_without_a_term_before_nobody_can_know():
    assert "continuing" not in found(school(served("A", 50), served("A", 50)))


def test_where_the_hours_came_down_with_the_need_it_is_silent():
    before, now = school(served("R", 10), served("A", 10)), school(served("A", 8, gets=8), served("A", 10))

    assert "continuing" not in found_since(before, now)


def test_a_pupil_who_is_no_longer_rated_has_not_come_down():
    before, now = school(served("R", 10), served("A", 10)), school(served("", 10), served("A", 10))

    assert "continuing" not in found_since(before, now)


def test_only_what_such_a_pupil_has_beyond_the_plan_goes_to_gaps():
    before = school(served("A", 10), served("A", 6), served("R", 10, gets=6))
    now = school(served("A", 7, gets=10), served("A", 5, gets=5), served("R", 10, gets=6))

    insight = found_since(before, now)["continuing"]

    # the first pupil's plan fell from 10 to 7 and the hours stayed: 3 of them reach the gap of 4
    assert insight.figures == pytest.approx({"pupils": 1, "continuing_hours": 10, "continuing_share": 10 / 21, "gap_hours": 4, "hours_to_gaps": 3})
    assert insight.hours == insight.figures["hours_to_gaps"]
    assert insight.effect is not None
    assert insight.effect.kpis["need"] == pytest.approx((18 / 22, 21 / 22))


def test_where_no_plan_is_short_it_is_of_low_severity():
    before, now = school(served("R", 50), served("A", 50)), school(served("A", 50), served("A", 50))

    assert found_since(before, now)["continuing"].severity == "low"
