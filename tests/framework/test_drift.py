"""The faces of drift, and the ways figures could be bent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sendsite.framework.bends import Bend, bends
from sendsite.framework.drift import Drift, TermMeasures, drift, on_old_ratings
from sendsite.framework.records import Records, SchoolFact
from sendsite.framework.settings import default
from sendsite.framework.term import Term
from tests.builders import APupil, a_member_of_staff, a_pupil, a_school, an_allocation, an_outcome, measured

URN = "140001"


def at(records: Records, term: str = "2025-spring") -> TermMeasures:
    return TermMeasures(records, measured(records), Term.parse(term))


def found(now: Records, before: Records | None = None) -> list[Drift]:
    return list(drift(at(now), None if before is None else at(before, "2025-autumn"), default()))


def bent(now: Records, before: Records | None = None) -> list[Bend]:
    return list(bends(at(now), None if before is None else at(before, "2025-autumn"), default()))


def test_absorbed_hours_are_listed_by_member_of_staff_and_task_and_preparation_past_its_allowance():
    school = a_school(a_member_of_staff(send=20, tasks={"preparation": 3, "cover": 1.5}))

    assert found(school) == [Drift("absorbed", URN, 1.5, staff_id="s1", task="cover"), Drift("absorbed", URN, 1.0, staff_id="s1", task="preparation")]


def test_support_beyond_the_plan_is_listed_by_pupil():
    assert found(a_school(a_pupil(needs=5, gets=7), a_pupil(needs=5, gets=5))) == [Drift("surplus", URN, 2.0, pupil_id="p1")]


@pytest.mark.parametrize(
    "before, now, past",
    [
        (a_pupil(needs=5, rating="R", gets=5), a_pupil(needs=5, rating="A", gets=5), True),
        (a_pupil(needs=5, gets=3), a_pupil(needs=4, gets=3), True),
        (a_pupil(needs=5, gets=3), a_pupil(needs=4, gets=2.5), False),
        (a_pupil(needs=5, rating="R", gets=5), a_pupil(needs=5, rating="", gets=5), False),
        (a_pupil(needs=5, rating="A", gets=5), a_pupil(needs=5, rating="R", gets=5), False),
        (a_pupil(needs=5, rating="R", gets=0), a_pupil(needs=5, rating="A", gets=0), False),
        (a_pupil("other", needs=5, rating="R", gets=5), a_pupil(needs=5, rating="A", gets=5), False),
    ],
)
def test_hours_that_stay_when_rating_or_need_fell_continue_past_need(before, now, past):
    faces = [case.face for case in found(a_school(now), a_school(before))]

    assert ("past_need" in faces) == past


def concentrated(first: float, *, pupils: int = 3, gap: float = 5) -> Records:
    others = [a_pupil(needs=1, gets=1) for _ in range(pupils - 1)]
    return a_school(a_member_of_staff(contracted=40), a_pupil(needs=first, gets=first), *others, a_pupil(needs=gap))


def test_one_pupil_who_takes_most_of_an_adult_while_another_has_a_gap_is_concentration():
    assert Drift("concentration", URN, 3.1, pupil_id="p1", staff_id="s1") in found(concentrated(3.1))


@pytest.mark.parametrize("school", [concentrated(3.0), concentrated(3.1, pupils=2), concentrated(3.1, gap=0)])
def test_up_to_the_limit_with_two_pupils_or_without_a_gap_elsewhere_it_is_not(school):
    assert "concentration" not in [case.face for case in found(school)]


def test_send_hours_that_fell_as_a_share_of_contracted_hours_are_found():
    before, now, little = (a_school(a_member_of_staff(contracted=20, send=hours)) for hours in (16, 14, 15))

    assert [(bend.kind, round(bend.amount, 9)) for bend in bent(now, before)] == [("send_hours_cut", 0.1)]
    assert bent(little, before) == []


def test_need_that_fell_while_the_rating_stayed_is_found():
    before = a_school(a_pupil(needs=6, rating="R"), a_pupil(needs=6, rating="R"), a_pupil(needs=6, rating=""))
    now = a_school(a_pupil(needs=5, rating="R"), a_pupil(needs=5, rating="A"), a_pupil(needs=5, rating=""))

    assert Bend("need_cut", URN, 1, ("p1",)) in bent(now, before)


def rerated(count: int) -> tuple[Records, Records]:
    """Ten pupils of equal need; the first few get twice the hours of the others and rise from amber to red."""
    hours = [4.0] * count + [2.0] * (10 - count)
    before = a_school(*(a_pupil(needs=5, rating="A", gets=amount) for amount in hours))
    now = a_school(*(a_pupil(needs=5, rating="R" if number < count else "A", gets=amount) for number, amount in enumerate(hours)))
    return now, before


@pytest.mark.parametrize("count, expected", [(2, True), (1, False)])
def test_more_than_a_share_of_pupils_rerated_towards_the_hours_they_have_is_found(count, expected):
    assert ("rerated" in [bend.kind for bend in bent(*rerated(count))]) == expected


def test_outcomes_withdrawn_and_outcomes_first_entered_as_achieved_are_found():
    before = a_school(a_pupil(outcomes=(an_outcome("emerging"),)))
    now = a_school(a_pupil(outcomes=(an_outcome("withdrawn"), an_outcome("achieved"))))

    assert bent(now, before) == [Bend("outcomes_withdrawn", URN, 1, ("p1",)), Bend("outcomes_achieved_at_once", URN, 1, ("p1",))]


def test_pupils_the_census_counts_that_the_register_does_not_hold_are_found_by_the_newest_census():
    facts = (
        SchoolFact(URN, "2024-spring", census_ehcp=9, census_sen_support=9),
        SchoolFact(URN, "2025-spring", census_ehcp=1, census_sen_support=3),
        SchoolFact(URN, "2026-spring", census_ehcp=9, census_sen_support=9),
    )
    school = replace(a_school(a_pupil()), school_facts=facts)

    assert bent(school) == [Bend("missing_pupils", URN, 3)]


def test_a_group_counts_once_in_an_adults_hours_when_concentration_is_looked_for():
    school = a_school(
        a_member_of_staff(contracted=40),
        *(a_pupil(needs=5) for _ in range(3)),
        *(an_allocation("s1", f"p{number}", 2, group="Talk") for number in (1, 2, 3)),
        an_allocation("s1", "p1", 1),
    )

    # s1 gives 3 hours: p1 has 1 + 2/3 of them, 55.6%
    assert "concentration" not in [case.face for case in found(school)]


def rated(name: str, day: date | None, gets: float = 4) -> APupil:
    return a_pupil(name, needs=5, gets=gets, rating="A", rated_on=day)


def test_hours_on_a_rating_that_nobody_went_through_again_are_historic_assumptions():
    now = at(a_school(rated("old", date(2024, 9, 1)), rated("new", date(2025, 9, 1)), rated("undated", None)))

    assert on_old_ratings(now, date(2025, 12, 12), default()) == {(URN, "old"): 4}


def test_a_rating_of_just_its_age_still_stands():
    days = default().checks.rating_age_days
    now = at(a_school(rated("p", date(2025, 1, 1))))

    assert on_old_ratings(now, date(2025, 1, 1) + timedelta(days=days), default()) == {}
    assert on_old_ratings(now, date(2025, 1, 1) + timedelta(days=days + 1), default()) == {(URN, "p"): 4}


def test_a_pupil_without_hours_or_without_a_rating_rests_on_no_assumption():
    now = at(a_school(rated("none", date(2020, 1, 1), gets=0), a_pupil("unrated", needs=5, gets=4, rating="")))

    assert on_old_ratings(now, date(2025, 12, 12), default()) == {}
