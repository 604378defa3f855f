"""Support that changes hands from one term to the next."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.drift import pupil_rows
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.model import Deployment

Pair = tuple[str, str, str]


def changing_hands(look: Look) -> Iterator[Insight]:
    """
    Of last term's pairs of adult and pupil who are both still here, less than a share goes on.

    Silent without a term before, and where there were few such pairs: then one change moves the share too far. What weighs is the
    hours of the pupils who have kept none of these adults.
    """
    if look.before is None:
        return
    now, rules, rows = pairs(look.deployment), look.framework.insights, pupil_rows(look.deployment)
    could = _still_here(look.before.deployment, look.deployment)
    for school, urn in enumerate(look.deployment.schools.urn):
        here = {pair for pair in could if pair[0] == urn}
        kept = here & now
        if len(here) < rules.pairs_least or len(kept) / len(here) >= rules.pairs_kept_least - NOISE:
            continue
        new = np.zeros(len(rows), dtype=np.bool_)
        new[[rows[urn, pupil] for pupil in {pair[2] for pair in here} - {pair[2] for pair in kept}]] = True
        new &= look.measures.pupils.received > NOISE
        went_on = Share(len(kept), len(here), "count")
        changed = look.total(school, look.measures.pupils.received, new)
        yield Insight(
            rule="changing_hands",
            urn=urn,
            severity=look.severity(changed),
            title="Much support has changed hands since last term",
            diagnosis=(
                f"Of the pairs of adult and pupil who could have gone on together from last term, {share(went_on)} did. "
                f"Pupils who kept none of these adults receive {hours(changed)} a week."
            ),
            why="Each new adult has to learn what helps a pupil, and the pupil has to get used to the adult. That takes time from support.",
            action="Keep an adult with a pupil where it works, above all for the pupils to whom change comes hardest.",
            steps=(
                "Ask why each of these pairs ended: a plan, a timetable, or cover that stayed.",
                "Ask the pupils whose adult they would like to keep.",
                "Write down what helps each pupil, so that the next adult need not begin again.",
                "Plan changes with the pupil and the family, and not all in the same week.",
            ),
            who=SENCO,
            where="/deployment",
            figures={"pupils": look.pupils_of(school, new), "changed_hours": changed, "pairs_share": went_on},
            effect=None,
            weight=changed,
            not_when="It does not apply where the change was planned with the pupils, as at the start of a school year.",
        )


def pairs(deployment: Deployment) -> set[Pair]:
    """(URN, id of the member of staff, id of the pupil) with timetabled hours."""
    urns, pupils, staff = deployment.schools.urn, deployment.pupils, deployment.staff
    cells = zip(deployment.cells.staff.tolist(), deployment.cells.pupil.tolist(), strict=True)
    return {(urns[pupils.school[pupil]], staff.staff_id[person], pupils.pupil_id[pupil]) for person, pupil in cells}


def _still_here(before: Deployment, now: Deployment) -> set[Pair]:
    """The pairs of then whose adult and pupil are both still at the school."""
    staff = {(now.schools.urn[school], key) for school, key in zip(now.staff.school.tolist(), now.staff.staff_id, strict=True)}
    pupils = pupil_rows(now)
    return {pair for pair in pairs(before) if pair[:2] in staff and (pair[0], pair[2]) in pupils}
