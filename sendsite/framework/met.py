"""How much of the need of each rating is met."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.framework.hours import exact
from sendsite.framework.model import RATINGS, Measures


class Met(NamedTuple):
    """Pupils' hours a week of one rating: in their plans, and matched."""

    needed: float
    matched: float


def met_by_rating(measures: Measures) -> dict[str, Met]:
    """Of every pupil of these measures, by rating, the highest need first."""
    pupils, need = measures.pupils, measures.deployment.pupils.need
    found = {}
    for code, name in reversed(list(enumerate(RATINGS))):
        of = pupils.rating == code
        needed, matched = exact(need[of].sum()), exact(pupils.matched[of].sum())
        found[name] = Met(float(needed), float(matched))
    return {name: found[name] for name in ("red", "amber", "green", "unrated")}
