"""Which rows make up a scenario: its own where it has any, else the live ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from sendsite.framework.records import LIVE, Allocation, Records, Staff, Task

Row = TypeVar("Row", Staff, Allocation, Task)


class ScenarioRows(NamedTuple):
    staff: list[Staff]
    deployment: list[Allocation]
    tasks: list[Task]


def scenario_name(name: str) -> str:
    """A blank name and `live` are the same: the timetable that feeds the KPIs."""
    trimmed = name.strip()
    return LIVE if trimmed.lower() == "live" else trimmed


def rows_of(records: Records, scenario: str) -> ScenarioRows:
    """
    The staff, cells and tasks of one scenario.

    A school that has the scenario uses its cells of that name, its staff rows and its task rows of that name where there are any, else
    its live ones. A school in which nothing bears the name stays as it is live.
    """
    wanted = scenario_name(scenario)
    if wanted == LIVE:
        return ScenarioRows(_named(records.staff, LIVE), _named(records.deployment, LIVE), _named(records.tasks, LIVE))
    staff, deployment, tasks = _schools(records.staff, wanted), _schools(records.deployment, wanted), _schools(records.tasks, wanted)
    noted = {row.school_urn for row in records.scenarios if scenario_name(row.name) == wanted}
    return ScenarioRows(
        _of_schools(records.staff, wanted, staff),
        _of_schools(records.deployment, wanted, staff | deployment | tasks | noted),
        _of_schools(records.tasks, wanted, tasks),
    )


def _named(rows: Sequence[Row], scenario: str) -> list[Row]:
    return [row for row in rows if row.scenario == scenario or scenario_name(row.scenario) == scenario]


def _schools(rows: Sequence[Row], scenario: str) -> set[str]:
    return {row.school_urn for row in rows if scenario_name(row.scenario) == scenario}


def _of_schools(rows: Sequence[Row], scenario: str, schools: set[str]) -> list[Row]:
    """Rows of the scenario for these schools, live rows for all others."""
    return [row for row in rows if scenario_name(row.scenario) == (scenario if row.school_urn in schools else LIVE)]
