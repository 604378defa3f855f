"""What a source was read into: rows by table, what is wrong with the others, and how its headings were understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sendsite.errors import DataRefused
from sendsite.framework.records import TABLES, Records
from sendsite.intake.fault import Fault, shown
from sendsite.intake.interchange.parse import ReadRow, row_of

# What a new row holds where neither its file nor the register says: nothing is invented without being asked about (plan.py).
NEW_ROWS: dict[tuple[str, str], Any] = {("pupils", "need_hours"): 0, ("staff", "send_hours"): 0, ("schools", "number_on_roll"): 0}


@dataclass(frozen=True)
class Reading:
    """
    A source, read and checked.

    `rows` holds a table where its file is present, even without rows. `mapping` gives for each table the headings that are not
    ours and the column each was read as ("" left out); given back as `mappings` it is remembered. `refused` counts rows by table.
    """

    rows: dict[str, tuple[ReadRow, ...]] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()
    mapping: dict[str, dict[str, str]] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    def records(self) -> Records:
        """The rows as whole records, absent columns blank; DataRefused with every fault where there is one."""
        if self.faults:
            raise DataRefused("\n".join(shown(self.faults)))
        tables: dict[str, Any] = {table: tuple(new_row(table, row.values) for row in self.rows.get(table, ())) for table in TABLES}
        return Records(**tables)


def new_row(table: str, values: Mapping[str, Any]) -> Any:
    """A row that was not there before: what is not given takes the default of its table."""
    missing = {name: default for (owner, name), default in NEW_ROWS.items() if owner == table and values.get(name) is None}
    return row_of(table, {**values, **missing})
