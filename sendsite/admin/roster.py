"""The staff of a school as a list: each person's row, where the SEND hours go, and what the contract costs; and two such lists side by side."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import NamedTuple

from sendsite.framework.model import Measures
from sendsite.framework.money import staff_cost
from sendsite.framework.records import ROLES, Records, Staff
from sendsite.framework.scenarios import rows_of, scenario_name
from sendsite.framework.settings import Framework

HUNDREDTHS = 100


class Line(NamedTuple):
    """
    One person. Hours a week in hundredths, money in pence a year.

    `left` is below 0 where more is given than there is. `actual` is None for those who may not see pay.
    """

    row: Staff
    allocated: int
    tasks: int
    left: int
    standard: float
    actual: float | None

    @property
    def called(self) -> str:
        """The name, else the id."""
        return self.row.name or self.row.staff_id


class Totals(NamedTuple):
    """A list's sums, in the same units; `lacking` counts people for whom no salary is entered, so that the actual cost is the standard one."""

    people: int
    contracted: int
    send: int
    allocated: int
    tasks: int
    unallocated: int
    overcommitted: int
    standard: float
    actual: float | None
    lacking: int


class Differing(NamedTuple):
    """One person in two lists: None where they are not in one. `changed` names the columns that differ."""

    staff_id: str
    first: Staff | None
    second: Staff | None
    changed: frozenset[str]

    @property
    def called(self) -> str:
        """The name, else the id."""
        row = self.second or self.first
        return (row.name if row else "") or self.staff_id


def roster(records: Records, measures: Measures, framework: Framework, scenario: str, *, pay: bool) -> tuple[Line, ...]:
    """The staff of a scenario by role, most qualified first, then name. Salaries are taken out for those who may not see pay."""
    place = {staff_id: number for number, staff_id in enumerate(measures.deployment.staff.staff_id)}
    standard = staff_cost(measures.deployment, framework).cost
    actual = staff_cost(measures.deployment, framework, "actual").cost if pay else None
    hours = measures.staff
    lines = []
    for row in rows_of(records, scenario).staff:
        at = place[row.staff_id]
        lines.append(
            Line(
                row=row if pay else row._replace(annual_salary=None),
                allocated=_hundredths(float(hours.used[at])),
                tasks=_hundredths(float(hours.prepared[at] + hours.absorbed[at])),
                left=_hundredths(float(hours.left[at])),
                standard=float(standard[at]) * HUNDREDTHS,
                actual=None if actual is None else float(actual[at]) * HUNDREDTHS,
            )
        )
    order = {role: number for number, role in enumerate(("HLTA", *(role for role in ROLES if role != "HLTA")))}
    return tuple(sorted(lines, key=lambda line: (order[line.row.role], line.called.casefold())))


def totals(lines: Sequence[Line]) -> Totals:
    """What a list comes to."""
    return Totals(
        people=len(lines),
        contracted=sum(line.row.contracted_hours for line in lines),
        send=sum(line.row.send_hours for line in lines),
        allocated=sum(line.allocated for line in lines),
        tasks=sum(line.tasks for line in lines),
        unallocated=sum(max(0, line.left) for line in lines),
        overcommitted=sum(max(0, -line.left) for line in lines),
        standard=sum(line.standard for line in lines),
        actual=None if any(line.actual is None for line in lines) else sum(line.actual or 0.0 for line in lines),
        lacking=sum(line.row.annual_salary is None for line in lines),
    )


def differing(first: Sequence[Line], second: Sequence[Line]) -> tuple[Differing, ...]:
    """The people whose rows differ between two lists, by name; whoever is in one list alone differs."""
    one, two = ({line.row.staff_id: line.row for line in lines} for lines in (first, second))
    found = []
    for staff_id in dict.fromkeys((*one, *two)):
        a, b = one.get(staff_id), two.get(staff_id)
        changed = frozenset(name for name in Staff._fields if name != "scenario" and getattr(a, name, None) != getattr(b, name, None))
        if changed:
            found.append(Differing(staff_id, a, b, changed))
    return tuple(sorted(found, key=lambda each: each.called.casefold()))


def has_own_staff(records: Records, scenario: str) -> bool:
    """Whether a scenario has staff rows of its own; without any, the live staff are its staff."""
    return any(scenario_name(row.scenario) == scenario for row in records.staff)


def _hundredths(hours: float) -> int:
    return 0 if isnan(hours) else round(hours * HUNDREDTHS)
