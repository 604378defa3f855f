"""Support staff cost above 120%, or below 40%, of the SEND funding identified."""

from __future__ import annotations

import pytest

from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.framework.insights.schools import REVIEWED, found


def costing(used: float, top_up: float = 0, phase: str = "primary"):
    """Support staff cost 50 hours x 38 weeks x 20 GBP = 38,000, which is so much of the funding."""
    pupil = a_pupil(needs=50, gets=50, outcomes=REVIEWED, funding_amount=round(top_up * 100))
    return a_school(a_member_of_staff("s1", contracted=50), pupil, budget=38_000 / used - top_up, phase=phase)


@pytest.mark.parametrize("used, speaks", [(1.19, False), (1.2, False), (1.21, True), (0.41, False), (0.4, False), (0.39, True)])
def test_outside_the_edges_it_speaks(used, speaks):
    assert ("budget" in found(costing(used))) == speaks


@pytest.mark.parametrize("phase", ["special", "alternative_provision"])
def test_where_the_funding_pays_for_nearly_everything_a_small_part_of_it_says_nothing(phase):
    assert "budget" not in found(costing(0.2, phase=phase))
    assert "budget" in found(costing(1.3, phase=phase))


def test_it_says_where_a_small_part_of_the_funding_says_nothing():
    assert "special schools and alternative provision" in found(costing(0.3))["budget"].not_when


def test_more_than_the_funding_weighs_more_than_less_of_it():
    assert [found(costing(used))["budget"].severity for used in (1.3, 0.3)] == ["medium", "low"]


def test_top_up_is_part_of_the_funding():
    assert found(costing(1.3, top_up=10_000))["budget"].figures == pytest.approx({"utilisation": 1.3}, abs=1e-4)


def test_without_a_budget_it_is_silent():
    assert "budget" not in found(a_school(a_member_of_staff("s1", contracted=50), a_pupil(gets=5), budget=None))


def test_without_support_staff_there_is_nothing_to_compare():
    assert "budget" not in found(a_school(a_pupil()))
