"""What is proposed, in schools small enough to see it; what limits it; and which parts can stand alone."""

from __future__ import annotations

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.columns import columns
from sendsite.framework.rebalance import Move, Proposal, Refusal, apply, refused
from sendsite.framework.rebalance.words import refusal, told
from sendsite.framework.records import Records
from sendsite.framework.settings import default, with_overrides
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.framework.rebalance.schools import proposed


def kinds(found: Proposal) -> set[str]:
    return {limit.kind for limit in found.limited_by}


def two_pupils(*, gets: float = 4, locked: bool = False, red: float = 2, contracted: float = 4) -> Records:
    """One adult of 4 hours, who gives them to a green pupil while a red one has none."""
    return a_school(
        a_pupil("p1", needs=red, rating="R"),
        a_pupil("p2", needs=4, rating="G"),
        a_member_of_staff("s1", contracted=contracted),
        an_allocation("s1", "p2", gets, locked=locked),
    )


def test_red_need_is_met_before_green():
    found = proposed(two_pupils())

    assert found.moves == (Move("s1", "p2", "p1", 2.0),)
    assert found.better
    assert kinds(found) == {"hours"}


def test_hours_that_nobody_holds_go_first():
    found = proposed(two_pupils(contracted=6))

    assert found.moves == (Move("s1", None, "p1", 2.0),)
    assert found.limits == ()


def test_hours_that_are_not_there_come_off_first():
    found = proposed(two_pupils(contracted=3))

    assert found.moves == (Move("s1", "p2", "p1", 2.0), Move("s1", "p2", None, 1.0))
    assert float(found.after.schools.hours.overcommitted[0]) == 0


def test_tasks_take_their_hours_first():
    found = proposed(a_school(a_pupil("p1", needs=5, rating="R"), a_member_of_staff("s1", contracted=5, tasks={"cover": 2})))

    assert found.moves == (Move("s1", None, "p1", 3.0),)


def test_hours_beyond_the_plan_stay_where_nobody_else_needs_them():
    found = proposed(a_school(a_pupil("p1", needs=2), a_member_of_staff("s1", contracted=5), an_allocation("s1", "p1", 5)))

    assert found.moves == ()
    assert found.limits == ()


def test_nothing_better_where_all_hours_meet_the_highest_need_and_hours_are_named():
    found = proposed(a_school(a_pupil("p1", needs=6, rating="R"), a_member_of_staff("s1", contracted=4), an_allocation("s1", "p1", 4)))

    assert not found.better
    assert kinds(found) == {"hours"}
    assert "at least 2 hours more a week could go to plans of pupils rated red" in found.limits[0]


def test_nothing_better_where_the_hours_are_locked_and_locks_are_named():
    found = proposed(two_pupils(locked=True))

    assert not found.better
    assert kinds(found) == {"hours", "locks"}


def test_nothing_better_where_the_pupil_has_all_adults_that_a_pupil_may_have():
    records = a_school(
        a_pupil("p1", needs=6, rating="R"),
        a_member_of_staff("s1", contracted=4),
        a_member_of_staff("s2", contracted=4),
        an_allocation("s1", "p1", 4, locked=True),
    )

    assert kinds(proposed(records, most_adults=1)) >= {"adults"}
    assert not proposed(records, most_adults=1).better
    assert proposed(records, most_adults=2).moves == (Move("s2", None, "p1", 2.0),)


def test_nothing_better_where_the_hours_are_in_groups():
    records = a_school(
        a_pupil("p1", needs=4, rating="R"),
        a_pupil("p2", needs=4, rating="G"),
        a_member_of_staff("s1", contracted=4),
        an_allocation("s1", "p2", 4, group="Talk"),
    )

    assert not proposed(records).better
    assert kinds(proposed(records)) == {"hours", "groups"}


def test_one_to_one_time_that_a_plan_names_stays_with_a_green_pupil():
    records = a_school(
        a_pupil("p1", needs=4, rating="R"),
        a_pupil("p2", needs=4, one_to_one=3, rating="G"),
        a_member_of_staff("s1", contracted=4),
        an_allocation("s1", "p2", 4),
    )

    assert proposed(records).moves == (Move("s1", "p2", "p1", 1.0),)
    assert kinds(proposed(records)) == {"hours", "one_to_one"}


