"""Who is on the registers and when: pupils join, move up each autumn, and leave."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.demo.calendar import LIVE_MOMENT, is_autumn, year_of
from sendsite.demo.canaries import LEAVERS, PUPILS
from sendsite.demo.chance import Chance
from sendsite.demo.names import strangers
from sendsite.demo.schools import CHARACTERS, Character

Mix = tuple[tuple[str, float], ...]

# Shares of primary need among pupils with an EHCP and at SEN support, after the school-level counts of the Department for Education, 2022/23.
WITH_EHCP: Mix = (("ASD", 31), ("SLCN", 22), ("SEMH", 16), ("MLD", 9), ("SLD", 5), ("PD", 5), ("SPLD", 4), ("HI", 3), ("VI", 2), ("OTH", 2), ("DS", 1))
SUPPORTED: Mix = (("SLCN", 28), ("SEMH", 21), ("SPLD", 17), ("MLD", 16), ("ASD", 8), ("OTH", 4), ("PD", 2), ("HI", 2), ("VI", 1), ("NSA", 2))
SUPPORTED_OLDER: Mix = (("SEMH", 24), ("SPLD", 22), ("MLD", 17), ("SLCN", 14), ("ASD", 11), ("OTH", 5), ("HI", 3), ("PD", 3), ("NSA", 2))
IN_SPECIAL: Mix = (("ASD", 34), ("SLD", 21), ("SEMH", 14), ("PMLD", 9), ("MLD", 9), ("SLCN", 7), ("PD", 3), ("DS", 2), ("MSI", 1))


class Child(NamedTuple):
    """One pupil's time on a register. `level` runs from 0 (little need of adult support) to 3; `trend` is its change in a term."""

    school: Character
    pupil_id: str
    name: str
    joins: int
    leaves: int | None  # the first moment without this pupil
    school_year: int  # in the first year of the story; reception is 0
    letter: str
    ehcp_from: int | None  # the moment from which there is an EHCP
    need: str
    level: float
    trend: float
    held: bool  # hours go on when need falls

    def is_here(self, moment: int) -> bool:
        return self.joins <= moment and (self.leaves is None or moment < self.leaves)

    def has_ehcp(self, moment: int) -> bool:
        return self.ehcp_from is not None and self.ehcp_from <= moment

    def year(self, moment: int) -> int:
        return self.school_year + year_of(moment)

    def level_at(self, moment: int) -> float:
        return min(2.95, max(0.05, self.level + self.trend * (moment - max(0, self.joins))))


def _stays(child: Child, moment: int) -> bool:
    """Whether a pupil who was here is still here: the top year leaves in summer, a few move away, a few need no plan any more."""
    if child.year(moment) > child.school.years[1]:
        return False
    chance = Chance("stays", child.pupil_id, moment)
    settled = child.level_at(moment) < 0.25 and not child.has_ehcp(moment)
    return not chance.often(0.5 if settled else 0.015)


def _new_child(school: Character, pupil_id: str, moment: int, gets_ehcp: bool) -> Child:
    """Someone new to the register: at the start anyone, later mostly the younger years."""
    chance = Chance("child", pupil_id)
    first, last = school.years
    spread = last - first if moment == 0 else max(1, (last - first) // 2) if not is_autumn(moment) else max(1, (last - first) // 3)
    year = first + chance.whole(0, spread)
    mix = IN_SPECIAL if school.phase == "special" else WITH_EHCP if gets_ehcp else SUPPORTED_OLDER if school.phase == "secondary" else SUPPORTED
    level = chance.between(1.15, 2.85) if gets_ehcp else chance.between(0.35, 2.3)
    held = chance.often(school.holds)
    trend = chance.weighted(((chance.between(-0.16, -0.06), 45), (0.0, 35), (chance.between(0.03, 0.1), 20)))
    later_ehcp = moment + chance.whole(2, 6) if not gets_ehcp and level > 2.0 and chance.often(0.3) else None
    return Child(
        school=school,
        pupil_id=pupil_id,
        name="",
        joins=moment,
        leaves=None,
        school_year=year - year_of(moment),
        letter=chance.one_of("KT" if school.phase != "secondary" else "AHLRW"),
        ehcp_from=moment if gets_ehcp else later_ehcp,
        need=chance.weighted(mix),
        level=level,
        trend=-abs(trend) if held else trend,
        held=held,
    )


def _lives() -> list[Child]:
    """All pupils of the ten moments, unnamed, in the order in which they joined."""
    everyone: list[Child] = []
    for moment in range(LIVE_MOMENT + 1):
        for school in CHARACTERS:
            for place, child in enumerate(everyone):
                if child.school is school and child.leaves is None and not _stays(child, moment):
                    everyone[place] = child._replace(leaves=moment)
            here = [child for child in everyone if child.school is school and child.leaves is None]
            with_ehcp = sum(child.has_ehcp(moment) for child in here)
            for _ in range(int(school.register[moment] + 0.5) - len(here)):
                gets_ehcp = with_ehcp < school.ehcp * school.register[moment] - 0.5
                with_ehcp += gets_ehcp
                everyone.append(_new_child(school, f"P-{len(everyone) + 1:04d}", moment, gets_ehcp))
    return everyone


def children() -> tuple[Child, ...]:
    """All pupils of the story, with names; every few of those still here, and a few who left, bear a canary's."""
    lives = _lives()
    here = [child.pupil_id for child in lives if child.leaves is None]
    gone = [child.pupil_id for child in lives if child.leaves == LIVE_MOMENT]
    step = len(here) // len(PUPILS)
    marked = dict(zip(here[1::step], PUPILS, strict=False)) | dict(zip(gone[1::4], LEAVERS[:3], strict=False))
    others = strangers("pupils")
    return tuple(child._replace(name=marked.get(child.pupil_id) or next(others)) for child in lives)
