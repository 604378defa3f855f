"""
Staff hours by role and by task: roles only, never a person.

A role's SEND hours are its hours in support, in preparation, in other tasks and not deployed, less those promised beyond them. Where the hours
in support are hidden, all the others of the role are hidden too, by task as well: beside the SEND hours they would tell them, or nearly.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sendsite.framework.landing import LONG_PREPARATION
from sendsite.framework.model import Floats, Ints
from sendsite.framework.records import ROLES, TASKS
from sendsite.report.disclosure import HOURS, Ledger
from sendsite.report.quantities.source import TRUST, Source

SUMS = ("contracted", "send", "used", "prepared", "absorbed", "unallocated", "overcommitted")
BESIDE_SUPPORT = frozenset({"prepared", "absorbed", "unallocated", "overcommitted"})
ALSO = {"prepared": "hours.prepared", "absorbed": "hours.absorbed", "unallocated": "hours.unallocated", "used": "land.used"}
"""What the sum over all roles is called elsewhere."""


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.role.<role>.<sum>`, `<scope>.task.<task>.hours` and `trust.task.<task>.<role>`; used hours rest on the pupils supported."""
    staff, hours = source.measures.deployment.staff, source.measures.staff
    columns = (staff.contracted, staff.send_hours, hours.used, hours.prepared, hours.absorbed, hours.unallocated, hours.overcommitted)
    supported = _supported(source)
    tables = {what: _table(source, staff.school, staff.role, values, len(ROLES)) for what, values in zip(SUMS, columns, strict=True)}
    for place, scope in enumerate(source.scopes()):
        for role, name in enumerate(ROLES):
            for what, table in tables.items():
                _of_role(ledger, scope, name, what, float(table[place, role]), float(supported[place, role]))
        for what, table in tables.items():
            ledger.put(f"{scope}.role.{what}", float(table[place].sum()), float(supported[place].sum()) if what == "used" else None, unit=HOURS)
            ledger.add_up(f"{scope}.role.{what}", [f"{scope}.role.{name}.{what}" for name in ROLES])
            if what in ALSO:
                ledger.same(f"{scope}.role.{what}", f"{scope}.{ALSO[what]}")
        for each in ("", *(f".{name}" for name in ROLES)):
            role_sums = {f"{scope}.role{each}.{what}": 1.0 for what in ("used", "prepared", "absorbed", "unallocated")}
            ledger.tie(role_sums | {f"{scope}.role{each}.send": -1.0, f"{scope}.role{each}.overcommitted": -1.0})
    _tasks(ledger, source)


def _of_role(ledger: Ledger, scope: str, role: str, what: str, hours: float, supported: float) -> None:
    """
    One sum of a role: hours in support rest on the pupils supported.

    Where one role supports few pupils, the split by role is hidden for all of them: what is left of it could be put together again.
    """
    every = [f"{scope}.role.{name}.used" for name in ROLES]
    if what == "used":
        ledger.put(f"{scope}.role.{role}.used", hours, supported, [name for name in every if name != f"{scope}.role.{role}.used"], unit=HOURS)
    else:
        ledger.put(f"{scope}.role.{role}.{what}", hours, of=every[:1] if what in BESIDE_SUPPORT else [], unit=HOURS)


def _supported(source: Source) -> Floats:
    """Pupils supported by the staff of each role."""
    cells, staff = source.measures.deployment.cells, source.measures.deployment.staff
    each = np.unique(np.stack([cells.pupil, staff.role[cells.staff]]), axis=1)
    return _table(source, source.of_pupil[each[0]], each[1], np.ones(each.shape[1]), len(ROLES))


def _tasks(ledger: Ledger, source: Source) -> None:
    """Hours by task of every scope, and by task and role of the trust: one role at a school often supports few pupils, and then all its hours are hidden."""
    table = _by_task(source)
    for place, scope in enumerate(source.scopes()):
        for task, name in enumerate(TASKS):
            ledger.put(f"{scope}.task.{name}.hours", float(table[place, task].sum()), unit=HOURS)
            if name == "preparation":
                ledger.add_up(f"{scope}.task.{name}.hours", [f"{scope}.land.preparation", f"{scope}.land.{LONG_PREPARATION}"])
            else:
                ledger.same(f"{scope}.task.{name}.hours", f"{scope}.land.{name}")
    _from_roles(ledger, source, (TRUST,))


def enter_whole(ledger: Ledger, source: Source) -> None:
    """Each school's tasks by role, for those who may see every pupil."""
    _from_roles(ledger, source, source.urns)


def _from_roles(ledger: Ledger, source: Source, scopes: Collection[str]) -> None:
    """`<scope>.task.<task>.<role>`: a role's tasks are what it prepares and what is absorbed."""
    table = _by_task(source)
    for place, scope in enumerate(source.scopes()):
        if scope not in scopes:
            continue
        for task, name in enumerate(TASKS):
            for role, role_name in enumerate(ROLES):
                hours = float(table[place, task, role])
                ledger.put(f"{scope}.task.{name}.{role_name}", hours, of=[f"{scope}.role.{role_name}.used"], unit=HOURS)
            ledger.add_up(f"{scope}.task.{name}.hours", [f"{scope}.task.{name}.{role_name}" for role_name in ROLES])
        for role_name in ROLES:
            tasks = {f"{scope}.task.{task}.{role_name}": 1.0 for task in TASKS}
            ledger.tie(tasks | {f"{scope}.role.{role_name}.prepared": -1.0, f"{scope}.role.{role_name}.absorbed": -1.0})


def _by_task(source: Source) -> np.ndarray[tuple[int, int, int], np.dtype[np.float64]]:
    """Hours by school, and last the trust, by task and by role."""
    tasks, staff = source.measures.deployment.tasks, source.measures.deployment.staff
    table = _table(source, staff.school[tasks.staff], tasks.task * len(ROLES) + staff.role[tasks.staff], tasks.hours, len(TASKS) * len(ROLES))
    return table.reshape(len(table), len(TASKS), len(ROLES))


def _table(source: Source, school: Ints, group: Ints, values: Floats, width: int) -> Floats:
    sums = np.bincount(school * width + group, weights=values, minlength=len(source.urns) * width).reshape(len(source.urns), width)
    return np.vstack([sums, sums.sum(axis=0)])
