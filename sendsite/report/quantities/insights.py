"""Insights, each with the figures that its numbers rest on: its pupils, those it leaves over, and the school's own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.insights import Insight, open_insights
from sendsite.framework.landing import OTHER_TASKS
from sendsite.framework.model import KPIS, RED, UNRATED, Flags
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.as_told import as_told
from sendsite.report.quantities.source import Source

RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "gap_hours": ("hours.gap",),
    "surplus_hours": ("hours.surplus",),
    "surplus_share": ("hours.surplus", "hours.delivered"),
    "met_hours": ("rating.red.matched", "rating.red.needed", "rating.red.pupils"),
    "unrated_share": ("rating.unrated.pupils", "rating.unrated.needed", "register"),
    "absorbed_hours": ("hours.absorbed",),
    **{f"task_{task}": (f"land.{task}",) for task in OTHER_TASKS},
    "unallocated_hours": ("hours.unallocated",),
    "untied_share": ("hours.delivered",),
    "unreviewed_share": ("hours.delivered",),
    "stale_hours": ("drift.historic", "hours.delivered"),
    "tied_share": ("hours.needed", "rating.unrated.needed"),
    "at_odds_share": ("hours.needed", "rating.unrated.needed"),
    "concentration_hours": ("drift.concentration", "land.used"),
    "one_adult_hours": ("rating.red.received",),
    "continuing_hours": ("drift.past_need", "hours.delivered"),
    "withdrawn_hours": ("mode.withdrawn.hours", "mode.hours"),
    "changed_hours": ("hours.delivered",),
    "pairs_share": ("pairs.share", "pairs.last", "pairs.kept"),
    "top_up_short": ("money.top_up",),
    "utilisation": ("money.utilisation",),
    "finance": ("kpi.finance",),
    "support_share": ("kpi.ash", "hours.absorbed", "hours.unallocated"),
}
"""A figure of an insight -> the school's figures that it is, or is worked out from, or beside which it tells one of them."""

AMONG = {
    "surplus": "supported",
    "untied": "supported",
    "unreviewed": "supported",
    "stale": "supported",
    "continuing": "supported",
    "concentration": "supported",
    "withdrawn": "supported",
    "one_adult": "red",
    "changing_hands": "supported",
    "tied": "rated",
    "at_odds": "rated",
    "top_up": "funded",
}
"""A rule -> whose hours its pupils hold a part of. Where nearly all of these are concerned, the rest of the hours is that of the few others."""

OF_HOURS = ("ash", "need")
"""Measures of which a change tells how many hours are moved, and not whose."""
OF_STAFF = frozenset({"absorbed", "unallocated", "costly"})
"""Rules whose action takes hours from no pupil."""


def enter(ledger: Ledger, source: Source) -> None:
    """Every insight, the gravest first; its own count of pupils, and of those it leaves over, is a figure like any other."""
    last = source.last.measures if source.last else None
    reading, groups = source.reading, _groups(source)
    for number, insight in enumerate(open_insights(source.measures, reading.framework, reading.records, last, reading.data_date)):
        name = f"{insight.urn}.insight.{number}"
        names = [f"{insight.urn}.{other}" for figure in insight.figures for other in RESTS_ON.get(figure, ())]
        names += [*_pupils(ledger, source, insight, name, groups), *_stated(ledger, insight)]
        ledger.advise(insight, names, *_tried(ledger, insight, name), as_told(insight, reading.framework))


def _groups(source: Source) -> dict[str, Flags]:
    """The groups of pupils of which insights concern a part."""
    measures = source.measures
    return {
        "register": np.ones(len(measures.pupils.received), dtype=np.bool_),
        "supported": measures.pupils.received > NOISE,
        "red": (measures.pupils.rating == RED) & (measures.pupils.received > NOISE),
        "rated": measures.pupils.rating > UNRATED,
        "funded": ~np.isnan(measures.deployment.pupils.top_up),
    }


def _pupils(ledger: Ledger, source: Source, insight: Insight, name: str, groups: Mapping[str, Flags]) -> Iterator[str]:
    """The pupils it concerns, and the others of the register and of the group whose hours it speaks of."""
    pupils = insight.figures.get("pupils")
    if pupils is None:
        return
    ledger.count(f"{name}.pupils", pupils)
    yield f"{name}.pupils"
    for group in ("register", *filter(None, [AMONG.get(insight.rule)])):
        among = float(source.counted(source.of_pupil, groups[group])[source.urns.index(insight.urn)])
        ledger.count(f"{name}.{group}.others", max(0.0, among - pupils))
        yield f"{name}.{group}.others"


def _stated(ledger: Ledger, insight: Insight) -> list[str]:
    """What holds for a stated priority may be told where it may be told of every priority shown for the school."""
    if insight.rule != "priority":
        return []
    return [name for name in ledger.entries if name.startswith(f"{insight.urn}.priority.")]


def _tried(ledger: Ledger, insight: Insight, name: str) -> tuple[list[str], list[str]]:
    """
    What an action would do starts from the school's KPIs and its gap, and rests on the pupils whose hours it would change.

    Where it brings all of certain staff hours to gaps, the hours it moves are the staff's own, and point to no pupil.
    """
    if insight.effect is None:
        return [], []
    moved = f"{name}.moved"
    ledger.count(moved, float(insight.effect.pupils))
    hours = [f"{insight.urn}.{figure}" for figure in ("hours.gap", *(f"kpi.{kpi}" for kpi in OF_HOURS))]
    rest = [f"{insight.urn}.kpi.{kpi}" for kpi in (*KPIS, "sei")]
    return (hours, [moved, *rest]) if of_staff(insight.rule, insight.effect.kpis["need"].after) else ([moved, *hours], rest)


def of_staff(rule: str, need_met: float) -> bool:
    """Whether an action brings all hours it sets free to gaps, and sets free no hours of pupils: then plans are still short of some."""
    return rule in OF_STAFF and need_met < 1 - NOISE
