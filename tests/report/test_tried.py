"""What an action would change is told without the index where the register is too small for a band."""

from __future__ import annotations

from math import isnan

import pytest

from sendsite.report.advice import advice
from sendsite.report.complete import complete_view
from sendsite.report.disclosure import Value
from sendsite.report.figures.cards import InsightCard
from sendsite.report.quantities import released, source_of
from sendsite.report.tried import CANNOT_TELL
from tests.builders import DAY, a_member_of_staff, a_pupil, a_school, an_outcome
from tests.report.looking import walk
from tests.report.trust import NOW, SETUP, one_term, page, reading

REVIEWED = (an_outcome("on_track", reviewed_on=DAY),)


def labels(count: int) -> list[str]:
    """What the action for hours that nobody holds would change, at a school of so many pupils."""
    pupils = [a_pupil(f"p{place}", needs=5, gets=2, rating="RA"[place % 2], outcomes=REVIEWED) for place in range(count)]
    view = complete_view(SETUP, reading(NOW, a_school(*pupils, a_member_of_staff("s1", contracted=5 * count)), draft=True))
    return [effect.label for card in advice(view, view.schools[0]) if card.rule == "unallocated" for effect in card.effects]


@pytest.mark.parametrize("count, told", [(14, False), (15, True)])
def test_a_school_without_a_band_is_promised_no_rise_of_its_index(count: int, told: bool):
    found = labels(count)

    assert ("SEND Efficiency Index" in found) is told
    assert "Hours plans are short of, a week" in found
    assert "Need met" in found


def gap_told(spare: float) -> tuple[Value, Value] | None:
    """From and to, as told, of what plans are short of at a school of 16 pupils (15.2 hours) with so many hours that nobody holds."""
    pupils = [a_pupil(f"p{place}", needs=5, gets=4.05, rating="RA"[place % 2], outcomes=REVIEWED) for place in range(16)]
    told = released(source_of(reading(NOW, a_school(*pupils, a_member_of_staff("s1", contracted=16 * 4.05 + spare)))), 5)
    (found,) = (each for each in told.advice if each.insight.rule == "unallocated")
    assert found.insight.effect is not None
    assert isnan(found.insight.effect.gap.after)  # no exact figure of it is released
    return found.gap


@pytest.mark.parametrize("spare, left", [(13.3, (0, "low")), (12.0, (5, "")), (20.0, (0, ""))])
def test_what_plans_would_still_be_short_of_is_the_exact_figure_rounded(spare: float, left: tuple[float, str]):
    """Of 13.3 hours 1.9 are left: 15 hours less the 15 that these round to would be none, and less 10 would be 5."""
    assert gap_told(spare) == ((15, ""), left)


def test_a_gap_that_would_be_little_reads_as_under_five_hours():
    pupils = [a_pupil(f"p{place}", needs=5, gets=4.05, rating="RA"[place % 2], outcomes=REVIEWED) for place in range(16)]
    report = one_term(a_school(*pupils, a_member_of_staff("s1", contracted=16 * 4.05 + 13.3)))

    cards = [each for each in walk(page(report, "school/140001/insights").figures) if isinstance(each, InsightCard) and each.rule == "unallocated"]
    assert next((each.before.text, each.after.text) for each in cards[0].effects) == ("15 h", "under 5 h")


def words(count: int) -> str:
    """What is said of giving pupils half an hour each that nobody holds, at a school of so many pupils who are short of three."""
    pupils = [a_pupil(f"p{place}", needs=5, gets=2, rating="RA"[place % 2], outcomes=REVIEWED) for place in range(count)]
    view = complete_view(SETUP, reading(NOW, a_school(*pupils, a_member_of_staff("s1", contracted=2.5 * count)), draft=True))
    return next(card.tried for card in advice(view, view.schools[0]) if card.rule == "unallocated")


@pytest.mark.parametrize("count, told", [(14, True), (40, False)])
def test_where_chance_moves_the_measures_by_as_much_the_hours_are_what_to_look_at(count: int, told: bool):
    assert (CANNOT_TELL in words(count)) is told
