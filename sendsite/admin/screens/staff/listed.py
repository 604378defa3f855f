"""The list of support staff, and a person added to it."""

from __future__ import annotations

from itertools import count

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin import scenario_edits
from sendsite.admin.desk import desk
from sendsite.admin.forms import Form, filled, read
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.roster import has_own_staff, totals
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.staff.blueprint import ID, asked_scenario, fields, lines, new_fields, screen
from sendsite.framework.records import LIVE, Records, Staff
from sendsite.register.changes import Changes
from sendsite.report.words import ROLES


@screen.get("/school/<urn>/staff")
@right("look")
def people(urn: str) -> ResponseReturnValue:
    """The staff of the live list or of a scenario, with where their SEND hours go."""
    scenario, records = asked_scenario(urn), now().of_school(urn)
    listed = lines(urn, scenario)
    return render_template(
        "staff/index.html",
        listed=listed,
        totals=totals(listed),
        scenario=scenario,
        scenarios=scenario_edits.names(records),
        own=scenario == LIVE or has_own_staff(records, scenario),
        note=scenario_edits.note_of(records, scenario),
        roles=ROLES,
        framework=desk().framework,
        new=filled(new_fields(records), source=scenario or "live"),
    )


@screen.get("/school/<urn>/staff/add")
@right("edit")
def adding(urn: str) -> ResponseReturnValue:
    """A form for a new member of staff."""
    return render_template("staff/add.html", form=filled((ID, *fields())), scenario=_own_list(urn))


@screen.post("/school/<urn>/staff/add")
@right("edit")
def add(urn: str) -> ResponseReturnValue:
    """A new member of staff, of the live list or of a scenario."""
    scenario, records = _own_list(urn), now().of_school(urn)
    form = read((ID, *fields()), request.form)
    check_hours(form)
    staff_id = form.values.get("staff_id") or free_id(records)
    there = next((row for row in records.staff if (row.staff_id, row.scenario) == (staff_id, scenario)), None)
    if there is not None:
        form.refuse("staff_id", f"Id {staff_id} is {there.name or 'somebody'} already. Write another, or leave it blank for the next free one.")
    if form.faults:
        return render_template("staff/add.html", form=form, scenario=scenario), 422
    made = Staff(school_urn=urn, **{**form.values, "staff_id": staff_id}, scenario=scenario)
    back = () if scenario else tuple(row for row in records.leavers if (row.kind, row.person_id) == ("staff", staff_id))
    title = f"Added {made.name or staff_id} to the staff" + (f" of scenario {scenario}" if scenario else "")
    number = save(Changes(added={"staff": (made,)}, removed={"leavers": back}), title=title)
    return saved_to(url_for(".adding" if "another" in request.form else ".people", urn=urn, scenario=scenario or None), number)


def check_hours(form: Form) -> None:
    """SEND hours are hours of the contract."""
    contracted, send = form.values.get("contracted_hours"), form.values.get("send_hours")
    if contracted is not None and send is not None and send > contracted:
        words = f"SEND hours '{form.typed['send_hours']}' are more than the contracted hours '{form.typed['contracted_hours']}'."
        form.refuse("send_hours", f"{words} Write at most as many.")


def free_id(records: Records) -> str:
    """The first of S-001, S-002 ... that nobody of the school has or had."""
    taken = {row.staff_id.casefold() for row in records.staff} | {row.person_id.casefold() for row in records.leavers}
    return next(each for number in count(1) if (each := f"S-{number:03d}").casefold() not in taken)


def _own_list(urn: str) -> str:
    """The list that the address names, where it is one of its own: the live staff of a scenario are changed as the live staff."""
    scenario = asked_scenario(urn)
    if scenario != LIVE and not has_own_staff(now().of_school(urn), scenario):
        abort(404)
    return scenario
