"""What an edit adds, changes and removes, as rows of `framework.records`; and the difference between two sets of records as such an edit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sendsite.errors import DataRefused
from sendsite.framework.records import IDENTITY, TABLES, Records

Row = Any  # a NamedTuple of framework.records
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Changes:
    """Rows by table. `changed` holds (before, after): before is what the person saw, and it must still stand."""

    added: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    changed: dict[str, tuple[tuple[Row, Row], ...]] = field(default_factory=dict)
    removed: dict[str, tuple[Row, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(rows for part in (self.added, self.changed, self.removed) for rows in part.values())

    def counts(self) -> dict[str, dict[str, int]]:
        """Rows of each kind, for the tables that have any."""
        parts = {"added": self.added, "changed": self.changed, "removed": self.removed}
        tables = {table: {kind: len(part[table]) for kind, part in parts.items() if part.get(table)} for table in TABLES}
        return {table: kinds for table, kinds in tables.items() if kinds}


def key_of(table: str, row: Row) -> Key:
    """The identity of a row."""
    return tuple(getattr(row, column) for column in IDENTITY[table])


def keyed(table: str, rows: tuple[Row, ...]) -> dict[Key, Row]:
    """Rows by their identity; refused where two have the same one."""
    found: dict[Key, Row] = {}
    for row in rows:
        key = key_of(table, row)
        if key in found:
            raise DataRefused(f"{table}: two rows stand for {shown(key)}. Keep one of them.")
        found[key] = row
    return found


def shown(key: Key) -> str:
    """An identity as it is read: `140001, TA01, live`."""
    return ", ".join(str(part) if part not in ("", None) else "(blank)" for part in key)


def difference(before: Records, after: Records) -> Changes:
    """The edit that leads from one set of records to another."""
    added: dict[str, tuple[Row, ...]] = {}
    changed: dict[str, tuple[tuple[Row, Row], ...]] = {}
    removed: dict[str, tuple[Row, ...]] = {}
    for table in TABLES:
        old, new = keyed(table, getattr(before, table)), keyed(table, getattr(after, table))
        added[table] = tuple(row for key, row in new.items() if key not in old)
        changed[table] = tuple((old[key], row) for key, row in new.items() if key in old and old[key] != row)
        removed[table] = tuple(row for key, row in old.items() if key not in new)
    return Changes(added, changed, removed)
