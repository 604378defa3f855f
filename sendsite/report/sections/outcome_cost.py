"""What the planned hours of outcomes cost, by how far the outcomes have come and by area of need."""

from __future__ import annotations

from sendsite.framework.coarse import MONEY_STEP
from sendsite.report.charts.bars import Item, bars
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Row
from sendsite.report.formats import COUNT, POUNDS, capital, plural, small
from sendsite.report.most import most
from sendsite.report.quantities.outcome_cost import OUTCOME_AREAS
from sendsite.report.tables import column, row, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import AREAS
from sendsite.report.words import STATUSES as STATUS_NAMES

FIGURES = (("planned", column("Outcomes with planned hours"), COUNT), ("cost", column("Cost", "GBP"), POUNDS), ("each", column("Cost of one", "GBP"), POUNDS))
HALVES = {"forward": "On track or achieved", "not_yet": "Not yet on track", "withdrawn": STATUS_NAMES["withdrawn"]}
POOLED = " Statuses are put together: at many schools few pupils have an outcome at each."
NOTE = "The planned hours of an outcome over its own weeks; an hour costs what the pupil’s hours cost on average, a shared hour its share."
ALL_COST = " It divides all SEND cost by the outcomes achieved; what outcomes cost further down counts only the hours planned for them."
PLANNED_COST = " These hours alone are counted; the cost for each outcome achieved, further up, is all SEND cost divided by the outcomes achieved."
"""What an outcome costs is told in two ways on a page: each says how it differs from the other."""


def told_both_ways(view: View, place: Place) -> bool:
    """Whether both are told: all SEND cost for each outcome achieved, and the planned hours of any outcome."""
    return bool(view.number(place, "money.per_achieved_outcome")) and bool(view.number(place, "outcome_cost.all.planned") or _achieved_says(view, place))


def by_status(view: View, place: Place) -> Section | None:
    """Planned outcomes and their cost by status; None where no outcome has planned hours."""
    names = STATUS_NAMES if _one_by_one(view, place) else HALVES
    kept = {status: words for status, words in names.items() if view.number(place, f"outcome_cost.{status}.planned") != 0}
    if view.number(place, "outcome_cost.all.planned") == 0 or not kept:
        return None
    items = _items(view, place, kept)
    rows = [*(_row(view, place, status, words) for status, words in kept.items()), _row(view, place, "all", "All", total=True)]
    return Section(
        "outcome-cost",
        _heading(view, place),
        sub="Cost of the hours planned for outcomes, by how far the outcomes have come",
        says=_achieved_says(view, place),
        chart=bars(items),
        desc="; ".join(f"{item.label}: {item.text}" for item in items),
        table=table("outcome-cost", f"Cost of planned outcomes by status, {place.name}", (words_column("Status"), *(each for _, each, _ in FIGURES)), rows),
        note=f"{NOTE}{PLANNED_COST if told_both_ways(view, place) else ''}{_left_out(view, place)}{'' if names is STATUS_NAMES else POOLED}",
    )


def by_area(view: View, place: Place) -> Section | None:
    """The same by the area that the outcome itself names; None where no outcome names one of the four areas, or it is not told by area."""
    if not _one_by_one(view, place):
        return None
    kept = {f"area.{area}": AREAS[area] for area in OUTCOME_AREAS if view.number(place, f"outcome_cost.area.{area}.planned") != 0}
    if not [name for name in kept if name != "area."]:
        return None
    items = _items(view, place, kept)
    rows = [*(_row(view, place, name, words) for name, words in kept.items()), _row(view, place, "all", "All", total=True)]
    return Section(
        "outcome-cost-by-area",
        _area_heading(view, place, kept),
        sub="Cost of the hours planned for outcomes, by the area an outcome is about",
        chart=bars(items),
        desc="; ".join(f"{item.label}: {item.text}" for item in items),
        table=table("outcome-cost-by-area", f"Cost of planned outcomes by area, {place.name}", (words_column("Area"), *(each for _, each, _ in FIGURES)), rows),
        note="The area is the one written with the outcome, which need not be the pupil’s main need.",
    )


def _one_by_one(view: View, place: Place) -> bool:
    """Whether a place's outcomes are told by status and area, and not in two halves."""
    return f"{place.scope}.outcome_cost.achieved.cost" in view.now


def _items(view: View, place: Place, kept: dict[str, str]) -> list[Item]:
    return [
        Item(words, view.number(place, f"outcome_cost.{name}.cost"), view.figure(place, f"outcome_cost.{name}.cost", POUNDS).text)
        for name, words in kept.items()
    ]


def _row(view: View, place: Place, name: str, words: str, total: bool = False) -> Row:
    return row(view.now, words, [(f"{place.scope}.outcome_cost.{name}.{what}", form) for what, _, form in FIGURES], total)


def _heading(view: View, place: Place) -> str:
    """How many outcomes have planned hours and what they cost together."""
    planned, cost = view.number(place, "outcome_cost.all.planned"), view.number(place, "outcome_cost.all.cost")
    if planned is None or not cost:
        return "What planned outcomes cost"
    return f"{plural(planned, 'outcome has', 'outcomes have')} planned hours; together they cost {POUNDS.text(cost)}"


def _achieved_says(view: View, place: Place) -> str:
    """What of the cost, where that is told, outcomes achieved hold, and what one of them cost."""
    half = "achieved" if _one_by_one(view, place) else "forward"
    spent, each, total = (view.number(place, f"outcome_cost.{name}") for name in (f"{half}.cost", f"{half}.each", "all.cost"))
    if not spent or not each:
        return ""
    those = f"outcomes {small(HALVES[half]) if half in HALVES else half} cost {POUNDS.text(spent)}, {POUNDS.text(each)} each on average."
    return f"Of these {POUNDS.text(total)}, {those}" if total else capital(those)


def _area_heading(view: View, place: Place, kept: dict[str, str]) -> str:
    """The area whose outcomes cost most, where no hidden one can cost more."""
    costs = {words: view.number(place, f"outcome_cost.{name}.cost") for name, words in kept.items()}
    found = most(costs, view.number(place, "outcome_cost.all.cost"), MONEY_STEP)
    if not found or not found.of_all or len(found.names) > 1 or found.names[0] == AREAS[""]:
        return "What planned outcomes cost, by area"
    return f"{found.names[0]}: outcomes of this area cost most, {POUNDS.text(found.figure)}"


def _left_out(view: View, place: Place) -> str:
    """How many outcomes are not in it."""
    gone = view.number(place, "outcome_cost.all.unplanned")
    return f" Left out: {plural(gone, 'outcome')} without planned hours." if gone else ""
