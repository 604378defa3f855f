"""
Going back: an earlier publication's content published anew, for the readers of today, after a page that says what that does.

It asks the workflow as `sendsite publish --rollback` does.
"""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.me import me
from sendsite.admin.rights import right
from sendsite.admin.works import Telling
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.publishing import Wish, publish
from sendsite.workflow.releases import KIND, Kept, draft_in, kept

screen = Blueprint("going_back", __name__)


@screen.get("/publishing/back/<int:number>")
@right("publish")
def asking(number: int) -> ResponseReturnValue:
    """Ask before an earlier publication is published anew, and say what that does and what it does not."""
    return render_template("publishing/back.html", earlier=_earlier(number), work=desk().bench.work)


@screen.post("/publishing/back/<int:number>")
@right("publish")
def go_back(number: int) -> ResponseReturnValue:
    """Publish it anew beside the requests; the publishing screen shows how far it is."""
    earlier, by = _earlier(number), me().name
    folder = SiteFolder(desk().root, desk().settings)

    def job(progress: Telling) -> str:
        outcome = publish(folder, Wish(rollback=str(earlier.seq), by=by), progress=progress.of("sealing"), tell=lambda words: None)
        made, along = outcome.published, f", {outcome.along}" if outcome.along else ""
        return f"Publication {made.seq} has the content of {earlier.seq}{along}: {made.anew:,} files made anew, {made.unchanged:,} as they were."

    desk().bench.begin(job, by=me().shown_name, kind=KIND, draft=bool(draft_in(earlier.note)))
    return redirect(url_for("publishing.publishing", _anchor="sealing"), 303)


def _earlier(number: int) -> Kept:
    """A publication that is kept and is not the one that stands; a page that does not exist for any other."""
    found = kept(SiteFolder(desk().root, desk().settings))
    return next((each for each in found if each.seq == number and not each.standing), None) or abort(404)
