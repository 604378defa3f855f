"""Pupils pasted from a spreadsheet: what was read and what it would do, and then exactly that."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.forms import Form, filled, own
from sendsite.admin.me import now
from sendsite.admin.pasted import NAME, Pasted, pasted, refused
from sendsite.admin.rights import right
from sendsite.admin.saving import saved_to
from sendsite.admin.screens.register.actions import band_choices
from sendsite.admin.screens.register.adding import free_id
from sendsite.admin.screens.register.blueprint import screen
from sendsite.admin.screens.register.many import come_back
from sendsite.admin.staged import accept, stage
from sendsite.errors import DataRefused
from sendsite.framework.records import Records
from sendsite.intake.fault import Fault, quoted
from sendsite.intake.interchange.parse import ReadRow
from sendsite.intake.plan import Plan, plan
from sendsite.intake.plan import shown as fault_lines

ORDER = (
    "pupil_id",
    "name",
    "year_group",
    "class",
    "need_hours",
    "sen_status",
    "primary_need",
    "funding_band",
    "one_to_one_hours",
    "funding_amount",
)
"""The columns of pasted rows that have no headings."""

FIELDS = (own("rows", "Rows", "note", rows=10, hint="Copy the rows in Excel and paste them here. Correct them here too, if you like."),)
LONGEST = 1_000_000
SHOWN_AT_MOST = 200


class Preview(NamedTuple):
    """
    What pasted rows would do. `good` are the rows that could be taken although others are refused; `token` is what the yes refers to.

    `free` is an id to give, where a row has none.
    """

    read: Pasted
    plan: Plan
    token: str
    lines: tuple[str, ...]
    changed: tuple[tuple[str, tuple[Any, ...]], ...]
    free: str

    @property
    def good(self) -> int:
        counts = self.plan.counts.get("pupils")
        return counts.added + counts.changed if counts else 0

    @property
    def same(self) -> bool:
        """Whether there are rows that say what the register says already."""
        counts = self.plan.counts.get("pupils")
        return bool(counts and counts.unchanged)


@screen.get("/school/<urn>/pupils/paste", endpoint="paste")
@right("edit")
def empty(urn: str) -> ResponseReturnValue:
    """The box to paste into."""
    return _page(filled(FIELDS))


@screen.post("/school/<urn>/pupils/paste", endpoint="pasted")
@right("edit")
def preview(urn: str) -> ResponseReturnValue:
    """What was pasted, read and compared with the register. Nothing is changed yet."""
    text = request.form.get("rows", "")
    form = Form(FIELDS, {"rows": text})
    if not text.strip():
        form.refuse("rows", "Rows: nothing was pasted. Copy the rows in your spreadsheet, click into the box and press Ctrl+V.")
    elif len(text) > LONGEST:
        form.refuse("rows", f"Rows: this has {len(text):,} characters. Paste at most {LONGEST:,}, or import it as a file.")
    if form.faults:
        form.typed["rows"] = text[:LONGEST]
        return _page(form), 422
    found = _previewed(urn, text)
    return _page(form, found), 422 if found.plan.faults else 200


@screen.post("/school/<urn>/pupils/paste/apply", endpoint="apply")
@right("edit")
def applied(urn: str) -> ResponseReturnValue:
    """Do exactly what was shown. Where rows were refused the others are taken only if that was ticked."""
    some = request.form.get("some") == "yes"
    if request.form.get("refused") == "yes" and not some:
        raise DataRefused("Some rows were refused, so nothing was changed. Go back, and tick that the others be taken, or mend the rows and paste them again.")
    return saved_to(url_for(".pupils", urn=urn), accept(request.form.get("token", ""), _purpose(urn, some)))


def _purpose(urn: str, some: bool) -> str:
    """What a kept plan is good for: one that leaves out refused rows is taken only by a yes that says so."""
    return f"paste:{urn}:{'some' if some else 'all'}"


def _previewed(urn: str, text: str) -> Preview:
    records = now().of_school(urn)
    found = pasted("pupils", text, ORDER, urn=urn, known=records)
    reading = refused(found.reading, "pupils", _unknown_bands(found, records))
    planned = _of_pupils(plan(reading, records, today=now().today))
    back = come_back(records, planned.changes.added.get("pupils", ()))
    if back:
        planned = replace(planned, changes=replace(planned.changes, removed={**planned.changes.removed, "leavers": back}))
    good = replace(planned, faults=())
    token = stage(good, _purpose(urn, bool(planned.faults)), title=_title(planned), kind="paste") if planned.changes else ""
    faults = tuple(fault._replace(column=fault.column.replace("_", " ")) for fault in planned.faults)
    nameless = any(fault.column == "pupil_id" and not fault.value for fault in planned.faults)
    return Preview(found, planned, token, fault_lines(faults, SHOWN_AT_MOST), _changes(planned), free_id(urn) if nameless else "")


def _of_pupils(planned: Plan) -> Plan:
    """The plan's pupils alone: a band that a pupil has and nobody described is a matter of the page of funding bands."""
    changes = planned.changes
    own = replace(changes, added={"pupils": changes.added.get("pupils", ())})
    return replace(planned, changes=own, questions=tuple(each for each in planned.questions if not each.startswith("Funding band")))


def _unknown_bands(found: Pasted, records: Records) -> list[Fault]:
    """A funding band belongs to the trust: pasting pupils adds none. One that a pupil has already is left alone."""
    codes = dict(band_choices(records.funding_bands))
    standing = {pupil.pupil_id: pupil.funding_band for pupil in records.pupils}
    rows: tuple[ReadRow, ...] = found.reading.rows.get("pupils", ())
    given = [(row, row.values.get("funding_band", "")) for row in rows]
    wrong = [(row, code) for row, code in given if code and code not in codes and standing.get(row.values["pupil_id"]) != code]
    remedy = f"Write {', '.join(codes)}, or leave it empty." if codes else "Leave it empty: there are no bands yet."
    return [Fault(NAME, row.number, "funding_band", str(code), f"{quoted(str(code))} is not a funding band", remedy) for row, code in wrong]


def _changes(planned: Plan) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    """The values that change, by pupil."""
    found: dict[str, list[Any]] = {}
    for each in planned.field_changes():
        if each.table == "pupils":
            found.setdefault(str(each.identity[1]), []).append(each)
    return tuple((pupil_id, tuple(values)) for pupil_id, values in found.items())


def _title(planned: Plan) -> str:
    counts = planned.counts["pupils"]
    words = ((counts.added, "added"), (counts.changed, "changed"))
    return f"Pasted: {', '.join(f'{rows} {plural} {done}' for rows, done in words if rows and (plural := 'pupil' if rows == 1 else 'pupils'))}"


def _page(form: Form, found: Preview | None = None) -> str:
    return render_template("register/paste.html", form=form, found=found, order=ORDER, most=SHOWN_AT_MOST)
