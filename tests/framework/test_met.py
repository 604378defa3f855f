"""Need met by rating: pupil by pupil, never more than the plan."""

from __future__ import annotations

from sendsite.framework.met import Met, met_by_rating
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation, measured


def test_each_rating_has_its_own_hours_and_a_surplus_hides_no_gap():
    school = a_school(
        a_pupil("p1", needs=10, answers="RRRRRRRR"),
        a_pupil("p2", needs=4, answers="RRRRRRRR"),
        a_pupil("p3", needs=3, answers="GGGGGGGG"),
        a_pupil("p4", needs=2, rating=""),
        a_member_of_staff("s1"),
        an_allocation("s1", "p1", 20),
        an_allocation("s1", "p3", 1.5),
    )

    assert met_by_rating(measured(school)) == {"red": Met(14, 10), "amber": Met(0, 0), "green": Met(3, 1.5), "unrated": Met(2, 0)}
