"""What a school or the trust puts first: up to five priorities, each tied to a share of hours that can be measured."""

from __future__ import annotations

from typing import NamedTuple

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import conflict_of, seen
from sendsite.admin.forms import Form, filled, of_table, own, read
from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.row_edits import put, standing
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.schools.blueprint import screen
from sendsite.admin.stated import in_trust
from sendsite.framework.records import AREAS, MODES, Priority
from sendsite.register.refusals import RowChanged
from sendsite.register.versions import Versioned
from sendsite.report.words import AREAS as AREA_WORDS
from sendsite.report.words import MODES as MODE_WORDS
from sendsite.report.words import STAGES

MOST = 5
COUNTED = (
    ("reds", "Pupils rated red"),
    *((f"need_area {area}", f"Area of need: {AREA_WORDS[area]}") for area in AREAS),
    *((f"key_stage {stage}", f"Stage: {words}") for stage, words in STAGES.items() if stage),
    *((f"mode {mode}", f"Mode of support: {MODE_WORDS[mode]}") for mode in MODES),
)
"""What a share of hours can be counted for, as one choice: the measure and what of it."""

TITLE = of_table("priorities", "title", "Priority", hint="In words that a governor understands, such as: Early language in Key Stage 1.")
COUNTS = own("counts", "What is counted", choices=COUNTED, hint="The hours of support that the target is a share of: pupil hours, or for a mode staff hours.")
TARGET = of_table("priorities", "target_share", "Target", hint="Percent of hours, such as 40 or 12.5.")
FIELDS = (TITLE, COUNTS, TARGET)
COMPARED = (TITLE, of_table("priorities", "measure", "Measure"), of_table("priorities", "of", "Of"), TARGET)


class Whose(NamedTuple):
    """Whose priorities: a school's, or with a blank URN the trust's; and the page that lists them."""

    urn: str
    back: str


@screen.get("/priorities")
@right("trust")
def trust_priorities() -> ResponseReturnValue:
    """The trust's own priorities with the share of all schools' hours each holds."""
    return render_template("schools/trust_priorities.html", priorities=in_trust())


@screen.get("/priorities/<int:number>")
@right("trust")
def trust_priority(number: int) -> ResponseReturnValue:
    """A form for one of the trust's priorities."""
    return _show(_trust(), number)


@screen.post("/priorities/<int:number>")
@right("trust")
def save_trust_priority(number: int) -> ResponseReturnValue:
    """Save one of the trust's priorities."""
    return _save(_trust(), number)


@screen.post("/priorities/<int:number>/remove")
@right("trust")
def remove_trust_priority(number: int) -> ResponseReturnValue:
    """Remove one of the trust's priorities."""
    return _remove(_trust(), number)


@screen.get("/school/<urn>/priorities/<int:number>")
@right("edit")
def priority(urn: str, number: int) -> ResponseReturnValue:
    """A form for one priority of a school."""
    return _show(_school(urn), number)


@screen.post("/school/<urn>/priorities/<int:number>")
@right("edit")
def save_priority(urn: str, number: int) -> ResponseReturnValue:
    """Save one priority of a school."""
    return _save(_school(urn), number)


@screen.post("/school/<urn>/priorities/<int:number>/remove")
@right("edit")
def remove_priority(urn: str, number: int) -> ResponseReturnValue:
    """Remove one priority of a school."""
    return _remove(_school(urn), number)


def _trust() -> Whose:
    return Whose("", url_for(".trust_priorities"))


def _school(urn: str) -> Whose:
    return Whose(urn, url_for(".facts", urn=urn) + "#priorities")


def _found(whose: Whose, number: int) -> Versioned | None:
    """The row of that number, None for a number that is free."""
    if not 1 <= number <= MOST:
        abort(404)
    return standing("priorities", (whose.urn, number))


def _show(whose: Whose, number: int) -> ResponseReturnValue:
    found = _found(whose, number)
    row = found.row if found else None
    form = filled(FIELDS, row, **({"counts": f"{row.measure} {row.of}".strip()} if row else {}))
    return _page(whose, number, form, str(found.version if found else 0))


def _page(whose: Whose, number: int, form: Form, version: str, clash: object = None) -> str:
    there = any((row.school_urn, row.number) == (whose.urn, number) for row in now().records.priorities)
    return render_template("schools/priority.html", form=form, number=number, version=version, clash=clash, whose=whose, there=there)


def _save(whose: Whose, number: int) -> ResponseReturnValue:
    found, form, version = _found(whose, number), read(FIELDS, request.form), request.form.get("version", "")
    if form.faults:
        return _page(whose, number, form, version), 422
    measure, _, of = form.values["counts"].partition(" ")
    after = Priority(whose.urn, number, form.values["title"], measure, of, form.values["target_share"])
    key = (whose.urn, number)
    try:
        title = f"{'Changed' if found else 'Added'} the priority: {after.title}"
        saved = save(put("priorities", found.row if found else None, after), title=title, expected=seen("priorities", key, request.form))
    except RowChanged as refusal:
        return _page(whose, number, form, version, conflict_of(refusal, COMPARED)), 409
    return saved_to(whose.back, saved)


def _remove(whose: Whose, number: int) -> ResponseReturnValue:
    found = _found(whose, number)
    if found is None:
        abort(404)
    expected = seen("priorities", (whose.urn, number), request.form)
    return saved_to(whose.back, save(put("priorities", found.row, None), title=f"Removed the priority: {found.row.title}", expected=expected))
