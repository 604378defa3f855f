"""One member of staff: hours, role and, for those who may see it, pay."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import conflict_of, seen
from sendsite.admin.forms import Form, filled, read
from sendsite.admin.rights import right
from sendsite.admin.row_edits import put, standing
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.staff.blueprint import asked_scenario, fields, lines, screen
from sendsite.admin.screens.staff.listed import check_hours
from sendsite.register.refusals import RowChanged
from sendsite.register.versions import Versioned

TOLD = {"name": ("name",), "role": ("role",), "hours": ("contracted_hours", "send_hours")}
"""What a title says was changed, by the columns."""


@screen.get("/school/<urn>/staff/<id:staff_id>/")
@right("look")
def member(urn: str, staff_id: str) -> ResponseReturnValue:
    """One person's row, to read and for those who may edit to change."""
    scenario = asked_scenario(urn)
    found = found_member(urn, staff_id, scenario)
    return _page(urn, staff_id, scenario, filled(fields(), found.row), str(found.version))


@screen.post("/school/<urn>/staff/<id:staff_id>/")
@right("edit")
def save_member(urn: str, staff_id: str) -> ResponseReturnValue:
    """Save one person's row. Whoever may not see pay leaves it as it is."""
    scenario = asked_scenario(urn)
    found, form, version = found_member(urn, staff_id, scenario), read(fields(), request.form), request.form.get("version", "")
    check_hours(form)
    if form.faults:
        return _page(urn, staff_id, scenario, form, version), 422
    after = found.row._replace(**form.values)
    key = (urn, staff_id, scenario)
    try:
        number = save(put("staff", found.row, after), title=_title(found.row, after), expected=seen("staff", key, request.form))
    except RowChanged as refusal:
        return _page(urn, staff_id, scenario, form, version, conflict_of(refusal, fields())), 409
    return saved_to(url_for(".people", urn=urn, scenario=scenario or None), number)


def found_member(urn: str, staff_id: str, scenario: str) -> Versioned:
    """The row with its version; 404 where that list has no such person."""
    return standing("staff", (urn, staff_id, scenario)) or abort(404)


def _page(urn: str, staff_id: str, scenario: str, form: Form, version: str, clash: Any = None) -> str:
    line = next((line for line in lines(urn, scenario) if line.row.staff_id == staff_id), None)
    back = url_for(".member", urn=urn, staff_id=staff_id, scenario=scenario or None)
    return render_template("staff/member.html", form=form, line=line, staff_id=staff_id, scenario=scenario, version=version, clash=clash, back=back)


def _title(before: Any, after: Any) -> str:
    """What was changed, in words; pay is not told in a title."""
    who = after.name or after.staff_id
    parts = [words for words, names in TOLD.items() if any(getattr(before, name) != getattr(after, name) for name in names)]
    listed = " and ".join(parts) or "row"
    return f"Changed the {listed} of {who}" + (f" in scenario {after.scenario}" if after.scenario else "")

