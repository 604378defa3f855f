"""The matrix by plain forms: the whole of it saved at once, and the mode and the lock of one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.routing import Map, ValidationError

from sendsite.admin.addresses import WRITTEN, IdConverter, ident
from sendsite.admin.cell_edits import Asked, Ground, Plan, planned, planned_manner
from sendsite.admin.cells import written
from sendsite.admin.rights import right
from sendsite.admin.saving import saved_to
from sendsite.admin.screens.deployment.edits import keep
from sendsite.admin.screens.deployment.page import page
from sendsite.admin.screens.deployment.screen import filters_of, scenario_of, screen
from sendsite.framework.records import MODES

FIELD = re.compile(rf"c:({WRITTEN.pattern}):({WRITTEN.pattern}):(.*)", re.DOTALL)
"""The name of a cell's field: its pupil, its member of staff, and what was seen in it."""


@screen.post("/school/<urn>/deployment/whole")
@right("edit")
def whole(urn: str) -> ResponseReturnValue:
    """Save the cells of the page that were changed, all or none."""
    scenario, filters = scenario_of(urn, request.form), filters_of(request.args)
    asked = _changed(request.form.items(multi=True))
    if request.form.get("keep") == "theirs":
        contested = set(request.form.getlist("contested"))
        asked = [one for one in asked if f"{ident(one.pupil)}:{ident(one.staff)}" not in contested]
    kept = keep(urn, scenario, lambda on: planned(on, asked), "edit")
    if kept.faults or kept.contested:
        typed = {one.cell: one.text for one in asked}
        shown = page(urn, scenario, filters, typed=typed, faults=kept.faults, contested=kept.contested)
        return shown, 422 if kept.faults else 409
    return saved_to(_back(urn, scenario, filters.query()), kept.number)


@screen.post("/school/<urn>/deployment/manner")
@right("edit")
def manner(urn: str) -> ResponseReturnValue:
    """Set how the hours of one cell are given, and whether they are locked."""
    scenario, filters = scenario_of(urn, request.form), filters_of(request.args)
    cell, mode, locked = (request.form.get("pupil", ""), request.form.get("staff", "")), request.form.get("mode", ""), request.form.get("locked", "")
    if mode not in ("", "none", *MODES) or locked not in ("", "yes", "no"):
        abort(400)

    def plan(on: Ground) -> Plan:
        stands = written(on.held(cell))
        given = {"": None, "none": ""}.get(mode, mode)
        return planned_manner(on, [Asked(*cell, stands, stands)], mode=given, locked={"yes": True, "no": False}.get(locked))

    kept = keep(urn, scenario, plan, "edit", {"yes": "locked", "no": "unlocked"}.get(locked, "changed"))
    if kept.faults:
        return page(urn, scenario, filters, faults=kept.faults), 422
    return saved_to(_back(urn, scenario, filters.query()), kept.number)


def _changed(fields: Iterable[tuple[str, str]]) -> list[Asked]:
    """The cells of a form whose text is not what was seen."""
    found = []
    for name, text in fields:
        if (match := FIELD.fullmatch(name)) and text.strip() != match[3].strip():
            found.append(Asked(_id(match[1]), _id(match[2]), text, match[3]))
    return found


def _id(written_id: str) -> str:
    try:
        return IdConverter(Map()).to_python(written_id)
    except ValidationError:
        abort(400)


def _back(urn: str, scenario: str, query: Mapping[str, str]) -> str:
    pupils = request.args.get("view") == "pupils"
    one = request.args.get("pupil") or None if pupils else None
    shown: dict[str, Any] = {"urn": urn, "scenario": scenario or None, "view": "pupils" if pupils else None, "pupil": one, **query}
    return url_for("deployment.matrix", **shown)
