"""Plans whose hours, kind of support, outcomes or reviews are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from sendsite.framework.bands import NOISE
from sendsite.framework.checks.finding import Finding, Look, hours, on_pupil
from sendsite.framework.records import Outcome

MATRIX, OUTCOMES = "/deployment", "/outcomes"


def support(look: Look) -> Iterator[Finding]:
    """A plan's hours against the timetable: no need written down, nothing given, or too little of it one adult to one pupil."""
    given = look.measures.pupils
    for row, pupil in enumerate(look.pupils):
        if not pupil.need_hours:
            yield on_pupil("need_zero", "medium", pupil, "the plan names no hours of support. Enter the weekly hours, or take the pupil off the register.")
        elif given.received[row] <= NOISE:
            words = f"the plan names {hours(pupil.need_hours / 100)} a week and the timetable gives none. Timetable the support."
            yield on_pupil("need_without_hours", "high", pupil, words, MATRIX)
        elif given.one_to_one_received[row] < (pupil.one_to_one_hours or 0) / 100 - NOISE:
            wanted, got = hours((pupil.one_to_one_hours or 0) / 100), hours(float(given.one_to_one_received[row]))
            yield on_pupil("one_to_one_unmet", "high", pupil, f"{wanted} a week must be one adult to one pupil; the timetable gives {got}.", MATRIX)


def need_type(look: Look) -> Iterator[Finding]:
    """Without a census need type a pupil is missing from the four areas of need; without a year group, from the key stages."""
    for pupil in look.pupils:
        if not pupil.primary_need:
            yield on_pupil("need_type_blank", "low", pupil, "no need type. Enter the census code.")
        if not pupil.year_group:
            yield on_pupil("year_group_blank", "low", pupil, "no year group. Enter it: N1, N2, R or 1 to 14.")


def outcomes(look: Look) -> Iterator[Finding]:
    """A plan without outcomes, or whose open outcomes nobody has looked at this year, or are due to be looked at."""
    by_pupil: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in look.records.outcomes:
        by_pupil[outcome.school_urn, outcome.pupil_id].append(outcome)
    year = look.on - timedelta(days=look.framework.checks.review_age_days)
    due = look.on - timedelta(days=look.framework.checks.review_due_days)
    for pupil in look.pupils:
        plan = by_pupil[pupil.school_urn, pupil.pupil_id]
        seen = [outcome.reviewed_on for outcome in plan if outcome.status not in ("achieved", "withdrawn")]
        stale = sum(day is None or day < year for day in seen)
        waiting = sum(day is not None and year <= day < due for day in seen)
        if not plan:
            yield on_pupil("no_outcomes", "medium", pupil, "the plan has no outcome. Enter what the support is for.", OUTCOMES)
        if stale:
            yield on_pupil("outcomes_not_reviewed", "medium", pupil, f"open outcomes not reviewed in the last year: {stale}. Review them.", OUTCOMES)
        if waiting:
            yield on_pupil("review_due", "low", pupil, f"outcomes due for review this term: {waiting}.", OUTCOMES)
