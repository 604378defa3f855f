"""What differs between two deployments of one school, cell for cell, person for person, task for task, in words."""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from sendsite.admin.cells import written
from sendsite.framework.records import Allocation, Records, Staff, Task
from sendsite.framework.scenarios import rows_of
from sendsite.intake.interchange.write import hundredths_text
from sendsite.report.words import ROLES, TASKS

_KEY = os.urandom(32)
"""Made anew with each start: salaries are marked too, and without the key nobody can try which of them make a mark."""

Place = tuple[str, ...]
Placed = dict[Place, list[Any]]


class Difference(NamedTuple):
    """One place that differs: about whom, with whom or in what, how it stands on either side ("" where nothing does), and whether it is locked."""

    subject: str
    other: str
    first: str
    second: str
    locked: bool = False


class Differing(NamedTuple):
    """All that differs. `mark` is the same only while both sides stand as they were compared."""

    cells: tuple[Difference, ...]
    people: tuple[Difference, ...]
    tasks: tuple[Difference, ...]
    mark: str


def differing(records: Records, first: str, second: str) -> Differing:
    """Compare two scenarios of a school's records. Salaries are not compared here: few may see them."""
    one, two = rows_of(records, first), rows_of(records, second)
    pupils = {row.pupil_id: row.name or row.pupil_id for row in records.pupils}
    staff = {row.staff_id: row.name or row.staff_id for row in (*two.staff, *one.staff)}
    cells = _cells(one.deployment, two.deployment, pupils, staff)
    people = _differences(_by(one.staff, _person), _by(two.staff, _person), _role_and_hours, lambda place: (staff[place[0]], ""))
    tasks = _differences(_by(one.tasks, _task), _by(two.tasks, _task), _task_hours, lambda place: (staff.get(place[0], place[0]), TASKS[place[1]]))
    return Differing(cells, people, tasks, hmac.new(_KEY, repr((one, two)).encode(), "sha256").hexdigest()[:16])


def _cells(one: Iterable[Allocation], two: Iterable[Allocation], pupils: dict[str, str], staff: dict[str, str]) -> tuple[Difference, ...]:
    def words(rows: list[Allocation]) -> str:
        return written(tuple(rows))

    def who(place: Place) -> tuple[str, str]:
        return pupils.get(place[0], place[0]), staff.get(place[1], place[1])

    return _differences(_by(one, _cell), _by(two, _cell), words, who)


def _differences(one: Placed, two: Placed, words: Callable[[list[Any]], str], who: Callable[[Place], tuple[str, str]]) -> tuple[Difference, ...]:
    """Places whose words differ, in the order of their names."""
    found = []
    for place in one.keys() | two.keys():
        rows = one.get(place, []), two.get(place, [])
        first, second = (words(each) if each else "" for each in rows)
        if first != second:
            found.append(Difference(*who(place), first, second, any(getattr(row, "locked", False) for row in rows[0])))
    return tuple(sorted(found))


def _by(rows: Iterable[Any], place: Callable[[Any], Place]) -> Placed:
    found: Placed = {}
    for row in rows:
        found.setdefault(place(row), []).append(row)
    return found


def _cell(row: Allocation) -> Place:
    return row.pupil_id, row.staff_id


def _person(row: Staff) -> Place:
    return (row.staff_id,)


def _task(row: Task) -> Place:
    return row.staff_id, row.task


def _role_and_hours(rows: list[Staff]) -> str:
    row = rows[0]
    return f"{ROLES[row.role]}, {hundredths_text(row.send_hours)} of {hundredths_text(row.contracted_hours)} hours for SEND"


def _task_hours(rows: list[Task]) -> str:
    return f"{hundredths_text(sum(row.hours for row in rows))} hours"
