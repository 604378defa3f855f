"""Where something is changed: the screens that findings and insights name, and those behind each figure, as addresses of the admin."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import current_app, url_for

from sendsite.admin.me import may
from sendsite.admin.rights import right_of


class Way(NamedTuple):
    """Words that lead to a screen."""

    label: str
    href: str


class Screen(NamedTuple):
    """A screen as words name it, and its endpoint. `of_school`: it is one school's."""

    label: str
    endpoint: str
    of_school: bool = True


SCREENS = {
    "/pupils": Screen("the register", "register.pupils"),
    "/outcomes": Screen("plan outcomes", "register.pupils"),
    "/staff": Screen("staff", "staff.people"),
    "/deployment": Screen("the deployment", "deployment.matrix"),
    "/tasks": Screen("other tasks", "tasks.tasks"),
    "/dashboard": Screen("the dashboard", "figures.dashboard"),
    "/finance": Screen("finance", "figures.finance"),
    "/insights": Screen("insights", "figures.insights"),
    "/scenarios": Screen("scenarios", "scenarios.scenarios"),
    "/facts": Screen("school facts", "schools.facts"),
    "/rebalance": Screen("the rebalance", "acting.proposing"),
    "/moderation": Screen("moderation", "pupil.moderation"),
    "/schools": Screen("the school’s details", "schools.school"),
    "/funding-bands": Screen("funding bands", "bands.bands", of_school=False),
    "/priorities": Screen("the trust’s priorities", "schools.trust_priorities", of_school=False),
    "/terms": Screen("the terms", "terms.terms", of_school=False),
    "/publish": Screen("publishing", "publishing.publishing", of_school=False),
}
BARE = ("pupils", "staff", "deployment", "tasks", "outcomes", "dashboard", "finance", "insights")
"""The screens that may be asked for without saying of which school."""

FIGURES = {
    "hours": ("/deployment", "/tasks", "/staff"),
    "ratings": ("/pupils", "/deployment"),
    "drift": ("/tasks", "/deployment"),
    "by-mode": ("/deployment",),
    "by-group": ("/deployment",),
    "pairings": ("/deployment",),
    "priorities": ("/facts", "/priorities"),
    "pupils": ("/pupils",),
    "areas": ("/pupils",),
    "requests": ("/facts",),
    "provision": ("/outcomes",),
    "funding": ("/schools", "/pupils", "/funding-bands"),
    "uses": ("/deployment", "/tasks", "/staff"),
    "role-cost": ("/staff",),
    "actual-cost": ("/staff",),
    "actual-roles": ("/staff",),
    "actual-scenarios": ("/scenarios", "/staff"),
    "per": ("/staff", "/deployment"),
    "outcome-cost": ("/outcomes",),
    "outcome-cost-by-area": ("/outcomes",),
    "top-up": ("/funding-bands", "/pupils"),
    "drift-cost": ("/tasks", "/deployment"),
    "scenarios": ("/scenarios",),
    "compared": ("/schools", "/staff"),
    "roles": ("/staff",),
    "pupil-hours": ("/deployment", "/pupils"),
    "by-area": ("/pupils", "/deployment"),
    "by-ages": ("/pupils", "/deployment"),
    "by-stage": ("/pupils", "/deployment"),
    "by-year": ("/pupils", "/deployment"),
    "tasks": ("/tasks",),
    "second-look": ("/pupils", "/staff"),
}
"""The sections of the report's pages, by slug, and the screens on which their figures are kept."""


def way(where: str, urn: str = "", *, subject: str = "", asking: Mapping[str, str] = MappingProxyType({})) -> str:
    """
    The address of a screen that a finding or an insight names; "" where there is none, or it is a school's and none is given.

    `subject` is a pupil's id where the finding is about one: then a screen of pupils is that pupil's page. `asking` is what a school's list is sifted by.
    """
    screen = SCREENS.get(where)
    if screen is None or (screen.of_school and not urn):
        return ""
    if subject and screen.endpoint == "register.pupils":
        return _address("pupil.pupil", urn=urn, pupil_id=subject) or _address(screen.endpoint, urn=urn)
    return _address(screen.endpoint, urn=urn, **asking) if screen.of_school else _address(screen.endpoint)


def label(where: str) -> str:
    """A screen in words, such as `the register`."""
    return SCREENS[where].label if where in SCREENS else ""


def kept_at(slug: str, urn: str = "") -> tuple[Way, ...]:
    """The screens behind a section's figures: words and address. Of the whole trust only those that belong to no school."""
    found = ((label(where), way(where, urn)) for where in FIGURES.get(slug, ()))
    return tuple(Way(words, address) for words, address in found if address)


def _address(endpoint: str, **values: Any) -> str:
    """The address of a screen; "" where there is none, or it is not for whoever is asking."""
    view = current_app.view_functions.get(endpoint)
    return url_for(endpoint, **values) if view is not None and may(right_of(view)) else ""
