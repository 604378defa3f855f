"""The rules of hours and lists at their edges, just under and just over them; and where they keep quiet."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Records
from tests.builders import a_member_of_staff, a_pupil, a_school, an_outcome
from tests.framework.insights.schools import REVIEWED, found, school, served

LEAST = 0.01


def says(rule: str, records: Records) -> bool:
    return rule in found(records)


@pytest.mark.parametrize("cover, speaks", [(10 - LEAST, False), (10, False), (10 + LEAST, True)])
def test_other_tasks_from_more_than_a_tenth_of_paid_hours(cover, speaks):
    assert says("absorbed", school(served(hours=10), send=100, tasks={"cover": cover})) == speaks


def test_preparation_within_its_allowance_is_no_other_task():
    assert not says("absorbed", school(served(hours=10), send=100, tasks={"preparation": 10, "cover": 10}))
    assert says("absorbed", school(served(hours=10), send=100, tasks={"preparation": 10 + LEAST, "cover": 10}))


@pytest.mark.parametrize("gets, speaks", [(7 - LEAST, True), (7, False), (7 + LEAST, False)])
def test_red_pupils_from_less_than_seven_tenths_of_their_plans(gets, speaks):
    assert says("highest_need", school(served("R", 10, gets=gets))) == speaks


def test_pupils_of_lower_need_are_not_the_highest_need():
    assert not says("highest_need", school(served("A", 10, gets=1)))
    assert not says("highest_need", school(served("R", 0)))


@pytest.mark.parametrize("held, speaks", [(95 + LEAST, False), (95, False), (95 - LEAST, True)])
def test_hours_that_nobody_holds_from_more_than_a_twentieth_of_paid_hours(held, speaks):
    assert says("unallocated", school(served(hours=held), send=100)) == speaks


def test_a_school_that_pays_for_no_hours_holds_back_none():
    assert not says("unallocated", school(served(hours=0), send=0))


@pytest.mark.parametrize("beyond, speaks", [(5 - LEAST, False), (5, False), (5 + LEAST, True)])
def test_hours_beyond_plans_from_more_than_a_twentieth_of_delivered_hours(beyond, speaks):
    assert says("surplus", school(served(hours=100 - beyond, gets=100))) == speaks


def test_where_nothing_is_delivered_nothing_lies_beyond_plans():
    assert not says("surplus", school(served(hours=10, gets=0)))


@pytest.mark.parametrize("over, speaks", [(0.25 - LEAST, False), (0.25, True), (0.25 + LEAST, True)])
def test_staff_from_a_quarter_of_an_hour_above_what_they_have(over, speaks):
    assert says("overcommitted", school(served(hours=10 + over), send=10)) == speaks


def test_two_people_a_little_over_are_nobody_who_is_much_over():
    staff = [a_member_of_staff(send=0, tasks={"cover": 0.25 - LEAST}) for _ in range(2)]

    assert not says("overcommitted", a_school(*staff, a_pupil()))


@pytest.mark.parametrize("hours, speaks", [(20 - LEAST, False), (20, False), (20 + LEAST, True)])
def test_hours_without_a_reviewed_outcome_from_more_than_a_fifth(hours, speaks):
    assert says("untied", school(served(hours=hours, outcomes=()), served(hours=100 - hours))) == speaks


def test_an_outcome_that_moved_ties_hours_even_without_a_date():
    assert not says("untied", school(served(outcomes=(an_outcome("developing"),))))


@pytest.mark.parametrize("rated, speaks", [(17, True), (18, False), (19, False)])
def test_unrated_pupils_from_more_than_a_tenth_of_the_register(rated, speaks):
    """2 beside 18 are a tenth."""
    unrated = [a_pupil(needs=1, gets=1, rating="", outcomes=REVIEWED) for _ in range(2)]

    assert says("unrated", school(*unrated, *(served(hours=1) for _ in range(rated)))) == speaks


def test_a_register_that_is_rated_is_no_insight():
    assert not says("unrated", school(served()))


@pytest.mark.parametrize("roll, speaks", [(149, True), (150, False), (151, False)])
def test_a_school_is_small_under_150_on_roll(roll, speaks):
    assert says("small_school", school(served(), roll=roll)) == speaks


def test_a_special_school_is_small_by_design():
    assert not says("small_school", school(served(), roll=60, phase="special"))


@pytest.mark.parametrize("contracted, speaks", [(89 - LEAST, True), (89, False), (89 + LEAST, False)])
def test_spending_is_low_under_half_of_the_benchmark(contracted, speaks):
    """152 on roll at 890 GBP are 178 hours a week of 38 weeks at 20 GBP."""
    assert says("low_spend", a_school(a_member_of_staff(contracted=contracted), a_pupil(), roll=152)) == speaks


def test_a_school_without_a_staff_list_has_no_low_spending():
    assert not says("low_spend", a_school(a_pupil()))
