"""Spending above the benchmark, with few of the hours reaching pupils."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.insights.insight import HEAD, Insight, Look, hours, share, short
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
    kpis, rules = look.measures.schools.kpis, look.framework.insights
    cost, support, hours_of = kpis["finance"].value, kpis["ash"].value, look.hours
    dear: Flags = (cost > rules.costly_finance + NOISE) & (support < rules.costly_support - NOISE)
    for school in look.where(dear):
        if _explained(look, school):
            continue
        one = measure(alone(look.deployment, school), look.framework)
        trial = given(one, free_absorbed_and_left(one, rules.returned_share), look.framework)
        lost, gap = float(hours_of.absorbed[school] + hours_of.unallocated[school]), float(hours_of.gap[school])
        yield Insight(
            rule="costly",
            urn=look.urn(school),
            severity=look.severity(min(lost, gap)),
            title="Spending is high beside the support that is timetabled",
            diagnosis=(
                f"Support staff cost {share(float(cost[school]))} of what schools of this phase spend per pupil on roll. "
                f"{share(float(support[school]))} of the hours paid for are timetabled as support or its preparation."
            ),
            why=(
                f"{short(gap)} {hours(lost)} a week are paid for and timetabled to other tasks or to nothing. "
                "Bringing paid hours back to pupils needs no more staff."
            ),
            action=(
                "Before taking on more staff, bring hours that are paid for back to the pupils with gaps. "
                f"Begin with all that nobody holds, and {share(rules.returned_share)} of those in other tasks."
            ),
            steps=(
                "Check that contracted and SEND hours on the staff list are right.",
                "Ask the staff concerned what they do in hours that the timetable does not show.",
                "Choose which other tasks can move to someone else.",
                "Timetable what comes free to pupils with gaps, highest need first.",
            ),
            who=HEAD,
            where="/tasks",
            figures={"finance": float(cost[school]), "support_share": float(support[school]), "gap_hours": gap, "hours_to_gaps": trial.met},
            effect=trial.effect if trial.met > NOISE else None,
            weight=min(lost, gap),
            not_when="It does not apply where the support is given and only the timetable is incomplete: then complete it first.",
            hours=trial.met,
        )


def _explained(look: Look, school: int) -> bool:
    """Whether the comparison says too little, or spending is high for a known reason."""
    phase = PHASES[int(look.deployment.schools.phase[school])]
    flagged = any(flag in look.measures.flags[school] for flag in EXPLAINED)
    return flagged or phase in look.framework.provenance.placeholder_benchmarks
