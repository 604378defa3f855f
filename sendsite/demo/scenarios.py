"""What-ifs in the live register: a deployment by need, cover from elsewhere, and one more member of staff."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.demo.school_terms import SchoolTerm, timetable
from sendsite.framework.records import Allocation, Scenario, Staff, Task

REDS_FIRST = "Reds first"
SUPPLY = "Supply for cover"
SHARED_HLTA = "Shared HLTA"
VACANCY = "T-NEW"
NEW_HOURS = 1_200


class WhatIfs(NamedTuple):
    """Rows that bear a scenario's name."""

    scenarios: list[Scenario]
    staff: list[Staff]
    tasks: list[Task]
    cells: list[Allocation]


def _named(cells: list[Allocation], scenario: str) -> list[Allocation]:
    return [cell._replace(scenario=scenario) for cell in cells]


def _drifting(term: SchoolTerm) -> WhatIfs:
    """The same hours by need with reds first; and the same again if supply staff took most of the cover."""
    urn = term.school.urn
    tasks = [task._replace(scenario=SUPPLY, hours=task.hours // 100 * 25 if task.task == "cover" else task.hours) for task in term.tasks]
    tasks = [task for task in tasks if task.hours]
    regained = {row.staff_id: row.send_hours - sum(task.hours for task in tasks if task.staff_id == row.staff_id) for row in term.staff}
    paid = {row.staff_id: min(term.free[row.staff_id], row.send_hours) for row in term.staff}
    notes = [
        Scenario(urn, REDS_FIRST, "The hours there are, offered to Winifred Umbersley for comment: highest need first."),
        Scenario(urn, SUPPLY, "What comes back if supply staff take three hours of cover in four."),
    ]
    cells = _named(timetable(term.school, term.moment, term.children, paid, term.habits, reds_first=True), REDS_FIRST)
    more = _named(timetable(term.school, term.moment, term.children, regained, term.habits, reds_first=True), SUPPLY)
    return WhatIfs(notes, [], tasks, cells + more)


def _small(term: SchoolTerm) -> WhatIfs:
    """Twelve hours of an HLTA shared with another school."""
    new = Staff(term.school.urn, VACANCY, "Vacancy", "HLTA", NEW_HOURS, NEW_HOURS, None, SHARED_HLTA)
    staff = [row._replace(scenario=SHARED_HLTA) for row in term.staff] + [new]
    tasks = [task._replace(scenario=SHARED_HLTA) for task in term.tasks]
    cells = timetable(term.school, term.moment, term.children, term.free | {VACANCY: NEW_HOURS - 100}, term.habits, reds_first=True)
    return WhatIfs([Scenario(term.school.urn, SHARED_HLTA, "Two days a week, shared with Hallowmere.")], staff, tasks, _named(cells, SHARED_HLTA))


def what_ifs(terms: list[SchoolTerm]) -> WhatIfs:
    """All what-ifs of the live register."""
    found = WhatIfs([], [], [], [])
    for term in terms:
        made = {"990001": _small, "990002": _drifting}.get(term.school.urn)
        if made:
            new = made(term)
            found = WhatIfs(found.scenarios + new.scenarios, found.staff + new.staff, found.tasks + new.tasks, found.cells + new.cells)
    return found
