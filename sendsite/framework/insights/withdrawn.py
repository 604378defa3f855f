"""Support that mostly takes pupils out of lessons."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio, school_sums
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.records import MODES

WITHDRAWN = MODES.index("withdrawn")


def withdrawn(look: Look) -> Iterator[Insight]:
    """
    More than a share of staff hours with pupils is timetabled as withdrawn from lessons.

    Interventions, and hours whose mode nobody recorded, are not counted as withdrawn.
    """
    cells, count = look.deployment.cells, len(look.deployment.schools.urn)
    of_cell, out = look.deployment.pupils.school[cells.pupil], cells.mode == WITHDRAWN
    taken = school_sums(of_cell, look.measures.cells.attributed * out, count)
    given = school_sums(of_cell, look.measures.cells.attributed, count)
    part = ratio(taken, given)
    concerned = np.bincount(cells.pupil[out], minlength=len(look.deployment.pupils.need)) > 0
    for school in look.where(part > look.framework.insights.withdrawn_share + NOISE):
        away = float(taken[school])
        withdrawn_share = Share(away, float(given[school]))
        yield Insight(
            rule="withdrawn",
            urn=look.urn(school),
            severity=look.severity(away),
            title="Support mostly takes pupils out of lessons",
            diagnosis=f"{share(withdrawn_share)} of the hours adults spend with pupils are timetabled as withdrawn from lessons: {hours(away)} a week.",
            why=(
                "A pupil who is often out of lessons has less of the teacher. "
                "National guidance asks that support adds to what teachers do and does not take its place."
            ),
            action="Ask of each hour outside the lesson what it brings that could not be had inside, and plan with the teacher which can come back.",
            steps=(
                "List the hours outside lessons, and which lessons are missed.",
                "Ask the pupils what they miss, and what helps.",
                "Bring back first what is the same work as in the lesson.",
                "Give what stays a goal and an end date.",
            ),
            who=SENCO,
            where="/deployment",
            figures={"pupils": look.pupils_of(school, concerned), "withdrawn_hours": away, "withdrawn_share": withdrawn_share},
            effect=None,
            weight=away,
            not_when="It does not apply to planned programmes with a goal and an end date: enter those as interventions.",
        )
