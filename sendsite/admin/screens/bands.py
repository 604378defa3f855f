"""Funding bands: what the top-up of each band pays, from which day on. They belong to the trust as a whole."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import conflict_of, seen
from sendsite.admin.forms import Form, filled, of_table, read
from sendsite.admin.me import my_schools, now
from sendsite.admin.rights import right
from sendsite.admin.row_edits import put, standing
from sendsite.admin.saving import save, saved_to
from sendsite.framework.records import FundingBand
from sendsite.register.refusals import RowChanged
from sendsite.register.versions import Versioned

screen = Blueprint("bands", __name__)
BEGINNING = "start"
"""How an address names the row that is valid from the beginning."""

CODE = of_table("funding_bands", "code", "Code", hint="As the local authority writes it, such as B2. Pupils are given the band by it.")
SINCE = of_table("funding_bands", "valid_from", "Valid from", hint="The first day of this amount. Blank is from the beginning.")
FIELDS = (
    of_table("funding_bands", "label", "Label", hint="What people call the band."),
    of_table("funding_bands", "annual_amount", "Amount", hint="Pounds a year and pupil. Blank while nobody has priced it."),
)


class Listed(NamedTuple):
    """A band's row: how it stands today (in force, earlier, to come), and how many pupils of the asker's schools have it."""

    band: FundingBand
    stands: str
    pupils: int

    @property
    def since(self) -> str:
        return _since(self.band)


@screen.get("/funding-bands")
@right("look")
def bands() -> ResponseReturnValue:
    """Every band with the amount in force and those to come; with `earlier` all its amounts, the newest first."""
    held = Counter(row.funding_band for row in now().records.pupils if row.school_urn in {school.urn for school in my_schools()})
    rows = sorted(now().records.funding_bands, key=lambda row: row.valid_from or date.min, reverse=True)
    listed = [Listed(row, _stands(row), held[row.code]) for row in sorted(rows, key=lambda row: row.code.casefold())]
    known = {row.code for row in rows}
    astray = {code: count for code, count in sorted(held.items()) if code and code not in known}
    earlier = "earlier" in request.args
    shown = [each for each in listed if earlier or each.stands != "earlier"]
    return render_template("bands/index.html", listed=shown, astray=astray, earlier=earlier, hidden=len(listed) - len(shown))


@screen.get("/funding-bands/add")
@right("trust")
def adding() -> ResponseReturnValue:
    """A form for a new band, or for a new amount of one."""
    code = request.args.get("code", "")
    newest = max((row for row in now().records.funding_bands if row.code == code), key=lambda row: row.valid_from or date.min, default=None)
    form = filled((CODE, SINCE, *FIELDS), None, **({"code": code, "label": newest.label} if newest else {}))
    return render_template("bands/form.html", form=form, band=None, version="", clash=None)


@screen.post("/funding-bands/add")
@right("trust")
def add() -> ResponseReturnValue:
    """A new band, or a new amount of one from a day on."""
    form = read((CODE, SINCE, *FIELDS), request.form)
    made = FundingBand(**form.values) if not form.faults else None
    if made and any((row.code, row.valid_from) == (made.code, made.valid_from) for row in now().records.funding_bands):
        form.refuse("valid_from", f"Band {made.code} has an amount from that day already. Write another day, or change that amount.")
    if made is None or form.faults:
        return render_template("bands/form.html", form=form, band=None, version="", clash=None), 422
    return saved_to(url_for(".bands"), save(put("funding_bands", None, made), title=f"Added an amount of band {made.code}"))


@screen.get("/funding-bands/<id:code>/<since>")
@right("trust")
def band(code: str, since: str) -> ResponseReturnValue:
    """A form for one amount of a band."""
    found = _found(code, since)
    return _page(filled(FIELDS, found.row), found.row, str(found.version))


@screen.post("/funding-bands/<id:code>/<since>")
@right("trust")
def save_band(code: str, since: str) -> ResponseReturnValue:
    """Save one amount of a band; its code and day stay, since pupils and earlier terms go by them."""
    found, form, version = _found(code, since), read(FIELDS, request.form), request.form.get("version", "")
    if form.faults:
        return _page(form, found.row, version), 422
    key = (found.row.code, found.row.valid_from)
    try:
        changes = put("funding_bands", found.row, found.row._replace(**form.values))
        number = save(changes, title=f"Changed band {code}", expected=seen("funding_bands", key, request.form))
    except RowChanged as refusal:
        return _page(form, found.row, version, clash=conflict_of(refusal, FIELDS)), 409
    return saved_to(url_for(".bands"), number)


@screen.post("/funding-bands/<id:code>/<since>/remove")
@right("trust")
def remove(code: str, since: str) -> ResponseReturnValue:
    """Remove one amount of a band, unless pupils are paid by it today."""
    found = _found(code, since)
    form = filled(FIELDS, found.row)
    holders = sum(row.funding_band == code for row in now().records.pupils)
    others = any(row.code == code and row != found.row for row in now().records.funding_bands)
    if holders and (not others or _stands(found.row) == "in force"):
        pupils = "1 pupil has" if holders == 1 else f"{holders:,} pupils have"
        form.refuse("", f"{pupils} band {code}, and this is the amount it pays. Give them another band first, or change the amount instead.")
        return _page(form, found.row, str(found.version)), 422
    key = (found.row.code, found.row.valid_from)
    number = save(put("funding_bands", found.row, None), title=f"Removed an amount of band {code}", expected=seen("funding_bands", key, request.form))
    return saved_to(url_for(".bands"), number)


def _page(form: Form, row: FundingBand, version: str, clash: Any = None) -> str:
    return render_template("bands/form.html", form=form, band=row, since=_since(row), version=version, clash=clash)


def _found(code: str, since: str) -> Versioned:
    try:
        day = None if since == BEGINNING else date.fromisoformat(since)
    except ValueError:
        abort(404)
    return standing("funding_bands", (code, day)) or abort(404)


def _since(row: FundingBand) -> str:
    return row.valid_from.isoformat() if row.valid_from else BEGINNING


def _stands(row: FundingBand) -> str:
    """Whether this is the amount of its band today."""
    today = now().today
    begun = [each.valid_from or date.min for each in now().records.funding_bands if each.code == row.code and (each.valid_from or date.min) <= today]
    since = row.valid_from or date.min
    return "to come" if since > today else "in force" if since == max(begun) else "earlier"
