"""Ratings that lie between two levels."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.model import UNRATED


def tied(look: Look) -> Iterator[Insight]:
    """More than a share of the hours in rated pupils' plans belongs to pupils whose answers point equally to more than one level."""
    need, even = look.deployment.pupils.need, look.measures.pupils.tied
    for school in range(len(look.deployment.schools.urn)):
        rated = look.total(school, need, look.measures.pupils.rating > UNRATED)
        between = look.total(school, need, even)
        if rated <= NOISE or between / rated <= look.framework.insights.tied_share + NOISE:
            continue
        yield Insight(
            rule="tied",
            urn=look.urn(school),
            severity=look.severity(between),
            title="Many ratings of need lie between two levels",
            diagnosis=(
                f"Plans that name {hours(between)} a week, {share(Share(between, rated))} of the hours of all rated pupils, "
                "belong to pupils whose answers point equally to more than one level of need."
            ),
            why=(
                "Where answers are even, the rating takes the higher level. That protects the pupil. With many such ratings, though, "
                "it is hard to say who needs an adult most."
            ),
            action="Look at these ratings again with a second person who knows the pupil.",
            steps=(
                "Read the eight answers together, one pupil at a time.",
                "Ask of each answer whether it describes today.",
                "Change an answer only where both of you agree; an even rating may stand.",
            ),
            who=SENCO,
            where="/pupils",
            figures={"pupils": look.pupils_of(school, even), "tied_hours": between, "tied_share": Share(between, rated)},
            effect=None,
            weight=between,
            not_when="It does not apply where two people have looked and agree that the pupil stands between two levels.",
        )
