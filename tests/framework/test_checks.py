"""Each check finds its fault, names its subject by id, and says who mends it where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sendsite.framework.checks import CHECKS, checks
from sendsite.framework.checks.finding import SEVERITIES, Finding
from sendsite.framework.records import FundingBand, Leaver, Moderation, Records, SchoolFact
from sendsite.framework.settings import default
from sendsite.framework.term import Term
from tests.builders import DAY, APupil, a_member_of_staff, a_pupil, a_school, an_allocation, an_outcome

YEAR = timedelta(days=365)


def sound(**changes: object) -> APupil:
    """A pupil with nothing amiss, but for what is changed."""
    settings: dict[str, object] = {"needs": 5.0, "gets": 5.0, "primary_need": "SLCN", "outcomes": (an_outcome(reviewed_on=DAY - timedelta(days=20)),)}
    return a_pupil(**(settings | changes))  # type: ignore[arg-type]


def a_sound_school(*pupils: APupil) -> Records:
    return a_school(a_member_of_staff(contracted=32.5), *(pupils or (sound(),)), roll=40)


def seen_twice(records: Records, on: date = DAY) -> Records:
    """With a second person's look at every pupil's rating in the term."""
    looks = tuple(Moderation(pupil.school_urn, pupil.pupil_id, Term.of(on).name, on, "L. Example", True) for pupil in records.pupils)
    return replace(records, moderations=looks)


def found(records: Records, on: date = DAY) -> tuple[Finding, ...]:
    """What is found beside moderation, which has tests of its own."""
    return checks(seen_twice(records, on), default(), on)


def codes(records: Records, on: date = DAY) -> list[str]:
    return [finding.code for finding in found(records, on)]


def test_a_sound_school_has_no_finding():
    assert codes(a_sound_school()) == []


@pytest.mark.parametrize(
    "code, pupil",
    [
        ("unrated", sound(rating="")),
        ("rating_incomplete", sound(answers="RRRR")),
        ("rating_undated", sound(rated_on=None)),
        ("rating_old", sound(rated_on=DAY - YEAR - timedelta(days=1))),
        ("need_zero", sound(needs=0.0, gets=0.0)),
        ("need_without_hours", sound(gets=0.0)),
        ("need_type_blank", sound(primary_need="")),
        ("no_outcomes", sound(outcomes=())),
        ("outcomes_not_reviewed", sound(outcomes=(an_outcome(reviewed_on=None),))),
        ("outcomes_not_reviewed", sound(outcomes=(an_outcome(reviewed_on=DAY - YEAR - timedelta(days=1)),))),
        ("review_due", sound(outcomes=(an_outcome(reviewed_on=DAY - timedelta(days=121)),))),
        ("ehcp_without_funding", sound(sen_status="E")),
        ("band_without_amount", sound(funding_band="B7")),
    ],
)
def test_a_fault_of_a_pupils_row_is_found(code, pupil):
    assert codes(a_sound_school(pupil)) == [code]


@pytest.mark.parametrize(
    "pupil",
    [
        sound(rated_on=DAY - YEAR),
        sound(outcomes=(an_outcome("achieved"), an_outcome("withdrawn"))),
        sound(outcomes=(an_outcome(reviewed_on=DAY - timedelta(days=120)),)),
        sound(sen_status="E", funding_amount=0),
        sound(funding_band="B7", funding_amount=100_000),
        sound(answers="RRRRR"),
    ],
)
def test_on_the_edge_nothing_is_found(pupil):
    assert codes(a_sound_school(pupil)) == []


def test_a_date_without_answers_is_asked_about():
    school = a_sound_school(sound(rating=""))
    dated = replace(school, pupils=(school.pupils[0]._replace(rated_on=DAY),))

    assert codes(dated) == ["rated_without_answers"]


def test_too_little_support_by_one_adult_to_one_pupil_is_found():
    school = a_school(a_member_of_staff(contracted=32.5), sound(gets=0, one_to_one=3), an_allocation("s1", "p1", 5, group="Talk"), roll=40)

    (finding,) = found(school)

    assert finding.code == "one_to_one_unmet"
    assert finding.words == "Pupil p1: 3 hours a week must be one adult to one pupil; the timetable gives 0 hours."


def test_a_band_that_is_priced_from_the_day_on_is_no_finding_and_before_that_it_is():
    school = replace(a_sound_school(sound(funding_band="B7")), funding_bands=(FundingBand("B7", DAY, "", 300_000),))

    assert codes(school) == []
    assert "band_without_amount" in codes(school, DAY - timedelta(days=1))


def test_one_finding_stands_for_a_band_however_many_pupils_have_it():
    (finding,) = found(a_sound_school(sound(funding_band="B7"), sound(funding_band="B7")))

    assert (finding.urn, finding.subject, finding.who) == ("", "B7", "trust officer")


@pytest.mark.parametrize("hours, expected", [(32.75, ["overcommitted"]), (32.74, [])])
def test_over_commitment_is_found_from_a_quarter_of_an_hour(hours, expected):
    assert codes(a_sound_school(sound(needs=hours, gets=hours))) == expected


def test_cells_of_people_who_are_not_on_the_lists_any_more_are_found():
    school = a_school(a_member_of_staff(), sound(), an_allocation("gone", "p1", 1), an_allocation("s1", "away", 1), roll=40)

    assert sorted(codes(school)) == ["allocation_of_leaver", "allocation_to_leaver"]


def test_a_cell_of_someone_noted_as_a_leaver_is_found_while_the_row_still_stands():
    school = replace(a_sound_school(), leavers=(Leaver("140001", "pupil", "p1", "Pupil p1"),))

    assert codes(school) == ["allocation_to_leaver"]


def test_a_what_if_is_not_checked_for_leavers():
    assert codes(a_school(a_member_of_staff(), sound(), an_allocation("gone", "p1", 1, scenario="what-if"), roll=40)) == []


def test_a_staff_list_that_is_missing_or_looks_incomplete_is_found():
    assert codes(a_school(roll=40)) == ["no_staff"]
    assert codes(a_school(a_member_of_staff(contracted=32.5), sound(), roll=400)) == ["low_spend"]


def test_pupils_the_census_counts_and_the_register_does_not_hold_are_found():
    facts = (SchoolFact("140001", "2025-spring", census_ehcp=1, census_sen_support=1),)

    assert codes(replace(a_sound_school(), school_facts=facts)) == ["census_above_register"]


def test_findings_stand_by_school_the_gravest_first_and_never_name_a_person():
    school = a_school(a_member_of_staff(), sound(gets=0, rating="", primary_need="", name="Zephyrine Example"), roll=40)

    listed = found(school)

    assert [SEVERITIES.index(finding.severity) for finding in listed] == [0, 1, 2]
    assert not any("Example" in finding.words for finding in listed)
    assert all(finding.where.startswith("/") for finding in listed)
    assert len(CHECKS) == len(set(CHECKS))
