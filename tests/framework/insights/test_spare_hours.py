"""Hours in other tasks, or in nobody's timetable: to pupils with gaps where there are any, else in reserve."""

from __future__ import annotations

import pytest

from sendsite.framework.insights import Insight
from sendsite.report.advice import NO_NUMBERS, veiled
from tests.framework.insights.schools import found, school, served, words

RESERVE = "in reserve for the term, or reconsider posts."


def told(rule: str, *, gap: float) -> Insight:
    """The insight at a school whose only pupil is short of so many hours."""
    spare = {"send": 15, "tasks": {"cover": 5}} if rule == "absorbed" else {"send": 15}
    return found(school(served(hours=10, gets=10 - gap), **spare))[rule]


@pytest.mark.parametrize("rule", ["absorbed", "unallocated"])
@pytest.mark.parametrize("gap, reserve", [(0, True), (0.04, True), (0.05, False), (2, False)])
def test_where_no_plan_is_short_the_hours_are_kept_in_reserve(rule, gap, reserve):
    action = told(rule, gap=gap).action

    assert action.endswith(RESERVE) == reserve
    assert ("to the pupils with" in action or "to pupils with" in action) != reserve
    assert ("No plan is short of hours at present: " in action) == reserve


@pytest.mark.parametrize("rule", ["absorbed", "unallocated"])
def test_with_its_numbers_hidden_it_does_not_tell_whether_a_plan_is_short(rule):
    met, short = ([veiled(each) for each in words(told(rule, gap=gap))[2:]] for gap in (0, 2))

    assert rule in NO_NUMBERS
    assert met == short
    assert all(met)
