"""Rows become columns: scenarios, labels, days and people who are gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sendsite.framework.columns import columns
from sendsite.framework.records import FundingBand, Scenario, SchoolFact
from sendsite.framework.settings import default
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_allocation, an_outcome, measured


def test_schools_stand_in_ascending_urn_order_whatever_the_order_of_rows():
    trust = a_trust(a_school(urn="140009"), a_school(urn="140002"))

    assert columns(trust, default()).schools.urn == ("140002", "140009")


def test_cells_of_no_hours_are_no_cells_and_do_not_make_a_group_larger():
    school = a_school(
        a_member_of_staff(), *(a_pupil() for _ in range(7)), *(an_allocation("s1", f"p{n}", 2 if n < 7 else 0, group="Talk") for n in range(1, 8))
    )

    deployment = columns(school, default())

    assert len(deployment.cells.hours) == 6
    assert measured(school).pupils.received.tolist() == [2] * 6 + [0]


def test_labels_are_trimmed_before_they_are_compared_and_their_case_counts():
    school = a_school(
        a_member_of_staff(),
        *(a_pupil() for _ in range(3)),
        *(an_allocation("s1", f"p{number}", 2, group=label) for number, label in enumerate((" Talk", "Talk ", "talk"), 1)),
    )

    assert measured(school).staff.used.tolist() == [4]


def test_the_same_label_of_two_members_of_staff_is_two_groups():
    school = a_school(
        a_member_of_staff(), a_member_of_staff(), a_pupil(), an_allocation("s1", "p1", 2, group="Talk"), an_allocation("s2", "p1", 3, group="Talk")
    )

    assert measured(school).staff.used.tolist() == [2, 3]


def test_a_label_makes_a_group_even_of_one():
    school = a_school(a_member_of_staff(), a_pupil(needs=5, one_to_one=5), an_allocation("s1", "p1", 5, group="Talk"))

    assert measured(school).pupils.matched.tolist() == [0]


def test_blank_and_live_are_the_same_scenario():
    school = a_school(
        a_member_of_staff(),
        a_pupil(),
        a_pupil(),
        an_allocation("s1", "p1", 2, scenario="live"),
        an_allocation("s1", "p2", 3),
        an_allocation("s1", "p1", 9, scenario="B"),
    )

    assert measured(school).pupils.received.tolist() == [2, 3]
    assert measured(school, scenario="live").pupils.received.tolist() == [2, 3]


def test_a_scenario_without_staff_of_its_own_uses_the_live_staff_and_tasks():
    school = a_school(a_member_of_staff(send=20, tasks={"cover": 2}), a_pupil(), an_allocation("s1", "p1", 2), an_allocation("s1", "p1", 5, scenario="B"))

    measures = measured(school, scenario="B")

    assert measures.pupils.received.tolist() == [5]
    assert measures.schools.hours.paid.tolist() == [20]
    assert measures.schools.hours.absorbed.tolist() == [2]


def test_a_scenario_with_staff_of_its_own_uses_those_alone():
    school = a_school(
        a_member_of_staff(send=20),
        a_member_of_staff("s1", send=10, scenario="B"),
        a_member_of_staff("s3", send=5, scenario="B"),
        a_pupil(),
        an_allocation("s1", "p1", 5, scenario="B"),
    )

    assert measured(school, scenario="B").schools.hours.paid.tolist() == [15]
    assert measured(school).schools.hours.paid.tolist() == [20]


def test_a_school_that_does_not_have_the_scenario_stays_as_it_is():
    one = a_school(a_member_of_staff(), a_pupil(), an_allocation("s1", "p1", 2), an_allocation("s1", "p1", 5, scenario="B"))
    other = a_school(a_member_of_staff(), a_pupil(), an_allocation("s1", "p1", 3), urn="140002")

    assert measured(a_trust(one, other), scenario="B").schools.hours.delivered.tolist() == [5, 3]


def test_a_scenario_that_is_named_and_still_empty_delivers_nothing():
    school = replace(a_school(a_member_of_staff(), a_pupil(), an_allocation("s1", "p1", 2)), scenarios=(Scenario("140001", "B"),))

    assert measured(school, scenario="B").schools.hours.delivered.tolist() == [0]


def test_cells_of_people_who_are_not_on_the_lists_count_for_nothing():
    school = a_school(a_member_of_staff(), a_pupil(), an_allocation("gone", "p1", 2), an_allocation("s1", "gone", 2), an_allocation("s1", "p1", 1))

    assert measured(school).schools.hours.delivered.tolist() == [1]
    assert measured(school).schools.hours.staff_time.tolist() == [1]


BANDS = (
    FundingBand("B2", None, "Band 2", 300_000),
    FundingBand("B2", date(2026, 4, 1), "Band 2", 320_000),
    FundingBand("B9", None, "Band 9", None),
)


@pytest.mark.parametrize(
    "row, on, expected",
    [
        ({"funding_band": "B2"}, date(2026, 3, 31), 3_000.0),
        ({"funding_band": "B2"}, date(2026, 4, 1), 3_200.0),
        ({"funding_band": "B2"}, None, 3_200.0),
        ({"funding_band": "B2", "funding_amount": 0}, date(2026, 4, 1), 0.0),
        ({"funding_band": "B9"}, date(2026, 4, 1), None),
        ({"funding_band": "unheard"}, date(2026, 4, 1), None),
        ({}, date(2026, 4, 1), None),
    ],
)
def test_top_up_is_the_pupils_own_amount_else_that_of_the_band_on_the_day(row, on, expected):
    school = replace(a_school(a_pupil(**row)), funding_bands=BANDS)

    (amount,) = columns(school, default(), on=on).pupils.top_up.tolist()

    assert (None if np.isnan(amount) else amount) == expected


def test_other_send_costs_are_those_of_the_newest_term_begun_by_the_day():
    facts = (SchoolFact("140001", "2025-autumn", other_send_costs=100_000), SchoolFact("140001", "2026-summer", other_send_costs=900_000))
    school = replace(a_school(), school_facts=facts)

    assert columns(school, default(), on=date(2026, 3, 1)).schools.other_send_costs.tolist() == [1_000]


def test_an_outcome_runs_for_its_own_weeks_or_the_frameworks():
    school = a_school(a_pupil(outcomes=(an_outcome(weeks=6), an_outcome())))

    assert columns(school, default()).outcomes.weeks.tolist() == [6, 38]


def test_no_school_at_all_can_be_measured():
    measures = measured(a_trust())

    assert measures.flags == ()
    assert np.isnan(measures.trust.sei.value[0])
