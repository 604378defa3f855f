"""Pupils of the highest need who receive less than their plans name."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.insights.trial import Trial, alone, free_spare, given
from sendsite.framework.measure import measure
from sendsite.framework.model import RED


def highest_need(look: Look) -> Iterator[Insight]:
    """Red pupils' plans are met by less than a share; tried out: hours beyond other pupils' plans or held by nobody go to them."""
    red = look.measures.pupils.rating == RED
    for school in range(len(look.deployment.schools.urn)):
        needed = look.total(school, look.deployment.pupils.need, red)
        met = look.total(school, look.measures.pupils.matched, red)
        if needed <= NOISE or met / needed >= look.framework.insights.served_least - NOISE:
            continue
        trial = _tried(look, school)
        yield Insight(
            rule="highest_need",
            urn=look.urn(school),
            severity=look.severity(needed - met),
            title="The pupils who need most receive less than planned",
            diagnosis=f"Pupils rated red receive {share(Share(met, needed))} of the hours their plans name. What is missing: {hours(needed - met)} a week.",
            why="These are the pupils for whom an adult matters most today. A gap here weighs more than the same gap elsewhere.",
            action="Bring the missing hours to these pupils first, from hours beyond other pupils' plans or from hours that nobody holds.",
            steps=(
                "Open the timetable of support with the red pupils at the top.",
                "Look for hours beyond other pupils' plans, and ask whether they are still needed.",
                "Move what can move, keeping the adult a pupil knows where you can.",
                "Where a plan asks for more than the school can give, take it to the next annual review.",
            ),
            who=SENCO,
            where="/deployment",
            figures={
                "pupils": look.pupils_of(school, red),
                "needed_hours": needed,
                "met_hours": met,
                "met_share": Share(met, needed),
                "hours_to_gaps": trial.met,
            },
            effect=trial.effect if trial.met > NOISE else None,
            weight=needed - met,
            not_when="It does not apply where a pupil is away for good reason this term, such as a part-time timetable that the plan sets out.",
            hours=trial.met,
        )


def _tried(look: Look, school: int) -> Trial:
    """One-to-one hours beyond other pupils' plans, and hours that nobody holds, given to the red pupils."""
    one = measure(alone(look.deployment, school), look.framework)
    highest = one.pupils.rating == RED
    return given(one, free_spare(one, wanted=highest), look.framework, only=highest)
