"""What a school sets out to do: an insight accepted with what is expected of it, a term's insights looked at, and either taken back."""

from __future__ import annotations

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.forms import Form, filled, of_table, read
from sendsite.admin.me import me, now
from sendsite.admin.rights import right
from sendsite.admin.saving import save, saved_to
from sendsite.admin.screens.acting.blueprint import screen
from sendsite.admin.set_out import expected_of, overlapping, seen_mark, standing, this_term, to_do, what_to_do
from sendsite.framework.insights import Effect
from sendsite.framework.records import Expectation
from sendsite.framework.retest import LOOKED, Deed, expectation
from sendsite.framework.term import Term
from sendsite.register.changes import Changes
from sendsite.report.disclosure import Advice

NOTE = of_table("expectations", "note", "Note", hint="Who does what, and by when. No pupil’s name: notes are kept with the term.", rows=3)


@screen.get("/school/<urn>/insights/<rule>/set-out")
@right("edit")
def asking(urn: str, rule: str) -> ResponseReturnValue:
    """What doing as an insight says would change, before it is set out."""
    return _ask(urn, _advised(urn, rule), filled((NOTE,)))


@screen.post("/school/<urn>/insights/<rule>/set-out")
@right("edit")
def accept(urn: str, rule: str) -> ResponseReturnValue:
    """An insight accepted: what is expected of it is noted, to be held against the next frozen term."""
    advised, form = _advised(urn, rule), read((NOTE,), request.form)
    insight = advised.insight
    if form.faults:
        return _ask(urn, advised, form), 422
    if request.form.get("seen") != seen_mark(insight):
        form.refuse("", "The figures were changed meanwhile. Below is what it would do now: look again, then confirm.")
        return _ask(urn, advised, form), 409
    row = set_out_row(urn, Deed(rule, insight.title, note=form.values["note"]), insight.effect)
    return saved_to(_list(urn), save(Changes(added={"expectations": (row,)}), title=f"Set out to do: {what_to_do(rule, insight.title)}"))


@screen.get("/school/<urn>/insights/looked")
@right("edit")
def looking(urn: str) -> ResponseReturnValue:
    """A form to note that the insights of the term were looked at."""
    return render_template("acting/looked.html", form=filled((NOTE,)), term=Term.of(now().today).label)


@screen.post("/school/<urn>/insights/looked")
@right("edit")
def looked(urn: str) -> ResponseReturnValue:
    """The insights of the term were looked at; nothing more is set out by it."""
    form = read((NOTE,), request.form)
    if form.faults:
        return render_template("acting/looked.html", form=form, term=Term.of(now().today).label), 422
    row = set_out_row(urn, Deed(LOOKED, "Looked at the insights of the term", note=form.values["note"]), None)
    return saved_to(_list(urn), save(Changes(added={"expectations": (row,)}), title="Looked at the insights of the term"))


@screen.get("/school/<urn>/set-out/<int:number>/remove")
@right("edit")
def removing(urn: str, number: int) -> ResponseReturnValue:
    """What taking something off the list means."""
    return render_template("acting/remove.html", row=(row := _row(urn, number)), what=what_to_do(row.rule, row.title))


@screen.post("/school/<urn>/set-out/<int:number>/remove")
@right("edit")
def remove(urn: str, number: int) -> ResponseReturnValue:
    """Off the list; the timetable is not touched, and the change can be undone."""
    row = _row(urn, number)
    return saved_to(_list(urn), save(Changes(removed={"expectations": (row,)}), title=f"No longer set out to do: {what_to_do(row.rule, row.title)}"))


def set_out_row(urn: str, deed: Deed, effect: Effect | None) -> Expectation:
    """The row of something set out today by whoever is asking."""
    return expectation(now().of_school(urn), urn, deed, effect, standing(urn).register, desk().framework, on=now().today, by=me().name)


def _ask(urn: str, advised: Advice, form: Form) -> str:
    insight = advised.insight
    again = next((row for row in this_term(urn) if row.rule == insight.rule), None)
    return render_template(
        "acting/set_out.html",
        what=what_to_do(insight.rule, insight.title),
        insight=insight,
        form=form,
        effects=expected_of(urn, advised),
        seen=seen_mark(insight),
        again=again,
        overlapping=[(what_to_do(row.rule, row.title), row.accepted_on) for row in overlapping(urn, insight.rule)],
    )


def _advised(urn: str, rule: str) -> Advice:
    found = to_do(urn, rule)
    if found is None:
        abort(404)
    return found


def _row(urn: str, number: int) -> Expectation:
    found = next((row for row in now().of_school(urn).expectations if row.number == number), None)
    if found is None:
        abort(404)
    return found


def _list(urn: str) -> str:
    """The insights, from their head: there the way to undo is shown."""
    return url_for("figures.insights", urn=urn)
