"""
The readers of the published site: who has a code and for what, a new reader, what one may read, a new code, and the end of one.

A code is in the one page that answers the form, and nowhere else: in no address, no log, no history. It asks the workflow as `sendsite reader` does.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.forms import Form, own, read
from sendsite.admin.me import my_schools
from sendsite.admin.readers_desk import readers_desk, shown_once
from sendsite.admin.rights import right
from sendsite.errors import DataRefused, SendsiteError
from sendsite.workflow.reading import Reader

screen = Blueprint("readers", __name__)

NAME = own("name", "Name", hint="As it is to stand on the card. Two of one name need something to tell them apart, such as (parent governor).")
EMAIL = own("email", "E-mail address", hint="To tell people apart. Nothing is sent to it.", required=False)
AUDIENCES = "audiences"
TRUST = "trust"
SCHOOL = "school:"
LOST = "lost"
NOTHING_TICKED = "It is not said what this reader may read. Tick the whole trust, or one school or more."


@screen.get("/readers")
@right("publish")
def readers() -> ResponseReturnValue:
    """Everybody who has a code, with the form that adds one more."""
    return _listed(Form((NAME, EMAIL)), ())


@screen.post("/readers")
@right("publish")
def add() -> ResponseReturnValue:
    """Add a reader, and show the code this once."""
    form, ticked = read((NAME, EMAIL), request.form), _ticked()
    if not ticked:
        form.refuse(AUDIENCES, NOTHING_TICKED)
    if not form.faults:
        try:
            issued = readers_desk().add(str(form.values["name"]), str(form.values["email"] or ""), ticked, on=date.today())
        except DataRefused as refusal:
            form.refuse("", refusal.screen)
        else:
            return shown_once((issued,))
    return _listed(form, ticked)


@screen.get("/readers/<handle>/")
@right("publish")
def reader(handle: str) -> ResponseReturnValue:
    """One reader, and what may be done about their code."""
    found = _known(handle)
    return _one(found, Form(()), tuple(each.removeprefix(SCHOOL) for each in found.audiences))


@screen.post("/readers/<handle>/change")
@right("publish")
def change(handle: str) -> ResponseReturnValue:
    """Let a reader read other schools with the code they have; what is not ticked any more gets new keys."""
    found, ticked, form = _known(handle), _ticked(), Form(())
    if not ticked:
        form.refuse(AUDIENCES, f"{NOTHING_TICKED} If they are to read nothing any more, revoke the code.")
    else:
        try:
            readers_desk().change(found.handle, ticked, on=date.today())
        except DataRefused as refusal:
            form.refuse(AUDIENCES, refusal.screen)
        else:
            return redirect(url_for(".reader", handle=found.handle, changed="yes"), 303)
    return _one(found, form, ticked)


@screen.post("/readers/<handle>/replace")
@right("publish")
def replace(handle: str) -> ResponseReturnValue:
    """A new code, shown this once; unless it is said that the old card was destroyed, the keys it opened end too."""
    found, lost = _known(handle), request.form.get(LOST, "yes")
    if lost not in ("yes", "no"):
        abort(400)
    return shown_once((readers_desk().replace(found.handle, on=date.today(), lost=lost == "yes"),), replaced=found.handle)


@screen.get("/readers/<handle>/revoke")
@right("publish")
def asking(handle: str) -> ResponseReturnValue:
    """Ask before a code is ended, and say what that does and what it cannot do."""
    found = _known(handle)
    return render_template("readers/revoke.html", who=found, may_read=readers_desk().in_words(found)[0])


@screen.post("/readers/<handle>/revoke")
@right("publish")
def revoke(handle: str) -> ResponseReturnValue:
    """End a reader's code and the keys of what it opened."""
    ended = readers_desk().revoke(_known(handle).handle, on=date.today())
    return redirect(url_for(".readers", ended=ended.reader.handle), 303)


def _ticked() -> tuple[str, ...]:
    """What was ticked of what is offered; the order is the page's."""
    offered = [TRUST, *(school.urn for school in my_schools())]
    return tuple(each for each in offered if each in request.form.getlist(AUDIENCES))


def _known(handle: str) -> Reader:
    return next((each for each in readers_desk().everybody() if each.handle == handle), None) or abort(404)


def _listed(form: Form, ticked: tuple[str, ...]) -> ResponseReturnValue:
    """The list, and the form of a new reader as it was typed; or why the readers cannot be told, where the site's keys are lost or damaged."""
    room = readers_desk()
    try:
        everybody = room.everybody()
    except SendsiteError as error:
        return render_template("readers/stopped.html", words=error.screen), 409
    rows = tuple(zip(everybody, room.in_words(*everybody), strict=True))
    ended = request.args.get("ended", "") if request.method == "GET" else ""
    handles = [each.handle for each in everybody]
    gone = ended if len(ended) == 4 and ended.isalnum() and ended not in handles else ""  # a link that was tampered with says nothing
    page = render_template("readers/index.html", rows=rows, form=form, ticked=ticked, ended=gone)
    return (page, 422) if form.faults else page


def _one(found: Reader, form: Form, ticked: tuple[str, ...]) -> ResponseReturnValue:
    """A reader's page, with what is ticked of what they may read."""
    known = {school.urn for school in my_schools()}
    gone = [each.removeprefix(SCHOOL) for each in found.audiences if each != TRUST and each.removeprefix(SCHOOL) not in known]
    may_read, changed = readers_desk().in_words(found)[0], request.method == "GET" and request.args.get("changed") == "yes"
    page = render_template("readers/one.html", who=found, may_read=may_read, form=form, ticked=ticked, gone=gone, changed=changed)
    return (page, 422) if form.faults else page
