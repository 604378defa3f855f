"""The eight questions answered: the rating shown as they are, and kept with its day and its history when they are saved."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import conflict_of, seen
from sendsite.admin.forms import Form, read
from sendsite.admin.htmx import is_part, part
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.pupil.blueprint import PUPIL, address, found, screen
from sendsite.admin.screens.pupil.page import show
from sendsite.admin.screens.pupil.questions import ANSWER_FIELDS, answer_fields, look_over, preview
from sendsite.framework.records import Pupil, Rating
from sendsite.register.changes import Changes
from sendsite.register.refusals import RowChanged


@screen.post(f"{PUPIL}/rating")
@right("edit")
def rating(urn: str, pupil_id: str) -> ResponseReturnValue:
    """The rating that these answers would come to. Nothing is saved."""
    standing = found(urn, pupil_id)
    form = read(answer_fields(), request.form)
    if is_part():
        return part(render_template("pupil/_rating.html", preview=preview(form)))
    form.faults.clear()
    return show(standing, form, version=request.form.get("version", ""))


@screen.post(f"{PUPIL}/answers")
@right("edit")
def save_answers(urn: str, pupil_id: str) -> ResponseReturnValue:
    """Keep the answers as the pupil's rating, and as one more of its history."""
    standing, version = found(urn, pupil_id), request.form.get("version", "")
    form = read(answer_fields(), request.form)
    look_over(form, standing.row)
    if form.faults:
        return show(standing, form, version=version), 422
    try:
        number = save(_answered(standing.row, form), title=f"Rating of {standing.row.name or pupil_id}", expected=seen("pupils", (urn, pupil_id), request.form))
    except RowChanged as refusal:
        return show(standing, form, version=version, clash=conflict_of(refusal, form.fields)), 409
    return saved_to(address(standing.row), number)


def _answered(row: Pupil, form: Form) -> Changes:
    """The pupil with these answers, and the rating of that day in the history: a second one of a day takes the place of the first."""
    given = {name: form.values[name] for name in ANSWER_FIELDS}
    after = row._replace(**given, rated_on=form.values["rated_on"])
    kept = Rating(row.school_urn, row.pupil_id, form.values["rated_on"], **given, rated_by=form.values["rated_by"])
    there = next((each for each in now().of_school(row.school_urn).ratings if each[:3] == kept[:3]), None)
    changed: dict[str, tuple[Any, ...]] = {"pupils": ((row, after),) if after != row else ()}
    if there is None:
        return Changes(added={"ratings": (kept,)}, changed=changed)
    return Changes(changed=changed | {"ratings": ((there, kept),) if there != kept else ()})
