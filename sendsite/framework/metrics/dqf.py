"""Deployment Quality Factor: do hours follow the highest need?"""

from __future__ import annotations

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio
from sendsite.framework.metrics.grounds import Grounds, Metric, Missing, Terms
from sendsite.framework.model import AMBER, GREEN, RED, Floats
from sendsite.framework.rag import weights

RATED = [GREEN, AMBER, RED]


def terms(grounds: Grounds) -> dict[str, Floats]:
    """The four sums over rated pupils: received and needed pupil hours a week, plain and weighted by rating."""
    weight = weights(grounds.framework)
    received, need = grounds.by_rating(grounds.pupils.received), grounds.by_rating(grounds.deployment.pupils.need)
    return {
        "weighted_received": received @ weight,
        "received": received[:, RATED].sum(axis=1),
        "weighted_need": need @ weight,
        "need": need[:, RATED].sum(axis=1),
    }


def value(sums: Terms) -> Floats:
    """Weight of an average hour received over that of an average hour needed: 1.00 is hours follow need; 0 where rated pupils receive nothing."""
    given = np.divide(sums["weighted_received"], sums["received"], out=np.zeros(len(sums["received"])), where=sums["received"] != 0)
    return ratio(given, ratio(sums["weighted_need"], sums["need"]))


def missing(grounds: Grounds, sums: Terms) -> tuple[Missing, ...]:
    """No figure where the unrated hold too much of the need, too few pupils are red or amber, or no need of the rated carries weight."""
    limits = grounds.framework.available
    unrated = ratio(grounds.hours.needed - sums["need"], grounds.hours.needed)
    higher = grounds.ratings[:, AMBER] + grounds.ratings[:, RED]
    return (
        Missing("unrated_need", unrated > limits.dqf_unrated_most + NOISE),
        Missing("few_rated", higher < limits.dqf_pupils_least),
        Missing("no_rated_need", (sums["need"] == 0) | (sums["weighted_need"] == 0)),
    )


DQF = Metric("dqf", terms, value, missing)
