"""The records of a trust taken apart by school, so that an edit of one school makes only that school's tables anew; and put together again."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sendsite.framework.records import IDENTITY, TABLES, Records, School
from sendsite.framework.scenarios import scenario_name
from sendsite.register.changes import Row

OF_ALL = ("funding_bands", "comparators")
"""Tables that belong to no school."""

Step = tuple[str, Row, Row]
"""A table and a row of it before and after a change; None before it was added, and after it was removed."""


@dataclass(frozen=True)
class Apart:
    """The rows of one school, or, under "", those of none: of tables that belong to all, and the trust's own priorities."""

    records: Records = field(default_factory=Records)

    @property
    def school(self) -> School | None:
        return self.records.schools[0] if self.records.schools else None

    def has(self, scenario: str) -> bool:
        """Whether the school has a scenario: a note of it, or a row that bears its name."""
        own = self.records
        named = {row.name for row in own.scenarios} | {row.scenario for row in own.staff} | {row.scenario for row in own.tasks}
        return any(scenario_name(name) == scenario for name in named | {row.scenario for row in own.deployment})

    def after(self, steps: Iterable[Step]) -> Apart:
        """The same after some rows were added, changed or removed, in this order."""
        tables: dict[str, list[Any]] = {}
        for table, before, after in steps:
            rows = tables.get(table)
            if rows is None:
                rows = tables[table] = list(getattr(self.records, table))
            _put(table, rows, before, after)
        made: dict[str, Any] = {table: tuple(rows) for table, rows in tables.items()}
        return Apart(replace(self.records, **made))


def apart(records: Records) -> dict[str, Apart]:
    """Records by the URN of their school; each table stays in its order."""
    found: dict[str, dict[str, list[Any]]] = {}
    for table in TABLES:
        for row in getattr(records, table):
            found.setdefault(owner(table, row), {}).setdefault(table, []).append(row)
    return {urn: Apart(Records(**{table: tuple(rows) for table, rows in tables.items()})) for urn, tables in found.items()}


def together(parts: Mapping[str, Apart]) -> Records:
    """All records, rows in the order of their identity: it begins with the school, where there is one."""
    order = [parts[urn].records for urn in sorted(parts)]
    tables: dict[str, Any] = {table: tuple(row for records in order for row in getattr(records, table)) for table in TABLES}
    return Records(**tables)


def of_step(step: Step) -> Row:
    """The row that a change is about."""
    return step[1] if step[2] is None else step[2]


def owner(table: str, row: Row) -> str:
    """The URN of the school that a row belongs to, "" where it belongs to none."""
    return row.urn if table == "schools" else getattr(row, "school_urn", "")


def _put(table: str, rows: list[Any], before: Row, after: Row) -> None:
    """Take a row's place in a table that is in the order of identity, or leave it."""
    key = _place(table, after if after is not None else before)
    at = bisect_left(rows, key, key=lambda row: _place(table, row))
    stands = at < len(rows) and _place(table, rows[at]) == key
    if after is None:
        del rows[at : at + stands]
    else:
        rows[at : at + stands] = [after]


def _place(table: str, row: Row) -> tuple[Any, ...]:
    """Where a row stands in its table; a missing date stands before every date, as in the register."""
    return tuple(date.min if part is None else part for part in (getattr(row, column) for column in IDENTITY[table]))
