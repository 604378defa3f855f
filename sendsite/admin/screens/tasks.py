"""Non-SEND tasks: the hours of SEND-paid time that go to something other than the support of named pupils, person by person."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin import scenario_edits, task_table
from sendsite.admin.addresses import ident
from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.staff.blueprint import asked_scenario, lines
from sendsite.admin.task_table import Asked
from sendsite.framework.records import LIVE, TASKS, Task
from sendsite.framework.scenarios import rows_of
from sendsite.register.refusals import Conflict, RowChanged
from sendsite.register.versions import Versioned, rows_where

screen = Blueprint("tasks", __name__)


@screen.get("/school/<urn>/tasks")
@right("look")
def tasks(urn: str) -> ResponseReturnValue:
    """The table of people and tasks, of everybody or of one person, live or of a scenario."""
    return _page(urn, asked_scenario(urn))


@screen.post("/school/<urn>/tasks")
@right("edit")
def save_tasks(urn: str) -> ResponseReturnValue:
    """Save what was typed in, all of it or nothing; 409 with both values where somebody changed the same cell."""
    scenario = asked_scenario(urn)
    asked = _posted(urn, scenario)
    if any(each.fault for each in asked):
        return _page(urn, scenario, asked), 422
    own, touched = _own(urn, scenario), [each for each in asked if each.touched]
    copied = [row._replace(scenario=scenario) for row in _live_of(urn, scenario)] if scenario and not own and touched else []
    changes, expected = task_table.changes(touched, own, copied, urn, scenario)
    try:
        number = save(changes, title=_title(urn, scenario, touched), expected=expected)
    except RowChanged as refusal:
        return _page(urn, scenario, asked, refusal.conflicts), 409
    return saved_to(url_for(".tasks", urn=urn, scenario=scenario or None, person=request.args.get("person")), number)


def _posted(urn: str, scenario: str) -> tuple[Asked, ...]:
    """The cells of the posted table; with `Keep theirs` without those that somebody else changed."""
    people = {ident(line.row.staff_id): line.row.staff_id for line in lines(urn, scenario)}
    asked = task_table.read(request.form, people)
    if "theirs" not in request.form:
        return asked
    left = {tuple(each.split(":", 1)) for each in request.form.getlist("clash")}
    return tuple(each for each in asked if (ident(each.place[0]), each.place[1]) not in left)


def _own(urn: str, scenario: str) -> dict[task_table.Place, Versioned]:
    """The rows that stand under the scenario's own name."""
    found = rows_where(desk().register, "tasks", school_urn=urn, scenario=scenario)
    return {(versioned.row.staff_id, versioned.row.task): versioned for versioned in found.values()}


def _live_of(urn: str, scenario: str) -> list[Task]:
    """The live tasks of the people of a scenario, which it goes by while it has none of its own."""
    records = now().of_school(urn)
    here = {row.staff_id for row in rows_of(records, scenario).staff}
    return [row for row in rows_of(records, LIVE).tasks if row.staff_id in here]


def _page(urn: str, scenario: str, asked: Sequence[Asked] = (), conflicts: Sequence[Conflict] = ()) -> str:
    own, framework, everybody = _own(urn, scenario), desk().framework, lines(urn, scenario)
    person = request.args.get("person", "")
    chosen = tuple(line for line in everybody if line.row.staff_id == person) if person else everybody
    if person and not chosen:
        abort(404)
    shown = {place: (each.row.hours, each.version) for place, each in own.items()}
    if scenario and not own:
        shown = {(row.staff_id, row.task): (row.hours, 0) for row in _live_of(urn, scenario)}
    measures = now().measures(urn, framework, scenario)
    return render_template(
        "tasks/index.html",
        people=task_table.table(chosen, shown, framework, asked, conflicts),
        totals=task_table.totals(measures, framework),
        names=[(task, task_table.called(task)) for task in TASKS],
        scenario=scenario,
        scenarios=scenario_edits.names(now().of_school(urn)),
        own=bool(own) or not scenario,
        one=chosen[0] if person else None,
        faults=[each for each in asked if each.fault],
        conflicts=conflicts,
        called={line.row.staff_id: line.called for line in everybody},
        words={task: task_table.called(task) for task in TASKS},
        framework=framework,
    )


def _title(urn: str, scenario: str, touched: Sequence[Asked]) -> str:
    called = {line.row.staff_id: line.called for line in lines(urn, scenario)}
    whose = sorted({each.place[0] for each in touched})
    who = called[whose[0]] if len(whose) == 1 else f"{len(whose)} staff"
    return f"Changed the tasks of {who}" + (f" in scenario {scenario}" if scenario else "")
