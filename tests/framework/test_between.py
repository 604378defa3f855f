"""Two states side by side: who came and left, whose need changed, and a split of the index's change that adds up exactly."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

from sendsite.framework.between import Between, State, between
from sendsite.framework.document import document
from sendsite.framework.records import Records
from sendsite.framework.settings import Framework, default, with_overrides
from tests.builders import a_member_of_staff, a_pupil, a_school, measured
from tests.framework.trusts import trusts

ADA, BEN, CY = (a_pupil(key, needs=10, gets=6) for key in ("p1", "p2", "p3"))


def state(records: Records, framework: Framework | None = None) -> State:
    framework = framework or default()
    return State(records, document(measured(records, framework), framework), framework)


def changed(before: Records, after: Records) -> Between:
    return between(state(before), state(after))


def test_a_pupil_only_in_the_later_state_joined_and_one_only_in_the_earlier_left():
    found = changed(a_school(ADA, BEN), a_school(BEN, CY))

    assert [person.person_id for person in found.pupils_joined] == ["p3"]
    assert [person.name for person in found.pupils_left] == ["Pupil p1"]
    assert (found.staff_joined, found.staff_left, found.needs) == ((), (), ())


def test_staff_of_a_scenario_alone_neither_join_nor_leave():
    found = changed(a_school(a_member_of_staff("s1")), a_school(a_member_of_staff("s1"), a_member_of_staff("s2", scenario="what-if")))

    assert found.staff_joined == ()


def test_a_changed_need_is_told_with_both_values():
    found = changed(a_school(ADA), a_school(a_pupil("p1", needs=12.5, sen_status="E")))

    (need,) = found.needs
    assert (need.was.need_hours, need.now.need_hours, need.was.sen_status, need.now.sen_status) == (1000, 1250, "K", "E")


def test_a_school_that_came_or_left_has_figures_on_one_side_alone():
    here, there = a_school(ADA), a_school(BEN, urn="140002", name="Mill Road Primary")
    found = changed(here, there)

    assert [place.urn for place in found.schools] == ["140001", "140002"]
    assert found.schools[0].hours["needed"] == (10.0, None)
    assert found.schools[1].hours["needed"] == (None, 10.0)
    assert found.schools[0].parts == found.schools[1].parts == {}


@settings(deadline=None, max_examples=60)
@given(trusts(), trusts())
def test_the_parts_add_up_to_the_change_of_the_index(before: Records, after: Records):
    for place in (*changed(before, after).schools, changed(before, after).trust):
        assert bool(place.parts) == (place.sei.by is not None)
        if place.sei.by is not None:
            assert math.fsum(place.parts.values()) == pytest.approx(place.sei.by, abs=1e-11)


def test_where_two_methods_have_two_floors_the_parts_still_add_up():
    low, high = with_overrides("[index]\nfloor = 0.05\n", "a"), with_overrides("[index]\nfloor = 0.5\n", "b")
    busy = a_school(ADA, BEN, a_member_of_staff("s1", contracted=30, send=30), roll=300)
    found = between(state(busy, low), state(a_school(ADA, a_member_of_staff("s1", contracted=30, send=10), roll=300), high))

    assert not found.same_method
    for place in (*found.schools, found.trust):
        if place.sei.by is not None:
            assert math.fsum(place.parts.values()) == pytest.approx(place.sei.by, abs=1e-11)
