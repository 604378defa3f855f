"""When a KPI can be given at all, and the odd cases of each."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from sendsite.framework.metrics.ash import reach
from sendsite.framework.model import Measures
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation, an_outcome, measured

DAY = date(2026, 1, 20)


def value(measures: Measures, kpi: str) -> float:
    return float(measures.schools.kpis[kpi].value[0])


def missing(measures: Measures, kpi: str) -> str:
    return measures.schools.kpis[kpi].missing[0]


def test_surplus_hours_do_not_hide_another_pupils_gap():
    school = a_school(a_pupil(needs=10, gets=20), a_pupil(needs=10, gets=0))

    assert value(measured(school), "need") == 0.5


def test_a_group_where_the_plan_names_one_adult_to_one_pupil_is_not_matched():
    school = a_school(a_member_of_staff(), a_pupil(needs=10, one_to_one=6), an_allocation("s1", "p1", 10, group="Talk"))

    assert value(measured(school), "need") == pytest.approx(0.4)


@pytest.mark.parametrize("members, received", [(6, 2.0), (7, 2 * 6 / 7), (12, 1.0)])
def test_in_a_group_above_the_limit_each_pupil_gets_less(members, received):
    school = a_school(a_member_of_staff(), *(a_pupil() for _ in range(members)), *(an_allocation("s1", f"p{n + 1}", 2, group="Talk") for n in range(members)))

    assert measured(school).pupils.received.tolist() == pytest.approx([received] * members)
    assert measured(school).staff.used.tolist() == [2]


def test_finance_counts_staff_without_send_hours_and_knows_no_salary():
    with_pay = a_school(a_member_of_staff(contracted=10, salary=90_000), a_member_of_staff(contracted=10, send=0), roll=100)

    assert value(measured(with_pay), "finance") == pytest.approx(2 * 10 * 20 * 38 / 89_000)


@pytest.mark.parametrize(
    "phase, benchmark", [("nursery", 1400), ("secondary", 326), ("all_through", 550), ("special", 10_500), ("alternative_provision", 6000)]
)
def test_finance_stands_against_the_benchmark_of_the_phase(phase, benchmark):
    assert value(measured(a_school(a_member_of_staff(contracted=10), phase=phase, roll=10)), "finance") == pytest.approx(7600 / (10 * benchmark))


def test_a_missing_staff_list_is_not_a_free_school():
    measures = measured(a_school(a_pupil(), roll=100))

    assert np.isnan(value(measures, "finance"))
    assert missing(measures, "finance") == "no_staff"
    assert missing(measures, "ash") == "no_send_hours"


def test_without_a_roll_there_is_no_finance_figure():
    assert missing(measured(a_school(a_member_of_staff(), roll=0)), "finance") == "no_roll"


def test_support_never_counts_for_more_than_the_hours_left_by_other_tasks():
    school = a_school(a_member_of_staff(send=10, tasks={"cover": 4}), a_pupil(needs=20), an_allocation("s1", "p1", 9))

    assert value(measured(school), "ash") == pytest.approx(0.6)


def test_tasks_above_all_send_hours_leave_no_support_and_never_less_than_none():
    school = a_school(a_member_of_staff(send=10, tasks={"cover": 14}), a_pupil(needs=20), an_allocation("s1", "p1", 2))

    assert value(measured(school), "ash") == 0
    assert measured(school).staff.overcommitted.tolist() == [6]


def test_preparation_within_the_allowance_is_support_and_beyond_it_is_absorbed():
    measures = measured(a_school(a_member_of_staff(send=20, tasks={"preparation": 3}), a_pupil(), an_allocation("s1", "p1", 5)))

    assert value(measures, "ash") == pytest.approx((5 + 2) / 20)
    assert measures.staff.absorbed.tolist() == [1]


def test_reach_counts_each_pupil_of_a_group():
    school = a_school(a_member_of_staff(send=10), a_pupil(), a_pupil(), *(an_allocation("s1", f"p{n}", 10, group="Talk") for n in (1, 2)))
    hours = measured(school).schools.hours

    assert reach(hours.delivered, hours.paid).tolist() == [2]


def test_without_recorded_need_there_is_no_share_of_need_met():
    assert missing(measured(a_school(a_member_of_staff(), a_pupil(needs=0))), "need") == "no_need"


def rated(*, reds: int = 3, unrated_hours: float = 0, gets: float = 1) -> Measures:
    """Pupils rated red, green pupils who hold 80 hours less the reds' own, and an unrated one."""
    others = [a_pupil(needs=10, rating="G", gets=gets) for _ in range(5)]
    unrated = [a_pupil(needs=unrated_hours, rating="")] if unrated_hours else []
    return measured(a_school(*(a_pupil(needs=10, rating="R", gets=gets) for _ in range(reds)), *others, *unrated))


def test_hours_that_follow_need_are_a_deployment_quality_of_one():
    assert value(rated(), "dqf") == pytest.approx(1.0)


def test_deployment_quality_is_nothing_when_rated_pupils_receive_nothing():
    assert value(rated(gets=0), "dqf") == 0


@pytest.mark.parametrize("unrated_hours, code", [(20.0, ""), (20.01, "unrated_need")])
def test_unrated_pupils_may_hold_a_fifth_of_the_need_and_no_more(unrated_hours, code):
    assert missing(rated(unrated_hours=unrated_hours), "dqf") == code  # 20 of 80 + 20


@pytest.mark.parametrize("reds, code", [(3, ""), (2, "few_rated")])
def test_deployment_quality_needs_three_pupils_who_are_red_or_amber(reds, code):
    assert missing(rated(reds=reds), "dqf") == code


def test_deployment_quality_needs_some_weighted_need():
    school = a_school(*(a_pupil(needs=0, rating="R") for _ in range(3)), a_pupil(needs=5, rating="G"))

    assert missing(measured(school), "dqf") == "no_rated_need"


def integrated(*outcomes: tuple[object, ...], gets: tuple[float, ...] = ()) -> Measures:
    return measured(a_school(*(a_pupil(needs=10, gets=hours, outcomes=of) for of, hours in zip(outcomes, gets, strict=True))))  # type: ignore[arg-type]


def test_a_pupil_without_any_outcome_counts_with_no_progress():
    assert value(integrated((an_outcome("achieved"),), (), gets=(5, 5)), "pif") == 0.5


def test_a_pupil_all_of_whose_outcomes_are_left_out_is_not_counted():
    left_out = (an_outcome("withdrawn", reviewed_on=DAY), an_outcome("not_started"))

    assert value(integrated((an_outcome("achieved"),), left_out, gets=(5, 5)), "pif") == 1


def test_an_outcome_not_started_but_reviewed_counts_as_no_progress():
    assert value(integrated((an_outcome("not_started", reviewed_on=DAY), an_outcome("achieved")), gets=(5,)), "pif") == 0.5


@pytest.mark.parametrize("held, code", [(5.0, ""), (4.99, "few_reviewed")])
def test_pupils_with_a_reviewed_outcome_must_hold_half_of_what_is_delivered(held, code):
    assert missing(integrated((an_outcome("emerging"),), (), gets=(held, 10 - held)), "pif") == code


def test_where_nothing_is_delivered_there_is_no_progress_integration():
    assert missing(integrated((an_outcome("emerging"),), gets=(0,)), "pif") == "nothing_delivered"
