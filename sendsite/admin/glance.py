"""A school at a glance: its index with band and change, its pupils, how much need is met, and how many things there are to mend."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.admin import complete
from sendsite.admin.attention import findings, kinds
from sendsite.admin.me import me, my_schools
from sendsite.admin.past import WHOLE_TRUST
from sendsite.report.changes import change
from sendsite.report.figures.pages import SchoolLine
from sendsite.report.figures.values import Cell, Change
from sendsite.report.formats import COUNT
from sendsite.report.trust_overview import school_line
from sendsite.report.view import Place, View


class Glance(NamedTuple):
    """
    A school in the list of schools. `change` is on the year, or where a year ago has no figure on the term before.

    `to_mend` counts the kinds of findings, which is what the school's page lists.
    """

    line: SchoolLine
    pupils: Cell
    need: Cell
    change: Change | None
    to_mend: int


def glances() -> tuple[Glance, ...]:
    """The asker's schools, by name."""
    return tuple(glance(school.urn) for school in my_schools())


def glance(urn: str) -> Glance:
    """One school; those who see all schools have them from one reckoning."""
    view = complete.view(WHOLE_TRUST if me().sees_all else urn)
    place = next(each for each in view.schools if each.scope == urn)
    register = view.figure(place, "register", COUNT)
    return Glance(school_line(view, place), register, view.kpi(place, "need"), _change(view, place), len(kinds(findings((urn,)))))


def _change(view: View, place: Place) -> Change | None:
    year, term = (change(view, place, "sei", each) for each in (view.term.year_before, view.term.before))
    return term if year is not None and year.words.startswith("no figure") and term is not None else year
