"""One school at one moment: its staff, tasks and timetable, which follow from the timetable of the term before."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.demo.pupils import Child
from sendsite.demo.schools import Character
from sendsite.demo.staff import Worker, staff_row
from sendsite.demo.tasks import support_hours, task_rows
from sendsite.demo.timetable import Habits, Timetable, habits_of
from sendsite.demo.wishes import in_turn, wish
from sendsite.framework.records import Allocation, Staff, Task


class SchoolTerm(NamedTuple):
    """One school's live rows of a moment, and who worked with whom."""

    school: Character
    moment: int
    children: list[Child]
    staff: list[Staff]
    tasks: list[Task]
    cells: list[Allocation]
    free: dict[str, int]  # hundredths of hours that could be timetabled
    habits: Habits


def timetable(
    school: Character, moment: int, children: list[Child], free: dict[str, int], habits: Habits, *, reds_first: bool | None = None
) -> list[Allocation]:
    """The matrix: as the school usually does it, or, if asked, by need with reds first."""
    by_need = bool(reds_first)
    wishes = [wish(child, moment, by_need=by_need) for child in children]
    made = Timetable(school, moment, free, habits)
    made.book(in_turn(wishes, reds_first=school.reds_first if reds_first is None else reds_first))
    return made.cells


def school_term(school: Character, moment: int, children: tuple[Child, ...], workers: tuple[Worker, ...], before: Habits) -> SchoolTerm:
    """All live rows of one school at one moment."""
    here = [child for child in children if child.school is school and child.is_here(moment)]
    adults = [worker for worker in workers if worker.school is school and worker.is_here(moment)]
    staff = [staff_row(worker, moment) for worker in adults]
    tasks = [task_rows(worker, moment) for worker in adults]
    free = {row.staff_id: support_hours(worker, row, own, moment) for worker, row, own in zip(adults, staff, tasks, strict=True)}
    cells = timetable(school, moment, here, free, before)
    return SchoolTerm(school, moment, here, staff, [task for own in tasks for task in own], cells, free, habits_of(cells))
