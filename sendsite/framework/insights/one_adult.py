"""Support of the highest need that rests on one member of staff."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import sums
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.model import RED


def one_adult(look: Look) -> Iterator[Insight]:
    """One member of staff gives more than a share of the pupil hours of red pupils; silent where few red pupils receive any."""
    received, rules = look.measures.pupils.received, look.framework.insights
    red = (look.measures.pupils.rating == RED) & (received > NOISE)
    for school, (most, pupils) in enumerate(_most(look)):
        all_hours = look.total(school, received, red)
        if look.pupils_of(school, red) < rules.one_adult_pupils or most / all_hours <= rules.one_adult_share + NOISE:
            continue
        yield Insight(
            rule="one_adult",
            urn=look.urn(school),
            severity=look.severity(most),
            title="Support for the highest need rests on one member of staff",
            diagnosis=f"One member of staff gives {share(Share(most, all_hours))} of the hours that pupils rated red receive: {hours(most)} a week.",
            why="When that person is away, most of this support is away too, for the pupils who can do without it least. It says nothing about how good it is.",
            action="Let a second adult get to know each of these pupils, and agree who steps in.",
            steps=(
                "Ask which of these pupils no other adult knows.",
                "Timetable a second adult with each of them for a small part of the week.",
                "Write down what helps each pupil, where a colleague can find it.",
            ),
            who=SENCO,
            where="/deployment",
            figures={"pupils": pupils, "one_adult_hours": most, "one_adult_share": Share(most, all_hours)},
            effect=None,
            weight=most,
            not_when="It does not apply where a colleague who knows these pupils is already named to step in.",
        )


def _most(look: Look) -> Iterator[tuple[float, float]]:
    """Per school, the most pupil hours of red pupils that one member of staff gives, a week, and how many pupils receive them."""
    cells, staff = look.deployment.cells, look.deployment.staff
    to_red = look.measures.pupils.rating[cells.pupil] == RED
    by_adult = sums(cells.staff[to_red], look.measures.cells.received[to_red], len(staff.school))
    for school in range(len(look.deployment.schools.urn)):
        here = np.flatnonzero(staff.school == school)
        if not len(here):
            yield 0.0, 0.0
            continue
        adult = here[np.argmax(by_adult[here])]
        yield float(by_adult[adult]), float(len(np.unique(cells.pupil[to_red & (cells.staff == adult)])))
