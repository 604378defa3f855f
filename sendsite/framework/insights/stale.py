"""Hours that rest on old ratings."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.drift import TermMeasures, on_old_ratings, pupil_rows
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.model import Flags


def stale(look: Look) -> Iterator[Insight]:
    """
    More than a share of delivered hours is given on ratings that are older than a rating stands; one without a date is not counted.

    Silent where the records, or the day of the look, are not known.
    """
    old = _old(look)
    for school, delivered in enumerate(look.hours.delivered.tolist()):
        resting = look.total(school, look.measures.pupils.received, old)
        if delivered <= NOISE or resting / delivered <= look.framework.insights.stale_share + NOISE:
            continue
        yield Insight(
            rule="stale",
            urn=look.urn(school),
            severity=look.severity(resting),
            title="Many hours rest on old ratings of need",
            diagnosis=(
                f"{share(Share(resting, delivered))} of pupil hours, {hours(resting)} a week, go to pupils whose need was last rated "
                f"more than {look.framework.checks.rating_age_days} days ago."
            ),
            why="Needs change. An old rating can send hours to where the need used to be, and every figure that uses ratings is then out of date too.",
            action="Go through the eight questions again for these pupils, those with the most hours first.",
            steps=(
                "List the ratings by date, the oldest first.",
                "Answer the eight questions for today, with someone who knows the pupil well.",
                "Where the rating changes, look at the hours again.",
            ),
            who=SENCO,
            where="/pupils",
            figures={"pupils": look.pupils_of(school, old), "stale_hours": resting, "stale_share": Share(resting, delivered)},
            effect=None,
            weight=resting,
            not_when="It does not apply where someone has looked again and nothing has changed: then enter the date of that look.",
        )


def _old(look: Look) -> Flags:
    """The pupils who receive hours on an old rating; nobody where that cannot be told."""
    old = np.zeros(len(look.deployment.pupils.need), dtype=np.bool_)
    if look.records is not None and look.on is not None:
        rows = pupil_rows(look.deployment)
        old[[rows[key] for key in on_old_ratings(TermMeasures(look.records, look.measures), look.on, look.framework)]] = True
    return old
