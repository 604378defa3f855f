"""What support staff cost by role, at the rate of the role: roles, never persons."""

from __future__ import annotations

from sendsite.framework.records import ROLES
from sendsite.report.charts.bars import Item, paired
from sendsite.report.figures.charts import Section
from sendsite.report.formats import HOURS, POUNDS, SHARE, WHOLE_PERCENT, Format
from sendsite.report.tables import column, row, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import ROLES as ROLE_NAMES

SEVERAL = {name: f"{words}s" if name != "other" else words for name, words in ROLE_NAMES.items()}
FIGURES = (
    ("contracted", column("Contracted", "h a week"), HOURS),
    ("cost", column("Cost", "GBP a year"), POUNDS),
    ("send", column("SEND hours", "h a week"), HOURS),
    ("send_cost", column("SEND cost", "GBP a year"), POUNDS),
    ("send_share", column("Share of SEND cost", "%"), SHARE),
)


def section(view: View, place: Place) -> Section | None:
    """Standard cost and SEND cost of each role, with its hours and its share of the SEND cost; None without staff."""
    kept = [role for role in ROLES if not view.is_none(place, f"role.{role}.cost")]
    if not kept:
        return None
    items = [_item(view, place, role) for role in kept]
    rows = [row(view.now, ROLE_NAMES[role], _names(place, f"role.{role}")) for role in kept]
    rows.append(row(view.now, "All roles", _names(place, "role"), total=True))
    columns = (words_column("Role"), *(each for _, each, _ in FIGURES))
    return Section(
        "role-cost",
        _heading(view, place, kept),
        sub="Cost of support staff by role, GBP a year: of all contracted hours, and of SEND hours",
        chart=paired(items, "All contracted hours", "SEND hours"),
        desc="; ".join(f"{item.label}: {item.text}, of it for SEND hours {item.second_text}" for item in items),
        table=table("role-cost", f"Staff cost by role, {place.name}", columns, rows),
        note="Roles, never persons. The rates are on the method page.",
    )


def _item(view: View, place: Place, role: str) -> Item:
    names = (f"role.{role}.cost", f"role.{role}.send_cost")
    (cost, send), (words, send_words) = view.numbers(place, names), (view.figure(place, name, POUNDS).text for name in names)
    return Item(ROLE_NAMES[role], cost, words, send, send_words)


def _names(place: Place, name: str) -> list[tuple[str, Format]]:
    return [(f"{place.scope}.{name}.{what}", form) for what, _, form in FIGURES]


def _heading(view: View, place: Place, kept: list[str]) -> str:
    """The role that holds most of the SEND cost."""
    shares = [(share, role) for role in kept if (share := view.number(place, f"role.{role}.send_share"))]
    if not shares:
        return "What support staff cost, by role"
    share, role = max(shares)
    cost = view.figure(place, "role.send_cost", POUNDS).text
    return f"{SEVERAL[role]} take {WHOLE_PERCENT.text(share)} of the {cost} a year that SEND hours cost"
