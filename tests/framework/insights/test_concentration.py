"""Concentration: 20% of the staff hours with pupils, in cases of over 60% of an adult who has three pupils, while another has a gap."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Records
from tests.builders import APupil, a_member_of_staff, a_pupil, a_school, an_allocation
from tests.framework.insights.schools import REVIEWED, found


def pupil(key: str, needs: float) -> APupil:
    return a_pupil(key, needs=needs, outcomes=REVIEWED)


def a_case(most: float = 7, *, others: tuple[float, ...] = (2, 1), elsewhere: float = 0, gap: float = 5) -> Records:
    """s1 gives one pupil `most` hours and others the rest; s2 is with a pupil of its own; the last pupil has a gap."""
    given = {"p1": most} | {f"o{number}": hours for number, hours in enumerate(others, 1)}
    pupils = [pupil(key, hours) for key, hours in given.items()] + [pupil("own", elsewhere), pupil("waits", gap)]
    cells = [an_allocation("s1", key, hours) for key, hours in given.items()]
    cells += [an_allocation("s2", "own", elsewhere)] if elsewhere else []
    return a_school(a_member_of_staff("s1"), a_member_of_staff("s2", contracted=60), *pupils, *cells)


@pytest.mark.parametrize("elsewhere, speaks", [(25.1, False), (25, False), (24.9, True)])
def test_from_more_than_a_share_of_staff_hours_it_speaks(elsewhere, speaks):
    # 7 hours of one pupil, of 10 + elsewhere
    assert ("concentration" in found(a_case(elsewhere=elsewhere))) == speaks


@pytest.mark.parametrize("most, speaks", [(4.4, False), (4.5, False), (4.6, True)])
def test_a_case_is_more_than_a_share_of_one_adult(most, speaks):
    # 4.5 of 7.5 hours is 60%
    assert ("concentration" in found(a_case(most))) == speaks


def test_its_hours_are_those_of_the_one_pupil():
    insight = found(a_case())["concentration"]

    assert insight.figures == pytest.approx({"pupils": 1, "concentration_hours": 7, "concentration_share": 0.7, "gap_hours": 5})
    assert insight.effect is None
    assert insight.diagnosis == (
        "Some adults support 3 or more pupils and give more than 60% of that time to one of them: 7 hours a week, 70% of the staff hours spent with pupils."
    )


def test_it_is_silent_where_the_adult_has_two_pupils_or_nobody_else_has_a_gap():
    assert "concentration" not in found(a_case(others=(3,)))
    assert "concentration" not in found(a_case(gap=0))
