"""The highest need resting on one adult: over 60% of red pupils' hours, from three such pupils on."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Records
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.framework.insights.schools import REVIEWED, found


def reds(first: float, second: float, *, pupils: int = 3, rating: str = "R") -> Records:
    """Two adults who share the hours of so many pupils, evenly over the pupils."""
    people = [a_pupil(f"p{number}", needs=(first + second) / pupils, rating=rating, outcomes=REVIEWED) for number in range(pupils)]
    cells = [an_allocation(key, each.pupil_id, hours / pupils) for each in people for key, hours in (("s1", first), ("s2", second)) if hours]
    return a_school(a_member_of_staff("s1", contracted=60), a_member_of_staff("s2", contracted=60), *people, *cells)


@pytest.mark.parametrize("first, speaks", [(17.7, False), (18, False), (18.3, True)])
def test_from_more_than_a_share_of_red_pupils_hours_it_speaks(first, speaks):
    assert ("one_adult" in found(reds(first, 30 - first))) == speaks


@pytest.mark.parametrize("pupils, speaks", [(2, False), (3, True), (4, True)])
def test_it_takes_so_many_red_pupils(pupils, speaks):
    assert ("one_adult" in found(reds(24, 0, pupils=pupils))) == speaks


def test_its_hours_are_the_pupil_hours_of_one_adult():
    insight = found(reds(24, 6))["one_adult"]

    assert insight.figures == pytest.approx({"pupils": 3, "one_adult_hours": 24, "one_adult_share": 0.8})
    assert insight.diagnosis == "One member of staff gives 80% of the hours that pupils rated red receive: 24 hours a week."


def test_it_is_silent_about_pupils_of_lower_need_and_where_red_pupils_receive_nothing():
    assert "one_adult" not in found(reds(30, 0, rating="A"))
    assert "one_adult" not in found(reds(0, 0))
