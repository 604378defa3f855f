"""
Everything held about one person, to answer whoever asks for their own data: what will be in the file, what to look at before it is given away, the file.

Where notes about others name them is a page of its own, for whoever answers: it is about other people too, and no file has it. It asks the
workflow as `sendsite subject` does, and the file is the same. A colleague's holds pay and is no answer without it, so only those who may see
pay can take it; a pupil's holds none.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.http import dump_options_header

from sendsite.admin.desk import desk
from sendsite.admin.me import forget, me, now, reach
from sendsite.admin.rights import right
from sendsite.framework.nameless import Who, everybody
from sendsite.workflow import subject
from sendsite.workflow.folder import SiteFolder

screen = Blueprint("subject", __name__, url_prefix="/school/<urn>")
PUPIL, STAFF = "pupil", "staff"
PARTS = (("By the full name", False), ("Perhaps, by a part of the name", True))
ENDINGS = {"html": "text/html; charset=utf-8", "json": "application/json"}


@screen.get("/pupils/<id:pupil_id>/held")
@right("edit")
def of_pupil(urn: str, pupil_id: str) -> ResponseReturnValue:
    """What the file about a pupil will hold, and for whom it is."""
    return _shown(Who(PUPIL, urn, pupil_id))


@screen.post("/pupils/<id:pupil_id>/held")
@right("edit")
def take_pupil(urn: str, pupil_id: str) -> Response:
    """The file about a pupil."""
    return _taken(Who(PUPIL, urn, pupil_id))


@screen.get("/staff/<id:staff_id>/held")
@right("pay")
def of_colleague(urn: str, staff_id: str) -> ResponseReturnValue:
    """What the file about a member of staff will hold, and for whom it is."""
    return _shown(Who(STAFF, urn, staff_id))


@screen.post("/staff/<id:staff_id>/held")
@right("pay")
def take_colleague(urn: str, staff_id: str) -> Response:
    """The file about a member of staff, pay included."""
    return _taken(Who(STAFF, urn, staff_id))


@screen.get("/pupils/<id:pupil_id>/held/others")
@right("edit")
def others_of_pupil(urn: str, pupil_id: str) -> ResponseReturnValue:
    """Where notes about others name a pupil."""
    return _others(Who(PUPIL, urn, pupil_id))


@screen.get("/staff/<id:staff_id>/held/others")
@right("pay")
def others_of_colleague(urn: str, staff_id: str) -> ResponseReturnValue:
    """Where notes about others name a member of staff."""
    return _others(Who(STAFF, urn, staff_id))


def _names(who: Who) -> set[str]:
    """What they are called in the register of today, leavers too; 404 where it has no such person."""
    found = everybody(now().of_school(who.school_urn)).get(who)
    if found is None:
        abort(404)
    return found - {""}


def _shown(who: Who) -> str:
    called = min(_names(who), default=who.person_id)
    left = all(row.pupil_id != who.person_id for row in now().of_school(who.school_urn).pupils)
    return render_template("subject/index.html", who=who, called=called, a_pupil=who.kind == PUPIL, left=left, all_schools=reach() is None)


def _others(who: Who) -> str:
    called = min(_names(who), default=who.person_id)
    held = _held(who)
    places = subject.places(held.mentions, who.school_urn)
    parts = tuple((words, [each for each in places if each.perhaps is perhaps]) for words, perhaps in PARTS)
    there = {Who(PUPIL, row.school_urn, row.pupil_id) for row in now().records.pupils}
    return render_template("subject/others.html", who=who, called=called, a_pupil=who.kind == PUPIL, held=held, parts=parts, count=len(places), there=there)


def _held(who: Who) -> subject.Found:
    return subject.found(SiteFolder(desk().root, desk().settings), who.school_urn, who.person_id, kind=who.kind, reach=reach())


def _taken(who: Who) -> Response:
    """
    The file, made by the command's own builder and kept nowhere here. The history notes that it went out, for which school, and no name or id.

    Its name tells nobody either: browsers list downloads.
    """
    ending, today = request.form.get("as", ""), date.today()
    if ending not in ENDINGS:
        abort(404)
    _names(who)
    held = _held(who)
    content = subject.page(held, today, desk().settings.trust) if ending == "html" else subject.document(held, today)
    subject.noted(desk().register, held, me().name)
    forget()
    answer = Response(content, content_type=ENDINGS[ending])
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": f"subject-access-{today.isoformat()}.{ending}"})
    return answer
