"""Support that goes on as before although need has come down."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.drift import TermMeasures, drift, pupil_rows
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look, short
from sendsite.framework.insights.trial import Trial, alone, free_surplus, given
from sendsite.framework.measure import measure
from sendsite.framework.model import Flags
from sendsite.framework.records import Records


def continuing(look: Look) -> Iterator[Insight]:
    """
    More than a share of delivered hours goes to pupils whose rating or need fell since the term before while the hours did not.

    Silent without a term before. Tried out: what these pupils have one to one beyond their plans goes to pupils with gaps.
    """
    past = _past_need(look)
    for school, delivered in enumerate(look.hours.delivered.tolist()):
        kept = look.total(school, look.measures.pupils.received, past)
        if delivered <= NOISE or kept / delivered <= look.framework.insights.continuing_share + NOISE:
            continue
        trial, gap = _tried(look, school, past), float(look.hours.gap[school])
        yield Insight(
            rule="continuing",
            urn=look.urn(school),
            severity=look.severity(min(kept, gap)),
            title="Some support goes on as before although need has come down",
            diagnosis=(
                f"{share(Share(kept, delivered))} of pupil hours, {hours(kept)} a week, go to pupils whose rating or planned hours have come down "
                "since last term while the hours they receive have not."
            ),
            why=f"{short(gap)} Support that has done its work can step back, so that the pupil does more alone.",
            action="Ask for each of these pupils whether the hours can become fewer, and agree by when.",
            steps=(
                "Look at what has come down: the rating, the hours in the plan, or both.",
                "Ask the pupil, the family and the adult what would be missed first.",
                "Agree on smaller steps and a day to look again.",
                "Timetable what comes free to pupils with gaps, highest need first.",
            ),
            who=SENCO,
            where="/deployment",
            figures={
                "pupils": look.pupils_of(school, past),
                "continuing_hours": kept,
                "continuing_share": Share(kept, delivered),
                "gap_hours": gap,
                "hours_to_gaps": trial.met,
            },
            effect=trial.effect if trial.met > NOISE else None,
            weight=min(kept, gap),
            not_when="It does not apply where the plan sets out that support steps back slowly.",
            hours=trial.met,
        )


def _past_need(look: Look) -> Flags:
    """The pupils of the drift of that name; nobody where there is no term before."""
    past, rows = np.zeros(len(look.deployment.pupils.need), dtype=np.bool_), pupil_rows(look.deployment)
    if look.before is None:
        return past
    for case in drift(TermMeasures(Records(), look.measures), TermMeasures(Records(), look.before), look.framework):
        if case.face == "past_need":
            past[rows[case.urn, case.pupil_id]] = True
    return past


def _tried(look: Look, school: int, past: Flags) -> Trial:
    """One-to-one hours of these pupils beyond their plans, given to gaps."""
    one = measure(alone(look.deployment, school), look.framework)
    here = past[look.deployment.pupils.school == school]
    return given(one, free_surplus(one, wanted=~here), look.framework)
