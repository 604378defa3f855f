"""What is named as the most: never a part of which a hidden one could be more, however the rounding fell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.framework.coarse import MONEY_STEP, coarse_money
from sendsite.report.most import most


def test_of_parts_that_are_all_shown_the_largest_is_the_most():
    found = most({"Cover": 30.0, "Duties": 5.0})

    assert found is not None
    assert (found.figure, found.names, found.of_all) == (30.0, ("Cover",), True)


def test_a_hidden_part_that_could_be_more_leaves_the_most_of_those_shown():
    found = most({"Wendlemere": 21_000.0, "Hallowmere": 5_000.0, "Fennimere": None}, 74_000.0, MONEY_STEP)

    assert found is not None
    assert (found.of_all, found.of_shown) == (False, True)


def test_hidden_parts_that_are_together_less_do_not_stand_in_the_way():
    found = most({"Wendlemere": 21_000.0, "Fennimere": None}, 30_000.0, MONEY_STEP)

    assert found is not None
    assert found.of_all


def test_one_that_is_shown_alone_is_the_most_of_nothing():
    found = most({"Wendlemere": 21_000.0, "Fennimere": None}, 89_000.0, MONEY_STEP)

    assert found is not None
    assert (found.of_all, found.of_shown) == (False, False)


@pytest.mark.parametrize("total", [None, 40.0])
def test_without_a_total_nothing_hidden_is_known_to_be_less(total: float | None):
    found = most({"a": 30.0, "b": 5.0, "c": None}, total)

    assert found is not None
    assert found.sure == (total is not None)


def test_equals_are_named_together_and_many_of_them_stand_out_no_more():
    found = most({"a": 5.0, "b": 5.0, "c": 1.0})

    assert found is not None
    assert (found.names, found.of_all) == (("a", "b"), True)
    for equal in ("ab", "abc", "abcd"):
        found = most({**dict.fromkeys(equal, 5.0), **({"e": 1.0} if len(equal) > 2 else {})})
        assert found is not None
        assert not found.of_all


@pytest.mark.parametrize("parts", [{}, {"a": None}, {"a": 0.0, "b": None}], ids=["none", "hidden", "nought"])
def test_nothing_is_named_where_nothing_is_shown(parts: dict[str, float | None]):
    assert most(parts, 90.0) is None


@given(st.lists(st.integers(0, 90_000), min_size=2, max_size=6), st.data())
def test_whatever_is_hidden_the_one_named_of_all_is_no_less(exact: list[int], data: st.DataObject):
    hidden = data.draw(st.sets(st.integers(0, len(exact) - 1)))
    told = {str(place): None if place in hidden else coarse_money(part) for place, part in enumerate(exact)}
    found = most(told, coarse_money(sum(exact)), MONEY_STEP)

    if found and found.sure:
        assert max(exact) - max(exact[int(name)] for name in found.names) < MONEY_STEP
        assert all(exact[place] <= exact[int(name)] for place in hidden for name in found.names)
