"""Even ratings: 20% of the hours in rated pupils' plans may belong to pupils between two levels."""

from __future__ import annotations

import pytest

from tests.builders import a_pupil
from tests.framework.insights.schools import REVIEWED, found, school, served


def even(hours: float, answers: str = "RRRRAAAA"):
    return a_pupil(needs=hours, gets=hours, answers=answers, outcomes=REVIEWED)


@pytest.mark.parametrize("hours, speaks", [(19.9, False), (20, False), (20.1, True)])
def test_from_more_than_a_share_of_hours_between_two_levels_it_speaks(hours, speaks):
    assert ("tied" in found(school(even(hours), served("A", 100 - hours)))) == speaks


@pytest.mark.parametrize("answers, speaks", [("RRRRAAAA", True), ("RRRRAAA-", False), ("RRRAAAGG", True), ("--------", False)])
def test_a_rating_is_even_where_two_answers_are_as_frequent(answers, speaks):
    assert ("tied" in found(school(even(10, answers), served("A", 10)))) == speaks


def test_unrated_pupils_do_not_count_in_the_share():
    unrated = a_pupil(needs=100, gets=100, rating="", outcomes=REVIEWED)

    insight = found(school(even(10), served("A", 10), unrated))["tied"]

    assert insight.figures == pytest.approx({"pupils": 1, "tied_hours": 10, "tied_share": 0.5})
    assert insight.effect is None


def test_it_is_silent_where_plans_name_no_hours():
    assert "tied" not in found(school(even(0)))
