"""
The readers of the published site: who has a code and for what, a new reader, a new code, and the end of one.

A code is in the one page that answers the form, and nowhere else: in no address, no log, no history. It asks the workflow as `sendsite reader` does.
"""

from __future__ import annotations

from datetime import date

import segno
from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sendsite.admin.desk import desk
from sendsite.admin.forms import Form, own, read
from sendsite.admin.me import me, my_schools
from sendsite.admin.rights import right
from sendsite.errors import DataRefused
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.reading import Desk, Issued, Reader

screen = Blueprint("readers", __name__)

NAME = own("name", "Name", hint="As it is to stand on the card. Two of one name need something to tell them apart, such as (parent governor).")
EMAIL = own("email", "E-mail address", hint="To tell people apart. Nothing is sent to it.", required=False)
AUDIENCES = "audiences"
TRUST = "trust"
LOST = "lost"


@screen.get("/readers")
@right("publish")
def readers() -> ResponseReturnValue:
    """Everybody who has a code, with the form that adds one more."""
    return _listed(Form((NAME, EMAIL)), ())


@screen.post("/readers")
@right("publish")
def add() -> ResponseReturnValue:
    """Add a reader, and show the code this once."""
    form = read((NAME, EMAIL), request.form)
    offered = [TRUST, *(school.urn for school in my_schools())]
    ticked = tuple(each for each in offered if each in request.form.getlist(AUDIENCES))
    if not ticked:
        form.refuse(AUDIENCES, "It is not said what this reader may read. Tick the whole trust, or one school or more.")
    if not form.faults:
        try:
            issued = _readers().add(str(form.values["name"]), str(form.values["email"] or ""), ticked, on=date.today())
        except DataRefused as refusal:
            form.refuse("", str(refusal))
        else:
            return _shown_once(issued)
    return _listed(form, ticked)


@screen.get("/readers/<handle>/")
@right("publish")
def reader(handle: str) -> ResponseReturnValue:
    """One reader, and what may be done about their code."""
    found = _known(handle)
    return render_template("readers/one.html", who=found, may_read=_readers().in_words(found)[0])


@screen.post("/readers/<handle>/replace")
@right("publish")
def replace(handle: str) -> ResponseReturnValue:
    """A new code, shown this once; unless it is said that the old card was destroyed, the keys it opened end too."""
    found, lost = _known(handle), request.form.get(LOST, "yes")
    if lost not in ("yes", "no"):
        abort(400)
    return _shown_once(_readers().replace(found.handle, on=date.today(), lost=lost == "yes"), replaced=found.handle)


@screen.get("/readers/<handle>/revoke")
@right("publish")
def asking(handle: str) -> ResponseReturnValue:
    """Ask before a code is ended, and say what that does and what it cannot do."""
    found = _known(handle)
    return render_template("readers/revoke.html", who=found, may_read=_readers().in_words(found)[0])


@screen.post("/readers/<handle>/revoke")
@right("publish")
def revoke(handle: str) -> ResponseReturnValue:
    """End a reader's code and the keys of what it opened."""
    ended = _readers().revoke(_known(handle).handle, on=date.today())
    return redirect(url_for(".readers", ended=ended.reader.handle), 303)


def _readers() -> Desk:
    """The readers of this site folder, looked after by who asks."""
    return Desk(SiteFolder(desk().root, desk().settings), by=me().name, register=desk().register)


def _known(handle: str) -> Reader:
    return next((each for each in _readers().everybody() if each.handle == handle), None) or abort(404)


def _listed(form: Form, ticked: tuple[str, ...]) -> ResponseReturnValue:
    """The list, and the form of a new reader as it was typed."""
    room = _readers()
    everybody = room.everybody()
    rows = tuple(zip(everybody, room.in_words(*everybody), strict=True))
    ended = request.args.get("ended", "") if request.method == "GET" else ""
    handles = [each.handle for each in everybody]
    gone = ended if len(ended) == 4 and ended.isalnum() and ended not in handles else ""  # a link that was tampered with says nothing
    page = render_template("readers/index.html", rows=rows, form=form, ticked=ticked, ended=gone)
    return (page, 422) if form.faults else page


def _shown_once(issued: Issued, replaced: str = "") -> ResponseReturnValue:
    """
    The card with the code, the only time that it can be shown: codes are kept nowhere.

    It is the answer itself and not an address to be led to, for an address that shows a code could be opened again.
    """
    chosen = desk().settings
    may_read = _readers().in_words(issued.reader)[0]
    address = chosen.site_address.rstrip("/")
    return render_template(
        "readers/card.html", who=issued.reader, words=issued.code.split(), may_read=may_read, replaced=replaced,
        address=address, square=_square(address), ask=chosen.published_by, on=issued.reader.code_since,
    )  # fmt: skip


def _square(address: str) -> Markup:
    """The address alone as a square for a camera; nothing where there is none."""
    if not address:
        return Markup("")
    drawn = segno.make(address, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, light="#fff", dark="#000", border=4, svgclass=None, lineclass=None, title="The address as a square")
    return Markup(svg)  # noqa: S704 - segno draws it of squares alone; nothing that was typed stands in it as text