def test_a_pupil_who_has_more_adults_than_the_largest_number_keeps_them():
    adults = [a_member_of_staff(f"s{number}", contracted=1) for number in range(3)]
    records = a_school(a_pupil("p1", needs=3), *adults, *(an_allocation(f"s{number}", "p1", 1) for number in range(3)))

    assert proposed(records, most_adults=1).moves == ()


def test_without_staff_nobody_has_hours():
    assert kinds(proposed(a_school(a_pupil(needs=3)))) == {"nobody"}


def test_without_pupils_there_is_nothing_to_move():
    assert proposed(a_school(a_member_of_staff())).moves == ()


def test_a_timetable_in_quarter_hours_moves_in_quarter_hours():
    records = two_pupils(gets=3.75, contracted=3.75, red=0.25)

    assert proposed(records).moves == (Move("s1", "p2", "p1", 0.25),)


def test_the_steps_are_a_setting():
    framework = with_overrides("[rebalance]\nstep = 1.0\n", "framework.toml")

    assert proposed(two_pupils(gets=3, contracted=3, red=0.5), framework=framework).moves == (Move("s1", "p2", "p1", 1.0),)


def test_a_part_of_a_proposal_can_be_accepted():
    found = proposed(two_pupils())
    part = (found.moves[0]._replace(hours=0.5),)

    assert refused(found, part) == ()
    assert apply(columns(two_pupils(), default()), part).cells.hours.tolist() == [3.5, 0.5]


def test_more_than_was_proposed_or_a_move_of_its_own_is_refused():
    found = proposed(two_pupils())

    assert [each.kind for each in refused(found, (found.moves[0]._replace(hours=3.0),))] == ["unknown"]
    assert [each.kind for each in refused(found, (Move("s1", None, "p1", 1.0),))] == ["unknown"]
    assert [each.kind for each in refused(found, found.moves * 2)] == ["unknown", "unknown"]


def swapped() -> Proposal:
    """One adult each: s1 goes from p1, whose plan names all the time, to p2, who has s1 already; s2 comes to p1."""
    records = a_school(
        a_pupil("p1", needs=2, one_to_one=2, rating="R"),
        a_pupil("p2", needs=4, rating="R"),
        a_member_of_staff("s1", contracted=4),
        a_member_of_staff("s2", contracted=2),
        an_allocation("s1", "p1", 2),
        an_allocation("s1", "p2", 2),
    )
    return proposed(records, most_adults=1)


def test_a_part_that_takes_named_time_without_giving_it_back_is_refused():
    found = swapped()

    assert found.moves == (Move("s1", "p1", "p2", 2.0), Move("s2", None, "p1", 2.0))
    assert refused(found, found.moves[:1]) == (Refusal("one_to_one", "", "p1", 2.0),)


def test_a_part_that_brings_one_adult_too_many_is_refused():
    assert refused(swapped(), swapped().moves[1:]) == (Refusal("adults", "", "p1", 1.0),)
    assert refused(swapped(), swapped().moves) == ()


def test_what_is_refused_is_told_by_name_with_what_to_do():
    words = refusal(Refusal("one_to_one", "", "p1", 1.5), {}, {"p1": "Cora Finch"})

    assert words == "Cora Finch would lose 1.5 hours of one-to-one time that the plan names. Accept the move that gives it back as well."


@pytest.mark.parametrize(
    "move, words",
    [
        (Move("s1", "p1", "p2", 2.5), "Move 2.5 hours of Ada Quill from Cora Finch to p2"),
        (Move("s1", None, "p1", 1), "Give Cora Finch 1 hour of Ada Quill's free time"),
        (Move("s1", "p1", None, 0.25), "Take 0.25 hours of Ada Quill from Cora Finch: Ada Quill does not have them"),
    ],
)
def test_a_move_is_told_by_name(move, words):
    assert told(move, {"s1": "Ada Quill"}, {"p1": "Cora Finch", "p2": ""}) == words


def test_hours_that_are_not_there_any_more_cannot_be_moved():
    with pytest.raises(DataRefused, match="cannot be taken"):
        apply(columns(two_pupils(gets=1), default()), (Move("s1", "p2", "p1", 2.0),))
