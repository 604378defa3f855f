"""What support staff cost by role, at the rate of the role: roles, never persons."""

from __future__ import annotations

from collections.abc import Iterable

from sendsite.report.charts.bars import Item, paired
from sendsite.report.figures.charts import Section
from sendsite.report.formats import HOURS, POUNDS, SHARE, WHOLE_PERCENT, Format
from sendsite.report.quantities.colleagues import TOGETHER
from sendsite.report.sections.by_role import OTHERS, rows_by_role, told_by
from sendsite.report.tables import column, row, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import ROLES as ROLE_NAMES

SEVERAL = {name: f"{words}s" if name != "other" else words for name, words in ROLE_NAMES.items()} | {TOGETHER: OTHERS}
FIGURES = (
    ("contracted", column("Contracted", "h a week"), HOURS),
    ("cost", column("Cost", "GBP a year"), POUNDS),
    ("send", column("SEND hours", "h a week"), HOURS),
    ("send_cost", column("SEND cost", "GBP a year"), POUNDS),
    ("send_share", column("Share of SEND cost", "%"), SHARE),
)


def section(view: View, place: Place) -> Section | None:
    """Standard cost and SEND cost of each role, with its hours and its share of the SEND cost; None without staff."""
    if view.is_none(place, "role.cost"):
        return None
    kept = rows_by_role(view, place)
    by = " by role" if kept else ""
    items = [_item(view, place, role, label) for role, label in kept.items()]
    rows = [row(view.now, label, _names(place, f"role.{role}")) for role, label in kept.items()]
    rows.append(row(view.now, "All roles", _names(place, "role"), total=True))
    columns = (words_column("Role"), *(each for _, each, _ in FIGURES))
    return Section(
        "role-cost",
        _heading(view, place, kept),
        sub=f"Cost of support staff{by}, GBP a year: of all contracted hours, and of SEND hours",
        chart=paired(items, "All contracted hours", "SEND hours") if kept else None,
        desc="; ".join(f"{item.label}: {item.text}, of it for SEND hours {item.second_text}" for item in items),
        table=table("role-cost", f"Staff cost{by}, {place.name}", columns, rows),
        note=f"{told_by(kept)} The rates are on the method page.",
        open_table=not kept,
    )


def _item(view: View, place: Place, role: str, label: str) -> Item:
    names = (f"role.{role}.cost", f"role.{role}.send_cost")
    (cost, send), (words, send_words) = view.numbers(place, names), (view.figure(place, name, POUNDS).text for name in names)
    return Item(label, cost, words, send, send_words)


def _names(place: Place, name: str) -> list[tuple[str, Format]]:
    return [(f"{place.scope}.{name}.{what}", form) for what, _, form in FIGURES]


def _heading(view: View, place: Place, kept: Iterable[str]) -> str:
    """The role that holds most of the SEND cost."""
    shares = [(share, role) for role in kept if (share := view.number(place, f"role.{role}.send_share"))]
    cost = view.figure(place, "role.send_cost", POUNDS).text
    if not shares:
        told = not kept and view.number(place, "role.send_cost")
        return f"SEND hours of support staff cost {cost} a year" if told else "What support staff cost, by role" if kept else "What support staff cost"
    share, role = max(shares)
    return f"{SEVERAL[role]} take {WHOLE_PERCENT.text(share)} of the {cost} a year that SEND hours cost"
