"""Deployment scenarios of a school: new, copied, renamed, compared, made live, removed."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin import scenario_edits
from sendsite.admin.beside import beside
from sendsite.admin.desk import desk
from sendsite.admin.differing import differing
from sendsite.admin.forms import Field, Form, filled, of_table, own, read
from sendsite.admin.me import may, now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.framework.records import LIVE, Records
from sendsite.framework.scenarios import scenario_name

screen = Blueprint("scenarios", __name__)

NAME = of_table("scenarios", "name", "Name", hint="Such as: Two more mornings for Year 2. Nobody's name: scenarios are listed for colleagues.")
NOTE = of_table("scenarios", "note", "Why it was made", rows=2)


@screen.get("/school/<urn>/scenarios")
@right("look")
def scenarios(urn: str) -> ResponseReturnValue:
    """Every scenario beside the live deployment, with a form for a new one."""
    return _listed(urn, filled(_new_fields(_records(urn)), None, source="live"))


@screen.post("/school/<urn>/scenarios")
@right("edit")
def new(urn: str) -> ResponseReturnValue:
    """A new scenario that begins as a copy of the live deployment or of another scenario."""
    records = _records(urn)
    form = read(_new_fields(records), request.form)
    _free(form, records)
    if form.faults:
        return _listed(urn, form), 422
    name = form.values["name"]
    changes = scenario_edits.copied(records, urn, scenario_name(form.values["source"]), name, form.values["note"])
    number = save(changes, title=f"New scenario {name}")
    return saved_to(url_for("deployment.matrix", urn=urn, scenario=name), number)


@screen.get("/school/<urn>/scenarios/<id:name>/name")
@right("edit")
def naming(urn: str, name: str) -> ResponseReturnValue:
    """A form for another name and another reason."""
    records = _known(urn, name)
    form = filled((NAME, NOTE), None, name=name, note=scenario_edits.note_of(records, name))
    return render_template("scenarios/name.html", name=name, form=form)


@screen.post("/school/<urn>/scenarios/<id:name>/name")
@right("edit")
def rename(urn: str, name: str) -> ResponseReturnValue:
    """The same scenario under another name, or with another reason."""
    records = _known(urn, name)
    form = read((NAME, NOTE), request.form)
    _free(form, records, but=name)
    if form.faults:
        return render_template("scenarios/name.html", name=name, form=form), 422
    changes = scenario_edits.renamed(records, urn, name, form.values["name"], form.values["note"])
    return saved_to(url_for(".scenarios", urn=urn), save(changes, title=f"Renamed scenario {name} to {form.values['name']}"))


@screen.get("/school/<urn>/scenarios/<id:name>/remove")
@right("edit")
def removing(urn: str, name: str) -> ResponseReturnValue:
    """What goes with a scenario."""
    return render_template("scenarios/remove.html", name=name, counts=scenario_edits.removed(_known(urn, name), name).counts())


@screen.post("/school/<urn>/scenarios/<id:name>/remove")
@right("edit")
def remove(urn: str, name: str) -> ResponseReturnValue:
    """A scenario gone; the live deployment is not touched, and the change can be undone."""
    return saved_to(url_for(".scenarios", urn=urn), save(scenario_edits.removed(_known(urn, name), name), title=f"Removed scenario {name}"))


@screen.get("/school/<urn>/scenarios/compare")
@right("look")
def compare(urn: str) -> ResponseReturnValue:
    """Two deployments side by side: index, KPIs, hours and cost, then every cell, person and task that differs."""
    records = _records(urn)
    known = (LIVE, *scenario_edits.names(records))
    first, second = scenario_name(request.args.get("a", LIVE)), scenario_name(request.args.get("b", known[-1]))
    if first not in known or second not in known:
        abort(404)
    return render_template("scenarios/compare.html", known=known, first=first, second=second, **_both(urn, first, second))


@screen.get("/school/<urn>/scenarios/<id:name>/make-live")
@right("edit")
def asking(urn: str, name: str) -> ResponseReturnValue:
    """What making a scenario live would change, before it does."""
    records = _known(urn, name)
    form = filled(_keep_fields(), None, keep="yes", keep_as=_free_name(records))
    return _ask(urn, name, form)


@screen.post("/school/<urn>/scenarios/<id:name>/make-live")
@right("edit")
def make_live(urn: str, name: str) -> ResponseReturnValue:
    """The scenario becomes the live deployment; what was live stays as a scenario where that is asked for."""
    records = _known(urn, name)
    form = read(_keep_fields(), request.form)
    keep_as = form.values.get("keep_as", "") if request.form.get("keep") == "yes" else ""
    if request.form.get("keep") == "yes" and not keep_as:
        form.refuse("keep_as", "Write the name under which the present deployment stays, or take the tick away.")
    if keep_as:
        _free(form, records, "keep_as")
    if form.faults:
        return _ask(urn, name, form), 422
    if request.form.get("seen") != _seen(urn, name):
        form.refuse("", "The deployment was changed meanwhile. Below is what would change now: look again, then confirm.")
        return _ask(urn, name, form), 409
    number = save(scenario_edits.made_live(records, urn, name, keep_as, pay=may("pay")), title=f"Made scenario {name} live")
    return saved_to(url_for("deployment.matrix", urn=urn), number)


def _listed(urn: str, form: Form) -> str:
    records = _records(urn)
    listed = [(name, scenario_edits.note_of(records, name), _pairs(urn, LIVE, name)) for name in scenario_edits.names(records)]
    return render_template("scenarios/index.html", listed=listed, form=form, live=_pairs(urn, LIVE, LIVE))


def _ask(urn: str, name: str, form: Form) -> str:
    return render_template("scenarios/make_live.html", name=name, form=form, seen=_seen(urn, name), **_both(urn, LIVE, name))


def _seen(urn: str, name: str) -> str:
    """A mark of what is compared, so that a confirmation stands for what was seen."""
    return differing(_records(urn), LIVE, name).mark


def _both(urn: str, first: str, second: str) -> dict[str, object]:
    return {"pairs": _pairs(urn, first, second), "differences": differing(_records(urn), first, second)}


def _pairs(urn: str, first: str, second: str) -> object:
    framework = desk().framework
    return beside(now().measures(urn, framework, first), now().measures(urn, framework, second), framework, pay=may("pay"))


def _records(urn: str) -> Records:
    return now().of_school(urn)


def _known(urn: str, name: str) -> Records:
    records = _records(urn)
    if name not in scenario_edits.names(records):
        abort(404)
    return records


def _new_fields(records: Records) -> tuple[Field, ...]:
    choices = (("live", "The live deployment"), *((name, name) for name in scenario_edits.names(records)))
    return NAME, own("source", "Begin as a copy of", choices=choices), NOTE


def _keep_fields() -> tuple[Field, ...]:
    return (NAME._replace(name="keep_as", label="Its name", hint="", column=NAME.column._replace(required=False)),)


def _free(form: Form, records: Records, field: str = "name", but: str = "") -> None:
    """A name that no other scenario of the school has, however it is written, and that is not the live one's."""
    name = form.values.get(field, "")
    taken = {each.casefold() for each in scenario_edits.names(records)} - {but.casefold()}
    if name and not scenario_name(name):
        form.refuse(field, "Live is the name of the timetable in force. Choose another, such as Two more mornings.")
    elif name.casefold() in taken:
        form.refuse(field, f"There is a scenario '{name}' already. Choose another name.")


def _free_name(records: Records) -> str:
    today = now().today
    name, taken = f"Live until {today.day} {today:%B %Y}", {each.casefold() for each in scenario_edits.names(records)}
    return next(each for each in (name, *(f"{name} ({number})" for number in range(2, 1000))) if each.casefold() not in taken)
