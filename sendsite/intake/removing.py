"""Rows that would name somebody whom a replacing import removes: refused, each where the person who keeps the file can mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sendsite.framework.records import Records
from sendsite.intake.fault import Fault, quoted
from sendsite.intake.interchange.parse import ReadRow
from sendsite.intake.interchange.schema import file_of
from sendsite.register.edits import Changes, key_of, orphans, outcome

Given = tuple[Mapping[tuple[Any, ...], ReadRow], bool]
"""A table of the import: its rows by identity, and whether any row of it was refused."""

_NAMED = (("pupil_id", "pupils", "a pupil", "the pupil"), ("staff_id", "staff", "a member of staff", "the person"))


def left_hanging(existing: Records, changes: Changes, given: Mapping[str, Given]) -> list[Fault]:
    """A row of the import is refused by itself; rows that only the register has are one fault a table."""
    already = orphans(existing)
    faults = []
    for table, rows in orphans(outcome(existing, changes)).items():
        lost = [row for row in rows if row not in already.get(table, ())]
        theirs, refused = given.get(table, ({}, False))
        faults += [_of_import(theirs[key], row, changes) for row in lost if (key := key_of(table, row)) in theirs]
        left = [row for row in lost if key_of(table, row) not in theirs]
        if left:
            faults.append(_of_register(table, left, refused))
    return sorted(faults, key=lambda fault: (fault.file, fault.row or 0))


def _of_import(read: ReadRow, row: Any, changes: Changes) -> Fault:
    """Whom the row names that the import removes: the pupil, the member of staff, or else the outcome."""
    for column, table, one, whom in _NAMED:
        value = getattr(row, column, "")
        if any((gone.school_urn, getattr(gone, column)) == (row.school_urn, value) for gone in changes.removed.get(table, ())):
            remedy = f"Put {whom} back into {file_of(table)}, or take this row out."
            return Fault(read.file, read.number, column, value, f"{quoted(value)} is not {one} of {file_of(table)}", remedy)
    value = getattr(row, "outcome_id", "")
    remedy = f"Put the outcome back into {file_of('outcomes')}, or take this row out."
    return Fault(read.file, read.number, "outcome_id", value, f"{quoted(value)} is not an outcome of {file_of('outcomes')}", remedy)


def _of_register(table: str, lost: list[Any], refused: bool) -> Fault:
    first = ", ".join(str(part) for part in key_of(table, lost[0]) if part)
    count = "1 row" if len(lost) == 1 else f"{len(lost)} rows"
    problem = f"{count} of the register would name somebody whom this import removes, such as {first}"
    remedy = f"Mend the rows of {file_of(table)} that are refused" if refused else f"Put {file_of(table)} in the import as well"
    return Fault(file_of(table), None, "", "", problem, f"{remedy}, or keep the row they name.")
