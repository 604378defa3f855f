"""Support beyond the plan."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look, short
from sendsite.framework.insights.trial import alone, free_surplus, given
from sendsite.framework.measure import measure


def surplus(look: Look) -> Iterator[Insight]:
    """More than a share of delivered hours lies beyond plans; tried out: the one-to-one part goes to pupils with gaps."""
    beyond = ratio(look.hours.surplus, look.hours.delivered)
    over = look.measures.pupils.surplus > NOISE
    for school in look.where(beyond > look.framework.insights.surplus_share + NOISE):
        one = measure(alone(look.deployment, school), look.framework)
        trial = given(one, free_surplus(one), look.framework)
        extra, gap = float(look.hours.surplus[school]), float(look.hours.gap[school])
        part = Share(extra, float(look.hours.delivered[school]))
        figures = {"pupils": look.pupils_of(school, over), "surplus_hours": extra, "surplus_share": part}
        yield Insight(
            rule="surplus",
            urn=look.urn(school),
            severity=look.severity(min(extra, gap)),
            title="Some pupils receive more than their plans name, or another kind of support",
            diagnosis=f"{share(part)} of all pupil hours, {hours(extra)} a week, lie beyond what plans name.",
            why=f"{short(gap)} More adult time is not always better: independence is part of the plan too.",
            action="Ask of each hour beyond a plan whether the plan is out of date or the hour could serve someone else.",
            steps=(
                "Where the pupil needs more than the plan says, change the plan.",
                "Where the plan names one adult to one pupil and a group stands in its place, look at that first.",
                "Move the rest to pupils with gaps, highest need first.",
            ),
            who=SENCO,
            where="/deployment",
            figures=figures | {"gap_hours": gap, "hours_to_gaps": trial.met},
            effect=trial.effect if trial.met > NOISE else None,
            weight=min(extra, gap),
            not_when="It does not apply where a pupil needs more than the plan says: then change the plan.",
            hours=trial.met,
        )
