"""Insights, each with the figures that its numbers rest on."""

from __future__ import annotations

import numpy as np

from sendsite.framework.insights import Insight, insights
from sendsite.framework.landing import OTHER_TASKS
from sendsite.framework.model import KPIS
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.source import Source

RESTS_ON = {
    "gap_hours": "hours.gap",
    "hours_to_gaps": "hours.gap",
    "surplus_hours": "hours.surplus",
    "met_hours": "rating.red.matched",
    "unrated_share": "rating.unrated.pupils",
    "absorbed_hours": "hours.absorbed",
    **{f"task_{task}": f"land.{task}" for task in OTHER_TASKS},
    "unallocated_hours": "hours.unallocated",
    "stale_hours": "drift.historic",
    "concentration_hours": "drift.concentration",
    "one_adult_hours": "rating.red.received",
    "continuing_hours": "drift.past_need",
    "withdrawn_hours": "mode.withdrawn.hours",
    "pairs_share": "pairs.share",
    "top_up_short": "money.top_up",
    "utilisation": "money.utilisation",
    "finance": "kpi.finance",
    "support_share": "kpi.ash",
}
"""A figure of an insight -> the school's figure that it is, or is worked out from."""


def enter(ledger: Ledger, source: Source) -> None:
    """Every insight, the gravest first; its own count of pupils is a figure like any other."""
    last = source.last.measures if source.last else None
    reading = source.reading
    for number, insight in enumerate(insights(source.measures, reading.framework, reading.records, last, reading.data_date)):
        name = f"{insight.urn}.insight.{number}.pupils"
        names = [f"{insight.urn}.{RESTS_ON[figure]}" for figure in insight.figures if figure in RESTS_ON]
        pupils = insight.figures.get("pupils")
        if pupils is not None:
            ledger.count(name, pupils)
            names += [name, *_rest_of(ledger, source, insight, pupils, name)]
        names += _stated(ledger, insight)
        ledger.advise(insight, [*names, *_effect(insight)])


def _rest_of(ledger: Ledger, source: Source, insight: Insight, pupils: float, name: str) -> list[str]:
    """The other pupils with top-up: where they are few, what their support costs would be what is left of the sums by band."""
    if insight.rule != "top_up":
        return []
    funded = source.counted(source.of_pupil, ~np.isnan(source.measures.deployment.pupils.top_up))
    ledger.count(f"{name}.others", float(funded[source.urns.index(insight.urn)]) - pupils)
    return [f"{name}.others"]


def _stated(ledger: Ledger, insight: Insight) -> list[str]:
    """What holds for a stated priority may be told where it may be told of every priority shown for the school."""
    if insight.rule != "priority":
        return []
    return [name for name in ledger.entries if name.startswith(f"{insight.urn}.priority.")]


def _effect(insight: Insight) -> list[str]:
    """What an action would do starts from the school's KPIs."""
    return [f"{insight.urn}.kpi.{kpi}" for kpi in (*KPIS, "sei")] if insight.effect else []
