"""Drift in all its kinds: hours that went elsewhere, beyond the plan, on past need, or to one pupil while another has a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import sums
from sendsite.framework.model import UNRATED, Deployment, Measures
from sendsite.framework.records import TASKS, Records
from sendsite.framework.settings import Framework
from sendsite.framework.term import Term

FACES = ("absorbed", "surplus", "past_need", "concentration")


@dataclass(frozen=True)
class TermMeasures:
    """A trust's records as they stood in a term, and their measures."""

    records: Records
    measures: Measures
    term: Term | None = None


@dataclass(frozen=True)
class Drift:
    """One case of drift and its hours a week: staff hours where a member of staff is named, else pupil hours. Ids, never names."""

    face: str
    urn: str
    hours: float
    pupil_id: str = ""
    staff_id: str = ""
    task: str = ""


PupilKey = tuple[str, str]


def pupil_rows(deployment: Deployment) -> dict[PupilKey, int]:
    """(URN, pupil id) -> row of the pupil columns."""
    urns, people = deployment.schools.urn, deployment.pupils
    return {(urns[school], key): row for row, (school, key) in enumerate(zip(people.school.tolist(), people.pupil_id, strict=True))}


def drift(now: TermMeasures, before: TermMeasures | None, framework: Framework) -> tuple[Drift, ...]:
    """Every case, by school, then face, most hours first. `past_need` is looked for only where there is a term before."""
    cases = [*_absorbed(now.measures), *_surplus(now.measures), *_concentration(now.measures, framework)]
    if before is not None:
        cases += _past_need(now.measures, before.measures)
    return tuple(sorted(cases, key=lambda case: (case.urn, FACES.index(case.face), -case.hours, case.staff_id, case.pupil_id)))


def on_old_ratings(now: TermMeasures, on: date, framework: Framework) -> dict[PupilKey, float]:
    """
    Historic assumptions: (URN, pupil id) -> pupil hours a week given on a rating that nobody has looked at for longer than a rating stands.

    How long that is says `checks.rating_age_days`; a rating without a date, and a pupil who is not rated, are not counted.
    """
    rated = {(pupil.school_urn, pupil.pupil_id): pupil.rated_on for pupil in now.records.pupils}
    found = {}
    for key, row in pupil_rows(now.measures.deployment).items():
        received, seen = float(now.measures.pupils.received[row]), rated.get(key)
        if received > NOISE and now.measures.pupils.rating[row] > UNRATED and seen and on > seen + timedelta(days=framework.checks.rating_age_days):
            found[key] = received
    return found


def _absorbed(measures: Measures) -> list[Drift]:
    """Staff hours that other tasks took, by member of staff and task; preparation counts from where the allowance ends."""
    deployment, staff, tasks = measures.deployment, measures.deployment.staff, measures.deployment.tasks
    cases = []
    for code, task in enumerate(TASKS):
        hours = sums(tasks.staff, tasks.hours * (tasks.task == code), len(staff.send_hours))
        if task == "preparation":
            hours = hours - measures.staff.prepared
        for row in np.flatnonzero(hours > NOISE).tolist():
            cases.append(Drift("absorbed", deployment.schools.urn[staff.school[row]], float(hours[row]), staff_id=staff.staff_id[row], task=task))
    return cases


def _surplus(measures: Measures) -> list[Drift]:
    """Pupil hours beyond the plan, or not of the kind it names."""
    people, urns = measures.deployment.pupils, measures.deployment.schools.urn
    rows = np.flatnonzero(measures.pupils.surplus > NOISE).tolist()
    return [Drift("surplus", urns[people.school[row]], float(measures.pupils.surplus[row]), pupil_id=people.pupil_id[row]) for row in rows]


def _past_need(now: Measures, before: Measures) -> list[Drift]:
    """Pupil hours of a pupil whose rating or need fell since the last snapshot while the hours did not."""
    earlier, cases = pupil_rows(before.deployment), []
    for key, row in pupil_rows(now.deployment).items():
        if key not in earlier:
            continue
        old = earlier[key]
        was, became = before.pupils.rating[old], now.pupils.rating[row]
        eased = UNRATED < became < was
        needs_less = now.deployment.pupils.need[row] < before.deployment.pupils.need[old] - NOISE
        received = now.pupils.received[row]
        if (eased or needs_less) and received > NOISE and received >= before.pupils.received[old] - NOISE:
            cases.append(Drift("past_need", key[0], float(received), pupil_id=key[1]))
    return cases


def _concentration(measures: Measures, framework: Framework) -> list[Drift]:
    """Staff hours of one pupil who takes most of an adult who has several, while another pupil of the school has a gap."""
    deployment, cells, rules = measures.deployment, measures.deployment.cells, framework.drift
    people, staff = deployment.pupils, deployment.staff
    if not len(cells.hours):
        return []
    pairs, number = np.unique(cells.staff * len(people.need) + cells.pupil, return_inverse=True)
    hours = sums(number, measures.cells.attributed, len(pairs))
    of_staff, of_pupil = pairs // len(people.need), pairs % len(people.need)
    has = np.bincount(of_staff, minlength=len(staff.send_hours))
    gap = measures.schools.hours.gap[people.school[of_pupil]] - measures.pupils.gap[of_pupil]
    much = hours > (rules.concentration_share + NOISE) * measures.staff.used[of_staff]
    found = np.flatnonzero(much & (has[of_staff] >= rules.concentration_pupils) & (gap > NOISE)).tolist()
    urns = deployment.schools.urn
    return [
        Drift("concentration", urns[people.school[of_pupil[row]]], float(hours[row]), people.pupil_id[of_pupil[row]], staff.staff_id[of_staff[row]])
        for row in found
    ]
