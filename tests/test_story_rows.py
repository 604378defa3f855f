"""The rows of the demo trust are whole, keep every limit, and are the same every time; the sample is the newest of them."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sendsite.demo import story
from sendsite.demo.canaries import CANARIES, LEAVERS, MENTIONED, PUPILS, STAFF
from sendsite.demo.schools import CHARACTERS
from sendsite.framework.records import IDENTITY, LIVE, TABLES, Expectation, Records, Staff
from sendsite.framework.retest import came_of_it, retests, stands
from sendsite.framework.settings import default
from sendsite.intake.interchange import files, records_of
from sendsite.intake.plan import plan
from sendsite.intake.read import read
from sendsite.register.database import open_register
from sendsite.register.edits import replace_all
from sendsite.register.facts import records as facts
from sendsite.stock import folder
from tests.builders import measured

TERMS = range(10)
LAST = 9


@pytest.mark.parametrize("place", TERMS)
def test_every_identity_is_unique_and_every_row_has_what_it_stands_on(place: int) -> None:
    records = story()[place][2]
    for table, columns_of_identity in IDENTITY.items():
        keys = Counter(tuple(getattr(one, column) for column in columns_of_identity) for one in getattr(records, table))
        assert not [key for key, count in keys.items() if count > 1], table
    assert not orphans(records)


def orphans(records: Records) -> list[object]:
    """Rows that name a school, person or outcome that is not there."""
    schools = {school.urn for school in records.schools} | {""}
    pupils = {(pupil.school_urn, pupil.pupil_id) for pupil in records.pupils}
    outcomes = {(outcome.school_urn, outcome.pupil_id, outcome.outcome_id) for outcome in records.outcomes}
    staff = {(person.school_urn, person.staff_id, person.scenario) for person in records.staff}
    found: list[object] = [one for table in TABLES for one in getattr(records, table) if getattr(one, "school_urn", "") not in schools]
    for table in ("outcomes", "deployment", "ratings", "moderations"):
        found += [one for one in getattr(records, table) if (one.school_urn, one.pupil_id) not in pupils]
    for table in ("reviews", "outcome_weeks"):
        found += [one for one in getattr(records, table) if (one.school_urn, one.pupil_id, one.outcome_id) not in outcomes]
    for table in ("deployment", "tasks"):
        own = [(one, {(one.school_urn, one.staff_id, scenario) for scenario in (one.scenario, LIVE)}) for one in getattr(records, table)]
        found += [one for one, persons in own if not persons & staff]
    return found


@pytest.mark.parametrize("place", TERMS)
def test_hours_and_dates_keep_their_limits(place: int) -> None:
    _, day, records = story()[place]

    assert all(0 <= person.send_hours <= person.contracted_hours for person in records.staff)
    assert all((pupil.one_to_one_hours or 0) <= pupil.need_hours for pupil in records.pupils)
    assert all(0 < cell.hours <= 6000 for cell in records.deployment)
    dated = {
        "pupils": "rated_on",
        "ratings": "rated_on",
        "outcomes": "reviewed_on",
        "reviews": "reviewed_on",
        "moderations": "moderated_on",
        "leavers": "left_on",
    }
    dates = [getattr(one, column) for table, column in dated.items() for one in getattr(records, table)]
    assert all(date <= day for date in dates if date)


@pytest.mark.parametrize("place", TERMS)
def test_an_outcome_and_a_rating_agree_with_the_newest_of_their_history(place: int) -> None:
    records = story()[place][2]
    reviews = {(one.school_urn, one.pupil_id, one.outcome_id): one for one in sorted(records.reviews, key=lambda one: one.reviewed_on)}
    ratings = {(one.school_urn, one.pupil_id): one for one in sorted(records.ratings, key=lambda one: one.rated_on)}

    for outcome in records.outcomes:
        newest = reviews.get((outcome.school_urn, outcome.pupil_id, outcome.outcome_id))
        assert (outcome.status, outcome.reviewed_on) == ((newest.status, newest.reviewed_on) if newest else ("not_started", None))
    for pupil in records.pupils:
        latest = ratings.get((pupil.school_urn, pupil.pupil_id))
        assert pupil.rated_on == (latest.rated_on if latest else None)
        assert not latest or (pupil.q1, pupil.q8) == (latest.q1, latest.q8)


def test_pupils_join_move_up_and_leave_and_a_leaver_never_comes_back() -> None:
    here = [{(pupil.school_urn, pupil.pupil_id): pupil.year_group for pupil in records.pupils} for _, _, records in story()]

    assert all(len(set(after) - set(before)) >= 1 and len(set(before) - set(after)) >= 1 for before, after in zip(here, here[3:], strict=False))
    for before, after in zip(here[2::3], here[3::3], strict=True):
        assert all(int(after[key]) == int(before[key].replace("R", "0")) + 1 for key in set(before) & set(after))
    for place in TERMS[1:]:
        gone = set(here[place - 1]) - set(here[place])
        assert not gone & {key for later in here[place:] for key in later}
        kept = {(one.school_urn, one.person_id) for one in story()[place][2].leavers}
        assert gone <= kept


def test_staff_leave_and_others_take_over() -> None:
    first, last = ({person.staff_id for person in story()[place][2].staff if not person.scenario} for place in (0, LAST))

    assert len(first - last) >= 4
    assert len(last - first) >= 4


def test_salaries_are_given_for_some_and_lie_near_the_standard_cost() -> None:
    rates = default().rates
    paid = [person for person in story()[LAST][2].staff if person.annual_salary]

    def share(person: Staff) -> float:
        return (person.annual_salary or 0) * 1.3 / (rates[person.role] * person.contracted_hours * 38)

    assert 25 <= len(paid) <= 50
    assert all(0.85 <= share(person) <= 1.2 for person in paid)


def test_at_least_forty_canaries_stand_in_the_live_register() -> None:
    records = story()[LAST][2]
    pupils, staff = {pupil.name for pupil in records.pupils}, {person.name for person in records.staff}
    texts = (records.outcomes, records.reviews, records.ratings, records.moderations, records.scenarios)
    free_text = " ".join(str(value) for table in texts for one in table for value in one)

    assert len(set(CANARIES)) == len(CANARIES) >= 40
    assert set(PUPILS) <= pupils
    assert set(STAFF) <= staff
    assert set(LEAVERS) <= {one.name for one in records.leavers}
    assert [name for name in MENTIONED if name not in free_text] == []


def test_no_two_pupils_or_staff_of_the_whole_story_share_a_name() -> None:
    people = {(pupil.school_urn, pupil.pupil_id): pupil.name for _, _, records in story() for pupil in records.pupils}
    staff = {person.staff_id: person.name for _, _, records in story() for person in records.staff}

    names = Counter([*people.values(), *staff.values()])
    assert not [name for name, count in names.items() if count > 1]


@pytest.mark.parametrize("place", TERMS)
def test_every_term_reads_back_from_the_interchange_format_without_a_difference(place: int) -> None:
    records = story()[place][2]

    assert records_of(files(records)) == records


def test_the_register_takes_the_story_and_gives_it_back(tmp_path: Path) -> None:
    records = story()[LAST][2]
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        replace_all(register, records, by="test")
        kept = facts(register)

    assert {table: sorted(getattr(kept, table), key=repr) for table in TABLES} == {table: sorted(getattr(records, table), key=repr) for table in TABLES}


def test_the_sample_is_the_live_register_of_the_story() -> None:
    sample = folder("sample")
    expected = files(story()[LAST][2])

    assert {path.name: path.read_bytes() for path in sample.glob("*.csv")} == expected, "run python tools/write_sample.py"
    assert sum(path.stat().st_size for path in sample.iterdir()) < 200_000


def test_the_sample_imports_without_a_fault_or_a_question_and_the_second_time_changes_nothing() -> None:
    reading = read(folder("sample"))
    again = plan(reading, story()[LAST][2])

    assert not reading.faults
    assert not plan(reading, Records()).faults
    assert all(counts.added == counts.changed == counts.removed == counts.refused == 0 for counts in again.counts.values())


DIGEST = """
import hashlib
from sendsite.demo import story
print(hashlib.sha256(repr(story()).encode()).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_story_is_the_same_in_every_process_whatever_the_seed_of_hashes(seed: str) -> None:
    given = subprocess.run([sys.executable, "-c", DIGEST], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)

    assert given.stdout.strip() == hashlib.sha256(repr(story()).encode()).hexdigest()


def test_invented_urns_are_six_digits_of_a_range_that_no_school_has() -> None:
    assert all(re.fullmatch(r"99000\d", school.urn) for school in CHARACTERS)


def test_two_schools_set_something_out_and_later_terms_show_what_came_of_it():
    """One is on its way a term later; where cover keeps coming, nothing real has changed, and today it has gone the other way."""
    framework = default()

    def came(row: Expectation, place: int) -> str:
        stood = stands(measured(story()[place][2], on=story()[place][1]), row.school_urn)
        assert stood is not None
        return came_of_it(retests(row, stood, framework))

    drifting, steady = story()[LAST][2].expectations
    places = {term.name: place for place, (term, _, _) in enumerate(story())}
    assert [(row.school_urn, row.rule) for row in (drifting, steady)] == [("990002", "absorbed"), ("990003", "unallocated")]
    assert came(steady, places["2025-spring"]) == "part"
    assert [came(drifting, place) for place in (places["2025-summer"], LAST)] == ["none", "away"]
    assert [len(told[2].expectations) for told in story()] == [0] * 7 + [1, 2, 2]
