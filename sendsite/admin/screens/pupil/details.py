"""What the register holds of a pupil besides ratings and outcomes: name, year, class, plan hours, status, need, funding."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.census import NEED_CHOICES, STATUS_CHOICES, YEAR_CHOICES
from sendsite.admin.conflicts import Clash, conflict_of, seen
from sendsite.admin.desk import desk
from sendsite.admin.forms import Field, Form, filled, of_table, read
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.pupil.blueprint import PUPIL, address, found, screen
from sendsite.admin.screens.pupil.page import heading
from sendsite.framework.funding import band_amounts
from sendsite.framework.records import Pupil
from sendsite.register.changes import Changes
from sendsite.register.refusals import RowChanged
from sendsite.register.versions import Versioned
from sendsite.report.formats import POUNDS


def detail_fields(row: Pupil) -> tuple[Field, ...]:
    """The fields of the form, with the choices of the day."""
    plan = desk().settings.plan_name
    return (
        of_table("pupils", "name", "Name"),
        of_table("pupils", "year_group", "Year group", choices=YEAR_CHOICES),
        of_table("pupils", "class_name", "Class"),
        of_table("pupils", "sen_status", "SEN status", choices=STATUS_CHOICES),
        of_table("pupils", "primary_need", "Primary need", choices=NEED_CHOICES),
        of_table("pupils", "need_hours", "Hours needed a week", hint=f"All hours of support that the {plan} sets out."),
        of_table("pupils", "one_to_one_hours", "One to one, of those", hint="Hours that must be one adult to one pupil; blank where the plan names none."),
        of_table("pupils", "funding_band", "Top-up band", choices=_bands(row)),
        of_table("pupils", "funding_amount", "Top-up amount a year, in pounds", hint="Only where it is not the band's amount."),
    )


def _bands(row: Pupil) -> list[tuple[str, str]]:
    """The funding bands with what they pay today; the pupil's own too where it is not among them."""
    rows = now().of_school(row.school_urn).funding_bands
    labels = {band.code: band.label for band in rows}
    amounts = band_amounts(rows, now().today)
    known = [(code, f"{code}: {labels[code] or code}{_pays(amounts.get(code))}") for code in sorted(labels)]
    return known if not row.funding_band or row.funding_band in labels else [*known, (row.funding_band, f"{row.funding_band}: not among the bands")]


def _pays(amount: float | None) -> str:
    return f", {POUNDS.text(amount)} a year" if amount is not None and amount == amount else ", no amount yet"


@screen.get(f"{PUPIL}/details")
@right("edit")
def details(urn: str, pupil_id: str) -> ResponseReturnValue:
    """The form."""
    standing = found(urn, pupil_id)
    return _shown(standing, filled(detail_fields(standing.row), standing.row), str(standing.version))


@screen.post(f"{PUPIL}/details")
@right("edit")
def save_details(urn: str, pupil_id: str) -> ResponseReturnValue:
    """Keep what was typed; or show both values where somebody else changed the pupil meanwhile."""
    standing, version = found(urn, pupil_id), request.form.get("version", "")
    row: Pupil = standing.row
    form = read(detail_fields(row), request.form)
    _look_over(form)
    if form.faults:
        return _shown(standing, form, version), 422
    after = row._replace(**form.values)
    changes = Changes(changed={"pupils": ((row, after),) if after != row else ()})
    try:
        number = save(changes, title=f"Details of {row.name or pupil_id}", expected=seen("pupils", (urn, pupil_id), request.form))
    except RowChanged as refusal:
        return _shown(standing, form, version, conflict_of(refusal, form.fields)), 409
    return saved_to(address(row), number)


def _look_over(form: Form) -> None:
    """What two fields say together, and codes that only the register knows."""
    need, alone = form.values.get("need_hours"), form.values.get("one_to_one_hours")
    if need is not None and alone is not None and alone > need:
        form.refuse("one_to_one_hours", f"One-to-one hours are part of the hours needed. Write at most {form.typed['need_hours']}, or raise the hours needed.")
    band = form.values.get("funding_band", "")
    if band and band not in dict(form.field("funding_band").choices):
        form.refuse("funding_band", f"'{band}' is not one of the funding bands. Choose one of the list, or leave it blank.")


def _shown(standing: Versioned, form: Form, version: str, clash: Clash | None = None) -> str:
    row = standing.row
    return render_template("pupil/details.html", pupil=row, form=form, row_version=version, clash=clash, **heading(row))
