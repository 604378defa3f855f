"""The bar above a matrix: the index, the five KPIs and the cost of the scenario, and beside them the live deployment's."""

from __future__ import annotations

import math

from sendsite.admin.beside import Pair, Side, beside
from sendsite.framework.model import KPIS, Measures
from sendsite.framework.money import provision_by_pupil, staff_cost
from sendsite.framework.settings import Framework
from sendsite.report.formats import POUNDS, listed
from sendsite.report.words import KPI_SHORT, why_missing

NO_BAND = "no band: small register"
IN_BAR = ("sei", *KPIS, "standard", "actual")
GIVEN = {
    "standard": ("Support given to pupils, standard cost a year", "Cost of support given"),
    "actual": ("Support given to pupils, actual cost a year", "Its actual cost"),
}


def notes(shown: Measures) -> dict[str, str]:
    """Why a figure of the bar is not there, or has no band, by its key."""
    picture = shown.schools
    said = {kpi: f"not available: {why_missing(kpi, figure.missing[0])[0]}" for kpi, figure in picture.kpis.items() if figure.missing[0]}
    if said:
        return {**said, "sei": f"not available without {listed([KPI_SHORT[kpi].lower() for kpi in said])}"}
    return {"sei": NO_BAND} if int(picture.sei.band[0]) < 0 else {}


def bar(live: Measures, shown: Measures, framework: Framework, *, pay: bool) -> tuple[Pair, ...]:
    """The figures of a scenario beside the live ones; the cost of what is given to pupils moves with the cells, that of staff with the staff."""
    pairs = tuple(pair for pair in beside(live, shown, framework, pay=pay) if pair.key in IN_BAR)
    return (*pairs, *(_given(live, shown, framework, basis) for basis in (("standard", "actual") if pay else ("standard",))))


def _given(live: Measures, shown: Measures, framework: Framework, basis: str) -> Pair:
    one, two = (_provision(each, framework, basis) for each in (live, shown))
    moved = POUNDS.decimal(two) - POUNDS.decimal(one)
    change = ("+" if moved > 0 else "") + POUNDS.write(moved) if moved else "no change"
    return Pair(f"given-{basis}", *GIVEN[basis], Side(POUNDS.text(one)), Side(POUNDS.text(two)), change, "other" if moved else "none")


def _provision(measures: Measures, framework: Framework, basis: str) -> float:
    """GBP a year: attributed staff hours of every pupil at what they cost."""
    return math.fsum(provision_by_pupil(measures, framework, staff_cost(measures.deployment, framework, basis)))
