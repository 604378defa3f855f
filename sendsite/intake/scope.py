"""An import of somebody who is there for some schools: rows of other schools, and what belongs to the whole trust, are not theirs to change."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any

from sendsite.framework.records import Records
from sendsite.intake.fault import Fault, quoted
from sendsite.intake.interchange.parse import ReadRow
from sendsite.intake.reading import Reading, new_row
from sendsite.register.edits import key_of

OF_THE_TRUST = ("funding_bands", "comparators", "priorities")
"""Tables with rows of no school."""


def within(reading: Reading, existing: Records, schools: Collection[str]) -> Reading:
    """
    The reading with the rows refused that are not of these schools. `existing` holds those schools and what the whole trust shares.

    A row of the trust that says what stands already is no change, so that what was exported can be read again.
    """
    rows, refused = dict(reading.rows), dict(reading.refused)
    faults: list[Fault] = []
    for table, every in reading.rows.items():
        standing = {key_of(table, row): row for row in getattr(existing, table)} if table in OF_THE_TRUST else {}
        wrong = list(_not_theirs(table, every, standing, schools))
        if wrong:
            numbers = {(fault.file, fault.row) for fault in wrong}
            rows[table] = tuple(row for row in every if (row.file, row.number) not in numbers)
            refused[table] = refused.get(table, 0) + len(numbers)
            faults += wrong
    return replace(reading, rows=rows, refused=refused, faults=(*reading.faults, *faults))


def _not_theirs(table: str, rows: tuple[ReadRow, ...], standing: dict[Any, Any], schools: Collection[str]) -> Iterator[Fault]:
    column = "urn" if table == "schools" else "school_urn"
    for row in rows:
        urn = row.values.get(column, "")
        if urn in schools:
            continue
        if urn:
            remedy = "Take the row out; whoever imports for the whole trust can add a school." if table == "schools" else "Write the URN of one that is."
            yield Fault(row.file, row.number, column, urn, f"{quoted(urn)} is not a school of yours", remedy)
            continue
        new = new_row(table, row.values)
        before = standing.get(key_of(table, new))
        if before is None or before._replace(**row.values) != before:
            problem, remedy = "would change what belongs to the whole trust", "Take the row out, or ask somebody who imports for the whole trust."
            yield Fault(row.file, row.number, "", "", problem, remedy)
