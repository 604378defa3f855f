"""What a school sets out to give each pupil, before it meets the hours it has."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.demo.chance import Chance, to_hours
from sendsite.demo.pupils import Child
from sendsite.demo.ratings import habit_hours, level_known, need_hours, one_to_one_hours

RED, AMBER = 2.0, 1.0  # levels from which most answers are red, amber


class Wish(NamedTuple):
    """Hours of one pupil in hundredths a week: with an adult alone, and with others."""

    child: Child
    level: float
    alone: int
    together: int


def wish(child: Child, moment: int, *, by_need: bool) -> Wish:
    """Planned hours times what the school covers for that need; by habit rather than need for some. `by_need` asks for all that is planned."""
    school, chance = child.school, Chance("wish", child.pupil_id, moment)
    level = level_known(child, moment)
    held = child.held and not by_need
    red, amber, green = (covered[moment] for covered in school.covered)
    share = 1.0 if held or by_need else red if level >= RED else amber if level >= AMBER else green
    planned = habit_hours(child, moment) if held else need_hours(child, moment)
    wanted = planned / 100 * min(1.15, share * chance.between(0.96, 1.05))
    alone = 0.0
    if child.has_ehcp(moment):
        alone = max((one_to_one_hours(child, moment) or 0) / 100, wanted * school.alone)
    elif level >= RED:
        alone = 1.0
    alone_hours = min(to_hours(alone), to_hours(wanted))
    return Wish(child, level, alone_hours, to_hours(wanted) - alone_hours)


def in_turn(wishes: list[Wish], *, reds_first: bool) -> list[Wish]:
    """Whose wish is met first: the highest need, or whoever has been here longest."""
    if reds_first:
        return sorted(wishes, key=lambda one: (-int(one.level), -one.level, one.child.pupil_id))
    return sorted(wishes, key=lambda one: (not one.child.held, one.child.pupil_id))
