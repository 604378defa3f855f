"""Invented schools for rebalances: random ones with locks, groups, tasks, odd hours; and what a deployment of one comes to, worked out anew."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from sendsite.framework.columns import columns
from sendsite.framework.rebalance import Proposal, locked_cells, rebalance
from sendsite.framework.records import Allocation, Records
from sendsite.framework.settings import Framework, default
from tests.builders import APupil, a_member_of_staff, a_pupil, a_school, an_allocation

URN = "140001"
RATINGS = ("R", "A", "G", "")
ORDER = ("R", "A", "G ")
Hours = Mapping[tuple[str, str], int]
"""One-to-one hours by (staff, pupil), in hundredths."""


def proposed(records: Records, *, most_adults: int | None = None, framework: Framework | None = None) -> Proposal:
    """The proposal for the school of the builders."""
    framework = framework or default()
    return rebalance(columns(records, framework), framework, locked=locked_cells(records, URN), most_adults=most_adults)


def random_school(seed: int, *, staff: int = 3, pupils: int = 5, most: int = 8, grain: float = 0.5, over: bool = True) -> Records:
    """A school whose hours are multiples of `grain`, at most `most` of it a cell; where `over`, some people have more timetabled than hours."""
    chance = Random(seed)
    people = [f"s{number}" for number in range(1, staff + 1)]
    register = [f"p{number}" for number in range(1, pupils + 1)]
    cells = {}
    for who in people:
        for whom in register:
            for group in ("", "Talk"):
                if chance.random() < (0.5 if not group else 0.2):
                    cells[who, whom, group] = (grain * chance.randint(1, most), chance.random() < 0.2)
    longest = {who: sum(hours for (by, _, group), (hours, _) in cells.items() if by == who and not group) for who in people}
    for who in people:
        longest[who] += max((hours for (by, _, group), (hours, _) in cells.items() if by == who and group), default=0.0)
    spare = [-2, -1, 0, 1, 2, 4] if over else [0, 1, 2, 4]
    return a_school(
        *(_pupil(chance, whom, most, grain) for whom in register),
        *(a_member_of_staff(who, contracted=60, send=max(0.0, longest[who] + 1 + grain * chance.choice(spare)), tasks={"duty": 1}) for who in people),
        *(an_allocation(who, whom, hours, group=group, locked=locked) for (who, whom, group), (hours, locked) in cells.items()),
    )


def _pupil(chance: Random, key: str, most: int, grain: float) -> APupil:
    needs = grain * chance.randint(0, most)
    named = chance.choice([None, None, grain * chance.randint(0, round(needs / grain))])
    return a_pupil(key, needs=needs, one_to_one=named, rating=chance.choice(RATINGS))


def one_to_one(rows: tuple[Allocation, ...]) -> Hours:
    """The one-to-one cells of some rows."""
    return {(row.staff_id, row.pupil_id): row.hours for row in rows if not row.group}


def worth(records: Records, now: Hours, then: Hours) -> tuple[float, ...]:
    """Named one-to-one time lost; the gaps of red, amber and all other pupils; hours that change hands. In hundredths, by the formulas alone."""
    gaps = dict.fromkeys(ORDER, 0.0)
    lost = 0
    for pupil in records.pupils:
        one_now, one = (sum(hours for (_, whom), hours in table.items() if whom == pupil.pupil_id) for table in (now, then))
        named = pupil.one_to_one_hours or 0
        received = one + _in_groups(records, pupil.pupil_id)
        matched = min(received, pupil.need_hours, one + pupil.need_hours - named)
        gaps[next(ratings for ratings in ORDER if (pupil.q1 or " ") in ratings)] += pupil.need_hours - matched
        lost += max(0, min(one_now, named) - one)
    return (lost, *gaps.values(), _moved(now, then))


def _moved(now: Hours, then: Hours) -> int:
    moved = 0
    for who in {by for by, _ in (*now, *then)}:
        change = [then.get((who, whom), 0) - now.get((who, whom), 0) for by, whom in {*now, *then} if by == who]
        moved += max(sum(hours for hours in change if hours > 0), -sum(hours for hours in change if hours < 0))
    return moved


def _in_groups(records: Records, pupil_id: str) -> float:
    """A pupil's hours of groups; those of the random schools have six members at most."""
    return sum(row.hours for row in records.deployment if row.group and row.pupil_id == pupil_id)


def left(records: Records, staff_id: str, then: Hours) -> int:
    """Hundredths of an hour that an adult has to give beyond these one-to-one hours, the groups and the tasks; below 0 where over."""
    (person,) = (row for row in records.staff if row.staff_id == staff_id)
    groups = max((row.hours for row in records.deployment if row.group and row.staff_id == staff_id), default=0)
    tasks = sum(row.hours for row in records.tasks if row.staff_id == staff_id)
    return person.send_hours - groups - tasks - sum(hours for (by, _), hours in then.items() if by == staff_id)


def adults(records: Records, pupil_id: str, then: Hours) -> int:
    """How many adults a pupil has, those of groups included."""
    grouped = {row.staff_id for row in records.deployment if row.group and row.pupil_id == pupil_id}
    return len(grouped | {by for (by, whom), hours in then.items() if whom == pupil_id and hours})
