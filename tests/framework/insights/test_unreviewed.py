"""Outcomes whose review is due: 20% of delivered hours may wait, and 120 days may pass."""

from __future__ import annotations

import pytest

from tests.builders import an_outcome
from tests.framework.insights.schools import days_ago, found, school, served

WAITING = (an_outcome("developing", reviewed_on=days_ago(121)),)


@pytest.mark.parametrize("hours, speaks", [(19.9, False), (20, False), (20.1, True)])
def test_from_more_than_a_share_of_hours_beside_reviews_that_are_due_it_speaks(hours, speaks):
    assert ("unreviewed" in found(school(served("A", hours, outcomes=WAITING), served("A", 100 - hours)))) == speaks


@pytest.mark.parametrize("days, speaks", [(119, False), (120, False), (121, True)])
def test_a_review_is_due_from_more_than_so_many_days_on(days, speaks):
    seen = (an_outcome("developing", reviewed_on=days_ago(days)),)

    assert ("unreviewed" in found(school(served("A", 10, outcomes=seen)))) == speaks


def test_one_open_outcome_that_is_due_is_enough_and_its_hours_are_said():
    both = (an_outcome("developing", reviewed_on=days_ago(5)), *WAITING)

    insight = found(school(served("A", 10, outcomes=both), served("A", 10)))["unreviewed"]

    assert insight.figures == pytest.approx({"pupils": 1, "unreviewed_hours": 10, "unreviewed_share": 0.5})
    assert insight.severity == "medium"
    assert insight.diagnosis == (
        "50% of pupil hours, 10 hours a week, go to pupils with an outcome that is still being worked on and has no review in the last 120 days."
    )


@pytest.mark.parametrize(
    "outcome",
    [
        an_outcome("achieved", reviewed_on=days_ago(400)),
        an_outcome("withdrawn", reviewed_on=days_ago(400)),
        an_outcome("not_started"),
    ],
)
def test_what_is_finished_or_only_just_agreed_is_not_due(outcome):
    assert "unreviewed" not in found(school(served("A", 10, outcomes=(outcome,))))


def test_an_outcome_that_moved_without_a_date_is_due():
    assert "unreviewed" in found(school(served("A", 10, outcomes=(an_outcome("developing"),))))


def test_it_is_silent_where_nobody_receives_hours_and_where_no_day_or_no_records_are_known():
    due = school(served("A", 10, outcomes=WAITING))

    assert "unreviewed" not in found(school(served("A", 10, gets=0, outcomes=WAITING)))
    assert "unreviewed" not in found(due, on=None)
    assert "unreviewed" not in found(due, dated=False)
