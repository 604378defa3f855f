"""What is hidden of the term that would be published, why, and what would make it visible. It asks the workflow for the terms that a build shows."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.hidden_list import Listed
from sendsite.admin.htmx import is_part
from sendsite.admin.looks import Wanted
from sendsite.admin.me import now
from sendsite.admin.past import stamp_of
from sendsite.admin.rights import right
from sendsite.report.disclosure import LEAST_K
from sendsite.report.disclosure.remembered import Remembered
from sendsite.report.hidden_terms import Walk
from sendsite.report.setup import decisions_in
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.site_terms import site_terms

screen = Blueprint("hidden", __name__)

LIVE = "live"
"""How the address asks for the register as it stands."""


@screen.get("/publishing/hidden")
@right("publish")
def hidden() -> ResponseReturnValue:
    """The list, or how far the work on it is; `?term=live&school=URN&reason=KIND` choose from it."""
    wanted = asked(request.args.get("term") == LIVE)
    page = "publishing/_hidden.html" if is_part() else "publishing/hidden.html"
    if not desk().looks.there(wanted):
        return render_template(page, wanted=wanted, work=desk().looks.work(wanted, again="again" in request.args), found=None)
    found = desk().looks.listed(wanted)
    school, reason = _chosen(found)
    return render_template(page, wanted=wanted, work=None, found=found, school=school, reason=reason, least=LEAST_K)


def asked(live: bool) -> Wanted:
    """The newest frozen term, or the register as it stands: by the settings in force."""
    folder = SiteFolder(desk().root, desk().settings)
    k, framework = desk().settings.suppress_below, desk().framework
    frozen = (stamp_of(folder.snapshots), k)
    key = (*frozen, now().head, now().today) if live else frozen
    walk = Walk(k, framework, Remembered(decisions_in(folder.preview.parent)))
    return Wanted(live, frozen, key, walk, lambda: site_terms(folder))


def newest_frozen() -> Listed | None:
    """The list of the newest frozen term where it is at hand."""
    return desk().looks.listed(asked(False))


def _chosen(found: Listed | None) -> tuple[str, str]:
    """The place and the kind of reason that the address chooses; "" for one that there is not."""
    if found is None:
        return "", ""
    school, reason = request.args.get("school", ""), request.args.get("reason", "")
    places, kinds = {each.scope for each in found.places}, {each.kind for each in found.kinds}
    return school if school in places else "", reason if reason in kinds else ""
