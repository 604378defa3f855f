"""The school's stated priorities against the pattern of hours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sendsite.framework.coarse import HOURS_STEP
from sendsite.report.charts.bars import Item, paired
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import HOURS, SHARE, small
from sendsite.report.quantities.facts import rests_on
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import AREAS, MODES, STAGES

MOST = 5
HALF = 0.5


class Stated(NamedTuple):
    """
    A priority as released: its title, what it is measured by, its share of hours and its target, and what its hours do, in a sentence.

    `hours` is the part and the whole where their share may not be told; `met` is None where the target lies too near for rounded hours to judge.
    """

    title: str
    measured: str
    share: Cell
    target: Cell
    share_number: float | None
    target_number: float | None
    own: bool
    by: str
    does: str = ""
    hours: tuple[float, float] | None = None

    @property
    def met(self) -> bool | None:
        """Whether it holds its share; of hours of which no share is told only where that is so whatever rounding hid."""
        if self.target_number is None:
            return None
        if self.share_number is not None:
            return self.share_number >= self.target_number - 1e-9
        if self.hours is None:
            return None
        least, most = between(*self.hours)
        return True if least >= self.target_number else False if most < self.target_number else None


def stated(view: View, place: Place) -> Iterator[Stated]:
    """The place's own priorities, then the trust's."""
    for mark in ("", "t"):
        for number in range(1, MOST + 1):
            name = f"priority.{mark}{number}"
            title, kind = (view.now.told(f"{place.scope}.{name}.{what}") for what in ("title", "kind"))
            if title:
                hours = _hours(view, place, kind) if view.now.mark(f"{place.scope}.{name}.share") == "u" else None
                yield Stated(
                    title,
                    measured(kind),
                    words_cell(_part(*hours)) if hours else view.figure(place, f"{name}.share", SHARE),
                    view.figure(place, f"{name}.target", SHARE),
                    view.number(place, f"{name}.share"),
                    view.number(place, f"{name}.target"),
                    not mark or place.is_trust,
                    "trust" if mark else "school",
                    does(kind),
                    hours,
                )


def between(part: float, whole: float) -> tuple[float, float]:
    """The least and the most that a share of two rounded figures of hours can be."""
    half = HOURS_STEP / 2
    return max(0.0, part - half) / (whole + half), (part + half) / (whole - half)


def _hours(view: View, place: Place, kind: str) -> tuple[float, float] | None:
    """The hours that a priority is about, and all; None where either is not shown."""
    measure, _, of = kind.partition(" ")
    part, whole = (view.now.number(name) for name in rests_on(place.scope, measure, of))
    return (part, whole) if part is not None and whole else None


def _part(part: float, whole: float) -> str:
    return f"{HOURS.text(part) if part else f'under {HOURS_STEP:g}'} of {HOURS.text(whole)} h"


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


def does(kind: str) -> str:
    """What hours of a priority do: `go to red-rated pupils`."""
    measure, _, of = kind.partition(" ")
    if measure == "mode":
        return {"in_class": "are in class", "withdrawn": "are withdrawn from class", "intervention": "are interventions"}.get(of, "have no recorded mode")
    return f"go to {'red-rated pupils' if measure == 'reds' else small(AREAS.get(of, of)) if measure == 'need_area' else STAGES.get(of, of)}"


def says(kept: list[Stated]) -> str:
    """Priorities of too few hours for a share, in hours and beside their target; nothing of the others."""
    told = []
    for each in kept:
        if each.hours and each.target_number is not None:
            target = "half" if each.target_number == HALF else each.target.text
            side = {True: "above", False: "below", None: "near"}[each.met]
            told.append(f"{each.title}: {_part(*each.hours).removesuffix(' h')} hours {each.does}, {side} the target of {target}.")
    return " ".join(told)


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
        says=says(kept),
        chart=paired(items, "Target", "Share of hours"),
        desc="; ".join(f"{name}: {_of_hours(each)}, target {each.target.text}" for name, each in zip(names, kept, strict=True)),
        table=table("priorities", f"Priorities and the pattern of hours, {place.name}", columns, rows),
    )


def _of_hours(each: Stated) -> str:
    return f"{_part(*each.hours)}ours" if each.hours else f"{each.share.text} of hours"


def heading(kept: list[Stated]) -> str:
    """How many priorities hold their share; how many can be judged where not all can."""
    known = [each for each in kept if each.met is not None]
    if not known:
        return "Stated priorities beside the pattern of hours"
    met = sum(each.met is True for each in known)
    if len(known) < len(kept):
        judged = f"{len(known)} of {len(kept)} priorities can be judged"
        if len(known) == 1:
            return f"{judged}, and it is {'met' if met else 'not met yet'}"
        of_these = "all of these are" if met == len(known) else "1 of these is" if met == 1 else f"{met or 'none'} of these are"
        return f"{judged}, and {of_these} met{'' if met else ' yet'}"
    if len(known) == 1:
        return f"“{known[0].title}” {'holds' if met else 'does not yet hold'} its share of hours"
    if met == len(known):
        return f"All {met} priorities hold their share of hours"
    if not met:
        return "No stated priority holds its share of hours yet"
    return f"{met} of {len(known)} priorities {'holds its' if met == 1 else 'hold their'} share of hours"
