"""The ways of the admin: those of a school, and those of the trust. A way is shown to whoever has its right."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import current_app, request, url_for

from sendsite.admin.me import may, my_schools

OF_A_SCHOOL = (
    ("Register", "register.pupils", "look"),
    ("Deployment", "deployment.matrix", "look"),
    ("Staff", "staff.people", "look"),
    ("Tasks", "tasks.tasks", "look"),
    ("Dashboard", "figures.dashboard", "look"),
    ("Finance", "figures.finance", "look"),
    ("Insights", "figures.insights", "look"),
    ("School facts", "schools.facts", "look"),
)
OF_THE_TRUST = (
    ("Schools", "schools.schools", "look"),
    ("Funding bands", "bands.bands", "look"),
    ("Trust figures", "figures.trust", "trust"),
    ("Import and export", "moving.start", "look"),
    ("History", "history.all_changes", "look"),
    ("Terms", "terms.terms", "publish"),
    ("Publish", "publishing.publishing", "publish"),
    ("Readers", "readers.readers", "publish"),
    ("Backups", "backups.backups", "publish"),
    ("People", "people.people", "people"),
    ("Who may do what", "rights.rights", "self"),
    ("Help", "tour.contents", "self"),
)


BELOW = {
    "acting": "figures.insights",
    "acting.proposing": "deployment.matrix",
    "acting.part": "deployment.matrix",
    "acting.keep": "deployment.matrix",
    "acting.review": "",
    "pupil": "register.pupils",
    "scenarios": "deployment.matrix",
    "going_back": "publishing.publishing",
    "hidden": "publishing.publishing",
    "readers_list": "readers.readers",
}
"""Screens that no way leads to, by their endpoint or their blueprint: they are marked at the way that they are reached from, or at none."""


class Way(NamedTuple):
    """A way to a screen."""

    label: str
    href: str
    current: bool


class Ways(NamedTuple):
    """What the head of a page offers: the screens of the school it is about, then those of the trust."""

    of_school: tuple[Way, ...]
    of_trust: tuple[Way, ...]


def ways() -> Ways:
    """The ways of the page that is being answered. On a page of no school they lead to the asker's school, if they have one alone."""
    schools = my_schools()
    urn = (request.view_args or {}).get("urn") or (schools[0].urn if len(schools) == 1 else "")
    return Ways(_shown(OF_A_SCHOOL, urn=urn) if urn else (), _shown(OF_THE_TRUST))


def _shown(listed: tuple[tuple[str, str, str], ...], **values: Any) -> tuple[Way, ...]:
    """Ways that this person has; the one whose screen is being answered is current."""
    below = BELOW.get(str(request.endpoint), BELOW.get(str(request.blueprint)))
    known = current_app.view_functions
    found = [(label, endpoint) for label, endpoint, wanted in listed if endpoint in known and may(wanted)]
    listed_itself = any(endpoint == request.endpoint for _, endpoint, _ in (*OF_A_SCHOOL, *OF_THE_TRUST))
    elsewhere = listed is OF_THE_TRUST and "urn" in (request.view_args or {})
    beside = [endpoint for _, endpoint in found if endpoint.split(".")[0] == request.blueprint][:1]
    own = [request.endpoint] if listed_itself else [] if elsewhere else [below] if below is not None else beside
    return tuple(Way(label, url_for(endpoint, **values), endpoint in own) for label, endpoint in found)
