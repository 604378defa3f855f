"""Home: what stands where, what needs attention, what is not published yet, what others changed lately."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin import attention, complete, lately
from sendsite.admin.drawn import Links
from sendsite.admin.glance import glance, glances
from sendsite.admin.me import may, me, my_schools, now
from sendsite.admin.reviewing import cycle
from sendsite.admin.rights import right
from sendsite.admin.set_out import set_out
from sendsite.admin.where import BARE, way

screen = Blueprint("home", __name__)

FIRST = 8
"""So many kinds of findings are shown at once; the rest unfold."""

INSIGHTS, EDITS = 3, 6


@screen.get("/")
@right("look")
def home() -> ResponseReturnValue:
    """The first screen after a sign-in: all schools of whoever asks."""
    schools = my_schools()
    if not schools:
        return redirect(url_for("first_run.begin"), 303) if may("trust") else render_template("home/empty.html")
    urns = tuple(school.urn for school in schools)
    return render_template(
        "home/index.html",
        schools=glances(),
        kinds=attention.kinds(attention.findings(urns, of_trust=me().sees_all)),
        first=FIRST,
        insights=attention.worth_doing(urns, INSIGHTS),
        links=Links("", "", None),
        edits=lately.edits_of_others(EDITS),
        unpublished=lately.unpublished(),
        backup=lately.backup() if may("trust") else None,
        ago=lately.ago,
        unread=complete.fault(),
        beginning=may("trust") and not all((now().records.staff, now().records.pupils, now().records.deployment)),
    )


@screen.get("/school/<urn>/")
@right("look")
def school(urn: str) -> ResponseReturnValue:
    """One school at a glance, with the ways to its screens."""
    dashboard = complete.page("", urn)
    return render_template(
        "home/school.html",
        page=dashboard,
        school=glance(urn),
        kinds=attention.kinds(attention.findings((urn,))),
        first=FIRST,
        insights=attention.worth_doing((urn,), INSIGHTS),
        links=Links(urn, "dashboard", dashboard),
        edits=lately.edits_of_others(EDITS, (urn,)),
        unpublished=lately.unpublished((urn,)),
        ago=lately.ago,
        unread=complete.fault(),
        cycle=cycle(urn),
        set_out=[each for each in set_out(urn) if not each.looked and not each.never_live],
    )


@screen.get(f"/<any({', '.join(BARE)}):name>")
@right("look")
def choose(name: str) -> ResponseReturnValue:
    """A screen of a school without saying of which: on to the asker's only school, or a choice."""
    ways = [(school.name, found) for school in my_schools() if (found := way(f"/{name}", school.urn))]
    if len(ways) == 1:
        return redirect(ways[0][1], 303)
    return render_template("home/choose.html", name=name, ways_to=ways)
