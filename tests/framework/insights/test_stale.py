"""Old ratings: 20% of delivered hours may rest on them, and a rating stands for 365 days."""

from __future__ import annotations

import pytest

from tests.framework.insights.schools import days_ago, found, school, served

OLD = days_ago(366)


@pytest.mark.parametrize("hours, speaks", [(19.9, False), (20, False), (20.1, True)])
def test_from_more_than_a_share_of_hours_on_old_ratings_it_speaks(hours, speaks):
    assert ("stale" in found(school(served("A", hours, rated_on=OLD), served("A", 100 - hours)))) == speaks


@pytest.mark.parametrize("days, speaks", [(364, False), (365, False), (366, True)])
def test_a_rating_is_old_after_a_year(days, speaks):
    assert ("stale" in found(school(served("A", 10, rated_on=days_ago(days))))) == speaks


def test_its_hours_and_pupils_are_those_who_receive_on_an_old_rating():
    insight = found(school(served("A", 10, rated_on=OLD), served("A", 10, gets=0, rated_on=OLD), served("A", 10)))["stale"]

    assert insight.figures == pytest.approx({"pupils": 1, "stale_hours": 10, "stale_share": 0.5})
    assert insight.diagnosis == "50% of pupil hours, 10 hours a week, go to pupils whose need was last rated more than 365 days ago."


def test_it_is_silent_on_ratings_without_a_date_and_where_no_day_or_no_records_are_known():
    old = school(served("A", 10, rated_on=OLD))

    assert "stale" not in found(school(served("A", 10, rated_on=None)))
    assert "stale" not in found(old, on=None)
    assert "stale" not in found(old, dated=False)
