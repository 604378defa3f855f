"""Freezing a term: first what is still missing, then what would be frozen and who signs it off, then what comes next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin import attention, complete
from sendsite.admin.forms import Field, Form, filled, own, read
from sendsite.admin.me import me, my_schools, now
from sendsite.admin.rights import right
from sendsite.admin.screens.terms.blueprint import folder, screen
from sendsite.admin.screens.terms.plain import plainly
from sendsite.admin.screens.terms.shelf import editions
from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.report.formats import HOURS
from sendsite.workflow.terms import before_taking, long_past, mark_of, take

if TYPE_CHECKING:
    from sendsite.workflow.terms import SnapshotInfo

BY = own("by", "Signed off by", hint="Who answers for these figures. The name stands in the frozen term for good, and on the site.")
REASON = own(
    "reason", "Why there is a new edition", rows=3,
    hint="What was wrong and is now right, in a sentence. It stands on the site for good: name no pupil and no member of staff.",
)  # fmt: skip
LOOKED = "looked"


class Line(NamedTuple):
    """What a school would be frozen with, in words: pupils, staff, hours needed and given a week; None of a figure is [x]."""

    name: str
    pupils: str
    staff: str
    needed: str
    given: str


@screen.get("/terms/freeze")
@right("publish")
def freeze() -> ResponseReturnValue:
    """Step 1: what the checks still find, each with the way to where it is mended."""
    term = _term()
    kinds = attention.kinds(attention.findings(tuple(school.urn for school in my_schools()), of_trust=True))
    grave = any(kind.severity == "high" for kind in kinds)
    return render_template("terms/freeze.html", term=term, others=_choice(), kinds=kinds, there=_frozen(term), grave=grave)


@screen.get("/terms/freeze/sign-off")
@right("publish")
def signing() -> ResponseReturnValue:
    """Step 2: what will stand there for good, and in whose name."""
    term = _term()
    return _page(term, filled(_fields(_frozen(term)), by=me().shown_name))


@screen.post("/terms/freeze/sign-off")
@right("publish")
def sign_off() -> ResponseReturnValue:
    """Freeze it, and on to what comes next."""
    term = _term()
    there = _frozen(term)
    form = read(_fields(there), request.form)
    if request.form.get(LOOKED) != "yes":
        form.refuse(LOOKED, "It is not said that you looked at what is missing. Go back to the checks, or tick that it may be frozen so.")
    if request.form.get("edition") != str(_edition(there)):
        form.refuse("", "This term was frozen meanwhile, by somebody else or in another window. What follows would be a new edition: look again.")
    if not form.faults:
        try:
            path = _take(term, form)
        except DataRefused as refusal:
            form.refuse("", plainly(refusal.screen))
        else:
            return redirect(url_for(".frozen", name=path.stem), 303)
    return _page(term, form)


@screen.get("/terms/<name>/frozen")
@right("publish")
def frozen(name: str) -> ResponseReturnValue:
    """Step 3: the file, and what comes next."""
    info = next((row.info for row in editions()[0] if row.info.path.stem == name), None) or abort(404)
    return render_template("terms/frozen.html", info=info, mark=mark_of(folder(), info))


def _take(term: Term, form: Form) -> Path:
    """The history notes who was signed in, whoever signs off."""
    reason = str(form.values.get("reason") or "")
    return take(folder(), term, on=now().today, by=str(form.values["by"]), reason=reason, noted_by=me().name)


def _term() -> Term:
    """The term that is asked about; this one where none is. An unknown one is no page."""
    named = request.values.get("term", "")
    try:
        return Term.parse(named) if named else Term.of(now().today)
    except DataRefused:
        abort(404)


def _choice() -> tuple[Term, ...]:
    """The terms that may still be frozen without doubt: this one and the one before."""
    this = Term.of(now().today)
    return (this, this.before)


def _frozen(term: Term) -> SnapshotInfo | None:
    """The newest edition of a term, where it is frozen already."""
    return next((row.info for row in editions()[0] if row.info.term == term and row.newest), None)


def _fields(there: SnapshotInfo | None) -> tuple[Field, ...]:
    return (BY, REASON) if there else (BY,)


def _edition(there: SnapshotInfo | None) -> int:
    return there.edition + 1 if there else 1


def _page(term: Term, form: Form) -> ResponseReturnValue:
    """What would be frozen with the form below it; without a form where it may not be frozen at all."""
    there = _frozen(term)
    try:
        before_taking(folder(), term, on=now().today, reason="looked at" if there else "")
        refused = ""
    except DataRefused as refusal:
        refused = refusal.screen
    page = render_template(
        "terms/sign_off.html", term=term, form=form, there=there, turn=_edition(there), lines=_lines(), day=now().today,
        doubt=long_past(folder(), term, None), refused=refused, looked=request.form.get(LOOKED) == "yes",
    )  # fmt: skip
    return (page, 422) if form.faults else page


def _lines() -> tuple[Line, ...]:
    """Each school, then the whole trust."""
    records, document = now().records, complete.document()
    hours = {school["urn"]: school["hours"] for school in document["schools"]}
    lines = []
    for school in my_schools():
        found = hours.get(school.urn, {})
        pupils = sum(each.school_urn == school.urn for each in records.pupils)
        staff = sum(each.school_urn == school.urn and not each.scenario for each in records.staff)
        lines.append(Line(school.name, str(pupils), str(staff), *(_hours(found.get(name)) for name in ("needed", "delivered"))))
    return tuple(lines)


def _hours(value: float | None) -> str:
    return "[x]" if value is None else HOURS.text(value)
