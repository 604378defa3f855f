"""Moves of hours planned as an edit of the register: a new scenario that holds a deployment with the moves made."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.framework.rebalance import Move, moved_rows
from sendsite.framework.records import LIVE, Allocation, Records, Scenario, Staff, Task
from sendsite.framework.scenarios import rows_of, scenario_name
from sendsite.register.changes import Changes


def taken_names(records: Records, urn: str) -> frozenset[str]:
    """The names of a school's scenarios, those that only rows bear included; the live one has none."""
    rows: tuple[Staff | Allocation | Task, ...] = (*records.staff, *records.deployment, *records.tasks)
    named = {scenario_name(row.scenario) for row in rows if row.school_urn == urn} | {row.name for row in records.scenarios if row.school_urn == urn}
    return frozenset(named - {LIVE})


def proposed_scenario(records: Records, urn: str, name: str, note: str, moves: Sequence[Move], *, source: str = LIVE) -> Changes:
    """A scenario of one school like `source`, with these moves made. Staff and tasks stay the live ones where `source` has none of its own."""
    rows, wanted = rows_of(records, source), scenario_name(source)
    deployment = moved_rows((row for row in rows.deployment if row.school_urn == urn), urn, wanted, moves)
    own_staff = () if wanted == LIVE else [row for row in records.staff if row.school_urn == urn and scenario_name(row.scenario) == wanted]
    own_tasks = () if wanted == LIVE else [row for row in records.tasks if row.school_urn == urn and scenario_name(row.scenario) == wanted]
    return Changes(
        added={
            "scenarios": (Scenario(urn, name, note),),
            "staff": tuple(row._replace(scenario=name) for row in own_staff),
            "deployment": tuple(row._replace(scenario=name) for row in deployment),
            "tasks": tuple(row._replace(scenario=name) for row in own_tasks),
        }
    )
