"""All green but many unrated."""

from __future__ import annotations

from sendsite.framework.bands import NOISE
from sendsite.framework.patterns.pattern import GREEN, Look, Pattern, Signs

LEAST = 3
"""Measures that have a band: with fewer, green says too little to speak of all."""


def _occurs(signs: Signs) -> bool:
    green = len(signs.bands) >= LEAST and set(signs.bands.values()) == {GREEN}
    return green and signs.unrated is not None and signs.unrated > signs.framework.insights.unrated_share + NOISE


GREEN_BUT_UNRATED = Pattern(
    id="green_but_unrated",
    title="All that can be seen is green, and many pupils are not rated",
    kpis=("finance", "ash", "need", "dqf", "pif"),
    when="Every measure that has a band is green, there are at least three of them, and more pupils than the method allows for have no rating.",
    reading="The picture is good, and a part of it is missing. The pupils who are not rated may fit it or not: nobody can see.",
    causes=(
        "Pupils have joined and have not been rated yet.",
        "Ratings wait for a colleague who knows the pupil.",
        "Pupils with low need were left for later.",
    ),
    checks=(
        Look("Rate the pupils with the most hours in their plans first.", "/pupils"),
        Look("Ask when new pupils are rated, and by whom.", "/moderation"),
    ),
    insights=("unrated", "stale", "tied"),
    occurs=_occurs,
)
