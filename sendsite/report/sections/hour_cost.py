"""What an hour that a pupil receives costs, a school a row, with the trust's line."""

from __future__ import annotations

from sendsite.report.charts.axis import span_of
from sendsite.report.charts.dots import Spot, dots
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Row
from sendsite.report.formats import ABOUT, HOURS, PENNIES, POUNDS, listed
from sendsite.report.sections.across import small_words
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import PHASES

HOUR = "money.per_delivered_hour"
LEAST_SPAN = 4.0


def section(view: View) -> Section | None:
    """Schools by what an hour costs, the lowest first; one without a figure keeps its row. None where no school has one."""
    known = [cost for school in view.schools if (cost := view.number(school, HOUR)) is not None]
    if not known:
        return None
    order, trust = sorted(view.schools, key=lambda school: _order(view, school)), view.number(view.trust, HOUR)
    spots = [
        Spot(school.name, view.number(school, HOUR), view.figure(school, HOUR, PENNIES).text, view.small(school), view.key(school), small_words(view, school))
        for school in order
    ]
    said = [f"{spot.label} {spot.text}" for spot in spots]
    columns = (
        words_column("School"),
        words_column("Phase"),
        column("Per hour received", "GBP"),
        column("SEND cost", "GBP a year"),
        column("Hours received", "h a week"),
    )
    return Section(
        "hour-cost",
        _heading(view, known, trust),
        sub="SEND cost divided by the hours that pupils receive in a year, lowest first; small schools are hollow",
        chart=dots(spots, span_of([*known, *([trust] if trust is not None else [])], LEAST_SPAN, floor_at=0.0), PENNIES, trust, ()),
        desc=", ".join([*said, *([f"the trust {PENNIES.text(trust)}"] if trust is not None else [])]),
        table=table("hour-cost", "Cost of an hour received, by school", columns, [*(_row(view, school) for school in order), _row(view, view.trust)]),
        note="Low is not good in itself: an hour shared by several pupils costs each of them less. The axis need not begin at £0.",
    )


def _order(view: View, school: Place) -> tuple[bool, float, str]:
    cost = view.number(school, HOUR)
    return cost is None, cost or 0.0, school.name


def _heading(view: View, known: list[float], trust: float | None) -> str:
    """The lowest and the highest cost, and which schools have the highest where that is told apart; of the schools shown where any is hidden."""
    of = "Of the schools shown, an" if any(view.now.mark(f"{school.scope}.{HOUR}") == "c" for school in view.schools) else "An"
    low, high = ABOUT.text(min(known)), ABOUT.text(max(known))
    if low == high:
        return f"{of} hour that a pupil receives costs about {low}"
    dear = [school.name for school in view.schools if view.number(school, HOUR) == max(known)]
    spread = f"{of} hour that a pupil receives costs {low} to {high}, most at {listed(dear)}"
    return f"{spread}; {ABOUT.text(trust)} in the trust" if trust is not None else spread


def _row(view: View, place: Place) -> Row:
    cells = (
        words_cell("Trust" if place.is_trust else PHASES[place.phase]),
        view.figure(place, HOUR, PENNIES),
        view.figure(place, "money.send_cost", POUNDS),
        view.figure(place, "hours.delivered", HOURS),
    )
    return Row(place.name, cells, "" if place.is_trust else view.key(place, "finance"), small_words(view, place), place.is_trust)
