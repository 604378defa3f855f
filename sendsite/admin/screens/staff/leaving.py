"""A member of staff leaves the list, with the hours and tasks that hang on them: said first, then done in one change."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import seen
from sendsite.admin.forms import Field, filled, of_table, own, read
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.staff.blueprint import asked_scenario, screen
from sendsite.admin.screens.staff.member import found_member
from sendsite.framework.records import Leaver, Records, Staff
from sendsite.framework.scenarios import scenario_name
from sendsite.register.changes import Changes
from sendsite.register.edits import with_dependents
from sendsite.register.versions import Versioned
from sendsite.register.words import summary

LEFT, MISTAKE = "left", "mistake"
WHY = own(
    "why",
    "Why",
    choices=((LEFT, "They have left: keep the name among the leavers"), (MISTAKE, "The row was a mistake: keep nothing")),
    spread=True,
)
DAY = of_table("leavers", "left_on", "Last day", hint="Blank where it is not known or not wanted.")


@screen.get("/school/<urn>/staff/<id:staff_id>/remove")
@right("edit")
def removing(urn: str, staff_id: str) -> ResponseReturnValue:
    """What goes with a person, before it goes."""
    scenario = asked_scenario(urn)
    return _page(urn, found_member(urn, staff_id, scenario), filled(_fields(scenario), None, why=LEFT))


@screen.post("/school/<urn>/staff/<id:staff_id>/remove")
@right("edit")
def remove(urn: str, staff_id: str) -> ResponseReturnValue:
    """Remove a person and all that hangs on them; asked again where that is not what was shown."""
    scenario = asked_scenario(urn)
    found, form = found_member(urn, staff_id, scenario), read(_fields(scenario), request.form)
    changes, expected = _with_all(urn, found.row), seen("staff", (urn, staff_id, scenario), request.form)
    if form.faults:
        return _page(urn, found, form), 422
    if request.form.get("goes") != _goes(changes) or expected["staff"][urn, staff_id, scenario] != found.version:
        form.refuse("", "Nothing was removed: the person or their hours were changed after this page was opened. Look again, then confirm.")
        return _page(urn, found, form), 409
    if form.values.get("why") == LEFT:
        changes = _kept_as_leaver(now().of_school(urn), changes, Leaver(urn, "staff", staff_id, found.row.name, form.values["left_on"]))
    title = f"Removed {found.row.name or staff_id} from the staff" + (f" of scenario {scenario}" if scenario else "")
    return saved_to(url_for(".people", urn=urn, scenario=scenario or None), save(changes, title=title, expected=expected))


def _fields(scenario: str) -> tuple[Field, ...]:
    """Nobody leaves a school by leaving a what-if."""
    return () if scenario else (WHY, DAY)


def _with_all(urn: str, row: Staff) -> Changes:
    """The person, their cells and tasks; in a scenario those of its own, though the live row could hold them."""
    records = now().of_school(urn)
    removed: dict[str, tuple[Any, ...]] = {"staff": (row,)}
    if row.scenario:
        for table in ("deployment", "tasks"):
            rows = getattr(records, table)
            removed[table] = tuple(each for each in rows if each.staff_id == row.staff_id and scenario_name(each.scenario) == row.scenario)
    return with_dependents(records, Changes(removed=removed))


def _kept_as_leaver(records: Records, changes: Changes, leaver: Leaver) -> Changes:
    """The same with the person among the leavers, in place of an older row of theirs."""
    there = next((row for row in records.leavers if row[:3] == leaver[:3]), None)
    if there is None:
        return Changes(added={"leavers": (leaver,)}, removed=changes.removed)
    return Changes(changed={"leavers": ((there, leaver),)} if there != leaver else {}, removed=changes.removed)


def _goes(changes: Changes) -> str:
    """What goes besides the person's row: `5 cells of hours, 2 tasks`."""
    return summary({table: kinds for table, kinds in changes.counts().items() if table != "staff"}).replace(" removed", "")


def _page(urn: str, found: Versioned, form: Any) -> str:
    changes, records = _with_all(urn, found.row), now().of_school(urn)
    given = sum(cell.hours for cell in changes.removed.get("deployment", ()) if cell.scenario == found.row.scenario)
    elsewhere = sorted({row.scenario for row in records.staff if row.staff_id == found.row.staff_id and row.scenario and not found.row.scenario})
    last = bool(found.row.scenario) and sum(row.scenario == found.row.scenario for row in records.staff) == 1
    return render_template(
        "staff/remove.html", row=found.row, version=found.version, form=form, goes=_goes(changes), given=given, elsewhere=elsewhere, last=last
    )
