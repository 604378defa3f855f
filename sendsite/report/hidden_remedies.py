"""Figures of faults and shortfalls, of which more would be worse: what mends each, and the screens of the admin where that is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

PUPILS, OUTCOMES, DEPLOYMENT, FACTS, INSIGHTS, SCENARIOS = "/pupils", "/outcomes", "/deployment", "/facts", "/insights", "/scenarios"


class Remedy(NamedTuple):
    """What to do, and where: the screens as findings and insights name them."""

    words: str
    at: tuple[str, ...] = ()


SHORT = Remedy("Bring hours to where plans are short.", (DEPLOYMENT,))
BEYOND = Remedy("See whether hours beyond plans can go where plans are short.", (DEPLOYMENT,))
WITHDRAWN = Remedy("See whether they were rightly withdrawn.", (OUTCOMES,))
STATED = Remedy("See that the number stated is right.", (FACTS,))
ACT = Remedy("Act on the insight.", (INSIGHTS,))

BY_NAME: Mapping[str, Remedy] = {
    "hours.gap": SHORT,
    "hours.surplus": BEYOND,
    "drift.surplus": BEYOND,
    "drift.historic": Remedy("Review the ratings that are too old.", (PUPILS,)),
    "drift.past_need": Remedy("See whether these pupils still need these hours.", (DEPLOYMENT,)),
    "drift.concentration": Remedy("See whether these hours can be shared out.", (DEPLOYMENT,)),
    "bend.need_cut": Remedy("See whether the planned hours and the ratings are right.", (PUPILS,)),
    "bend.rerated": Remedy("See whether the ratings are right.", (PUPILS,)),
    "bend.outcomes_withdrawn": WITHDRAWN,
    "bend.outcomes_achieved_at_once": Remedy("See whether they were entered when they began.", (OUTCOMES,)),
    "bend.missing_pupils": Remedy("Enter the pupils who are missing, or mend the count of the census.", (PUPILS, FACTS)),
    "outcome.withdrawn": WITHDRAWN,
    "outcome.not_started": Remedy("Begin them, or bring their status up to date.", (OUTCOMES,)),
    "requests.made": STATED,
    "requests.open": STATED,
    "census.ehcp": STATED,
    "census.support": STATED,
}
"""By the figure's name without its place."""


def remedy_of(name: str) -> Remedy | None:
    """What mends a figure; None where nothing is amiss with it, however small."""
    rest = name.partition(".")[2]
    kind, *more = rest.split(".")
    if rest in BY_NAME:
        return BY_NAME[rest]
    if kind == "rating" and more[0] == "unrated":
        return Remedy("Rate these pupils.", (PUPILS,))
    if kind == "outcome_cost" and more[0] == "withdrawn":
        return WITHDRAWN
    if kind == "insight" and more[-1] in ("pupils", "others"):
        return ACT
    if more and more[-1] == "gap":
        return Remedy("Try what would bring hours to where plans are short.", (SCENARIOS,)) if kind == "scenario" else SHORT
    return None
