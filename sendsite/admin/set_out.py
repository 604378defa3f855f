"""What a school set out to do: expected beside what came of it, at the next frozen term and today."""

from __future__ import annotations

from hashlib import sha256
from math import isnan
from typing import NamedTuple

from sendsite.admin import complete
from sendsite.admin.beside import NOT_AVAILABLE
from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.framework.insights import Insight
from sendsite.framework.records import Expectation
from sendsite.framework.retest import LOOKED, Retest, Stands, came_of_it, never_live, next_frozen, overlap, retests, stands
from sendsite.framework.term import Term
from sendsite.report.disclosure import Advice
from sendsite.report.figures.pages import Effect as ShownEffect
from sendsite.report.figures.values import Band
from sendsite.report.formats import kpi_format
from sendsite.report.retest_words import CAME, CAME_SAYS
from sendsite.report.sections.set_out import DEEDS
from sendsite.report.tried import effects
from sendsite.report.words import KPI_NAMES


class Line(NamedTuple):
    """One figure: before, expected, as it is, and how it came out. `small`: the change that was expected is itself no larger than chance makes."""

    name: str
    before: str
    expected: str
    actual: str
    came: Band
    small: bool


class Held(NamedTuple):
    """An expectation held against a time: `when` in words, the figures, and how they came out as a whole; None on the day it was set out."""

    when: str
    lines: tuple[Line, ...]
    came: Band | None
    says: str


class SetOut(NamedTuple):
    """
    One thing set out to do, `what` in words. `frozen` is None until a later term has been frozen; `looked` is a look at the insights, with no figures.

    `never_live`: its scenario is gone without having been made live, so that nothing is held against it.
    """

    row: Expectation
    what: str
    term: str
    looked: bool
    frozen: Held | None
    today: Held | None
    never_live: bool = False


def set_out(urn: str) -> tuple[SetOut, ...]:
    """All that a school set out to do, the newest first."""
    rows = sorted(now().of_school(urn).expectations, key=lambda row: (row.accepted_on, row.number), reverse=True)
    return now().kept(("set out", urn, desk().past.stamp), lambda: tuple(_of(row, urn) for row in rows))


def this_term(urn: str) -> tuple[Expectation, ...]:
    """What was set out in the term that is running."""
    term = Term.of(now().today).name
    return tuple(row for row in now().of_school(urn).expectations if row.term == term)


def overlapping(urn: str, rule: str) -> tuple[Expectation, ...]:
    """What was set out this term and gives away some of the same hours, the first first."""
    return tuple(row for row in this_term(urn) if overlap(rule, row.rule) and not never_live(row, now().of_school(urn)))


def to_do(urn: str, rule: str) -> Advice | None:
    """The insight of a rule at a school, where doing it can be tried out; None where there is none."""
    found = (each for each in complete.view(urn).now.advice if each.insight.urn == urn and each.insight.rule == rule)
    return next((each for each in found if each.insight.effect is not None), None)


def what_to_do(rule: str, title: str) -> str:
    """What is set out, as the site words it: the title of an insight says what is amiss, and nobody sets out to do that."""
    return DEEDS.get(rule) or title or rule


def expected_of(urn: str, advised: Advice) -> tuple[ShownEffect, ...]:
    """The figures that would be shown otherwise, as the insight's card has them: the hours that plans are short of first, the index last."""
    return tuple(effects(complete.view(urn), advised, complete.place(urn)))


def seen_mark(insight: Insight) -> str:
    """A mark of what an action would change, so that a confirmation stands for what was seen."""
    return sha256(repr((insight.effect, insight.hours)).encode()).hexdigest()[:16]


def standing(urn: str) -> Stands:
    """The school as it stands today."""
    found = stands(now().measures(urn, desk().framework), urn)
    assert found is not None
    return found


def _of(row: Expectation, urn: str) -> SetOut:
    looked, gone = row.rule == LOOKED, never_live(row, now().of_school(urn))
    frozen, today = (None, None) if looked or gone else (_frozen(row, urn), _today(row, urn))
    return SetOut(row, what_to_do(row.rule, row.title), Term.parse(row.term).label, looked, frozen, today, gone)


def _today(row: Expectation, urn: str) -> Held:
    """Held against today; on the day itself there is nothing to hold it against."""
    held = _held("Today", row, standing(urn))
    return held if row.accepted_on < now().today else held._replace(when="What is expected", came=None, says="")


def _frozen(row: Expectation, urn: str) -> Held | None:
    """Held against the first term frozen since in which the school is found."""
    past = {each.reading.data_date: each for each in desk().past.of(urn)}
    term = next_frozen(row, [each.reading for each in past.values()])
    found = stands(past[term.data_date].source.measures, urn) if term else None
    return _held(f"At the end of the {term.term.season} term {term.term.label[-7:]}", row, found) if term and found else None


def _held(when: str, row: Expectation, stood: Stands) -> Held:
    found = retests(row, stood, desk().framework)
    came = came_of_it(found)
    return Held(when, tuple(map(_line, found)), CAME[came], CAME_SAYS[came])


def _line(each: Retest) -> Line:
    before, expected, actual = (_text(each.figure, value) for value in (each.before, each.expected, each.actual))
    return Line(KPI_NAMES[each.figure], before, expected, actual, CAME[each.reads], not each.telling)


def _text(figure: str, value: float) -> str:
    return NOT_AVAILABLE if isnan(value) else kpi_format(figure, desk().framework).text(value)
