"""The blueprint of the deployment matrix, and what its views share."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort

from sendsite.admin.cell_edits import Ground, ground
from sendsite.admin.matrix import Filters
from sendsite.admin.me import now
from sendsite.admin.scenario_edits import names
from sendsite.framework.records import LIVE, Records
from sendsite.framework.scenarios import scenario_name

screen = Blueprint("deployment", __name__)

RATINGS = ("red", "amber", "green", "unrated")


def records_of(urn: str) -> Records:
    return now().of_school(urn)


def ground_of(urn: str, scenario: str) -> Ground:
    """What the matrix of a scenario stands on, worked out once for each state of the register."""
    return now().kept(("ground", urn, scenario), lambda: ground(records_of(urn), urn, scenario))


def scenario_of(urn: str, posted: Mapping[str, str]) -> str:
    """The scenario that is asked for, LIVE where none is; 404 where the school has none of that name."""
    wanted = scenario_name(posted.get("scenario", LIVE))
    if wanted != LIVE and wanted not in names(records_of(urn)):
        abort(404)
    return wanted


def filters_of(query: Mapping[str, str]) -> Filters:
    """What is to be shown; a value that is none of ours asks for nothing."""
    rating = query.get("rating", "")
    return Filters(
        of_class=query.get("class", ""),
        rating=rating if rating in RATINGS else "",
        gaps=query.get("gaps") == "1",
        with_hours=query.get("staff") == "with_hours",
        by_gap=query.get("sort") == "gap",
    )
