"""What somebody sent to be imported, what they said it is, and the plan that was made of it. Nothing here changes the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sendsite.admin.desk import desk
from sendsite.admin.me import may, my_schools, now, reach
from sendsite.admin.staged import Staged
from sendsite.framework.records import TABLES, Records
from sendsite.intake.choosing import lacks_school, offered, too_wide
from sendsite.intake.fault import Fault
from sendsite.intake.good_rows import good_rows
from sendsite.intake.headings import table_by_headings
from sendsite.intake.interchange.parse import Grid
from sendsite.intake.interchange.schema import PAY, SCHEMA
from sendsite.intake.plan import Counts, Plan, plan
from sendsite.intake.read import Sheet, read_sheets
from sendsite.intake.scope import within
from sendsite.intake.sources import Found
from sendsite.register.mappings import remembered

LEFT_OUT = "-"
"""The table of a sheet that is not to be read."""
SENT = "What was sent"
SHEETS_AT_MOST = 2 * len(SCHEMA)
HEADINGS_AT_MOST = 1_000
ROWS_AT_MOST = 50_000
"""Several times what a trust of ten schools has in all of its tables."""


@dataclass(frozen=True)
class Part:
    """
    One sheet, the table it is ("" while nobody knows, LEFT_OUT where it is not to be read) and the column of each heading by its place.

    `unknown` are the places of headings that nobody knows and somebody has still to say.
    """

    name: str
    grid: Grid
    table: str
    columns: tuple[str, ...]
    unknown: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Planned:
    """
    What an import would do, at change `head` of the register. `faults` are of rows that stay out.

    `staged` can be applied, None where the import cannot; `parted` says that it can only be applied without the faulty rows, and if that is asked for.
    """

    head: int
    plan: Plan
    faults: tuple[Fault, ...]
    warnings: tuple[str, ...]
    mapping: dict[str, dict[str, str]]
    staged: Staged | None
    parted: bool

    @property
    def total(self) -> Counts:
        """The counts of all tables together."""
        return Counts(*(sum(each) for each in zip(*self.plan.counts.values(), strict=True))) if self.plan.counts else Counts()


@dataclass
class Upload:
    """What was sent, and what was said of it last. `replacing` asks to remove what is not in it."""

    called: str
    parts: tuple[Part, ...]
    faults: tuple[Fault, ...] = ()
    warnings: tuple[str, ...] = ()
    school: str = ""
    replacing: bool = False
    planned: Planned | None = None

    @property
    def needs_school(self) -> bool:
        """Whether a sheet has rows of no school that anybody named."""
        return any(part.table in SCHEMA and lacks_school(part.table, part.columns) for part in self.parts)

    @property
    def settled(self) -> bool:
        """Whether every heading is known, and the school of every row."""
        return all(part.table and not part.unknown for part in self.parts) and bool(self.school or not self.needs_school)


def upload_of(called: str, found: Found) -> Upload:
    """What was sent, as far as its headings tell what it is. With one school alone, rows that name none are of that."""
    schools = my_schools()
    parts = tuple(part_of(name, grid) for name, grid in found.sheets)
    return Upload(called, parts, tuple(found.faults), tuple(found.warnings), schools[0].urn if len(schools) == 1 else "")


def part_of(name: str, grid: Grid, table: str = "") -> Part:
    """A sheet as its name and headings tell; `table` says what it is."""
    own = name.strip().casefold().replace(" ", "_")
    kind = table or (own if own in SCHEMA else table_by_headings(grid.headings) or "")
    if kind not in SCHEMA:
        return Part(name, grid, kind, ("",) * len(grid.headings))
    known = offered(kind, grid, remembered(desk().register).get(kind, {}))
    return Part(name, grid, kind, tuple(each.column for each in known), frozenset(place for place, each in enumerate(known) if not each.known))


def too_much(found: Found) -> tuple[Fault, ...]:
    """More than anybody could look through, or say the columns of."""
    if len(found.sheets) > SHEETS_AT_MOST:
        return (Fault(SENT, None, "", "", f"holds {len(found.sheets)} tables", f"Send at most {SHEETS_AT_MOST} at once."),)
    rows = sum(len(grid.rows) for _, grid in found.sheets)
    if rows > ROWS_AT_MOST:
        return (Fault(SENT, None, "", "", f"has {rows:,} rows", f"Send at most {ROWS_AT_MOST:,} at once, or use the command sendsite import."),)
    wide = tuple(fault for _, grid in found.sheets if (fault := too_wide(grid)))
    every = sum(len(grid.headings) for _, grid in found.sheets)
    if not wide and every > HEADINGS_AT_MOST:
        return (Fault(SENT, None, "", "", f"has {every} columns in all its tables", "Send them one after the other."),)
    return wide


def existing() -> Records:
    """The register as far as it is the asker's: their schools, and what the whole trust shares."""
    mine, records = reach(), now().records
    if mine is None:
        return records
    tables: dict[str, Any] = {}
    for table in TABLES:
        rows = getattr(records, table)
        tables[table] = tuple(row for row in rows if (row.urn if table == "schools" else getattr(row, "school_urn", "")) in {*mine, ""})
    return Records(**tables)


def make_plan(upload: Upload) -> Planned:
    """What the upload would do to the register as it stands, with the columns, school and wish to replace that were chosen."""
    known, trust, today = existing(), may("trust"), now().today
    warnings = list(upload.warnings)
    sheets = list(_sheets(upload.parts, warnings))
    reading = read_sheets(sheets, known=known, school=upload.school if upload.needs_school else "", faults=upload.faults)
    mine = reach()
    if mine is not None:
        reading = within(reading, known, mine)
    planned = plan(reading, known, replace=upload.replacing, today=today, may_add_bands=trust)
    faults, parted = planned.faults, False
    if faults and not upload.replacing and (good := good_rows(reading, known, today=today, may_add_bands=trust)):
        planned, faults = good
        parted = True
    staged = None if planned.faults else Staged(planned, _title(upload.called, planned))
    return Planned(now().head, planned, faults, (*warnings, *reading.warnings), reading.mapping, staged, parted)


def _sheets(parts: Sequence[Part], warnings: list[str]) -> Iterable[Sheet]:
    """The sheets to read. Salaries are left out for whoever may not see them, which is said."""
    for part in parts:
        if part.table not in SCHEMA:
            continue
        columns = part.columns
        if not may("pay") and set(PAY) & set(columns):
            columns = tuple("" if column in PAY else column for column in columns)
            warnings.append(f"{part.grid.file}: salaries were left out, because they are not yours to change. Those of the register stay.")
        yield Sheet(part.table, part.grid, columns)


def _title(called: str, planned: Plan) -> str:
    total = Counts(*(sum(each) for each in zip(*planned.counts.values(), strict=True))) if planned.counts else Counts()
    return f"Imported {called}: {total._replace(unchanged=0)}"


def chosen(upload: Upload, parts: Sequence[Part], school: str) -> None:
    """Keep what was said of the sheets; a plan that was made before is gone."""
    upload.parts, upload.school, upload.planned = tuple(parts), school, None
