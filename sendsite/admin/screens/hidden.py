"""What is hidden of the term that would be published, why, and when it can be shown. It asks the workflow for the terms that a build shows."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import THRESHOLD, desk, settings_now
from sendsite.admin.hidden_list import Listed
from sendsite.admin.htmx import is_part
from sendsite.admin.looks import Wanted
from sendsite.admin.me import now
from sendsite.admin.past import stamp_of
from sendsite.admin.rights import right
from sendsite.admin.where import label, way
from sendsite.config import SETTINGS
from sendsite.errors import ConfigError
from sendsite.report.disclosure import LEAST_K
from sendsite.report.disclosure.reasons import KINDS
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
        return render_template(page, wanted=wanted, work=desk().looks.work(wanted, again="again" in request.args), found=None, unknown=())
    found = desk().looks.listed(wanted)
    return render_template(page, wanted=wanted, work=None, found=found, unknown=_unknown(found), **_chosen(found))


def asked(live: bool) -> Wanted:
    """The newest frozen term, or the register as it stands: by the settings in force, as a build begun now would have them."""
    folder = SiteFolder(desk().root, settings_now())
    k, framework = folder.settings.suppress_below, folder.framework()
    frozen = (stamp_of(folder.snapshots), k, framework)
    key = (*frozen, now().head, now().today) if live else frozen
    walk = Walk(k, framework, Remembered(decisions_in(folder.preview.parent)))
    return Wanted(live, frozen, key, walk, lambda: site_terms(folder))


def at_hand() -> tuple[Listed, ...]:
    """The lists of the newest frozen term and of the draft, as far as they were worked out; none where the settings cannot be read."""
    try:
        found = [desk().looks.listed(asked(live)) for live in (False, True)]
    except ConfigError:
        return ()
    return tuple(each for each in found if each)


def _chosen(found: Listed | None) -> dict[str, object]:
    """What the address chooses of a list, "" for a place or a kind of reason that there is not; and what it may choose."""
    if found is None:
        return {}
    school, reason = request.args.get("school", ""), request.args.get("reason", "")
    school = school if school in {each.scope for each in found.places} else ""
    reason = reason if reason in {each.kind for each in found.kinds} else ""
    return {
        "school": school,
        "reason": reason,
        "reasons": found.reasons_of(school, reason),
        "chosen": found.many(school, reason),
        "of_places": found.narrowed(school, reason),
        "least": LEAST_K,
        "most": SETTINGS[THRESHOLD].metadata["most"],
        "way": way,
        "label": label,
    }


def _unknown(found: Listed | None) -> tuple[str, ...]:
    """What the address asks for and there is not, in words."""
    term, school, reason = (request.args.get(name, "") for name in ("term", "school", "reason"))
    words = ["The address names a term that this page does not know. Here is the newest frozen one."] if term not in ("", LIVE) else []
    if found and school and school not in {each.scope for each in found.places}:
        words.append("The address names a school that is not in this term. All are listed.")
    if found and reason and reason not in {each.kind for each in found.kinds}:
        known = "a reason for which nothing of this term is hidden" if reason in KINDS else "a reason that this page does not know"
        words.append(f"The address names {known}. All reasons are listed.")
    return tuple(words)
