"""The pattern of hours against a stated priority."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.drift import pupil_rows
from sendsite.framework.groupings import AREA_OF, STAGE_OF
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import HEAD, Insight, Look
from sendsite.framework.model import RED, Flags
from sendsite.framework.records import AREAS, MODES, Priority, Records

TARGET_UNITS = 10_000
OF_AREA = {
    "cognition_and_learning": "pupils with needs in cognition and learning",
    "communication_and_interaction": "pupils with needs in communication and interaction",
    "semh": "pupils with social, emotional and mental health needs",
    "sensory_and_physical": "pupils with sensory and physical needs",
    "other": "pupils with other needs",
}
OF_MODE = {"in_class": "support in class", "withdrawn": "support outside lessons", "intervention": "interventions"}
assert set(OF_AREA) == set(AREAS)
assert set(OF_MODE) == set(MODES)


class Held(NamedTuple):
    """What a priority is about, the share of hours it should hold and does, by how many hours a week it falls short, and its pupils."""

    whom: str
    target: float
    share: float
    short: float
    pupils: float


def priority(look: Look) -> Iterator[Insight]:
    """
    A priority of the school holds less of the hours than its target, by more than an edge; the one furthest short is told.

    A trust's priority is about all its schools together, and no one school is held to it: its pages show how it stands.
    Pupil hours, or for a mode staff hours, as on the deployment page. Always of low severity: it asks about what was agreed, and no pupil
    need be short of hours. Silent where the records are not known.
    """
    if look.records is None:
        return
    records, limit = look.records, look.framework.insights.priority_short
    for school, urn in enumerate(look.deployment.schools.urn):
        stated = [_held(look, records, school, each) for each in records.priorities if each.school_urn == urn]
        behind = [each for each in stated if each is not None and each.target - each.share > limit + NOISE]
        if not behind:
            continue
        most, others = max(behind, key=lambda each: each.short), ("", " Another stated priority falls short too.")
        more = others[len(behind) - 1] if len(behind) <= len(others) else " Other stated priorities fall short too."
        yield Insight(
            rule="priority",
            urn=urn,
            severity="low",
            title="A stated priority holds fewer hours than it was meant to",
            diagnosis=(
                f"A stated priority asks for {share(most.target)} of hours to go to {most.whom}. "
                f"In the timetable {share(most.share)} goes there: {hours(most.short)} a week fewer.{more}"
            ),
            why="A priority is a promise to pupils and families. Where the timetable follows another pattern, one of the two should change.",
            action="Decide whether the hours should move towards the priority, or the priority should be stated anew.",
            steps=(
                "Ask what has changed since the priority was stated: the pupils, their needs, or the staff.",
                "Look first at hours that nobody holds, that other tasks take, or that lie beyond plans.",
                "Move hours in a scenario, and see what it does to the pupils who would have fewer.",
                "Tell governors what was decided and why.",
            ),
            who=HEAD,
            where="/deployment",
            figures={"pupils": most.pupils, "priority_target": most.target, "priority_share": most.share, "priority_hours": most.short},
            effect=None,
            weight=most.short,
            not_when="It does not apply where the pupils it is about now need less: then state the priority anew.",
        )


def _held(look: Look, records: Records, school: int, stated: Priority) -> Held | None:
    """A priority beside the pattern of a school's hours; None where there are no hours, or it is about what nobody knows."""
    target = stated.target_share / TARGET_UNITS
    if stated.measure == "mode":
        whom, (part, whole, pupils) = OF_MODE.get(stated.of, ""), _by_mode(look, school, stated.of)
    else:
        whom, concerned = _whom(stated), _pupils(look, records, stated)
        part, whole = look.total(school, look.measures.pupils.received, concerned), float(look.hours.delivered[school])
        pupils = look.pupils_of(school, concerned)
    return Held(whom, target, Share(part, whole), target * whole - part, pupils) if whom and whole > NOISE else None


def _whom(stated: Priority) -> str:
    if stated.measure == "reds":
        return "pupils rated red"
    if stated.measure == "need_area":
        return OF_AREA.get(stated.of, "")
    return "pupils in the early years" if stated.of == "EYFS" else f"pupils in key stage {stated.of.removeprefix('KS')}" if stated.of else ""


def _pupils(look: Look, records: Records, stated: Priority) -> Flags:
    """The pupils of all schools that a priority is about."""
    if stated.measure == "reds":
        reds: Flags = look.measures.pupils.rating == RED
        return reds
    rows, concerned = pupil_rows(look.deployment), np.zeros(len(look.deployment.pupils.need), dtype=np.bool_)
    for pupil in records.pupils:
        of = AREA_OF.get(pupil.primary_need, "") if stated.measure == "need_area" else STAGE_OF.get(pupil.year_group, "")
        if of == stated.of and (pupil.school_urn, pupil.pupil_id) in rows:
            concerned[rows[pupil.school_urn, pupil.pupil_id]] = True
    return concerned


def _by_mode(look: Look, school: int, mode: str) -> tuple[float, float, float]:
    """Staff hours of a mode, all staff hours with pupils, and the pupils who have any of that mode."""
    cells = look.deployment.cells
    here = look.deployment.pupils.school[cells.pupil] == school
    of_mode = here & (cells.mode == MODES.index(mode)) if mode in MODES else np.zeros(len(here), dtype=np.bool_)
    given = look.measures.cells.attributed
    return float(given[of_mode].sum()), float(given[here].sum()), float(len(np.unique(cells.pupil[of_mode])))
