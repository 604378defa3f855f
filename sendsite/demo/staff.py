"""Support staff: posts, who holds them when, their hours and their pay."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.demo.calendar import LIVE_MOMENT, year_of
from sendsite.demo.canaries import LEAVERS, STAFF
from sendsite.demo.chance import Chance, to_hours
from sendsite.demo.names import strangers
from sendsite.demo.schools import CHARACTERS, Character
from sendsite.framework.records import Staff

HOURLY_PAY = {"TA": 15.40, "LSA": 15.60, "HLTA": 18.90, "learning_mentor": 16.60, "other": 15.50}  # GBP, before on-costs, about the standard rates less 30%
PAY_RISE = 1.032
WEEKS = 38


class Worker(NamedTuple):
    """One person in one post, from a moment until another has taken it over."""

    school: Character
    staff_id: str
    name: str
    role: str
    contracted: float
    joins: int
    leaves: int | None

    def is_here(self, moment: int) -> bool:
        return self.joins <= moment and (self.leaves is None or moment < self.leaves)


def _holders(school: Character, post: int, role: str, hours: float) -> list[tuple[Character, str, float, int, int | None]]:
    """The people who held one post one after the other."""
    chance = Chance("post", school.urn, post)
    changes = [moment for moment in range(1, LIVE_MOMENT + 1) if chance.often(0.035)]
    starts = [0, *changes]
    return [(school, role, hours, start, end) for start, end in zip(starts, [*changes, None], strict=True)]


def workers() -> tuple[Worker, ...]:
    """All support staff of the story; some of those still here, and the last to leave, bear a canary's name."""
    holders = [holder for school in CHARACTERS for post, (role, hours) in enumerate(school.posts) for holder in _holders(school, post, role, hours)]
    holders.sort(key=lambda holder: (holder[3], holder[0].urn))
    here = [place for place, holder in enumerate(holders) if holder[4] is None]
    gone = [place for place, holder in enumerate(holders) if holder[4] is not None]
    marked = dict(zip(here[2 :: len(here) // len(STAFF)], STAFF, strict=False)) | {gone[-1]: LEAVERS[3]}
    others = strangers("staff")
    return tuple(
        Worker(school, f"T-{place + 1:03d}", marked.get(place) or next(others), role, hours, joins, leaves)
        for place, (school, role, hours, joins, leaves) in enumerate(holders)
    )


def staff_row(worker: Worker, moment: int) -> Staff:
    """One person's row; about two in three have a salary entered, near the standard rate of the role."""
    chance = Chance("pay", worker.staff_id)
    share = min(1.0, worker.school.dedicated[moment] * chance.between(0.94, 1.06))
    paid = chance.often(0.65)
    rise = PAY_RISE ** (year_of(moment) - 2)
    salary = int(HOURLY_PAY[worker.role] * worker.contracted * WEEKS * chance.between(0.96, 1.07) * rise / 10 + 0.5) * 10
    return Staff(
        school_urn=worker.school.urn,
        staff_id=worker.staff_id,
        name=worker.name,
        role=worker.role,
        contracted_hours=int(worker.contracted * 100),
        send_hours=min(int(worker.contracted * 100), to_hours(worker.contracted * share)),
        annual_salary=salary * 100 if paid else None,
    )
