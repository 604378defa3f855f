"""Support that changes hands: less than half of at least ten pairs of adult and pupil went on."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.framework.insights.schools import REVIEWED, found
from tests.framework.insights.terms import found_since


def paired(adults: Sequence[str], pupils: int = 0, staff: Sequence[str] = ("s1", "s2", "s3")):
    """Pupil p1 with the first of these adults, p2 with the second, and so on; two hours each."""
    people = [a_member_of_staff(key, contracted=60) for key in staff]
    register = [a_pupil(f"p{place}", needs=2, outcomes=REVIEWED) for place in range(1, (pupils or len(adults)) + 1)]
    return a_school(*people, *register, *(an_allocation(adult, f"p{place}", 2) for place, adult in enumerate(adults, 1) if adult))


def after(kept: int, of: int):
    """So many pairs with s1 go on; the others are with s2 now."""
    return paired(["s1"] * kept + ["s2"] * (of - kept))


@pytest.mark.parametrize("kept, speaks", [(4, True), (5, False), (6, False)])
def test_below_half_of_the_pairs_it_speaks(kept, speaks):
    assert ("changing_hands" in found_since(paired(["s1"] * 10), after(kept, 10))) == speaks


@pytest.mark.parametrize("pairs, speaks", [(9, False), (10, True)])
def test_with_few_pairs_it_is_silent(pairs, speaks):
    assert ("changing_hands" in found_since(paired(["s1"] * pairs), after(0, pairs))) == speaks


def test_without_a_term_before_it_is_silent():
    assert "changing_hands" not in found(after(0, 12))


def test_a_pair_whose_adult_has_left_could_not_go_on():
    before, now = paired(["s3"] * 12, staff=("s1", "s3")), paired(["s1"] * 12, staff=("s1",))

    assert "changing_hands" not in found_since(before, now)


def test_what_weighs_is_the_hours_of_pupils_who_kept_none_of_their_adults():
    insight = found_since(paired(["s1"] * 12), after(3, 12))["changing_hands"]

    assert insight.figures == pytest.approx({"pupils": 9, "changed_hours": 18, "pairs_share": 0.25})
    assert insight.weight == pytest.approx(18)
    assert insight.severity == "medium"
