"""Edits of the matrix by its script: cells typed, pasted, cleared and filled, taken back and done again. Each is one change, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from flask import abort, current_app, request
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from sendsite.admin.addresses import ident
from sendsite.admin.bar import notes
from sendsite.admin.cell_edits import Asked, Cell, Fault, Ground, Plan, cells_in, group_of, planned
from sendsite.admin.desk import desk
from sendsite.admin.matrix import cell_of, columns_of, corner, differing_pupils, rows_for
from sendsite.admin.me import forget, me, now
from sendsite.admin.rights import right
from sendsite.admin.saving import save
from sendsite.admin.screens.deployment.page import pairs
from sendsite.admin.screens.deployment.screen import ground_of, scenario_of, screen
from sendsite.admin.steps_back import to_redo, to_undo
from sendsite.admin.touches import Contested, contested
from sendsite.framework.model import Measures
from sendsite.register.history import rows_of as rows_of_set
from sendsite.register.refusals import RowChanged
from sendsite.register.undo import CannotUndo, undo

CELLS_AT_MOST = 5_000
"""In one request: a school of 250 pupils and 20 staff whole."""
TOO_MANY = f"{{:,}} cells at once are too many. Paste or clear at most {CELLS_AT_MOST:,} at a time."
KINDS = ("edit", "paste", "clear", "fill")
TRIES = 5
"""How often an edit is planned anew because somebody else's came between; none of the cells it is about is another's then."""


class Kept(NamedTuple):
    """What came of an edit: the number of its change (0: nothing was different), or why nothing was saved."""

    number: int
    faults: tuple[Fault, ...] = ()
    contested: tuple[Contested, ...] = ()


@screen.post("/school/<urn>/deployment/cells")
@right("edit")
def cells(urn: str) -> ResponseReturnValue:
    """Change some cells of the matrix: `cells` is a JSON list of pupil, staff, text and what was seen."""
    scenario, kind = scenario_of(urn, request.form), request.form.get("kind", "edit")
    asked = _asked(request.form.get("cells", ""))
    if kind not in KINDS or asked is None:
        abort(400)
    if len(asked) > CELLS_AT_MOST:
        return _part(422, "deployment/_faults.html", faults=(Fault(asked[0].cell, TOO_MANY.format(len(asked))),))
    before = now().measures(urn, desk().framework, scenario)
    kept = keep(urn, scenario, lambda on: planned(on, asked), kind)
    if kept.faults:
        return _part(422, "deployment/_faults.html", faults=kept.faults)
    if kept.contested:
        return _part(409, "deployment/_conflict.html", contested=kept.contested)
    count = len({one.cell for one in asked})
    done = f"{told(count)} changed." if kept.number else "Nothing was different."
    return _answer(urn, scenario, [one.cell for one in asked], before, kept.number, done)


@screen.post("/school/<urn>/deployment/undo", endpoint="undo")
@right("edit")
def take_back(urn: str) -> ResponseReturnValue:
    """Take back the asker's own newest change of this matrix."""
    return _step(urn, "Undone", to_undo)


@screen.post("/school/<urn>/deployment/redo", endpoint="redo")
@right("edit")
def do_again(urn: str) -> ResponseReturnValue:
    """Do again what the asker took back last."""
    return _step(urn, "Redone", to_redo)


def keep(urn: str, scenario: str, plan: Callable[[Ground], Plan], kind: str, done: str = "changed") -> Kept:
    """Save a planned edit of the matrix as one change, told by its cells. Where another's came between it is planned anew, so that only a true clash is one."""
    for left in reversed(range(TRIES)):
        on = ground_of(urn, scenario)
        made = plan(on)
        if made.faults or made.clashes:
            return Kept(0, made.faults, contested(desk().register, on, made.clashes))
        try:
            return Kept(save(made.changes, title=f"{told(cells_in(made.changes))} {done}", kind=kind, group=group_of(urn, scenario)))
        except RowChanged:
            if not left:
                raise
            forget()
    raise AssertionError


def told(cells: int) -> str:
    """How many cells: a cell may hold several hours, alone and in groups, and counts once."""
    return f"{cells:,} {'cell' if cells == 1 else 'cells'}"


def _step(urn: str, done: str, find: Callable[..., int]) -> ResponseReturnValue:
    scenario, register = scenario_of(urn, request.form), desk().register
    before = now().measures(urn, desk().framework, scenario)
    try:
        number = undo(register, find(register, me().name, group_of(urn, scenario)), by=me().name, school=urn)
    except CannotUndo as refusal:
        return _part(409, "deployment/_said.html", said=str(refusal))
    forget()
    touched = [row.key for row in rows_of_set(register, number)]
    moved = list(dict.fromkeys((str(key[3]), str(key[2])) for key in touched))
    return _answer(urn, scenario, moved, before, number, f"{done}: {told(len(moved))}.")


def _asked(posted: str) -> list[Asked] | None:
    """The cells of a request; None where it is not such a list."""
    try:
        listed = json.loads(posted)
        asked = [Asked(*(each[name] for name in Asked._fields)) for each in listed]
        "".join(part for one in asked for part in one).encode()  # half a character is no text
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return asked or None


def _answer(urn: str, scenario: str, moved: Sequence[Cell], before: Measures, number: int, done: str) -> Response:
    """Every cell that was asked as it stands now, and the totals that are others than before: an hour in a group moves every member's."""
    on, after = ground_of(urn, scenario), now().measures(urn, desk().framework, scenario)
    pupils = {*differing_pupils(before, after), *(cell[0] for cell in moved)}
    staff = {cell[1] for cell in moved}
    at = f"{datetime.now().astimezone():%H:%M}"
    return _part(
        200,
        "deployment/_answer.html",
        number=number,
        at=at,
        said=f"Saved {at}. {done}" if number else done,
        cells=[(cell, cell_of(on.held(cell))) for cell in dict.fromkeys(moved)],
        rows=list(rows_for([on.pupils[each] for each in pupils if each in on.pupils], after)),
        columns=list(columns_of([on.staff[each] for each in staff if each in on.staff], after)),
        corner=corner(after),
        pairs=pairs(urn, scenario),
        notes=notes(after),
        scenario=scenario,
    )


def _part(code: int, template: str, **given: object) -> Response:
    """A part of the page. It needs nothing of what every page is given, and is made without it: this is the answer to every key that is typed."""
    made = current_app.jinja_env.get_template(template).render(ident=ident, **given)
    return Response(made, code, content_type="text/html; charset=utf-8")
