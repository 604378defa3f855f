"""Plan outcomes: set, reviewed term by term, achieved or withdrawn, and followed by others. Progress is least in autumn, when plans are new."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from sendsite.demo.calendar import LIVE_MOMENT, day_before, is_autumn
from sendsite.demo.chance import Chance, to_hours
from sendsite.demo.pupils import Child
from sendsite.demo.wording import AREA_OF, note, wording
from sendsite.framework.records import STATUSES, Outcome, OutcomeWeeks, Review

SEASON = (0.75, 1.0, 1.2)  # of the pace, by season
REVIEWS_KEPT = 3
FIRST_MOMENT = -5  # plans that stood before the story began
LAST_STAGE = STATUSES.index("achieved")
REWRITTEN = {"990004": 7}  # the moment at which a school rewrote all its plans


class Seen(NamedTuple):
    """The status of an outcome from a moment on, and the day of the review that found it, or None."""

    moment: int
    status: str
    day: date | None
    note: str


class Aim(NamedTuple):
    """One outcome from the moment it is set to the moment another takes its place."""

    outcome_id: str
    words: tuple[str, str]  # outcome, target
    area: str
    planned: int
    weeks: int | None
    ends: int
    seen: tuple[Seen, ...]


def _followed_up(child: Child, subject: str, begins: int, ends: int) -> tuple[int, tuple[Seen, ...]]:
    """Reviews of one outcome, and the moment at which it gives way to the next."""
    chance = Chance("aim", child.pupil_id, subject)
    stage = 1 if chance.often(min(0.7, child.school.reviewing[max(0, begins)])) else 0
    seen = [Seen(begins, STATUSES[stage], day_before(begins, chance) if stage else None, "")]
    for moment in range(begins + 1, ends):
        if stage in (LAST_STAGE, LAST_STAGE + 1) and (is_autumn(moment) or chance.often(0.25)):
            return moment, tuple(seen)
        known = max(0, moment)
        if stage >= LAST_STAGE or not chance.often(child.school.reviewing[known]):
            continue
        if chance.often(0.02):
            stage = LAST_STAGE + 1
        elif chance.often(child.school.pace[known] * SEASON[moment % 3]):
            stage += 1
        seen.append(Seen(moment, STATUSES[stage], day_before(moment, chance), note(chance) if chance.often(0.06) else ""))
    return ends, tuple(seen)


@cache
def aims(child: Child) -> tuple[Aim, ...]:
    """All outcomes that one pupil has in the story: one to three at a time, a few pupils at SEN support without any."""
    chance = Chance("aims", child.pupil_id)
    at_once = chance.whole(2, 3) if child.ehcp_from == child.joins else chance.weighted(((0, 6), (1, 54), (2, 40)))
    rewritten = REWRITTEN.get(child.school.urn, LIVE_MOMENT + 1)
    found: list[Aim] = []
    for slot in range(at_once):
        moment = chance.whole(FIRST_MOMENT, 0) if child.joins == 0 else child.joins
        while moment <= LIVE_MOMENT:
            number = len(found) + 1
            limit = rewritten if moment < rewritten else LIVE_MOMENT + 1
            ends, seen = _followed_up(child, str(number), moment, limit)
            area = AREA_OF[child.need] if slot == 0 else chance.one_of(sorted(set(AREA_OF.values())))
            planned, weeks = to_hours(chance.between(0.5, 3.5)), chance.one_of((6, 12, 19)) if chance.often(0.06) else None
            found.append(Aim(f"O{number}", wording(area, chance), area, planned, weeks, ends, seen))
            moment = ends
    return tuple(found)


def outcome_rows(child: Child, moment: int) -> tuple[list[Outcome], list[OutcomeWeeks], list[Review]]:
    """One pupil's outcomes that are in force at a moment, their weeks where they have their own, and the newest of their reviews."""
    outcomes: list[Outcome] = []
    weeks: list[OutcomeWeeks] = []
    reviews: list[Review] = []
    for aim in aims(child):
        seen = [one for one in aim.seen if one.moment <= moment]
        if not seen or aim.ends <= moment:
            continue
        key = (child.school.urn, child.pupil_id, aim.outcome_id)
        reviewed = [one for one in seen if one.day]
        outcomes.append(Outcome(*key, aim.area, *aim.words, aim.planned, seen[-1].status, reviewed[-1].day if reviewed else None))
        if aim.weeks:
            weeks.append(OutcomeWeeks(*key, aim.weeks))
        reviews.extend(Review(*key, one.day, one.status, one.note) for one in reviewed[-REVIEWS_KEPT:] if one.day)
    return outcomes, weeks, reviews
