"""Taking a pupil off the register: what goes along is said first, and it can be undone."""

from __future__ import annotations

from typing import Any

from flask import current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import seen
from sendsite.admin.forms import Form, filled, of_table, own, read
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.pupil.blueprint import PUPIL, found, screen
from sendsite.admin.screens.pupil.page import heading
from sendsite.framework.records import Leaver, Pupil
from sendsite.register.changes import Changes
from sendsite.register.dependents import with_dependents
from sendsite.register.words import ONE_AND_MANY

LEFT, MISTAKE = "left", "mistake"
FIELDS = (
    own(
        "why",
        "Why",
        choices=((LEFT, "The pupil left the school, or needs no support any more"), (MISTAKE, "The entry was a mistake")),
        hint="Who left stands in the list of leavers, so that a timetable that still names them is found. A mistake leaves no trace but in the history.",
        spread=True,
    ),
    of_table("leavers", "left_on", "Last day", hint="Blank where it is not known; not kept for a mistake."),
)


@screen.get(f"{PUPIL}/leave")
@right("edit")
def leaving(urn: str, pupil_id: str) -> ResponseReturnValue:
    """What goes with the pupil, before anything goes."""
    standing = found(urn, pupil_id)
    form = filled(FIELDS, None, why=LEFT, left_on=now().today.isoformat())
    return _shown(standing.row, form, str(standing.version))


@screen.post(f"{PUPIL}/leave")
@right("edit")
def leave(urn: str, pupil_id: str) -> ResponseReturnValue:
    """Take the pupil off the register with all that hangs on the row."""
    standing = found(urn, pupil_id)
    form = read(FIELDS, request.form)
    if form.faults:
        return _shown(standing.row, form, request.form.get("version", "")), 422
    changes = _gone(standing.row, form)
    verb = "left" if form.values["why"] == LEFT else "was entered by mistake"
    number = save(changes, title=f"{standing.row.name or pupil_id} {verb}", expected=seen("pupils", (urn, pupil_id), request.form))
    to = "register.pupils" if "register.pupils" in current_app.view_functions else "home.school"
    return saved_to(url_for(to, urn=urn), number)


def _gone(row: Pupil, form: Form | None = None) -> Changes:
    """The pupil with every row that hangs on it; who left is noted, and whoever comes back and leaves again stands there once."""
    records = now().of_school(row.school_urn)
    changes = with_dependents(records, Changes(removed={"pupils": (row,)}))
    if form is None or form.values["why"] != LEFT:
        return changes
    noted = Leaver(row.school_urn, "pupil", row.pupil_id, row.name, form.values["left_on"])
    there = next((each for each in records.leavers if each[:3] == noted[:3]), None)
    added: dict[str, tuple[Any, ...]] = {} if there else {"leavers": (noted,)}
    changed: dict[str, tuple[Any, ...]] = {"leavers": ((there, noted),)} if there and there != noted else {}
    return Changes(added, changed, changes.removed)


def _shown(row: Pupil, form: Form, version: str) -> str:
    removed = _gone(row).removed
    along = [f"{len(rows):,} {ONE_AND_MANY[table][len(rows) != 1]}" for table, rows in removed.items() if rows and table != "pupils"]
    return render_template("pupil/leave.html", pupil=row, form=form, row_version=version, along=along, **heading(row))
