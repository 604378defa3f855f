"""Spending far under the benchmark, which is a staff list to check first."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.insights.amounts import share
from sendsite.framework.insights.insight import OFFICER, Insight, Look


def low_spend(look: Look) -> Iterator[Insight]:
    """The low-spend flag, put into words."""
    for school in look.flagged("low_spend"):
        value = float(look.measures.schools.kpis["finance"].value[school])
        yield Insight(
            rule="low_spend",
            urn=look.urn(school),
            severity="medium",
            title="Spending looks very low: is the staff list complete?",
            diagnosis=f"Support staff cost {share(value)} of what schools of this phase spend per pupil on roll.",
            why="A list with people missing makes spending look low and every other hour look better used than it is. Thrift alone is no sign of good support.",
            action="Check the staff list first; if it is complete, ask whether the school has the people its plans need.",
            steps=(
                "Compare the list with the payroll, agency staff and vacancies.",
                "Enter everyone who works as classroom support, those without SEND hours too.",
                "If the list is right, look at the gap between needed and delivered hours.",
            ),
            who=OFFICER,
            where="/staff",
            figures={"finance": value, "gap_hours": float(look.hours.gap[school])},
            effect=None,
            weight=0.0,
            not_when="It does not apply where the list is complete and the school knowingly meets need in another way.",
        )
