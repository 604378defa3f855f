"""Numbers of an insight rest on its pupils, on the few it leaves over, and what it would change on those whose hours it moves."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Records
from sendsite.report.disclosure import Advice
from sendsite.report.quantities import gathered, released, source_of
from tests.builders import DAY, a_member_of_staff, a_pupil, a_school, an_outcome
from tests.report.trust import NOW, reading

REVIEWED = (an_outcome("on_track", reviewed_on=DAY),)


def advised(records: Records, rule: str) -> Advice:
    """The insight of a rule at one school, as released."""
    return next(each for each in released(source_of(reading(NOW, records)), 5).advice if each.insight.rule == rule)


def without_an_outcome(some: int, others: int) -> Records:
    """So many pupils with support and no outcome, and others with one that was reviewed."""
    loose = [a_pupil(f"l{place}", needs=5, gets=4, rating="A") for place in range(some)]
    tied = [a_pupil(f"t{place}", needs=5, gets=4, rating="A", outcomes=REVIEWED) for place in range(others)]
    return a_school(*loose, *tied, a_member_of_staff("s1", contracted=200))


@pytest.mark.parametrize("some, others, shown", [(4, 8, False), (5, 8, True), (20, 5, True), (20, 4, False), (20, 1, False), (20, 0, True)])
def test_numbers_of_an_insight_are_hidden_where_its_pupils_or_the_others_are_few(some: int, others: int, shown: bool):
    """Where the register has to be hidden with them, the insight is not told at all."""
    advice = released(source_of(reading(NOW, without_an_outcome(some, others))), 5).advice

    assert any(each.shown for each in advice if each.insight.rule == "untied") == shown


@pytest.mark.parametrize("even, others, shown", [(10, 4, False), (10, 5, True)])
def test_even_ratings_leave_over_the_others_that_are_rated(even: int, others: int, shown: bool):
    """Pupils who are not rated hold no part of the hours it speaks of: they do not cover for the few."""
    tied = [a_pupil(f"e{place}", needs=5, gets=5, answers="RRRRAAAA", outcomes=REVIEWED) for place in range(even)]
    rated = [a_pupil(f"r{place}", needs=5, gets=5, rating="A", outcomes=REVIEWED) for place in range(others)]
    unrated = [a_pupil(f"u{place}", needs=5, gets=5, rating="", outcomes=REVIEWED) for place in range(8)]

    assert advised(a_school(*tied, *rated, *unrated, a_member_of_staff("s1", contracted=200)), "tied").shown == shown


def with_gaps(short: int, paid: float) -> Records:
    """So many of twenty pupils receive three hours less than their plans name, and some hours paid for are in no timetable."""
    pupils = [a_pupil(f"p{place}", needs=5, gets=2 if place < short else 5, rating="RA"[place % 2], outcomes=REVIEWED) for place in range(20)]
    return a_school(*pupils, a_member_of_staff("s1", contracted=paid))


def pupils_given_hours(records: Records) -> int:
    """To how many pupils the hours that nobody holds would go; of what is released nothing tells it."""
    found = next(each for each in gathered(source_of(reading(NOW, records))).insights if each.insight.rule == "unallocated")
    assert found.insight.effect is not None
    assert found.told.effect is not None
    assert found.told.effect.pupils == 0
    return found.insight.effect.pupils


@pytest.mark.parametrize("short, shown", [(4, False), (5, True)])
def test_what_an_action_would_change_is_hidden_where_it_gives_hours_to_few(short: int, shown: bool):
    school = with_gaps(short, 150)
    found = advised(school, "unallocated")

    assert pupils_given_hours(school) == short
    assert (found.shown, found.hours, found.tried) == (True, shown, shown)


def test_hours_of_staff_that_all_find_a_gap_are_told_and_what_depends_on_whose_gap_is_not():
    school = with_gaps(12, 73)
    found = advised(school, "unallocated")

    assert pupils_given_hours(school) == 3
    assert (found.shown, found.hours, found.tried) == (True, True, False)
