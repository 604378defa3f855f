"""Spending above the benchmark (1.00) with less than 0.70 of the hours paid for becoming support."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sendsite.framework.records import Records
from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.framework.insights.schools import REVIEWED, found

BENCHMARK = 178.0  # contracted hours that cost, at 38 weeks x 20 GBP, what a primary school with 152 on roll spends at 890 GBP each


def a_dear_school(
    *,
    gets: float = 60,
    contracted: float = 200,
    roll: int = 152,
    phase: str = "primary",
    status: str = "K",
    pupils: int = 1,
    tasks: Mapping[str, float] | None = None,
) -> Records:
    """100 hours paid for support, of which pupils receive `gets`; their plans name 100."""
    each = [a_pupil(needs=100 / pupils, gets=gets / pupils, outcomes=REVIEWED, sen_status=status) for _ in range(pupils)]
    return a_school(a_member_of_staff("s1", contracted=contracted, send=100, tasks=tasks), *each, roll=roll, phase=phase)


@pytest.mark.parametrize("gets, speaks", [(69.9, True), (70, False), (70.1, False)])
def test_below_the_edge_of_support_it_speaks(gets, speaks):
    assert ("costly" in found(a_dear_school(gets=gets))) == speaks


@pytest.mark.parametrize("contracted, speaks", [(BENCHMARK - 0.01, False), (BENCHMARK, False), (BENCHMARK + 0.01, True)])
def test_above_the_benchmark_it_speaks(contracted, speaks):
    assert ("costly" in found(a_dear_school(contracted=contracted))) == speaks


def test_a_part_of_other_tasks_and_all_that_nobody_holds_go_to_gaps():
    insight = found(a_dear_school(tasks={"cover": 30}))["costly"]

    # 100 paid: 60 with pupils, 30 in cover, 10 in nobody's timetable. Half of 30 and all of 10 reach the gap of 40.
    assert insight.hours == pytest.approx(25)
    assert insight.figures["support_share"] == pytest.approx(0.6)
    assert insight.effect is not None
    assert insight.effect.kpis["need"] == pytest.approx((0.60, 0.85))
    assert insight.effect.kpis["ash"] == pytest.approx((0.60, 0.85))
    assert insight.why.startswith("Plans are short of 40 hours a week. Paid for and timetabled to other tasks, or to nothing: 40 hours a week.")


def test_it_is_silent_where_the_benchmark_is_a_placeholder():
    assert "costly" not in found(a_dear_school(phase="all_through", roll=100))


def test_it_is_silent_where_the_school_is_small_or_many_pupils_have_an_ehcp():
    assert "costly" not in found(a_dear_school(roll=149))
    assert "costly" in found(a_dear_school(status="E", pupils=6))
    assert "costly" not in found(a_dear_school(status="E", pupils=7))
