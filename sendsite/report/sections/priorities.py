"""The school's stated priorities against the pattern of hours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sendsite.report.charts.bars import Item, paired
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import SHARE
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import AREAS, MODES, STAGES

MOST = 5


class Stated(NamedTuple):
    """A priority as released: its title, what it is measured by, its share of hours and its target."""

    title: str
    measured: str
    share: Cell
    target: Cell
    share_number: float | None
    target_number: float | None
    own: bool
    by: str


def stated(view: View, place: Place) -> Iterator[Stated]:
    """The place's own priorities, then the trust's."""
    for mark in ("", "t"):
        for number in range(1, MOST + 1):
            name = f"priority.{mark}{number}"
            title = view.now.told(f"{place.scope}.{name}.title")
            if title:
                yield Stated(
                    title,
                    measured(view.now.told(f"{place.scope}.{name}.kind")),
                    view.figure(place, f"{name}.share", SHARE),
                    view.figure(place, f"{name}.target", SHARE),
                    view.number(place, f"{name}.share"),
                    view.number(place, f"{name}.target"),
                    not mark or place.is_trust,
                    "trust" if mark else "school",
                )


def measured(kind: str) -> str:
    """What a priority is measured by, in words."""
    measure, _, of = kind.partition(" ")
    if measure == "reds":
        return "hours for red-rated pupils"
    if measure == "need_area":
        return f"hours for {AREAS.get(of, of).lower()}"
    if measure == "key_stage":
        return f"hours in {STAGES.get(of, of)}"
    return f"support hours: {MODES.get(of, of).lower()}"


def section(view: View, place: Place) -> Section | None:
    """Each priority's share of hours beside its target; None where none is stated."""
    kept = list(stated(view, place))
    if not kept:
        return None
    names = [each.title if each.own else f"{each.title} (the trust’s)" for each in kept]
    items = [Item(name, each.target_number, each.target.text, each.share_number, each.share.text) for name, each in zip(names, kept, strict=True)]
    rows = [Row(each.title, (words_cell(each.measured), each.share, each.target, words_cell(each.by))) for each in kept]
    columns = (words_column("Priority"), words_column("Measured by"), column("Share of hours", "%"), column("Target", "%"), words_column("Stated by"))
    return Section(
        "priorities",
        heading(kept),
        sub="The share of hours that each stated priority holds, beside its target",
        chart=paired(items, "Target", "Share of hours"),
        desc="; ".join(f"{item.label}: {item.second_text} of hours, target {item.text}" for item in items),
        table=table("priorities", f"Priorities and the pattern of hours, {place.name}", columns, rows),
    )


def heading(kept: list[Stated]) -> str:
    """How many priorities hold their share, of those that can be shown."""
    known = [each for each in kept if each.share_number is not None and each.target_number is not None]
    if not known:
        return "Stated priorities beside the pattern of hours"
    met = sum((each.share_number or 0.0) >= (each.target_number or 0.0) - 1e-9 for each in known)
    if len(known) < len(kept):
        if len(known) == 1:
            return f"The one priority that can be shown {'holds' if met else 'does not yet hold'} its share of hours"
        return f"Of the {len(known)} that can be shown, {met or 'none'} {'hold their' if met > 1 else 'holds its'} share of hours"
    if len(known) == 1:
        return f"“{known[0].title}” {'holds' if met else 'does not yet hold'} its share of hours"
    if met == len(known):
        return f"All {met} priorities hold their share of hours"
    if not met:
        return "No stated priority holds its share of hours yet"
    return f"{met} of {len(known)} priorities {'holds its' if met == 1 else 'hold their'} share of hours"
