"""The review cycle: what is done and what is due, from the register alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sendsite.framework.checks import Finding
from sendsite.framework.insights import insights
from sendsite.framework.records import Expectation, Rating, Records
from sendsite.framework.retest import LOOKED
from sendsite.framework.review import Grounds, rated_in, review
from sendsite.framework.settings import default
from sendsite.framework.term import Term
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation, measured

URN, TERM = "140001", Term(2025, "spring")
IN_TERM, BEFORE = date(2026, 1, 1), date(2025, 12, 31)


def a_school_of_two(rated_on: date = IN_TERM) -> Records:
    pupils = (a_pupil("p1", needs=10, rated_on=rated_on), a_pupil("p2", needs=5, rated_on=rated_on))
    return a_school(*pupils, a_member_of_staff("s1"), an_allocation("s1", "p1", 5))


def grounds(records: Records, **more: Any) -> Grounds:
    measures = measured(records)
    given: dict[str, Any] = {"findings": (), "insights": insights(measures, default()), "term": TERM, "frozen": False, "waiting": 0} | more
    return Grounds(records, measures, **given)


def done(on: Grounds) -> dict[str, bool]:
    return {step.name: step.done for step in review(on)}


def tasks(on: Grounds, step: str) -> dict[str, bool]:
    return {task.words: task.done for each in review(on) if each.name == step for task in each.tasks}


def row(rule: str, term: Term = TERM) -> Expectation:
    return Expectation(URN, 1, term.name, IN_TERM, "amy", rule)


@pytest.mark.parametrize("on, pupils", ((BEFORE, 0), (IN_TERM, 2), (TERM.ends, 2)))
def test_a_rating_counts_from_the_first_to_the_last_day_of_the_term(on, pupils):
    records = a_school_of_two(on)

    assert len(rated_in(records, TERM)) == pupils
    assert tasks(grounds(records), "Collect")[f"{pupils} of 2 pupils were rated this term"] == (pupils == 2)


def test_a_rating_of_the_history_counts_and_one_of_a_pupil_who_left_does_not():
    records = replace(a_school_of_two(BEFORE), ratings=(Rating(URN, "p1", IN_TERM, "R"), Rating(URN, "gone", IN_TERM, "R")))

    assert rated_in(records, TERM) == {"p1"}


def test_an_empty_school_has_everything_to_collect():
    assert not any(tasks(grounds(a_school()), "Collect").values())


@pytest.mark.parametrize("severity, mends", (("high", False), ("medium", True)))
def test_findings_of_high_priority_keep_calculate_open(severity, mends):
    found = (Finding("no_staff", URN, severity, "", "", "", "/staff"),)

    words = "The checks find nothing of high priority" if mends else "1 finding of high priority to mend"
    assert tasks(grounds(a_school_of_two(), findings=found), "Calculate")[words] is mends


def test_second_looks_that_wait_keep_calculate_open():
    waits = (Finding("moderation_due", URN, "low", "", "", "", "/pupils"),)

    assert not tasks(grounds(a_school_of_two(), findings=waits), "Calculate")["Ratings wait for a second person to look at them"]


def test_what_is_set_out_this_term_does_interpret_and_act():
    school = a_school_of_two()
    later = [replace(school, expectations=rows) for rows in ((), (row("absorbed", TERM.before),), (row("absorbed"),), (row(LOOKED),))]

    assert [(done(grounds(each))["Interpret"], done(grounds(each))["Act"]) for each in later] == [(False, False), (False, False), (True, True), (True, True)]


def test_without_an_insight_there_is_nothing_to_interpret_or_act_on():
    found = done(grounds(a_school_of_two(), insights=()))

    assert (found["Interpret"], found["Act"]) == (True, True)


@pytest.mark.parametrize(
    "more, embedded",
    (
        ({"frozen": True, "waiting": 0}, True),
        ({"frozen": False, "waiting": 0}, False),
        ({"frozen": True, "waiting": 1}, False),
        ({"frozen": True, "waiting": None}, False),
        ({"frozen": True, "waiting": 0, "earlier": 2, "held": 1}, False),
        ({"frozen": True, "waiting": 0, "earlier": 2, "held": 2}, True),
    ),
)
def test_a_term_is_embedded_once_frozen_published_and_held_against_what_was_expected(more, embedded):
    assert done(grounds(a_school_of_two(), **more))["Embed"] is embedded
