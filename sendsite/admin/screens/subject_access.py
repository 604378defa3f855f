"""
Everything held about one person, to answer whoever asks for their own data: what will be in the file, what to look at before it is given away, the file.

It asks the workflow as `sendsite subject` does, and the file is the same. A colleague's holds pay and is no answer without it, so only those who
may see pay can take it; a pupil's holds none.
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
from sendsite.register.chain import note
from sendsite.workflow import subject
from sendsite.workflow.folder import SiteFolder

screen = Blueprint("subject", __name__, url_prefix="/school/<urn>")
EXPORT = "export"
PUPIL, STAFF = "pupil", "staff"
WORDS = {PUPIL: "a pupil", STAFF: "a member of staff"}
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


def _taken(who: Who) -> Response:
    """
    The file, made by the command's own builder and kept nowhere here. The history notes that it went out, for which school, and no name or id.

    Its name tells nobody either: browsers list downloads.
    """
    ending, today, settings = request.form.get("as", ""), date.today(), desk().settings
    if ending not in ENDINGS:
        abort(404)
    _names(who)
    held = subject.found(SiteFolder(desk().root, settings), who.school_urn, who.person_id, kind=who.kind, reach=reach())
    content = subject.page(held, today, settings.trust) if ending == "html" else subject.document(held, today)
    school = now().school(who.school_urn)
    note(desk().register, by=me().name, kind=EXPORT, title=f"All that is held about {WORDS[who.kind]} of {school.name if school else who.school_urn}")
    forget()
    answer = Response(content, content_type=ENDINGS[ending])
    answer.headers["Content-Disposition"] = dump_options_header("attachment", {"filename": f"subject-access-{today.isoformat()}.{ending}"})
    return answer
