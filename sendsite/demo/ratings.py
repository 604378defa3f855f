"""Ratings of need over time, and the weekly hours that each plan sets after them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from sendsite.demo.calendar import LIVE_MOMENT, day_before
from sendsite.demo.chance import Chance, to_hours
from sendsite.demo.pupils import Child
from sendsite.framework.records import Moderation, Rating

STEP = 0.5
RATINGS_KEPT = 4
SUMMER = 2  # the third moment of a school year
SUMMER_REVIEWS = 0.9  # of the plans whose hours go on by habit
Answers = tuple[str, str, str, str, str, str, str, str]
RATERS = ("Class teacher", "SENCO", "Class teacher and SENCO", "Rosalind Threlkeldson")


class Look(NamedTuple):
    """One rating of a pupil: when, how much need there was, and the eight answers."""

    moment: int
    day: date
    level: float
    answers: Answers


def _answers(child: Child, moment: int) -> Answers:
    """Answers scattered about the level; now and then one is left blank."""
    chance = Chance("answers", child.pupil_id, moment)
    level = child.level_at(moment)

    def answer() -> str:
        felt = level + chance.between(-0.85, 0.85)
        return "" if chance.often(0.04) else "R" if felt >= 2 else "A" if felt >= 1 else "G"

    return answer(), answer(), answer(), answer(), answer(), answer(), answer(), answer()


@cache
def looks(child: Child) -> tuple[Look, ...]:
    """
    All ratings of one pupil: on joining, then in autumns and springs as often as the school keeps up.

    Plans whose hours go on by habit have their annual review in summer: need is found to have fallen, and the hours stay.
    """
    found: list[Look] = []
    for moment in range(child.joins, LIVE_MOMENT + 1):
        chance = Chance("look", child.pupil_id, moment)
        share = child.school.rating[moment]
        first = moment == child.joins and share >= 0.2 and not (moment == 0 and share <= 0.5 and chance.often(0.5))
        if child.held and found:
            share = max(share, 0.9)
        if moment % 3 == SUMMER:
            share = SUMMER_REVIEWS if child.held and found else 0.0
        if first or (moment > child.joins and chance.often(share)) or (not found and child.school.rating[moment] >= 1):
            found.append(Look(moment, day_before(moment, chance), child.level_at(moment), _answers(child, moment)))
    return tuple(found)


def so_far(child: Child, moment: int) -> tuple[Look, ...]:
    return tuple(look for look in looks(child) if look.moment <= moment)


def level_known(child: Child, moment: int) -> float:
    """The level of need by the newest rating, or on joining where there is none."""
    known = so_far(child, moment)
    return known[-1].level if known else child.level


def _hours_for(child: Child, level: float, moment: int) -> int:
    if child.school.phase == "special":
        return to_hours(8 + 4.4 * level, STEP)
    if child.has_ehcp(moment):
        return to_hours(6 + 4.8 * level, STEP)
    return to_hours(1.5 + (1.4 if child.school.phase == "secondary" else 1.9) * level, STEP)


def need_hours(child: Child, moment: int) -> int:
    """Weekly hours of the plan, in hundredths, as set after the newest rating."""
    return _hours_for(child, level_known(child, moment), moment)


def habit_hours(child: Child, moment: int) -> int:
    """The most hours that the plan ever set: what goes on by habit when need has fallen."""
    return max(_hours_for(child, level, moment) for level in (child.level, level_known(child, moment)))


def one_to_one_hours(child: Child, moment: int) -> int | None:
    """Hours that an EHCP names as one adult to one pupil; many name none."""
    chance = Chance("one to one", child.pupil_id)
    named = chance.often(0.25 if child.school.phase == "special" else 0.5)
    share = chance.between(0.3, 0.5)
    if not child.has_ehcp(moment) or not named:
        return None
    return to_hours(need_hours(child, moment) / 100 * share, STEP)


def rating_rows(child: Child, moment: int) -> list[Rating]:
    """The newest of one pupil's ratings."""
    rows = []
    for look in so_far(child, moment)[-RATINGS_KEPT:]:
        rater = Chance("rater", child.pupil_id, look.moment).weighted(tuple(zip(RATERS, (60, 20, 18, 2), strict=True)))
        rows.append(Rating(child.school.urn, child.pupil_id, look.day, *look.answers, rated_by=rater))
    return rows


def moderation_rows(child: Child, moment: int, terms: tuple[str, ...]) -> list[Moderation]:
    """A second person's look at about one rating in eight of each term; in the live term some are still to be done."""
    rows = []
    for look in so_far(child, moment):
        chance = Chance("moderation", child.pupil_id, look.moment)
        if not chance.often(0.12):
            continue
        waiting = look.moment == LIVE_MOMENT and chance.often(0.5)
        agreed = chance.often(0.85)
        note = "" if agreed else chance.one_of(NOTES)
        row = Moderation(child.school.urn, child.pupil_id, terms[look.moment])
        if not waiting:
            row = row._replace(moderated_on=day_before(look.moment, chance, 0, 2), moderated_by="Trust SEND lead", agreed=agreed, note=note)
        rows.append(row)
    return rows


NOTES = (
    "Seen in the afternoon only; one answer moved from amber to red after talking with the class teacher.",
    "Answers described support given last year. Two moved down.",
    "Winifred Umbersley joined the moderation visit and saw less need of an adult at lunch than was recorded.",
)
