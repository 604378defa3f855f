"""Spending above the benchmark, with few of the hours reaching pupils."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.insights.amounts import hours, share
from sendsite.framework.insights.insight import HEAD, Insight, Look, short
from sendsite.framework.insights.trial import alone, free_absorbed_and_left, given
from sendsite.framework.measure import measure
from sendsite.framework.model import Flags
from sendsite.framework.records import PHASES

EXPLAINED = ("small_school", "high_need_intake")
"""Flags that explain spending above the benchmark; beside them the rule keeps quiet."""


def costly(look: Look) -> Iterator[Insight]:
    """
    Finance above one edge and Average Support Hours below another.

    Tried out: a part of the hours in other tasks, and all that nobody holds, go to pupils with gaps. Silent where the benchmark is a
    placeholder, and where a flag explains the spending.
    """
    back = look.framework.insights.returned_share
    for school in look.where(_dear(look)):
        cost, support = (float(look.measures.schools.kpis[kpi].value[school]) for kpi in ("finance", "ash"))
        one = measure(alone(look.deployment, school), look.framework)
        trial = given(one, free_absorbed_and_left(one, back), look.framework)
        lost, gap = float(look.hours.absorbed[school] + look.hours.unallocated[school]), float(look.hours.gap[school])
        yield Insight(
            rule="costly",
            urn=look.urn(school),
            severity=look.severity(min(lost, gap)),
            title="Spending is high beside the support that is timetabled",
            diagnosis=(
                f"Support staff cost {share(cost)} of what schools of this phase spend per pupil on roll. "
                f"{share(support)} of the hours paid for are timetabled as support or its preparation."
            ),
            why=(
                f"{short(gap)} Paid for and timetabled to other tasks, or to nothing: {hours(lost)} a week. "
                "Bringing paid hours back to pupils needs no more staff."
            ),
            action=(
                "Before taking on more staff, bring hours that are paid for back to the pupils with gaps. "
                f"Begin with all that nobody holds, and {share(back)} of those in other tasks."
            ),
            steps=(
                "Check that contracted and SEND hours on the staff list are right.",
                "Ask the staff concerned what they do in hours that the timetable does not show.",
                "Choose which other tasks can move to someone else.",
                "Timetable what comes free to pupils with gaps, highest need first.",
            ),
            who=HEAD,
            where="/tasks",
            figures={"finance": cost, "support_share": support, "gap_hours": gap, "hours_to_gaps": trial.met},
            effect=trial.effect if trial.met > NOISE else None,
            weight=min(lost, gap),
            not_when="It does not apply where the support is given and only the timetable is incomplete: then complete it first.",
            hours=trial.met,
        )


def _dear(look: Look) -> Flags:
    """The schools whose spending is above its edge and whose support is below its own, and nothing explains it."""
    kpis, rules = look.measures.schools.kpis, look.framework.insights
    dear: Flags = (kpis["finance"].value > rules.costly_finance + NOISE) & (kpis["ash"].value < rules.costly_support - NOISE)
    return dear & np.array([not _explained(look, school) for school in range(len(dear))], dtype=np.bool_)


def _explained(look: Look, school: int) -> bool:
    """Whether the comparison says too little, or spending is high for a known reason."""
    phase = PHASES[int(look.deployment.schools.phase[school])]
    flagged = any(flag in look.measures.flags[school] for flag in EXPLAINED)
    return flagged or phase in look.framework.provenance.placeholder_benchmarks
