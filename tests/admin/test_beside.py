"""Two deployments side by side: a difference that chance makes too is called no real change."""

from __future__ import annotations

import pytest

from sendsite.admin.beside import TOO_FEW, Pair, beside
from sendsite.framework.settings import default
from tests.builders import a_member_of_staff, a_pupil, a_school, measured


def need(gets: float, *, pupils: int) -> Pair:
    """How need met differs from half of it, in a register of so many."""
    first, second = (
        measured(a_school(*(a_pupil(f"p{place}", needs=10, gets=hours) for place in range(pupils)), a_member_of_staff(contracted=60))) for hours in (5, gets)
    )
    return next(pair for pair in beside(first, second, default()) if pair.key == "need")


@pytest.mark.parametrize("gets, reads, change", [(5.4, "small", "+4.0 points, no real change"), (5.6, "better", "+6.0 points"), (4.4, "worse", "−6.0 points")])
def test_a_difference_is_called_by_the_rule_of_real_change(gets: float, reads: str, change: str):
    pair = need(gets, pupils=30)

    assert (pair.reads, pair.change) == (reads, change)


def test_in_a_smaller_register_it_takes_twice_as_much():
    assert need(5.6, pupils=20).reads == "small"


def test_under_the_least_register_a_difference_is_told_and_not_judged():
    pair = need(9, pupils=10)

    assert (pair.change, pair.reads, pair.sign, pair.says) == ("+40.0 points", "few", "", TOO_FEW)


def test_a_difference_that_is_called_needs_no_such_word():
    assert need(5.6, pupils=30).says == need(5.1, pupils=30).says == ""
