"""The eight questions as a form, and the rating that the answers in it come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile

from sendsite.admin.desk import desk
from sendsite.admin.forms import Field, Form, of_table
from sendsite.admin.me import now
from sendsite.admin.screens.pupil.words import Rated, rated
from sendsite.admin.surroundings import day
from sendsite.framework.one_rating import one_rating
from sendsite.framework.records import Pupil

ANSWER_FIELDS = tuple(f"q{number}" for number in range(1, 9))
LEAD_LEAST = 4
"""Words that questions must share for their lead to be set apart."""

CHOICES = (("R", "Red"), ("A", "Amber"), ("G", "Green"))


def answer_fields() -> tuple[Field, ...]:
    """The eight questions in the framework's words, the day they were answered and by whom."""
    asked = zip(ANSWER_FIELDS, desk().framework.questions, strict=True)
    return (
        *(of_table("pupils", name, question, choices=CHOICES, spread=True) for name, question in asked),
        of_table("pupils", "rated_on", "Answered on", required=True, hint="The day the questions were gone through."),
        of_table("ratings", "rated_by", "Answered by", required=True, hint="Everybody who took part: the second look is by somebody else."),
    )


def lead(questions: Sequence[str]) -> str:
    """The words that all questions begin with, where that is most of a sentence: they are shown once. "" where they begin differently."""
    words = [question.split() for question in questions]
    same = [each[0] for each in takewhile(lambda each: len(set(each)) == 1, zip(*words, strict=False))]
    return " ".join(same) if len(same) >= LEAD_LEAST else ""


def answers_in(posted: Mapping[str, str]) -> tuple[str, ...]:
    """The eight answers as far as they can be read; what is no answer counts as blank."""
    known = [code for code, _ in CHOICES]
    return tuple(posted.get(name, "") if posted.get(name, "") in known else "" for name in ANSWER_FIELDS)


def preview(form: Form) -> Rated:
    """The rating that a form's answers come to, saved or not."""
    return rated(one_rating(answers_in(form.typed), desk().framework), desk().framework)


def look_over(form: Form, row: Pupil) -> None:
    """Refuse what only the register can tell: no answer at all, a day to come, a day before the newest rating."""
    if not any(form.values.get(name) for name in ANSWER_FIELDS) and not any(name in form.faults for name in ANSWER_FIELDS):
        form.refuse(ANSWER_FIELDS[0], "No question is answered. Choose red, amber or green for at least one.")
    on: date | None = form.values.get("rated_on")
    if on is None:
        return
    if on > now().today:
        form.refuse("rated_on", f"Answered on {day(on)} is still to come. Write a day up to {day(now().today)}.")
    newest = max((rating.rated_on for rating in now().of_school(row.school_urn).ratings if rating.pupil_id == row.pupil_id), default=row.rated_on)
    if newest is not None and on < max(newest, row.rated_on or newest):
        last = max(newest, row.rated_on or newest)
        form.refuse("rated_on", f"Answered on {day(on)} is before the newest rating. Write {day(last)} or a later day.")
