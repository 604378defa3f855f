"""
Scenarios of one school as edits of the register: a copy, another name, gone, made live.

A scenario has its own cells; its own staff and tasks only where it changes them, else the live ones (framework/scenarios.py).
"""

from __future__ import annotations

from typing import Any

from sendsite.framework.records import LIVE, Records, Scenario
from sendsite.framework.retest import of_scenario
from sendsite.framework.scenarios import rows_of, scenario_name
from sendsite.register.changes import Changes
from sendsite.register.edits import with_dependents

KEPT_WITH = ("staff", "deployment", "tasks")
"""Tables whose rows bear the name of their scenario."""


def names(records: Records) -> tuple[str, ...]:
    """The scenarios of a school besides the live one: those that are noted and those that rows bear the name of."""
    found = {row.scenario for table in KEPT_WITH for row in getattr(records, table)} | {row.name for row in records.scenarios}
    return tuple(sorted(found - {LIVE}, key=str.casefold))


def note_of(records: Records, name: str) -> str:
    """Why a scenario was made, "" where nobody wrote it down."""
    return next((row.note for row in records.scenarios if row.name == name), "")


def copied(records: Records, urn: str, source: str, name: str, note: str = "") -> Changes:
    """A new scenario that holds what `source` (LIVE for the live one) holds; staff and tasks stay the live ones where `source` has none of its own."""
    rows = rows_of(records, source)
    added: dict[str, tuple[Any, ...]] = {"scenarios": (Scenario(urn, name, note),)}
    added["deployment"] = tuple(row._replace(scenario=name) for row in rows.deployment)
    for table, own in (("staff", rows.staff), ("tasks", rows.tasks)):
        if source != LIVE and _own(records, table, source):
            added[table] = tuple(row._replace(scenario=name) for row in own)
    return Changes(added=added)


def renamed(records: Records, urn: str, name: str, new_name: str, note: str) -> Changes:
    """The same scenario under another name, or with another note."""
    note_row = next((row for row in records.scenarios if row.name == name), None)
    new_row = Scenario(urn, new_name, note)
    if name == new_name:
        if note_row is None:
            return Changes(added={"scenarios": (new_row,)})
        return Changes(changed={"scenarios": ((note_row, new_row),)} if note_row != new_row else {})
    added: dict[str, tuple[Any, ...]] = {"scenarios": (new_row,)}
    removed: dict[str, tuple[Any, ...]] = {"scenarios": (note_row,) if note_row else ()}
    for table in KEPT_WITH:
        removed[table] = _own(records, table, name)
        added[table] = tuple(row._replace(scenario=new_name) for row in removed[table])
    return Changes(added=added, changed=_expected_under(records, urn, name, new_name), removed=removed)


def removed(records: Records, name: str) -> Changes:
    """A scenario gone, with all that stands under its name."""
    tables: dict[str, tuple[Any, ...]] = {table: _own(records, table, name) for table in KEPT_WITH}
    return Changes(removed={**tables, "scenarios": tuple(row for row in records.scenarios if row.name == name)})


def made_live(records: Records, urn: str, name: str, keep_as: str = "", *, pay: bool = True) -> Changes:
    """
    The scenario becomes the live deployment and is a scenario no more; with `keep_as` what was live stays under that name.

    Its staff and tasks become the live ones where it has its own. A person who is not in it leaves the live staff, and the rows in other
    scenarios that hang on them go along. Without `pay` whoever is on the live staff keeps the salary that they have there.
    What is expected of it names it no more.
    """
    wanted = rows_of(records, name)
    gone, kept = removed(records, name), _kept(records, urn, keep_as) if keep_as else Changes()
    added: dict[str, tuple[Any, ...]] = {"scenarios": kept.added.get("scenarios", ())}
    changed: dict[str, tuple[Any, ...]] = _expected_under(records, urn, name, LIVE)
    lost: dict[str, tuple[Any, ...]] = {"scenarios": gone.removed["scenarios"]}
    tables: dict[str, list[Any]] = {"staff": [*wanted.staff], "deployment": [*wanted.deployment], "tasks": [*wanted.tasks]}
    for table, rows in tables.items():
        before = {_place(table, row): row for row in _own(records, table, LIVE)}
        own = table == "deployment" or _own(records, table, name)
        after = {_place(table, row): row._replace(scenario=LIVE) for row in rows} if own else before
        if table == "staff" and not pay:
            after = {place: row._replace(annual_salary=before[place].annual_salary) if place in before else row for place, row in after.items()}
        added[table] = (*(row for place, row in after.items() if place not in before), *kept.added.get(table, ()))
        changed[table] = tuple((row, after[place]) for place, row in before.items() if after.get(place, row) != row)
        lost[table] = (*(row for place, row in before.items() if place not in after), *gone.removed[table])
    return with_dependents(records, Changes(added, changed, lost))


def _expected_under(records: Records, urn: str, name: str, new_name: str) -> dict[str, tuple[Any, ...]]:
    """What is expected of a scenario, under another name of it: LIVE once it is live."""
    rows = of_scenario(name, urn, records)
    return {"expectations": tuple((row, row._replace(scenario=new_name)) for row in rows)} if rows else {}


def _kept(records: Records, urn: str, keep_as: str) -> Changes:
    """What is live now as a scenario, its staff and tasks with it: the live ones are about to change."""
    added: dict[str, tuple[Any, ...]] = {table: tuple(row._replace(scenario=keep_as) for row in _own(records, table, LIVE)) for table in KEPT_WITH}
    return Changes(added={**added, "scenarios": (Scenario(urn, keep_as, ""),)})


def _own(records: Records, table: str, name: str) -> tuple[Any, ...]:
    """The rows of a table that bear this scenario's name themselves."""
    return tuple(row for row in getattr(records, table) if scenario_name(row.scenario) == name)


def _place(table: str, row: Any) -> tuple[str, ...]:
    """Where a row stands, whatever its scenario."""
    match table:
        case "staff":
            return (row.staff_id,)
        case "tasks":
            return (row.staff_id, row.task)
    return (row.staff_id, row.pupil_id, row.group)
