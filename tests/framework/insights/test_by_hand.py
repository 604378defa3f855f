"""What an insight says its action would do is what comes out when somebody carries it out in the register, to the last digit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sendsite.framework.insights.insight import effect
from sendsite.framework.model import KPIS
from sendsite.framework.records import Allocation, Records
from sendsite.register import facts
from sendsite.register.database import open_register
from sendsite.register.edits import apply as apply_edit
from sendsite.register.edits import difference, replace_all
from tests.builders import a_member_of_staff, a_school, hundredths, measured
from tests.framework.insights.schools import found, school, served

HELD = served("A", 8)
"""A third red or amber pupil, so that every KPI can be given."""
OTHERS = [a_member_of_staff(f"s{number}", contracted=hours, send=0) for number, hours in enumerate((60, 60, 20), 2)]
DEAR = a_school(a_member_of_staff("s1", contracted=60, tasks={"cover": 20}), *OTHERS, *(served("A", 20, gets=10) for _ in range(3)), roll=152)
CASES: dict[str, tuple[Records, dict[str, float], float | None]] = {
    # rule: the school, what each pupil is timetabled to by hand (hours that no gap takes stay), and what cover is cut to
    "absorbed": (school(served("R", gets=6), served("A", gets=6), HELD, send=24, tasks={"cover": 3, "preparation": 1}), {"p1": 7.5}, 1.5),
    "highest_need": (school(served("R", gets=5), served("G", 4, gets=7), HELD, served("A"), send=31), {"p1": 9, "p2": 4}, None),
    "unallocated": (school(served("R", gets=6), served("A", gets=9), HELD, send=27), {"p1": 10}, None),
    "surplus": (school(served("A", 5, gets=9), served("R", gets=7), HELD, send=24), {"p1": 6, "p2": 10}, None),
    "at_odds": (school(served("R", 6, gets=0), served("A", 4, gets=6), HELD, served("A", gets=8), send=23), {"p1": 3, "p2": 4}, None),
    "costly": (DEAR, {"p1": 20, "p2": 20, "p3": 10}, 10),
}


@pytest.mark.parametrize("rule", CASES)
def test_an_action_tried_out_is_the_action_carried_out_in_the_register(rule, tmp_path):
    before, hours, cover = CASES[rule]
    promised = found(before)[rule].effect

    after = carried_out(tmp_path, before, hours, cover)

    done = effect(measured(before), measured(after))
    assert promised is not None
    np.testing.assert_array_equal(promised.sei, done.sei)
    np.testing.assert_array_equal([promised.kpis[kpi] for kpi in KPIS], [done.kpis[kpi] for kpi in KPIS])
    assert done.sei.after > done.sei.before


def carried_out(folder: Path, before: Records, hours: dict[str, float], cover: float | None) -> Records:
    """The register's records after somebody gave these pupils these one-to-one hours and cut cover, as an edit."""
    with open_register(folder / "sendsite.sqlite", create=True) as register:
        replace_all(register, before, by="J. Example")
        read = facts.records(register)
        apply_edit(register, difference(read, _by_hand(read, hours, cover)), by="J. Example")
        return facts.records(register)


def _by_hand(read: Records, hours: dict[str, float], cover: float | None) -> Records:
    (urn,) = [each.urn for each in read.schools]
    kept = tuple(cell for cell in read.deployment if cell.pupil_id not in hours)
    given = tuple(Allocation(urn, "", "s1", pupil, hundredths(amount)) for pupil, amount in hours.items())
    tasks = tuple(task if task.task != "cover" or cover is None else task._replace(hours=hundredths(cover)) for task in read.tasks)
    return Records(**{**vars(read), "deployment": kept + given, "tasks": tasks})
