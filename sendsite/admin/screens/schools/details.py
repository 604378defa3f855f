"""One school's own row: its name, phase, roll and budget."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import conflict_of, seen
from sendsite.admin.forms import filled, of_table, read
from sendsite.admin.rights import right
from sendsite.admin.row_edits import put, standing
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.schools.blueprint import screen
from sendsite.register.refusals import RowChanged
from sendsite.report.words import PHASES

FIELDS = (
    of_table("schools", "name", "Name"),
    of_table("schools", "phase", "Phase", choices=tuple(PHASES.items())),
    of_table("schools", "number_on_roll", "Pupils on roll", hint="All pupils of the school, as in the school census."),
    of_table("schools", "send_budget", "Notional SEND budget", hint="Pounds a year, before top-up. It is not set apart, and it is no target."),
)


@screen.get("/school/<urn>/details")
@right("look")
def school(urn: str) -> ResponseReturnValue:
    """The school's row, to read and for those who may edit to change."""
    found = standing("schools", (urn,))
    if found is None:
        abort(404)
    return render_template("schools/details.html", form=filled(FIELDS, found.row), version=found.version, clash=None)


@screen.post("/school/<urn>/details")
@right("edit")
def save_school(urn: str) -> ResponseReturnValue:
    """Save the row; 409 with both values where somebody was quicker."""
    form, found = read(FIELDS, request.form), standing("schools", (urn,))
    if found is None:
        abort(404)
    version = request.form.get("version", "")
    if form.faults:
        return render_template("schools/details.html", form=form, version=version, clash=None), 422
    changes = put("schools", found.row, found.row._replace(**form.values))
    try:
        number = save(changes, title=f"Changed the details of {form.values['name']}", expected=seen("schools", (urn,), request.form))
    except RowChanged as refusal:
        return render_template("schools/details.html", form=form, version=version, clash=conflict_of(refusal, FIELDS)), 409
    return saved_to(url_for(".school", urn=urn), number)
