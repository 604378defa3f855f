"""What was expected beside what came of it: at, just under and just over every edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import nan
from typing import NamedTuple

import pytest

from sendsite.framework.change import least_real
from sendsite.framework.insights.insight import Effect, Shift
from sendsite.framework.model import KPIS
from sendsite.framework.records import Expectation, Records
from sendsite.framework.retest import DRAWS_ON, LOOKED, Deed, Stands, came_of_it, expectation, next_frozen, overlap, retest, retests, stands
from sendsite.framework.settings import default
from sendsite.report.sections.set_out import DEEDS
from tests.builders import a_member_of_staff, a_pupil, a_school, measured

FRAMEWORK, URN, DAY = default(), "140001", date(2025, 10, 1)
FULL, LEAST = FRAMEWORK.index.register_full, FRAMEWORK.index.register_least


def an_effect(**shifts: Shift) -> Effect:
    """Only these figures change; every other stands at 1."""
    still = dict.fromkeys(KPIS, Shift(1.0, 1.0))
    return Effect(shifts.pop("sei", Shift(1.0, 1.0)), still | shifts)


def set_out(register: int = FULL, records: Records | None = None, **shifts: Shift) -> Expectation:
    deed = Deed("absorbed", "Hours back", note="Agreed")
    return expectation(records or Records(), URN, deed, an_effect(**shifts), register, FRAMEWORK, on=DAY, by="amy")


@pytest.mark.parametrize(
    "actual, reads, real",
    (
        (0.60, "none", False),
        (0.65, "none", False),
        (0.651, "part", True),
        (0.749, "part", True),
        (0.75, "reached", True),
        (0.80, "reached", True),
        (0.95, "reached", True),
        (0.55, "none", False),
        (0.549, "away", True),
        (nan, "unknown", None),
    ),
)
def test_a_figure_that_was_to_rise_is_read_by_the_least_real_change(actual, reads, real):
    found = retest("need", Shift(0.60, 0.80), actual, 0.05)

    assert (found.reads, found.real) == (reads, real)


@pytest.mark.parametrize("actual, reads", ((1.30, "part"), (1.25, "reached"), (1.0, "reached"), (1.55, "none"), (1.56, "away"), (1.46, "none")))
def test_a_figure_that_was_to_fall_is_read_the_other_way_round(actual, reads):
    assert retest("finance", Shift(1.50, 1.20), actual, 0.05).reads == reads


def test_an_expected_change_no_larger_than_chance_is_said_to_be_so():
    assert [retest("need", Shift(0.5, after), 0.5, 0.05).telling for after in (0.54, 0.55, 0.56)] == [False, False, True]


def test_no_change_is_called_in_a_small_register_then_or_now():
    small, large = set_out(LEAST - 1, need=Shift(0.6, 0.8)), set_out(LEAST, need=Shift(0.6, 0.8))
    now = {"need": 0.8}

    assert small.need_least is None
    assert [each.reads for each in retests(small, Stands(now, FULL), FRAMEWORK)] == ["unknown"]
    assert [each.reads for each in retests(large, Stands(now, LEAST - 1), FRAMEWORK)] == ["unknown"]
    assert [each.reads for each in retests(large, Stands(now, LEAST), FRAMEWORK)] == ["reached"]


def test_the_least_real_change_is_the_one_in_force_when_it_was_set_out():
    row = set_out(FULL, need=Shift(0.6, 0.8))

    assert row.need_least == FRAMEWORK.real_change["need"] == least_real("need", FULL, FRAMEWORK)
    assert set_out(FULL - 1, need=Shift(0.6, 0.8)).need_least == FRAMEWORK.real_change["need"] * FRAMEWORK.change.small_register_times
    assert retests(row._replace(need_least=0.3), Stands({"need": 0.8}, FULL), FRAMEWORK)[0].reads == "none"


def test_only_figures_that_were_to_change_are_held_against_what_came():
    row = set_out(need=Shift(0.6, 0.8), sei=Shift(1.5, 1.9), dqf=Shift(nan, nan))

    assert [each.figure for each in retests(row, Stands({"need": 0.8, "sei": 1.9}, FULL), FRAMEWORK)] == ["sei", "need"]
    assert row.dqf_before is None


def test_what_is_set_out_is_numbered_within_the_school():
    first = set_out(need=Shift(0.6, 0.8))
    others = Records(expectations=(first, first._replace(school_urn="140002", number=9)))

    second = set_out(records=others, need=Shift(0.6, 0.8))

    assert (first.number, second.number) == (1, 2)
    assert (first.term, first.accepted_on, first.accepted_by, first.rule, first.note) == ("2025-autumn", DAY, "amy", "absorbed", "Agreed")


@pytest.mark.parametrize(
    "reads, whole",
    (
        ([], "unknown"),
        (["unknown"], "unknown"),
        (["reached", "unknown"], "reached"),
        (["reached", "none"], "part"),
        (["none", "none"], "none"),
        (["reached", "away"], "away"),
    ),
)
def test_an_expectation_came_out_as_its_figures_did(reads, whole):
    one = retest("need", Shift(0.6, 0.8), 0.8, 0.05)

    assert came_of_it([one._replace(reads=each) for each in reads]) == whole


def test_a_figure_that_was_to_change_by_chance_alone_and_did_not_says_nothing_beside_others():
    reached, small = retest("need", Shift(0.6, 0.8), 0.8, 0.05), retest("pif", Shift(0.40, 0.41), 0.40, 0.07)

    assert came_of_it([reached, small]) == "reached"
    assert came_of_it([small]) == "none"
    assert came_of_it([reached, small._replace(reads="away")]) == "away"


class Frozen(NamedTuple):
    data_date: date


def test_it_is_held_against_the_first_term_frozen_of_a_later_day():
    days = [Frozen(date(2026, 3, 1)), Frozen(DAY), Frozen(date(2025, 12, 12))]

    assert next_frozen(set_out(), days) == Frozen(date(2025, 12, 12))
    assert next_frozen(set_out(), days[1:2]) is None


def test_a_school_stands_as_it_is_measured():
    school = a_school(a_pupil("p1", needs=10), a_pupil("p2", needs=5), a_member_of_staff("s1"))
    found = stands(measured(school), school.schools[0].urn)

    assert found is not None
    assert (found.register, found.figures["need"]) == (2, 0)
    assert stands(measured(replace(school)), "149999") is None


def test_deeds_overlap_where_they_give_away_the_same_hours():
    assert overlap("costly", "absorbed")
    assert overlap("unallocated", "costly")
    assert not overlap("absorbed", "unallocated")
    assert not overlap("costly", "costly")
    assert not overlap("costly", LOOKED)


def test_every_deed_that_can_be_set_out_says_which_hours_it_gives_away():
    assert set(DRAWS_ON) == set(DEEDS)
