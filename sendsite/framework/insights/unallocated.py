"""Hours paid for that nobody holds."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import ratio
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import LITTLE, SENCO, Insight, Look, short
from sendsite.framework.insights.trial import alone, free_left, given
from sendsite.framework.measure import measure


def unallocated(look: Look) -> Iterator[Insight]:
    """More than a share of paid hours is in nobody's timetable; tried out: they go to pupils with gaps."""
    open_share = ratio(look.hours.unallocated, look.hours.paid)
    for school in look.where(open_share > look.framework.insights.unallocated_share + NOISE):
        one = measure(alone(look.deployment, school), look.framework)
        trial = given(one, free_left(one), look.framework)
        spare, gap = float(look.hours.unallocated[school]), float(look.hours.gap[school])
        part = Share(spare, float(look.hours.paid[school]))
        yield Insight(
            rule="unallocated",
            urn=look.urn(school),
            severity=look.severity(min(spare, gap)),
            title="Some support hours are in nobody's timetable",
            diagnosis=f"{share(part)} of the hours paid for, {hours(spare)} a week, are timetabled neither to a pupil nor to a task.",
            why="They may be used well and simply not written down. If they are free, they are the easiest hours to give to a pupil.",
            action=f"Write down where these hours go, and put those that are free to use. {_use(gap)}",
            steps=(
                "Ask the staff concerned what they do in these hours.",
                "Enter tasks as tasks, and support as support.",
                "Timetable what is left to pupils with gaps, highest need first. Where there are none, keep it in reserve, or reconsider posts.",
            ),
            who=SENCO,
            where="/deployment",
            figures={"unallocated_hours": spare, "unallocated_share": part, "gap_hours": gap, "hours_to_gaps": trial.met},
            effect=trial.effect if trial.met > NOISE else None,
            weight=min(spare, gap),
            not_when="It does not apply where the hours are in use and only the timetable is incomplete: then complete it first.",
            hours=trial.met,
        )


def _use(gap: float) -> str:
    """What hours that are free are for; it tells how far plans are met, and is left out where that is hidden."""
    return f"{short(gap)[:-1]}: " + ("keep them in reserve for the term, or reconsider posts." if gap < LITTLE else "give them to pupils with gaps.")
