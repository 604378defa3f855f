"""A pupil added by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.census import NEED_CHOICES, STATUS_CHOICES, YEAR_CHOICES
from sendsite.admin.forms import Field, Form, filled, of_table
from sendsite.admin.forms import read as read_form
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.register.actions import band_choices
from sendsite.admin.screens.register.blueprint import screen
from sendsite.admin.screens.register.many import come_back
from sendsite.framework.records import FundingBand, Pupil
from sendsite.intake import upn
from sendsite.intake.coherence import broken_rules
from sendsite.intake.interchange.parse import row_of
from sendsite.register.changes import Changes
from sendsite.register.refusals import RowChanged

NUMBERED = re.compile(r"(.*?)([0-9]{1,9})")


def fields(bands: Iterable[FundingBand]) -> tuple[Field, ...]:
    """What is asked of a new pupil. The rating and the plan follow on the pupil's own page."""
    return (
        of_table("pupils", "name", "Name"),
        of_table("pupils", "pupil_id", "Id", hint="The UPN, or the school’s own id."),
        of_table("pupils", "year_group", "Year group", choices=YEAR_CHOICES),
        of_table("pupils", "class_name", "Class"),
        of_table("pupils", "sen_status", "SEN status", choices=STATUS_CHOICES, spread=True),
        of_table("pupils", "primary_need", "Primary need", choices=NEED_CHOICES),
        of_table("pupils", "need_hours", "Hours needed a week", hint="From the plan, such as 12 or 12.5."),
        of_table("pupils", "one_to_one_hours", "Of those, one-to-one"),
        of_table("pupils", "funding_band", "Funding band", choices=band_choices(bands)),
        of_table("pupils", "funding_amount", "Top-up, £ a year", hint="Only where it is not the band’s amount."),
    )


@screen.get("/school/<urn>/pupils/add", endpoint="add")
@right("edit")
def blank(urn: str) -> ResponseReturnValue:
    """The form, with the next free id, and the year and class of the pupil before where several are added."""
    year = request.args.get("year", "")
    typed = {"year_group": year if year in dict(YEAR_CHOICES) else "", "class_name": request.args.get("class", "")[:100], "pupil_id": free_id(urn)}
    return _page(urn, filled(fields(now().of_school(urn).funding_bands), **typed))


@screen.post("/school/<urn>/pupils/add", endpoint="added")
@right("edit")
def added(urn: str) -> ResponseReturnValue:
    """Add the pupil; on to their page, or to the next one of the same class."""
    form = read_form(fields(now().of_school(urn).funding_bands), request.form)
    _judge(urn, form)
    if form.faults:
        return _page(urn, form), 422
    pupil: Pupil = row_of("pupils", {"school_urn": urn, **form.values})
    back = come_back(now().of_school(urn), (pupil,))
    try:
        number = save(Changes(added={"pupils": (pupil,)}, removed={"leavers": back}), title=f"Added {pupil.name or pupil.pupil_id}", kind="add")
    except RowChanged:
        form.refuse("pupil_id", _taken(pupil.pupil_id, free_id(urn)))
        return _page(urn, form), 409
    if request.form.get("do") == "another":
        kept: dict[str, Any] = {"year": pupil.year_group or None, "class": pupil.class_name or None}
        return saved_to(url_for(".add", urn=urn, **kept), number)
    return saved_to(url_for("pupil.pupil", urn=urn, pupil_id=pupil.pupil_id), number)


def _page(urn: str, form: Form) -> str:
    classes = sorted({pupil.class_name for pupil in now().of_school(urn).pupils} - {""})
    return render_template("register/add.html", form=form, classes=classes)


def _judge(urn: str, form: Form) -> None:
    """What no field can know by itself: whether the id is free and a right UPN, the band one that there is, the hours within each other."""
    records, pupil_id = now().of_school(urn), form.values.get("pupil_id", "")
    if pupil_id in {pupil.pupil_id for pupil in records.pupils}:
        form.refuse("pupil_id", _taken(pupil_id, free_id(urn)))
    elif upn.looks_like(pupil_id) and (fault := upn.fault_in(pupil_id)):
        form.refuse("pupil_id", f"Id: {fault[0]}. {fault[1]}")
    band = form.values.get("funding_band")
    if band and band not in dict(band_choices(records.funding_bands)):
        form.refuse("funding_band", "Funding band: choose one from the list. A new one is added on the page of funding bands.")
    for broken in broken_rules("pupils", form.values):
        form.refuse(broken.field, f"Of those, one-to-one: this is more than the hours needed. {broken.remedy}")


def _taken(pupil_id: str, free: str) -> str:
    return f"Id: {pupil_id} is another pupil’s of this school. {f'Write {free}, which is free, or the' if free else 'Write the'} pupil’s own."


def free_id(urn: str) -> str:
    """The id that a new pupil of a school is offered, "" where none follows from those in use."""
    records = now().of_school(urn)
    return next_id([pupil.pupil_id for pupil in records.pupils], [row.person_id for row in records.leavers if row.kind == "pupil"])


def next_id(used: Iterable[str], earlier: Iterable[str] = ()) -> str:
    """
    The next free id like those in use: after P-0009 comes P-0010. "" where most are UPNs or have no number to count on.

    Ids of those who left are not given again.
    """
    own = [found for pupil_id in used if not upn.looks_like(pupil_id) and (found := NUMBERED.fullmatch(pupil_id))]
    if not own:
        return ""
    beginning = Counter(found[1] for found in own).most_common(1)[0][0]
    every = [found for pupil_id in (*(each[0] for each in own), *earlier) if (found := NUMBERED.fullmatch(pupil_id)) and found[1] == beginning]
    width = min(len(found[2]) for found in every)
    return f"{beginning}{max(int(found[2]) for found in every) + 1:0{width}d}"
