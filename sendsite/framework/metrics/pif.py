"""Progress Integration Factor: is support tied to outcomes that move?"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio
from sendsite.framework.hours import sums as sums_by
from sendsite.framework.metrics.grounds import Grounds, Metric, Missing, Terms
from sendsite.framework.model import Deployment, Flags, Floats
from sendsite.framework.records import STATUSES
from sendsite.framework.settings import Framework

NOT_STARTED, WITHDRAWN = STATUSES.index("not_started"), STATUSES.index("withdrawn")


class Progress(NamedTuple):
    """Per pupil: mean mark of reviewed outcomes (0 where none), whether there is a reviewed outcome, and whether the pupil counts."""

    progress: Floats
    reviewed: Flags
    counted: Flags


def progress(deployment: Deployment, framework: Framework) -> Progress:
    """
    What the outcomes of each pupil say.

    Withdrawn outcomes and those not started and never reviewed are left out. A pupil all of whose outcomes are left out is not counted;
    one without any outcome counts with progress 0: that support runs beside the plan.
    """
    outcomes, count = deployment.outcomes, len(deployment.pupils.need)
    marks = np.array([framework.progress[status] for status in STATUSES[:WITHDRAWN]])
    looked_at = np.flatnonzero((outcomes.status != WITHDRAWN) & (outcomes.dated | (outcomes.status != NOT_STARTED)))
    pupil = outcomes.pupil[looked_at]
    reviews = np.bincount(pupil, minlength=count)
    reviewed = reviews > 0
    mean = sums_by(pupil, marks[outcomes.status[looked_at]], count) / np.maximum(reviews, 1)
    return Progress(mean, reviewed, reviewed | (np.bincount(outcomes.pupil, minlength=count) == 0))


def terms(grounds: Grounds) -> dict[str, Floats]:
    """Pupil hours a week of counted pupils, plain and weighted by progress; and those of pupils with a reviewed outcome."""
    of, received = progress(grounds.deployment, grounds.framework), grounds.pupils.received
    return {
        "progressing": grounds.by_pupils_school(received * of.progress),
        "received": grounds.by_pupils_school(received * of.counted),
        "reviewed": grounds.by_pupils_school(received * of.reviewed),
    }


def value(sums: Terms) -> Floats:
    """Mean mark of the outcomes an hour of support goes to, 0 to 1, higher is better."""
    return ratio(sums["progressing"], sums["received"])


def missing(grounds: Grounds, sums: Terms) -> tuple[Missing, ...]:
    """No figure where nothing is delivered, or most of it goes to pupils without a reviewed outcome."""
    delivered = grounds.hours.delivered
    share = ratio(sums["reviewed"], delivered)
    return (
        Missing("nothing_delivered", delivered == 0),
        Missing("few_reviewed", share < grounds.framework.available.pif_reviewed_least - NOISE),
    )


PIF = Metric("pif", terms, value, missing)
