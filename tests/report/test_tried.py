"""What an action would change is told without the index where the register is too small for a band."""

from __future__ import annotations

import pytest

from sendsite.report.advice import advice
from sendsite.report.complete import complete_view
from tests.builders import DAY, a_member_of_staff, a_pupil, a_school, an_outcome
from tests.report.trust import NOW, SETUP, reading

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
