"""The list itself: searched, sifted and sorted by its address; and the same to take away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.census import NEED_WORDS, STATUS_WORDS
from sendsite.admin.desk import desk
from sendsite.admin.htmx import is_part, part
from sendsite.admin.me import may, now
from sendsite.admin.rights import right
from sendsite.admin.saving import just_saved
from sendsite.admin.screens.register.actions import ACTIONS
from sendsite.admin.screens.register.asked import COLUMNS, Asked, filters, in_order, keeps, read
from sendsite.admin.screens.register.blueprint import screen
from sendsite.admin.screens.register.lines import Line, lines
from sendsite.admin.sheets import Cell, hundredths, sheet
from sendsite.register.history import rows_of
from sendsite.register.versions import rows_where
from sendsite.report.words import KPI_BANDS, RATINGS

SHEET = ("Id", "Name", "Year group", "Class", "SEN status", "Primary need", "Funding band", "Need hours", "Received hours", "Hours short", "Hours over")
SHEET_RATING = ("Rating", "Rating tied", "Rated on", "Rating older than it should be", "Moderation due", "Plan last reviewed")


@dataclass(frozen=True)
class Shown:
    """The list as it is shown: who, out of how many; `astray` are shown only because they were just edited."""

    asked: Asked
    every: tuple[Line, ...]
    lines: tuple[Line, ...]
    astray: frozenset[str]


def shown(urn: str, args: Mapping[str, str]) -> Shown:
    """Who is asked for, and whoever was edited just now, so that nobody vanishes under the hand."""
    asked, every = read(args), lines(now(), urn, desk().framework)
    found = {line.pupil.pupil_id for line in every if keeps(asked, line)}
    astray = _just_edited(urn) - found
    return Shown(asked, every, in_order(asked, (line for line in every if line.pupil.pupil_id in found | astray)), astray)


def _just_edited(urn: str) -> frozenset[str]:
    saved = just_saved()
    rows = rows_of(desk().register, saved.id, school=urn) if saved else ()
    return frozenset(str(row.key[1]) for row in rows if row.table == "pupils")


def page(urn: str, args: Mapping[str, str], *, fault: str = "", ticked: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What the list's templates are given. `fault` says why nothing was done with the `ticked`."""
    found = shown(urn, args)
    return {
        "shown": found,
        "asked": found.asked,
        "columns": COLUMNS,
        "filters": filters(found.asked, found.every),
        "bands": KPI_BANDS,
        "rating_words": RATINGS,
        "need_words": NEED_WORDS,
        "status_words": STATUS_WORDS,
        "actions": ACTIONS,
        "versions": _versions(urn, found.lines) if may("edit") else {},
        "here_again": url_for("register.pupils", urn=urn, **found.asked.query()),
        "fault": fault,
        "ticked": ticked,
    }


def _versions(urn: str, found: tuple[Line, ...]) -> dict[str, int]:
    """The version of each row that is shown, 0 where it was changed in this moment, so that a tick of it is refused."""
    there = rows_where(desk().register, "pupils", school_urn=urn)
    known = {line.pupil.pupil_id: there.get((urn, line.pupil.pupil_id)) for line in found}
    return {line.pupil.pupil_id: each.version if (each := known[line.pupil.pupil_id]) and each.row == line.pupil else 0 for line in found}


@screen.get("/school/<urn>/pupils")
@right("look")
def pupils(urn: str) -> ResponseReturnValue:
    """The list, or for htmx its part with the table; the address says what was asked for."""
    context = page(urn, request.args)
    if not is_part():
        return render_template("register/index.html", **context)
    answer = part(render_template("register/_list.html", **context))
    answer.headers["HX-Push-Url"] = context["here_again"]
    return answer


@screen.get("/school/<urn>/pupils.csv", endpoint="csv", defaults={"ending": "csv"})
@screen.get("/school/<urn>/pupils.xlsx", endpoint="xlsx", defaults={"ending": "xlsx"})
@right("look")
def taken_away(urn: str, ending: str) -> Response:
    """The pupils that the same address shows, with headings by which they can be pasted back. Initials are no name to paste back."""
    found = shown(urn, request.args)
    headings = tuple("Initials" if heading == "Name" and found.asked.initials else heading for heading in SHEET)
    return sheet(f"register-{urn}", (*headings, *SHEET_RATING), _rows(found), ending)


def _rows(found: Shown) -> Iterator[tuple[Cell, ...]]:
    for line in found.lines:
        row = line.pupil
        name = line.initials if found.asked.initials else row.name
        hours = (hundredths(each) for each in (row.need_hours, line.received, line.gap, line.surplus))
        rating = (RATINGS[line.rating], line.tied if line.rated else None, row.rated_on, line.stale if line.rated else None, line.look_due, line.reviewed_on)
        yield row.pupil_id, name, row.year_group, row.class_name, row.sen_status, row.primary_need, row.funding_band, *hours, *rating
