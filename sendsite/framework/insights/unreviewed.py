"""Support whose outcomes nobody has looked back on for a while."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.drift import pupil_rows
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.model import Flags

CLOSED = ("achieved", "withdrawn")


def unreviewed(look: Look) -> Iterator[Insight]:
    """
    More than a share of delivered hours goes to pupils with an open outcome whose last review is older than a review is due.

    An outcome that has moved but bears no date counts; one that has not started and was never reviewed does not: `untied` speaks for it.
    Silent where the records, or the day of the look, are not known.
    """
    late = _late(look)
    for school, delivered in enumerate(look.hours.delivered.tolist()):
        waiting = look.total(school, look.measures.pupils.received, late)
        if delivered <= NOISE or waiting / delivered <= look.framework.insights.unreviewed_share + NOISE:
            continue
        yield Insight(
            rule="unreviewed",
            urn=look.urn(school),
            severity=look.severity(waiting),
            title="Some outcomes of support have not been reviewed for a while",
            diagnosis=(
                f"{share(Share(waiting, delivered))} of pupil hours, {hours(waiting)} a week, go to pupils with an outcome that is still being worked on "
                f"and has no review in the last {look.framework.checks.review_due_days} days."
            ),
            why="A short review shows whether support helps, and whether to keep it, change it or end it. Without one it goes on by habit.",
            action="Review these outcomes this term, those of the pupils with the most hours first.",
            steps=(
                "List the outcomes whose last review is the oldest.",
                "Ask the pupil, the family and the adult who gives the support what has changed.",
                "Write down where each outcome stands now.",
                "Decide for each whether the support stays, changes or ends.",
            ),
            who=SENCO,
            where="/outcomes",
            figures={"pupils": look.pupils_of(school, late & _receives(look)), "unreviewed_hours": waiting, "unreviewed_share": Share(waiting, delivered)},
            effect=None,
            weight=waiting,
            not_when="It does not apply where a review took place and was not written down: then enter its date.",
        )


def _late(look: Look) -> Flags:
    """The pupils with an open outcome that is due for review; nobody where that cannot be told."""
    late = np.zeros(len(look.deployment.pupils.need), dtype=np.bool_)
    if look.records is None or look.on is None:
        return late
    due, rows = look.on - timedelta(days=look.framework.checks.review_due_days), pupil_rows(look.deployment)
    for outcome in look.records.outcomes:
        row, new = rows.get(outcome[:2]), outcome.status == "not_started" and outcome.reviewed_on is None
        if row is not None and outcome.status not in CLOSED and not new:
            late[row] |= outcome.reviewed_on is None or outcome.reviewed_on < due
    return late


def _receives(look: Look) -> Flags:
    receives: Flags = look.measures.pupils.received > NOISE
    return receives
