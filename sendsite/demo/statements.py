"""What schools and the trust state besides: facts of a term, priorities, and who has left."""

from __future__ import annotations

from sendsite.demo.calendar import MOMENTS, day_before, is_autumn
from sendsite.demo.chance import Chance
from sendsite.demo.pupils import Child
from sendsite.demo.schools import Character
from sendsite.demo.staff import Worker
from sendsite.framework.records import Leaver, Priority, SchoolFact

KEPT = 4  # moments that a leaver stays on the list

PRIORITIES = (
    Priority("", 1, "Hours go first to the pupils rated red", "reds", "", 4_500),
    Priority("", 2, "Support happens within lessons", "mode", "in_class", 5_000),
    Priority("990001", 1, "Early language in Key Stage 1", "key_stage", "KS1", 4_000),
    Priority("990002", 1, "Social, emotional and mental health after the new intake", "need_area", "semh", 2_500),
    Priority("990002", 2, "Hours go first to the pupils rated red", "reds", "", 4_500),
    Priority("990003", 1, "Communication and interaction", "need_area", "communication_and_interaction", 4_500),
    Priority("990003", 2, "Short interventions with a clear end", "mode", "intervention", 1_500),
    Priority("990004", 1, "Reading in Key Stage 1", "key_stage", "KS1", 3_500),
    Priority("990005", 1, "Communication and interaction", "need_area", "communication_and_interaction", 4_000),
    Priority("990006", 1, "Settling into Key Stage 3", "key_stage", "KS3", 5_500),
    Priority("990006", 2, "Cognition and learning", "need_area", "cognition_and_learning", 2_500),
)


def school_fact(school: Character, moment: int, here: list[Child]) -> SchoolFact | None:
    """What a school told the trust that term. The data-gap school gave none in two terms and counts pupils it has no row for."""
    if school.urn == "990004" and moment in (1, 7):
        return None
    chance = Chance("facts", school.urn, moment)
    ehcp = sum(child.has_ehcp(moment) for child in here)
    made = chance.whole(0, 3 if school.phase == "secondary" else 2) if school.phase != "special" else 0
    unseen = 4 if school.urn == "990004" and moment >= 6 else 0
    counted = moment % 3 == 1 or is_autumn(moment)
    return SchoolFact(
        school.urn,
        MOMENTS[moment][0].name,
        senco_days={"special": 500, "secondary": 400}.get(school.phase, 150 if school.rolls[0] < 150 else 250),
        requests_made=made,
        requests_agreed=min(made, chance.whole(0, 2)),
        census_ehcp=ehcp if counted else None,
        census_sen_support=len(here) - ehcp + unseen if counted else None,
        other_send_costs=chance.whole(4, 15) * 100_000 * (3 if school.phase in ("special", "secondary") else 1),
    )


def leavers(children: tuple[Child, ...], workers: tuple[Worker, ...], moment: int) -> tuple[Leaver, ...]:
    """Pupils and staff who left in the last terms."""
    gone = []
    for child in children:
        if child.leaves is not None and moment - KEPT < child.leaves <= moment:
            gone.append(Leaver(child.school.urn, "pupil", child.pupil_id, child.name, day_before(child.leaves - 1, Chance("left", child.pupil_id), 0, 9)))
    for worker in workers:
        if worker.leaves is not None and moment - KEPT < worker.leaves <= moment:
            gone.append(Leaver(worker.school.urn, "staff", worker.staff_id, worker.name, day_before(worker.leaves - 1, Chance("left", worker.staff_id), 0, 9)))
    return tuple(gone)
