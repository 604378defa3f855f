"""A change of one row in words: what it was about, and what it said before and after. The history is told so, and how one term differs from another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sendsite.framework.records import IDENTITY, LIVE
from sendsite.report.formats import MONTHS, capital, day
from sendsite.workflow.subject.copies import Copy
from sendsite.workflow.subject.wording import ANSWERS, NUMBERS, Called, label, term, value

QUESTIONS = tuple(f"q{number}" for number in NUMBERS)
ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Told(NamedTuple):
    """One row's change: what it was about, what was done, and the words before and after, each a line for each column that differs."""

    what: str
    done: str
    before: str
    after: str


def told(table: str, before: Any, after: Any, called: Called) -> Told:
    """A change told; with one side missing, all that the row says. A mere new number of a row tells nothing."""
    done = ADDED if before is None else REMOVED if after is None else CHANGED
    what = capital(about(table, before if after is None else after, called))
    if done != CHANGED:
        said = "\n".join(_all(table, before if after is None else after, called))
        return Told(what, done, said if done == REMOVED else "", said if done == ADDED else "")
    differing = [column for column in after._fields if getattr(before, column) != getattr(after, column)]
    sides = [[f"{label(column)}: {value(table, column, getattr(side, column), called) or 'nothing'}" for column in differing] for side in (before, after)]
    return Told(what, done, *("\n".join(side) for side in sides))


def about(table: str, row: Any, called: Called) -> str:
    """What a row of theirs is about."""
    match table:
        case "pupils":
            return "details and rating"
        case "staff":
            return f"details{_tried(row)}"
        case "outcomes":
            return f"the outcome “{row.outcome}”"
        case "outcome_weeks":
            return f"the weeks of {called.outcome(row.outcome_id)}"
        case "reviews":
            return f"the review on {day(row.reviewed_on)} of {called.outcome(row.outcome_id)}"
        case "ratings":
            return f"the rating of {day(row.rated_on)}"
        case "moderations":
            return f"the second look of {term(row.term).lower()}"
        case "deployment":
            return f"hours with {called.other(row)}{f', in the group {row.group}' if row.group else ''}{_tried(row)}"
        case "tasks":
            return f"hours of another task, {value(table, 'task', row.task).lower()}{_tried(row)}"
        case "leavers":
            return "having left"
    return table.replace("_", " ")


def differing(before: Copy, after: Copy, then: Called, now: Called) -> Iterator[Told]:
    """What differs between two copies of the register, table by table; what is gone is called as it was `then`."""
    for table in dict.fromkeys((*before.rows, *after.rows)):
        old, new = ({_key(table, row): row for row in copy.rows.get(table, ())} for copy in (before, after))
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield told(table, old.get(key), new.get(key), now if key in new else then)


def moment(at: str) -> str:
    """`6 November 2026, 14:02`, by this machine's clock."""
    local = datetime.fromisoformat(at).astimezone()
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"


def answers(row: Any) -> str:
    """The eight answers in their order: `green, amber, no answer, …`."""
    return ", ".join(ANSWERS.get(getattr(row, question), "no answer") for question in QUESTIONS)


def _all(table: str, row: Any, called: Called) -> Iterator[str]:
    """All that a row says besides what it is called by; the eight answers are one line."""
    if hasattr(row, "q1") and any(getattr(row, question) for question in QUESTIONS):
        yield f"Answers to questions 1 to 8: {answers(row)}"
    for column in row._fields:
        said = value(table, column, getattr(row, column), called)
        if column not in (*IDENTITY[table], *QUESTIONS) and said and getattr(row, column) is not False:
            yield f"{label(column)}: {said}"


def _tried(row: Any) -> str:
    return "" if row.scenario == LIVE else f", in the scenario {row.scenario}, which was only tried out"


def _key(table: str, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, column) for column in IDENTITY[table])
