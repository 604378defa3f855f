"""Support withdrawn from lessons: more than half of the staff hours with pupils."""

from __future__ import annotations

import pytest

from tests.builders import AnAllocation, a_member_of_staff, a_pupil, a_school, an_allocation
from tests.framework.insights.schools import REVIEWED, found


def with_cells(*cells: AnAllocation):
    people = (a_member_of_staff("s1", contracted=60), a_member_of_staff("s2", contracted=60))
    return a_school(*people, *(a_pupil(f"p{number}", needs=10, outcomes=REVIEWED) for number in range(1, 4)), *cells)


@pytest.mark.parametrize("out, speaks", [(9.9, False), (10, False), (10.1, True)])
def test_from_more_than_half_it_speaks(out, speaks):
    cells = an_allocation("s1", "p1", out, mode="withdrawn"), an_allocation("s1", "p2", 20 - out, mode="in_class")

    assert ("withdrawn" in found(with_cells(*cells))) == speaks


@pytest.mark.parametrize("mode", ["", "intervention", "in_class"])
def test_interventions_and_hours_without_a_mode_are_not_withdrawn(mode):
    assert "withdrawn" not in found(with_cells(an_allocation("s1", "p1", 10, mode=mode)))


def test_a_group_outside_lessons_takes_its_adult_once():
    group = [an_allocation("s1", f"p{number}", 4, group="Phonics", mode="withdrawn") for number in range(1, 4)]
    insight = found(with_cells(*group, an_allocation("s2", "p1", 3, mode="in_class")))["withdrawn"]

    assert insight.figures == pytest.approx({"pupils": 3, "withdrawn_hours": 4, "withdrawn_share": 4 / 7})
    assert insight.effect is None


def test_a_school_without_a_timetable_is_silent():
    assert "withdrawn" not in found(with_cells())
