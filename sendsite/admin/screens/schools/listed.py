"""The schools that are theirs to see; a school added, and a school removed with everything of it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.conflicts import seen
from sendsite.admin.forms import filled, of_table, read
from sendsite.admin.me import my_schools, now
from sendsite.admin.rights import right
from sendsite.admin.row_edits import put, standing
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.schools.blueprint import screen
from sendsite.admin.screens.schools.details import FIELDS
from sendsite.framework.records import LIVE, School
from sendsite.register.changes import Changes
from sendsite.register.edits import with_dependents
from sendsite.register.words import summary
from sendsite.report.words import PHASES

URN = of_table("schools", "urn", "URN", hint="The school's number, six digits, as Get Information about Schools has it. It cannot be changed later.")


class Listed(NamedTuple):
    """A school with how many pupils are on its register and how many work in support."""

    school: School
    pupils: int
    staff: int


@screen.get("/schools")
@right("look")
def schools() -> ResponseReturnValue:
    """Every school that is theirs."""
    records = now().records
    pupils = Counter(row.school_urn for row in records.pupils)
    staff = Counter(row.school_urn for row in records.staff if row.scenario == LIVE)
    listed = [Listed(row, pupils[row.urn], staff[row.urn]) for row in my_schools()]
    return render_template("schools/index.html", listed=listed, phases=PHASES)


DIGITS = 6
"""Of every URN that Get Information about Schools gives; an import takes what a file has."""


@screen.get("/schools/add")
@right("trust")
def adding() -> ResponseReturnValue:
    """A form for a new school."""
    return render_template("schools/add.html", form=filled((URN, *FIELDS)))


@screen.post("/schools/add")
@right("trust")
def add() -> ResponseReturnValue:
    """A new school; its pupils and staff come after."""
    form = read((URN, *FIELDS), request.form)
    urn = form.values.get("urn", "")
    there = now().school(urn)
    if urn and len(urn) != DIGITS:
        form.refuse("urn", f"URN '{urn}' has {len(urn)} {'digit' if len(urn) == 1 else 'digits'}. Write all {DIGITS}, for it cannot be changed later.")
    if there is not None:
        form.refuse("urn", f"URN {there.urn} is {there.name}, which stands in the register already. Write another number, or change that school.")
    if form.faults:
        return render_template("schools/add.html", form=form), 422
    made = School(**form.values)
    number = save(put("schools", None, made), title=f"Added {made.name}")
    return saved_to(url_for(".schools") if "another" in request.form else url_for(".school", urn=made.urn), number)


@screen.get("/school/<urn>/remove")
@right("trust")
def removing(urn: str) -> ResponseReturnValue:
    """What goes with a school, before it goes."""
    found = standing("schools", (urn,))
    if found is None:
        abort(404)
    return render_template("schools/remove.html", goes=_goes(_all_of(found.row)), version=found.version, changed=False)


@screen.post("/school/<urn>/remove")
@right("trust")
def remove(urn: str) -> ResponseReturnValue:
    """Remove a school with all that hangs on it, in one change that can be undone; asked again where more hangs on it than was shown."""
    found = standing("schools", (urn,))
    if found is None:
        abort(404)
    changes, expected = _all_of(found.row), seen("schools", (urn,), request.form)
    if request.form.get("goes") != _goes(changes) or expected["schools"][urn,] != found.version:
        return render_template("schools/remove.html", goes=_goes(changes), version=found.version, changed=True), 409
    number = save(changes, title=f"Removed {found.row.name} with everything of it", expected=expected)
    return saved_to(url_for(".schools"), number)


def _all_of(school: School) -> Changes:
    """The school and every row that hangs on it."""
    return with_dependents(now().of_school(school.urn), put("schools", school, None))


def _goes(changes: Changes) -> str:
    """What is removed besides the school: `58 pupils, 3 priorities`."""
    return summary({table: kinds for table, kinds in changes.counts().items() if table != "schools"}).replace(" removed", "")
