"""Pupils without a rating, who hide whether hours follow need."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio
from sendsite.framework.insights.amounts import Share, hours
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.model import UNRATED


def unrated(look: Look) -> Iterator[Insight]:
    """More than a share of the register is unrated, or so much of its need that the Deployment Quality Factor cannot be given."""
    picture, without = look.measures.schools, look.measures.pupils.rating == UNRATED
    part = ratio(picture.ratings[:, UNRATED].astype(float), picture.register.astype(float))
    for school in range(len(part)):
        silent = picture.kpis["dqf"].missing[school] == "unrated_need"
        if not silent and not part[school] > look.framework.insights.unrated_share + NOISE:
            continue
        unrated_of = Share(float(picture.ratings[school, UNRATED]), float(picture.register[school]), "count")
        held = look.total(school, look.deployment.pupils.need, without)
        cost = "So much of the need is unrated that deployment quality, and with it the index, cannot be given." if silent else ""
        yield Insight(
            rule="unrated",
            urn=look.urn(school),
            severity="high" if silent else look.severity(held),
            title="Unrated pupils hide whether hours follow need",
            diagnosis=f"Plans that name {hours(held)} a week belong to pupils without a rating. {cost}".strip(),
            why="Without a rating nobody can see whether the hours go where need is highest. It says nothing about the support itself.",
            action="Rate the pupils who have no rating yet, those with the most hours first.",
            steps=(
                "Take the eight questions to someone who knows the pupil well.",
                "Answer for today, not for the diagnosis or the plan's history.",
                "Have a second person look at a few of the answers.",
            ),
            who=SENCO,
            where="/pupils",
            figures={"pupils": float(picture.ratings[school, UNRATED]), "needed_hours": held, "unrated_share": unrated_of},
            effect=None,
            weight=held,
            not_when="It does not apply to pupils who have only just come onto the register, until someone knows them well enough to answer.",
        )
