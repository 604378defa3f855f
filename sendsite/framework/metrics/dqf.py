"""Deployment Quality Factor: do hours follow the highest need?"""

from __future__ import annotations

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.metrics.grounds import Grounds, Metric, Missing, Terms, ratio
from sendsite.framework.model import AMBER, UNRATED, Floats
from sendsite.framework.rag import weights


def terms(grounds: Grounds) -> dict[str, Floats]:
    """The four sums over rated pupils: received and needed pupil hours a week, plain and weighted by rating."""
    rating, received, need = grounds.pupils.rating, grounds.pupils.received, grounds.deployment.pupils.need
    weight = weights(grounds.framework)[rating]
    rated = (rating != UNRATED).astype(np.float64)
    return {
        "weighted_received": grounds.by_pupils_school(weight * received),
        "received": grounds.by_pupils_school(rated * received),
        "weighted_need": grounds.by_pupils_school(weight * need),
        "need": grounds.by_pupils_school(rated * need),
    }


def value(sums: Terms) -> Floats:
    """Weight of an average hour received over that of an average hour needed: 1.00 is hours follow need; 0 where rated pupils receive nothing."""
    given = np.divide(sums["weighted_received"], sums["received"], out=np.zeros(len(sums["received"])), where=sums["received"] != 0)
    return ratio(given, ratio(sums["weighted_need"], sums["need"]))


def missing(grounds: Grounds, sums: Terms) -> tuple[Missing, ...]:
    """No figure where the unrated hold too much of the need, too few pupils are red or amber, or no need of the rated carries weight."""
    limits = grounds.framework.available
    unrated = ratio(grounds.hours.needed - sums["need"], grounds.hours.needed)
    higher = np.bincount(grounds.deployment.pupils.school[grounds.pupils.rating >= AMBER], minlength=grounds.schools)
    return (
        Missing("unrated_need", unrated > limits.dqf_unrated_most + NOISE),
        Missing("few_rated", higher < limits.dqf_pupils_least),
        Missing("no_rated_need", (sums["need"] == 0) | (sums["weighted_need"] == 0)),
    )


DQF = Metric("dqf", terms, value, missing)
