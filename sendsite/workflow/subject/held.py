"""What one copy of the register holds of a person, in the order and the words of their page in the admin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sendsite.framework.one_rating import answers_of, one_rating
from sendsite.framework.records import LIVE
from sendsite.framework.settings import Framework
from sendsite.report.formats import day
from sendsite.report.words import RATINGS
from sendsite.workflow.subject.copies import Copy
from sendsite.workflow.subject.pieces import facts, heading, paragraph, table
from sendsite.workflow.subject.wording import ANSWERS, BLANK, Called, label, value

DETAILS = {
    "pupils": (
        *("name", "pupil_id", "year_group", "class_name", "sen_status", "primary_need"),
        *("need_hours", "one_to_one_hours", "funding_band", "funding_amount"),
    ),
    "staff": ("name", "staff_id", "role", "contracted_hours", "send_hours", "annual_salary"),
}
OUTCOME = ("area", "target", "planned_hours", "status", "reviewed_on")


def held(copy: Copy, called: Called, level: int) -> str:
    """All of it, its parts headed by headings of a level."""
    return "".join(_parts(copy, called, level))


def _parts(copy: Copy, called: Called, level: int) -> Iterator[str]:
    rows = {name: copy.rows.get(name, ()) for name in ("pupils", "staff", "ratings", "outcomes", "moderations", "deployment", "tasks", "leavers")}
    for kind in ("pupils", "staff"):
        for row in rows[kind]:
            yield heading(level, "Details" if kind == "pupils" or row.scenario == LIVE else f"Details in the scenario {row.scenario}, only tried out")
            yield facts((label(column), value(kind, column, getattr(row, column), called) or BLANK) for column in DETAILS[kind])
    for row in rows["pupils"]:
        yield heading(level, "Rating: the eight questions") + _rating(row, copy.framework)
    if rows["ratings"]:
        yield heading(level, "Every rating that was made") + _ratings(rows["ratings"], copy.framework)
    if rows["outcomes"]:
        yield heading(level, "Outcomes of the plan") + "".join(_outcome(row, copy, called, level + 1) for row in rows["outcomes"])
    if rows["moderations"]:
        yield heading(level, "Second looks at the rating") + _looks(rows["moderations"])
    yield from _support(rows["deployment"], called, level)
    if rows["tasks"]:
        tasks = ((value("tasks", "task", row.task), value("tasks", "hours", row.hours), _where(row)) for row in rows["tasks"])
        yield heading(level, "Other tasks") + table("Hours a week in other tasks", ("Task", "Hours a week", "In force or tried out"), tasks)
    for row in rows["leavers"]:
        yield heading(level, "Has left") + facts((("Name", row.name or BLANK), ("Left on", value("leavers", "left_on", row.left_on) or BLANK)))


def _rating(row: Any, framework: Framework) -> str:
    """Each question as it is asked, with its answer, and what the answers come to."""
    answered = zip(framework.questions, answers_of(row), strict=True)
    told = ((f"{number}. {words}", _answer(answer)) for number, (words, answer) in enumerate(answered, start=1))
    on = f" Answered on {value('pupils', 'rated_on', row.rated_on)}." if row.rated_on else ""
    return table("Each question and its answer", ("Question", "Answer"), told) + paragraph(f"Taken together: {_together(row, framework)}.{on}")


def _ratings(rows: Sequence[Any], framework: Framework) -> str:
    heads = ("Answered on", "Taken together", "Answers to the questions 1 to 8", "Answered by")
    told = ((day(row.rated_on), _together(row, framework), _eight(row), row.rated_by or BLANK) for row in _newest_first(rows, "rated_on"))
    return table("Ratings, the newest first", heads, told)


def _eight(row: Any) -> str:
    return ", ".join(f"{number} {_answer(answer)}" for number, answer in enumerate(answers_of(row), start=1))


def _newest_first(rows: Iterable[Any], column: str) -> list[Any]:
    return sorted(rows, key=lambda row: getattr(row, column), reverse=True)


def _together(row: Any, framework: Framework) -> str:
    return RATINGS[one_rating(answers_of(row), framework).word].lower()


def _answer(answer: str) -> str:
    return ANSWERS.get(answer, "no answer")


def _outcome(row: Any, copy: Copy, called: Called, level: int) -> str:
    """One outcome with its reviews, the newest first."""
    weeks = [(label("weeks"), str(each.weeks)) for each in copy.rows.get("outcome_weeks", ()) if each.outcome_id == row.outcome_id]
    said = [(label(column), value("outcomes", column, getattr(row, column), called) or BLANK) for column in OUTCOME]
    reviews = _newest_first((each for each in copy.rows.get("reviews", ()) if each.outcome_id == row.outcome_id), "reviewed_on")
    told = ((day(each.reviewed_on), value("reviews", "status", each.status), each.note) for each in reviews)
    listed = table("Its reviews, the newest first", ("Reviewed on", "Status", "What was said"), told) if reviews else ""
    return heading(level, row.outcome or f"Outcome {row.outcome_id}") + facts((*said, *weeks)) + listed


def _looks(rows: Iterable[Any]) -> str:
    def told(row: Any) -> tuple[str, ...]:
        found = "not taken yet" if row.agreed is None else "rating confirmed" if row.agreed else "rating not confirmed"
        return value("moderations", "term", row.term), found, value("moderations", "moderated_on", row.moderated_on), row.moderated_by, row.note

    return table("A second person’s looks", ("Term", "What was found", "On", "By", "What was said"), map(told, rows))


def _support(rows: Sequence[Any], called: Called, level: int) -> Iterator[str]:
    """The hours of each week: those in force, then those of scenarios that were only tried out."""
    of_pupil = called.who.kind == "pupil"
    heads = ("Adult" if of_pupil else "Pupil", "One to one or group", "How", "Hours a week")
    if live := [row for row in rows if row.scenario == LIVE]:
        yield heading(level, "Hours of support") + table("Each week", heads, (_hours(row, called) for row in live))
    if tried := [row for row in rows if row.scenario != LIVE]:
        yield heading(level, "Hours that were only tried out")
        yield paragraph("A scenario is a plan that somebody tried out. It was not what happened.", quiet=True)
        yield table("By scenario", ("Scenario", *heads), ((row.scenario, *_hours(row, called)) for row in tried))


def _hours(row: Any, called: Called) -> tuple[str, ...]:
    hours = value("deployment", "hours", row.hours) + (" (kept where hours are moved)" if row.locked else "")
    return called.other(row), f"group {row.group}" if row.group else "one to one", value("deployment", "mode", row.mode) or BLANK, hours


def _where(row: Any) -> str:
    return "in force" if row.scenario == LIVE else f"scenario {row.scenario}, only tried out"
