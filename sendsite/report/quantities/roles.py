"""
Staff hours by role and by task: roles only, never a person.

A role's SEND hours are its hours in support, in preparation, in other tasks and not deployed, less those promised beyond them. Where the hours
in support are hidden, all the others of the role are hidden too, by task as well: beside the SEND hours they would tell them, or nearly.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np

from sendsite.framework.landing import LONG_PREPARATION
from sendsite.framework.model import Floats, Ints
from sendsite.framework.records import ROLES, TASKS
from sendsite.report.disclosure import HOURS, Ledger
from sendsite.report.quantities.colleagues import NOBODY, TOGETHER, Held, by_scope, supported
from sendsite.report.quantities.source import TRUST, Source

SUMS = ("contracted", "send", "used", "prepared", "absorbed", "unallocated", "overcommitted")
BESIDE_SUPPORT = frozenset({"prepared", "absorbed", "unallocated", "overcommitted"})
ALSO = {"prepared": "hours.prepared", "absorbed": "hours.absorbed", "unallocated": "hours.unallocated", "used": "land.used"}
"""What the sum over all roles is called elsewhere."""


def enter(ledger: Ledger, source: Source) -> None:
    """
    `<scope>.role.<role>.<sum>`, `.role.together.<sum>` of the roles that are told together, and `.role.pooled`, their names; `<scope>.role.<sum>` of all.

    And `<scope>.task.<task>.hours`, and by role and `.together` of the trust. Used hours rest on the pupils supported.
    """
    staff, hours = source.measures.deployment.staff, source.measures.staff
    columns = (staff.contracted, staff.send_hours, hours.used, hours.prepared, hours.absorbed, hours.unallocated, hours.overcommitted)
    tables = {what: _table(source, staff.school, staff.role, values, len(ROLES)) for what, values in zip(SUMS, columns, strict=True)}
    for place, (scope, held) in enumerate(by_scope(source).items()):
        figures = {what: table[place] for what, table in tables.items()}
        _of_roles(ledger, source, scope, held, figures)
        for what, row in figures.items():
            everybody = float(supported(source, scope, ROLES)) if what == "used" else None
            ledger.put(f"{scope}.role.{what}", float(row.sum()), everybody, unit=HOURS)
            ledger.add_up(f"{scope}.role.{what}", [f"{scope}.role.{name}.{what}" for name in ROLES])
            if what in ALSO:
                ledger.same(f"{scope}.role.{what}", f"{scope}.{ALSO[what]}")
        for each in ("", *(f".{name}" for name in ROLES)):
            role_sums = {f"{scope}.role{each}.{what}": 1.0 for what in ("used", "prepared", "absorbed", "unallocated")}
            ledger.tie(role_sums | {f"{scope}.role{each}.send": -1.0, f"{scope}.role{each}.overcommitted": -1.0})
    _tasks(ledger, source)


def _of_roles(ledger: Ledger, source: Source, scope: str, held: Held, figures: Mapping[str, Floats]) -> None:
    """
    The sums of each role of a place, and of those that are told together.

    Where one of the rows told supports few pupils, the split by role is hidden for all of them: what is left of it could be put together again.
    """
    ledger.tell(f"{scope}.role.pooled", " ".join(held.pooled))
    rows = [(name, (name,)) for name in ROLES] + ([(TOGETHER, held.pooled)] if held.together else [])
    every = [f"{scope}.role.{name}.used" for name, _ in rows if name not in held.pooled]
    for name, roles in rows:
        more = {"unit": HOURS, "people": held.people(roles), "pooled": name in held.pooled}
        for what, row in figures.items():
            value, of = float(sum(row[ROLES.index(role)] for role in roles)), [] if name in held.pooled else every
            if what == "used":
                others = [other for other in of if other != f"{scope}.role.{name}.used"]
                ledger.put(f"{scope}.role.{name}.{what}", value, float(supported(source, scope, roles)), others, **more)
            else:
                ledger.put(f"{scope}.role.{name}.{what}", value, of=of[:1] if what in BESIDE_SUPPORT else [], **more)  # type: ignore[arg-type]  # by name
    if held.together:
        for what in figures:
            ledger.add_up(f"{scope}.role.{TOGETHER}.{what}", [f"{scope}.role.{role}.{what}" for role in held.pooled])


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
    table, of_everybody = _by_task(source), by_scope(source)[TRUST]
    for place, scope in enumerate(source.scopes()):
        if scope not in scopes:
            continue
        held = of_everybody if scope == TRUST else NOBODY
        for task, name in enumerate(TASKS):
            for role, role_name in enumerate(ROLES):
                hours, more = float(table[place, task, role]), {"people": held.people((role_name,)), "pooled": role_name in held.pooled}
                ledger.put(f"{scope}.task.{name}.{role_name}", hours, of=[f"{scope}.role.{role_name}.used"], unit=HOURS, **more)
            ledger.add_up(f"{scope}.task.{name}.hours", [f"{scope}.task.{name}.{role_name}" for role_name in ROLES])
            if held.together:
                parts = [f"{scope}.task.{name}.{role_name}" for role_name in held.pooled]
                hours = sum(ledger.entries[part].value or 0.0 for part in parts)
                ledger.put(f"{scope}.task.{name}.{TOGETHER}", hours, of=[f"{scope}.role.{TOGETHER}.used"], unit=HOURS, people=held.people(held.pooled))
                ledger.add_up(f"{scope}.task.{name}.{TOGETHER}", parts)
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
