"""What a school states for a term: SENCO days, requests for assessment, the census's counts, other SEND costs."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import conflict_of, seen
from sendsite.admin.forms import filled, of_table, read
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.row_edits import put, standing
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.schools.blueprint import screen
from sendsite.admin.stated import in_school
from sendsite.errors import DataRefused
from sendsite.framework.records import SchoolFact
from sendsite.framework.term import Term
from sendsite.register.refusals import RowChanged

SHOWN = 6
"""Terms that stand in the table whether anything is stated for them or not: two years back from the present one."""

FIELDS = (
    of_table("school_facts", "senco_days", "SENCO days", hint="Days in the term that the SENCO has for the role, such as 12 or 12.5."),
    of_table("school_facts", "requests_made", "Requests for assessment made", hint="Requests for an EHC needs assessment made in the term."),
    of_table("school_facts", "requests_agreed", "Requests agreed", hint="Of these, requests that the local authority agreed to."),
    of_table("school_facts", "census_ehcp", "Pupils with an EHCP in the census", hint="Code E of the school census of the term."),
    of_table("school_facts", "census_sen_support", "Pupils at SEN support in the census", hint="Code K of the school census of the term."),
    of_table("school_facts", "other_send_costs", "Other SEND costs", hint="Pounds a year: SENCO time, agencies, therapists, equipment."),
)


@screen.get("/school/<urn>/facts")
@right("look")
def facts(urn: str) -> ResponseReturnValue:
    """The facts of the present and earlier terms, and the school's priorities with the share of hours each holds."""
    stated = {Term.parse(row.term): row for row in now().of_school(urn).school_facts}
    present = Term.of(now().today)
    terms, term = {present, *stated}, present
    for _ in range(SHOWN - 1):
        term = term.before
        terms.add(term)
    listed = [(each, stated.get(each)) for each in sorted(terms, reverse=True)]
    return render_template("schools/facts.html", listed=listed, present=present, fields=FIELDS, priorities=in_school(urn))


@screen.get("/school/<urn>/facts/<term>")
@right("edit")
def term(urn: str, term: str) -> ResponseReturnValue:
    """A form for one term's facts."""
    found = standing("school_facts", (urn, _term(term).name))
    form = filled(FIELDS, found.row if found else None)
    return render_template("schools/term.html", form=form, term=_term(term), version=found.version if found else 0, clash=None)


@screen.post("/school/<urn>/facts/<term>")
@right("edit")
def save_term(urn: str, term: str) -> ResponseReturnValue:
    """Save one term's facts; blank everywhere takes the row away."""
    wanted, form = _term(term), read(FIELDS, request.form)
    made, agreed = form.values.get("requests_made"), form.values.get("requests_agreed")
    if made is not None and agreed is not None and agreed > made:
        form.refuse("requests_agreed", f"Requests agreed {agreed} is more than the {made} made. Correct one of the two.")
    version = request.form.get("version", "")
    if form.faults:
        return render_template("schools/term.html", form=form, term=wanted, version=version, clash=None), 422
    key = (urn, wanted.name)
    found = standing("school_facts", key)
    stated = SchoolFact(*key, **form.values) if any(value is not None for value in form.values.values()) else None
    try:
        changes = put("school_facts", found.row if found else None, stated)
        number = save(changes, title=f"Changed the facts of {wanted.label}", expected=seen("school_facts", key, request.form))
    except RowChanged as refusal:
        return render_template("schools/term.html", form=form, term=wanted, version=version, clash=conflict_of(refusal, FIELDS)), 409
    return saved_to(url_for(".facts", urn=urn), number)


def _term(name: str) -> Term:
    try:
        return Term.parse(name)
    except DataRefused:
        abort(404)
