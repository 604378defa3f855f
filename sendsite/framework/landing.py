"""Where every support hour lands: one picture a school, in staff hours a week, that adds up exactly to paid + overcommitted hours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sendsite.framework.hours import PREPARATION, ratio, school_sums, sums
from sendsite.framework.model import Floats, Measures
from sendsite.framework.records import TASKS

LONG_PREPARATION = "long_preparation"
OTHER_TASKS = (*(task for task in TASKS if task != "preparation"), LONG_PREPARATION)


@dataclass(frozen=True)
class Landing:
    """
    Staff hours a week, a row a school. `tasks` maps each other task to its hours; preparation beyond the allowance is `long_preparation`.

    matched + beyond + preparation + all tasks + unallocated = paid + overcommitted.
    """

    matched: Floats
    beyond: Floats
    preparation: Floats
    tasks: dict[str, Floats]
    unallocated: Floats
    paid: Floats
    overcommitted: Floats

    @property
    def total(self) -> Floats:
        """The whole picture: paid + overcommitted."""
        return self.paid + self.overcommitted


def landing(measures: Measures) -> Landing:
    """A pupil's attributed staff hours are matched in the proportion of received hours that are matched; the rest lies beyond need."""
    deployment, pupils, hours = measures.deployment, measures.pupils, measures.schools.hours
    school, count = deployment.pupils.school, len(deployment.schools.urn)
    matched = pupils.attributed * np.nan_to_num(ratio(pupils.matched, pupils.received))
    return Landing(
        matched=school_sums(school, matched, count),
        beyond=school_sums(school, pupils.attributed - matched, count),
        preparation=hours.prepared,
        tasks=_tasks(measures),
        unallocated=hours.unallocated,
        paid=hours.paid,
        overcommitted=hours.overcommitted,
    )


def _tasks(measures: Measures) -> dict[str, Floats]:
    """Hours of each other task, a school."""
    tasks, staff = measures.deployment.tasks, measures.deployment.staff
    count = len(measures.deployment.schools.urn)
    at = staff.school[tasks.staff]
    by_task = {name: school_sums(at, tasks.hours * (tasks.task == code), count) for code, name in enumerate(TASKS) if code != PREPARATION}
    preparation = sums(tasks.staff, tasks.hours * (tasks.task == PREPARATION), len(staff.send_hours))
    return by_task | {LONG_PREPARATION: school_sums(staff.school, preparation - measures.staff.prepared, count)}
