"""Staff who are timetabled for more than they have."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.hours import school_sums
from sendsite.framework.insights.amounts import hours
from sendsite.framework.insights.insight import SENCO, Insight, Look


def overcommitted(look: Look) -> Iterator[Insight]:
    """Hours timetabled above SEND hours, a school; on paper they count as given, in the week they cannot be."""
    over, staff = look.measures.staff.overcommitted, look.deployment.staff
    many = over >= look.framework.checks.overcommitted_least
    people = school_sums(staff.school, many.astype(np.float64), len(look.deployment.schools.urn))
    for school in look.where(people > 0):
        excess = float(over[many & (staff.school == school)].sum())
        yield Insight(
            rule="overcommitted",
            urn=look.urn(school),
            severity=look.severity(excess),
            title="The timetable promises more hours than there are",
            diagnosis=f"Some staff are timetabled for {hours(excess)} a week above the hours they have for support.",
            why="What cannot be given will be missed by somebody, and nobody has chosen by whom. The figures read better than the week can be.",
            action="Bring each person's timetable back within their hours, and choose openly what gives way.",
            steps=(
                "Check that contracted and SEND hours are right.",
                "Look whether a colleague has hours to spare.",
                "Take off what matters least first: hours beyond a plan, then other tasks.",
            ),
            who=SENCO,
            where="/staff",
            figures={"staff": float(people[school]), "overcommitted_hours": excess},
            effect=None,
            weight=excess,
            not_when="It does not apply where contracted or SEND hours on the staff list are out of date: then correct those.",
        )
