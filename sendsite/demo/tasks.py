"""What else support staff are timetabled to do in their SEND hours."""

from __future__ import annotations

from sendsite.demo.chance import Chance, to_hours
from sendsite.demo.staff import Worker, staff_row
from sendsite.framework.records import Staff, Task

QUARTER = 0.25
PREPARATION = 0.085  # of SEND hours
USUAL = (("cover", 30), ("general_class", 22), ("duty", 18), ("admin", 14), ("pastoral", 12), ("absence", 4))
DRIFTING = (("cover", 62), ("general_class", 16), ("duty", 8), ("admin", 6), ("pastoral", 5), ("absence", 3))


def task_rows(worker: Worker, moment: int) -> list[Task]:
    """Preparation for all, and one or two other tasks, cover most of all where support drifts."""
    paid = staff_row(worker, moment).send_hours / 100
    habits = Chance("tasks", worker.staff_id)
    prepares = to_hours(paid * PREPARATION * habits.between(0.8, 1.2), QUARTER)
    absorbed = paid * worker.school.absorbed[moment] * habits.between(0.55, 1.45)
    mix = DRIFTING if worker.school.urn == "990002" else USUAL
    first = "cover" if worker.school.urn == "990002" else habits.weighted(mix)
    second = Chance("second task", worker.staff_id, moment).weighted([option for option in mix if option[0] != first])
    share = habits.between(0.6, 0.8)
    hours = {"preparation": prepares, first: to_hours(absorbed * share, QUARTER), second: to_hours(absorbed * (1 - share), QUARTER)}
    return [Task(worker.school.urn, "", worker.staff_id, task, amount) for task, amount in hours.items() if amount]


def support_hours(worker: Worker, row: Staff, tasks: list[Task], moment: int) -> int:
    """Hundredths of hours that the timetable can give to pupils; beyond what there is where a school overbooks."""
    chance = Chance("capacity", worker.staff_id, moment)
    idle = int(row.send_hours * worker.school.idle * chance.between(0.3, 1.7))
    beyond = int(worker.school.overbooked * 100) if chance.often(0.35) else 0
    return max(0, row.send_hours - sum(task.hours for task in tasks) - idle + beyond)
