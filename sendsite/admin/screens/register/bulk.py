"""Many pupils changed at once: what is asked, what it would do to each, and then all of it or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import clash
from sendsite.admin.forms import Form, filled, of_table
from sendsite.admin.forms import read as read_form
from sendsite.admin.gate import own_path
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.register.actions import ACTIONS, Action, band_choices
from sendsite.admin.screens.register.blueprint import screen
from sendsite.admin.screens.register.listing import page
from sendsite.admin.screens.register.many import Ticks, departed, going, query_of, set_for, ticked
from sendsite.admin.surroundings import day
from sendsite.register.changes import Changes
from sendsite.register.refusals import RowChanged

PREVIEW, DO = "preview", "do"


@screen.route("/school/<urn>/pupils/bulk", methods=["GET", "POST"])
@right("edit")
def bulk(urn: str) -> ResponseReturnValue:
    """
    The steps of a change of many: choose (from the list), say the value, look at before and after, do it.

    Every tick carries the version of the row that was ticked. A page that is opened by its address leads back to the list.
    """
    if request.method == "GET":
        return redirect(url_for("register.pupils", urn=urn), 303)
    ticks = ticked(now().of_school(urn), request.form.getlist("tick"))
    action = ACTIONS.get(request.form.get("action", ""))
    back = own_path(request.form.get("back", ""), url_for("register.pupils", urn=urn))
    if action is None or not ticks.pupils:
        fault = "Tick the pupils that it is about." if not ticks.pupils else "Choose what to do with the pupils that are ticked."
        return render_template("register/index.html", **page(urn, query_of(back), fault=fault, ticked=frozenset(ticks.versions))), 422
    form = _form(urn, action)
    step = request.form.get("step", "")
    if form.faults or step not in (PREVIEW, DO):
        return _shown(urn, action, ticks, form, back), 422 if form.faults else 200
    changes = _changes(urn, action, ticks, form.values["value"])
    if step == DO:
        try:
            return saved_to(back, save(changes, title=_title(action, ticks, form), kind="bulk", expected=ticks.expected(urn)))
        except RowChanged as refusal:
            return _clashed(urn, action, ticks, form, back, refusal), 409
    return _shown(urn, action, ticks, form, back, changes)


def _form(urn: str, action: Action) -> Form:
    """The one field of the action: blank at first, or as it was posted. A funding band has to be one of those that there are."""
    bands = now().of_school(urn).funding_bands
    field = action.field(bands)
    if request.form.get("step") not in (PREVIEW, DO):
        return filled((field,), value=now().today.isoformat() if action.name == "leave" else "")
    form = read_form((field,), request.form)
    if action.name == "band" and form.values.get("value") and form.values["value"] not in dict(band_choices(bands)):
        form.refuse("value", "Funding band: choose one from the list. A new one is added on the page of funding bands.")
    if isinstance(form.values.get("value"), date) and form.values["value"] > now().today:
        form.refuse("value", f"Day of leaving: that is still to come. Write {day(now().today)} or an earlier day.")
    return form


def _changes(urn: str, action: Action, ticks: Ticks, value: Any) -> Changes:
    records = now().of_school(urn)
    return departed(records, ticks.pupils, value) if action.name == "leave" else set_for(ticks.pupils, action, value)


def _title(action: Action, ticks: Ticks, form: Form) -> str:
    count = f"{len(ticks.pupils)} {'pupil' if len(ticks.pupils) == 1 else 'pupils'}"
    if action.name == "leave":
        return f"{count} marked as left"
    return f"{action.field(()).label} of {count}: {action.words(form.values['value'])}"


def _shown(urn: str, action: Action, ticks: Ticks, form: Form, back: str, changes: Changes | None = None) -> str:
    """The page between the list and the change. With `changes` it shows what they come to, and offers to do them."""
    column = of_table("pupils", action.column) if action.column else None
    becomes = {before.pupil_id: after for before, after in changes.changed.get("pupils", ())} if changes else {}
    goes = going(changes, ticks.pupils) if changes and action.name == "leave" else {}
    return render_template(
        "register/bulk.html", action=action, ticks=ticks, form=form, back=back, changes=changes, column=column, becomes=becomes, goes=goes, words=_words
    )


def _words(column: Any, row: Any) -> str:
    """What a pupil's row says in the column of an action, as it is read."""
    value = getattr(row, column.name)
    return str(dict(column.choices).get(value) or value or "(blank)")


def _clashed(urn: str, action: Action, ticks: Ticks, form: Form, back: str, refusal: RowChanged) -> str:
    """Who changed which of the pupils meanwhile, and two ways on: without those, or with them all the same."""
    fields = (of_table("pupils", action.column),) if action.column else ()
    clashes = tuple(clash(conflict, fields) for conflict in refusal.conflicts)
    newer = {str(conflict.key[1]): conflict.version for conflict in refusal.conflicts if conflict.table == "pupils"}
    theirs = {pupil_id: version for pupil_id, version in ticks.versions.items() if pupil_id not in newer}
    mine = {pupil_id: newer.get(pupil_id, version) for pupil_id, version in ticks.versions.items() if newer.get(pupil_id, version) is not None}
    return render_template("register/clash.html", action=action, form=form, back=back, clashes=clashes, theirs=theirs, mine=mine)
