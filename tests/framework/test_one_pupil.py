"""One pupil: the rating of eight answers and its age, the hours of each adult, and what they cost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from sendsite.framework.moderation import still_to_draw
from sendsite.framework.one_pupil import pupil_cost, support
from sendsite.framework.one_rating import age, one_rating
from sendsite.framework.records import Records
from sendsite.framework.settings import default
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation, an_outcome, measured

RATED = date(2025, 9, 1)


@pytest.mark.parametrize(
    "answers, word, tied",
    [
        ("RRRAAAGG", "red", ("red", "amber")),
        ("RAAAGGG-", "amber", ("amber", "green")),
        ("RRAAAGG-", "amber", ()),
        ("RRAAGG--", "red", ("red", "amber", "green")),
        ("GGGGRAA-", "green", ()),
        ("--------", "unrated", ()),
    ],
)
def test_a_tie_goes_to_the_higher_need_and_is_named(answers, word, tied):
    found = one_rating([answer.strip("-") for answer in answers], default())

    assert (found.word, found.tied) == (word, tied)


def test_fewer_than_five_answers_are_incomplete():
    assert [one_rating(["R"] * number + [""] * (8 - number), default()).complete for number in (0, 4, 5, 8)] == [False, False, True, True]


def test_a_rating_holds_for_a_year_and_is_stale_the_day_after():
    last = RATED + timedelta(days=365)

    assert age(RATED, last, default()) == (365, last, False)
    assert age(RATED, last + timedelta(days=1), default()) == (366, last, True)


def test_a_rating_without_a_date_has_no_age():
    assert age(None, RATED, default()) is None


def a_group_of(members: int) -> Records:
    others = [a_pupil(f"other{number}") for number in range(members - 1)]
    cells = [an_allocation("s1", f"other{number}", 2, group="Phonics") for number in range(members - 1)]
    mine = a_pupil("mine", needs=5, one_to_one=3)
    return a_school(
        a_member_of_staff(), mine, *others, *cells, an_allocation("s1", "mine", 2, group="Phonics", mode="withdrawn"), an_allocation("s1", "mine", 1)
    )


def test_hours_of_a_large_group_are_credited_in_part():
    records = a_group_of(8)

    alone, shared = sorted(support(records, measured(records), "mine").lines, key=lambda line: line.members)

    assert (alone.hours, alone.members, alone.received, alone.attributed) == (1, 1, 1, 1)
    assert (shared.group, shared.mode, shared.hours, shared.members, shared.received, shared.attributed) == ("Phonics", "withdrawn", 2, 8, 1.5, 0.25)


def test_missing_one_to_one_hours_are_a_gap_whatever_the_group_gives():
    records = a_group_of(2)

    found = support(records, measured(records), "mine")

    assert (found.received, found.one_to_one_received, found.gap, found.surplus) == (3, 1, 2, 0)
    assert (found.short, found.over, found.one_to_one_short) == (True, False, 2)


def test_cells_of_nobody_on_the_staff_list_are_no_lines():
    records = a_school(a_member_of_staff(), a_pupil("mine"), an_allocation("gone", "mine", 2), an_allocation("s1", "mine", 0, group="Empty"))

    assert support(records, measured(records), "mine").lines == ()


def test_the_lines_of_a_pupil_cost_what_the_provision_costs():
    records = a_group_of(4)

    cost = pupil_cost(records, measured(records), default(), "mine")

    assert sum(cost.lines) == pytest.approx(cost.provision) == pytest.approx((1 + 0.5) * 20 * 38)


def test_the_balance_is_the_top_up_and_element_2_less_the_provision():
    records = a_school(a_pupil("mine", needs=20, gets=20, funding_amount=5_000_00))

    cost = pupil_cost(records, measured(records), default(), "mine")

    assert (cost.provision, cost.met_first, cost.top_up, cost.balance) == (15_200, 6_000, 5_000, -4_200)


def test_without_a_top_up_there_is_no_balance():
    records = a_school(a_pupil("mine", gets=2))

    cost = pupil_cost(records, measured(records), default(), "mine")

    assert (cost.top_up, cost.balance, cost.met_first) == (None, None, cost.provision)


def test_only_outcomes_with_planned_hours_have_a_cost():
    records = a_school(a_pupil("other", outcomes=(an_outcome(planned=9),)), a_pupil("mine", gets=2, outcomes=(an_outcome(planned=1, weeks=10), an_outcome())))

    assert pupil_cost(records, measured(records), default(), "mine").outcomes == {"o1": 200, "o2": None}


def test_actual_cost_rests_on_salaries():
    records = a_school(a_member_of_staff(contracted=20, salary=19_000), a_pupil("mine", gets=2))

    assert pupil_cost(records, measured(records), default(), "mine", "actual").provision == pytest.approx(19_000 * 1.3 / 20 * 2)


def test_whoever_was_drawn_already_stays_drawn_and_counts():
    assert still_to_draw((), ("a", "b", "c")) == ("a", "b", "c")
    assert still_to_draw(("z", "b"), ("a", "b", "c")) == ("a",)
    assert still_to_draw(("w", "x", "y", "z"), ("a", "b", "c")) == ()
