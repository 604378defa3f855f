"""Money's edges; the whole of it is worked through in test_worked_example.py."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sendsite.framework.money import money, trust_money
from sendsite.framework.records import SchoolFact
from sendsite.framework.settings import default
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_allocation, an_outcome, measured

FIVE = tuple(an_outcome("achieved") for _ in range(5))


def test_element_two_is_met_by_the_school_before_top_up_begins():
    # 10 h x 20.00 x 38 = 7,600 a year; 2,000 + min(6,000, 7,600) - 7,600 = 400
    got = money(measured(a_school(a_pupil(needs=10, gets=10, funding_amount=200_000))), default())

    assert got.balance_by_pupil.tolist() == pytest.approx([400])


def test_without_a_notional_budget_no_funding_is_identified_and_no_share_of_it_used():
    got = money(measured(a_school(a_pupil(gets=5, funding_amount=200_000), budget=None)), default())

    assert np.isnan(got.funding_identified[0])
    assert np.isnan(got.utilisation[0])
    assert got.top_up.tolist() == [2000]


def test_other_send_costs_are_send_cost_but_not_staff_cost():
    school = replace(a_school(a_member_of_staff(contracted=10)), school_facts=(SchoolFact("140001", "2025-autumn", other_send_costs=150_000),))

    got = money(measured(school), default())

    assert got.send_staff_cost.tolist() == pytest.approx([7600])
    assert got.send_cost.tolist() == pytest.approx([9100])


@pytest.mark.parametrize("outcomes, autumn, known", [(FIVE, False, True), (FIVE, True, False), (FIVE[:4], False, False)])
def test_cost_per_achieved_outcome_waits_for_five_and_is_not_given_in_autumn(outcomes, autumn, known):
    got = money(measured(a_school(a_pupil(gets=5, outcomes=outcomes))), default(), autumn=autumn)

    assert bool(np.isfinite(got.per_achieved_outcome[0])) == known


def test_an_outcome_of_a_pupil_without_support_costs_the_schools_average_hour():
    school = a_school(
        a_member_of_staff(role="TA", contracted=30, send=10),
        a_member_of_staff(role="HLTA", contracted=30, send=30),
        a_pupil(outcomes=(an_outcome(planned=2, weeks=10),)),
    )

    # (10 x 20.00 + 30 x 24.50) / 40 = 23.375 an hour; 2 h x 10 weeks
    assert money(measured(school), default()).outcome_cost.tolist() == pytest.approx([467.5])


def test_a_blank_salary_costs_the_standard_rate_in_actual_money():
    got = money(measured(a_school(a_member_of_staff(contracted=10), a_member_of_staff(contracted=10, salary=10_000))), default(), "actual")

    assert got.send_staff_cost.tolist() == pytest.approx([7600 + 13_000])


def test_an_unknown_basis_is_refused():
    with pytest.raises(ValueError, match="'guess' is not one of standard, actual"):
        money(measured(a_school()), default(), "guess")


def test_the_trusts_money_pools_sums_and_its_share_of_funding_only_schools_that_state_a_budget():
    one = a_school(a_member_of_staff(contracted=10), a_pupil(), an_allocation("s1", "p1", 10), urn="140001", budget=15_200)
    other = a_school(a_member_of_staff(contracted=30), a_pupil(), an_allocation("s1", "p1", 10), urn="140002", budget=None)

    got = trust_money(measured(a_trust(one, other)), default())

    assert got.send_cost.tolist() == pytest.approx([40 * 760])
    assert got.utilisation.tolist() == pytest.approx([0.5])
    assert got.per_delivered_hour.tolist() == pytest.approx([40 * 760 / (20 * 38)])
