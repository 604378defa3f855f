"""Support that costs more than element 2 and top-up: by more than a tenth of all top-up, at standard cost."""

from __future__ import annotations

import pytest

from sendsite.framework.insights.pounds import pounds
from sendsite.framework.insights.top_up import shortfall
from sendsite.framework.settings import default
from tests.builders import a_member_of_staff, a_pupil, a_school, measured
from tests.framework.insights.schools import REVIEWED, found

HOUR = 38 * 20.0
"""GBP a year of an hour a week: weeks x the rate of a teaching assistant."""


def funded(top_up: float | None, hours: float = 20, **row: object):
    """A pupil whose support costs hours x 760 GBP a year: 20 hours are 15,200, of which 6,000 are the school's own first share."""
    amount = None if top_up is None else round(top_up * 100)
    return a_pupil(needs=hours, gets=hours, outcomes=REVIEWED, funding_amount=amount, **row)  # type: ignore[arg-type]  # columns by name


def a_funded_school(*pupils, salary: float | None = None):
    return a_school(a_member_of_staff("s1", contracted=60, salary=salary), a_member_of_staff("idle", contracted=60, send=0), *pupils)


@pytest.mark.parametrize("top_up, speaks", [(9_200 / 1.1 - 1, True), (9_200 / 1.1, False), (9_200 / 1.1 + 1, False)])
def test_from_more_than_a_share_of_all_top_up_it_speaks(top_up, speaks):
    assert ("top_up" in found(a_funded_school(funded(top_up)))) == speaks


def test_a_pupil_whose_funding_is_more_than_enough_hides_nobody_elses_shortfall():
    insight = found(a_funded_school(funded(4_000), funded(20_000, hours=10)))["top_up"]

    assert insight.figures == pytest.approx({"pupils": 1, "top_up_short": 5_000, "top_up_short_share": 5_200 / 24_000})
    assert "£5,000 a year" in insight.diagnosis
    assert insight.weight == pytest.approx(5_200 / HOUR)


def test_support_within_the_schools_own_first_share_costs_no_top_up():
    assert "top_up" not in found(a_funded_school(funded(0, hours=7)))


def test_pupils_without_top_up_are_not_in_it():
    assert "top_up" not in found(a_funded_school(funded(None), funded(9_200)))


def test_a_salary_changes_nothing_but_what_those_see_who_may_see_pay():
    plain, paid = a_funded_school(funded(4_000)), a_funded_school(funded(4_000), salary=60_000)

    assert found(plain)["top_up"] == found(paid)["top_up"]
    assert shortfall(measured(paid), default(), "actual").sum() > shortfall(measured(paid), default()).sum()


@pytest.mark.parametrize("amount, words", [(499.99, "less than £1,000"), (500, "£1,000"), (12_499, "£12,000"), (1_000_000, "£1,000,000")])
def test_money_in_words_is_told_to_a_thousand(amount, words):
    assert pounds(amount) == words
