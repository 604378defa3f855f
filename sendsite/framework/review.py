"""The review cycle of a term: six steps, each with what is done and what is due, told from the register alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from typing import NamedTuple

from sendsite.framework.bands import NOISE
from sendsite.framework.checks import Finding
from sendsite.framework.insights import Insight
from sendsite.framework.model import KPIS, Measures
from sendsite.framework.records import LIVE, Expectation, Records
from sendsite.framework.retest import LOOKED, never_live
from sendsite.framework.term import Term

CLOSED = ("achieved", "withdrawn")


class Due(NamedTuple):
    """One task of a step: what stands, whether it is done, and the screen where it is done."""

    words: str
    done: bool
    where: str


class Step(NamedTuple):
    """A step of the cycle, done where all its tasks are."""

    name: str
    says: str
    tasks: tuple[Due, ...]

    @property
    def done(self) -> bool:
        return all(task.done for task in self.tasks)


@dataclass(frozen=True)
class Grounds:
    """
    What the cycle of one school is told from: its records and measures, the findings and insights, the term.

    `held` of `earlier` things set out in earlier terms were held against a frozen term. `waiting` are changes not published yet, None where
    nothing ever was.
    """

    records: Records
    measures: Measures
    findings: Sequence[Finding]
    insights: Sequence[Insight]
    term: Term
    frozen: bool
    waiting: int | None
    earlier: int = 0
    held: int = 0


def review(on: Grounds) -> tuple[Step, ...]:
    """The six steps in their order."""
    return (
        Step("Collect", "Who needs what, and who gives it: enter it and bring it up to date.", tuple(_collect(on))),
        Step("Calculate", "The five measures are worked out. See that what they rest on is right.", tuple(_calculate(on))),
        Step("Compute", "The five become one index, which can be compared from term to term.", tuple(_compute(on))),
        Step("Interpret", "Read the insights together: what is behind them, and what is not?", tuple(_interpret(on))),
        Step("Act", "Choose a few things, try them out, and make them live.", tuple(_act(on))),
        Step("Embed", "Freeze the term, publish it, and hold what came against what was expected.", tuple(_embed(on))),
    )


def rated_in(records: Records, term: Term) -> frozenset[str]:
    """The pupils who were rated in a term, by the rating in force or one of the history."""
    dates = [*((row.pupil_id, row.rated_on) for row in records.pupils), *((row.pupil_id, row.rated_on) for row in records.ratings)]
    return frozenset(pupil for pupil, on in dates if on is not None and term.begins <= on <= term.ends) & {row.pupil_id for row in records.pupils}


def _collect(on: Grounds) -> Iterator[Due]:
    staff = sum(row.scenario == LIVE for row in on.records.staff)
    yield Due(f"{_many(staff, 'member of support staff is', 'support staff are')} listed", staff > 0, "/staff")
    pupils = len(on.records.pupils)
    rated = len(rated_in(on.records, on.term))
    yield Due(f"{rated} of {_many(pupils, 'pupil was', 'pupils were')} rated this term", pupils > 0 and rated == pupils, "/pupils")
    open_ones = {row.pupil_id for row in on.records.outcomes if row.status not in CLOSED}
    seen = _reviewed_in(on.records, on.term) & open_ones
    if open_ones:
        words = f"outcomes of {len(seen)} of {_many(len(open_ones), 'pupil', 'pupils')} were reviewed this term".capitalize()
        yield Due(words, len(seen) == len(open_ones), "/outcomes")
    hours = float(on.measures.schools.hours.delivered[0])
    yield Due("The deployment is entered" if hours > NOISE else "No hours are in the deployment yet", hours > NOISE, "/deployment")


def _calculate(on: Grounds) -> Iterator[Due]:
    there = sum(not isnan(float(on.measures.schools.kpis[kpi].value[0])) for kpi in KPIS)
    words = "All five measures are available" if there == len(KPIS) else f"{there} of the five measures {'is' if there == 1 else 'are'} available"
    yield Due(words, there == len(KPIS), "/dashboard")
    grave = sum(finding.severity == "high" for finding in on.findings)
    words = f"{_many(grave, 'finding', 'findings')} of high priority to mend" if grave else "The checks find nothing of high priority"
    yield Due(words, not grave, "/mend")
    wait = any(finding.code == "moderation_due" for finding in on.findings)
    yield Due("Ratings wait for a second person to look at them" if wait else "A second person has looked at the sample of ratings", not wait, "/moderation")


def _compute(on: Grounds) -> Iterator[Due]:
    given = not isnan(float(on.measures.schools.sei.value[0]))
    yield Due("The index is given" if given else "The index cannot be given yet", given, "/dashboard")


def _interpret(on: Grounds) -> Iterator[Due]:
    if not on.insights:
        yield Due("Nothing stands out this term", True, "/insights")
        return
    count = _many(len(on.insights), "insight", "insights")
    yield Due(f"{count} looked at" if _of_term(on) else f"{count} to look at, together", bool(_of_term(on)), "/insights")


def _act(on: Grounds) -> Iterator[Due]:
    rows = _of_term(on)
    deeds = sum(row.rule != LOOKED and not never_live(row, on.records) for row in rows)
    if deeds:
        yield Due(f"{_many(deeds, 'thing is', 'things are')} set out to be done", True, "/insights")
    elif rows:
        yield Due("Looked at, and nothing set out", True, "/insights")
    else:
        open_to = any(insight.effect is not None for insight in on.insights)
        yield Due("Nothing is set out to be done yet" if open_to else "No action can be tried out", not open_to, "/insights")


def _embed(on: Grounds) -> Iterator[Due]:
    if on.earlier:
        words = f"{on.held} of {_many(on.earlier, 'thing', 'things')} set out in earlier terms {'was' if on.held == 1 else 'were'} held against what came"
        yield Due(words, on.held == on.earlier, "/set-out")
    yield Due("The term is frozen" if on.frozen else "The term is not frozen yet", on.frozen, "/terms")
    if on.waiting is None:
        yield Due("Nothing has been published yet", False, "/publish")
    else:
        words = f"{_many(on.waiting, 'change is', 'changes are')} not published yet" if on.waiting else "Everything is published"
        yield Due(words, not on.waiting, "/publish")


def _of_term(on: Grounds) -> list[Expectation]:
    return [row for row in on.records.expectations if row.term == on.term.name]


def _reviewed_in(records: Records, term: Term) -> set[str]:
    days = [*((row.pupil_id, row.reviewed_on) for row in records.outcomes), *((row.pupil_id, row.reviewed_on) for row in records.reviews)]
    return {pupil for pupil, day in days if day is not None and term.begins <= day <= term.ends}


def _many(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
