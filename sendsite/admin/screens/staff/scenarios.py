"""Staffing scenarios: a copy of the staff under a name, to change and to set beside the live list."""

from __future__ import annotations

from dataclasses import replace

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin import scenario_edits
from sendsite.admin.beside import beside
from sendsite.admin.desk import desk
from sendsite.admin.forms import Form, read
from sendsite.admin.me import may, now
from sendsite.admin.rights import right
from sendsite.admin.roster import differing, has_own_staff, totals
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.staff.blueprint import known_scenario, lines, new_fields, screen
from sendsite.framework.records import LIVE, Records, Scenario
from sendsite.framework.scenarios import rows_of, scenario_name
from sendsite.register.changes import Changes
from sendsite.report.words import ROLES


@screen.post("/school/<urn>/staff/scenarios")
@right("edit")
def start(urn: str) -> ResponseReturnValue:
    """A new scenario with staff of its own: a copy, with the deployment and tasks that they have."""
    records = now().of_school(urn)
    form = read(new_fields(records), request.form)
    _free(form, records)
    if form.faults:
        return render_template("staff/new_scenario.html", form=form), 422
    name, source = form.values["name"], scenario_name(form.values["source"])
    copied = scenario_edits.copied(records, urn, source, name, form.values["note"])
    staff = tuple(row._replace(scenario=name) for row in rows_of(records, source).staff)
    number = save(replace(copied, added={**copied.added, "staff": staff}), title=f"New staffing scenario {name}")
    return saved_to(url_for(".people", urn=urn, scenario=name), number)


@screen.post("/school/<urn>/staff/scenarios/<id:name>")
@right("edit")
def give_own(urn: str, name: str) -> ResponseReturnValue:
    """A scenario that goes by the live staff gets staff of its own, which begin as they are."""
    scenario, records = known_scenario(urn, name), now().of_school(urn)
    if scenario == LIVE:
        abort(404)
    if has_own_staff(records, scenario):
        return saved_to(url_for(".people", urn=urn, scenario=scenario), 0)
    staff = tuple(row._replace(scenario=scenario) for row in rows_of(records, LIVE).staff)
    noted = any(row.name == scenario for row in records.scenarios)
    added = {"staff": staff} if noted else {"staff": staff, "scenarios": (Scenario(urn, scenario),)}
    return saved_to(url_for(".people", urn=urn, scenario=scenario), save(Changes(added=added), title=f"Gave scenario {scenario} staff of its own"))


@screen.get("/school/<urn>/staff/compare")
@right("look")
def compare(urn: str) -> ResponseReturnValue:
    """Two lists of staff side by side: who differs, what they cost, and the school's figures with each."""
    names = scenario_edits.names(now().of_school(urn))
    first = known_scenario(urn, request.args.get("a", LIVE))
    second = known_scenario(urn, request.args.get("b", next((name for name in names if name != first), LIVE)))
    one, two, framework = lines(urn, first), lines(urn, second), desk().framework
    return render_template(
        "staff/compare.html",
        first=first,
        second=second,
        names=names,
        people=differing(one, two),
        sums=(totals(one), totals(two)),
        pairs=beside(now().measures(urn, framework, first), now().measures(urn, framework, second), framework, pay=may("pay")),
        roles=ROLES,
    )


def _free(form: Form, records: Records) -> None:
    """A name that no scenario of the school has, however it is written, and that is not the live one's."""
    name = form.values.get("name", "")
    if name and not scenario_name(name):
        form.refuse("name", "Live is the name of the list in force. Choose another, such as One more HLTA.")
    elif name.casefold() in {each.casefold() for each in scenario_edits.names(records)}:
        form.refuse("name", f"There is a scenario '{name}' already. Choose another name.")
