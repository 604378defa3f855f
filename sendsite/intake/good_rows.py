"""An import without the rows that are refused, for somebody who asks for that: never done by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sendsite.framework.records import TABLES, Records
from sendsite.intake.fault import Fault
from sendsite.intake.interchange.parse import FAULTS_AT_MOST
from sendsite.intake.plan import Counts, Plan, plan
from sendsite.intake.reading import Reading, new_row
from sendsite.register.edits import Changes, key_of, orphans, outcome

HEADINGS_ROW = 1


def good_rows(reading: Reading, existing: Records, *, today: date | None = None, may_add_bands: bool = True) -> tuple[Plan, tuple[Fault, ...]] | None:
    """
    What the rows without a fault would do, and the faults of all that stay out; None where a file as a whole is at fault, or no row is good.

    A row that names somebody whose own row is refused stays out as well. Nothing is removed by such an import.
    """
    first = plan(reading, existing, today=today, may_add_bands=may_add_bands)
    if not first.faults or len(first.faults) > FAULTS_AT_MOST or any(fault.row is None or fault.row == HEADINGS_ROW for fault in first.faults):
        return None
    good = _without(reading, first.faults)
    made = plan(good, existing, today=today, may_add_bands=may_add_bands)
    hanging = _hanging(good, existing, made.changes)
    if hanging:
        good = _without(good, hanging)
        made = plan(good, existing, today=today, may_add_bands=may_add_bands)
    if made.faults or not any(good.rows.values()):
        return None
    out = (*first.faults, *hanging)
    return replace(made, counts=_counted(made.counts, reading, good)), out


def _without(reading: Reading, faults: Iterable[Fault]) -> Reading:
    """The reading without the rows that have a fault; a cell that was refused when its file was opened has left its row behind."""
    places = {(fault.file, fault.row) for fault in faults}
    rows = {table: tuple(row for row in every if (row.file, row.number) not in places) for table, every in reading.rows.items()}
    return replace(reading, rows=rows, faults=(), refused={})


def _hanging(good: Reading, existing: Records, changes: Changes) -> tuple[Fault, ...]:
    """Good rows that would hang on nothing."""
    already = orphans(existing)
    faults = []
    for table, lost in orphans(outcome(existing, changes)).items():
        keys = {key_of(table, row) for row in lost if row not in already.get(table, ())}
        for row in good.rows.get(table, ()):
            if key_of(table, new_row(table, row.values)) in keys:
                faults.append(Fault(row.file, row.number, "", "", "names a school or a person whose own row is refused", "Mend that row first."))
    return tuple(faults)


def _counted(counts: dict[str, Counts], whole: Reading, good: Reading) -> dict[str, Counts]:
    """The counts with the rows that stay out: those refused when they were read, and those taken out since."""
    found = dict(counts)
    for table in TABLES:
        out = whole.refused.get(table, 0) + len(whole.rows.get(table, ())) - len(good.rows.get(table, ()))
        if out:
            found[table] = found.get(table, Counts())._replace(refused=out)
    return found
