"""Read a folder, a zip, a workbook or one CSV file into rows and faults. Nothing is changed by reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sendsite.framework.records import IDENTITY, TABLES, Records
from sendsite.intake import coherence
from sendsite.intake.choosing import by_choice, lacks_school
from sendsite.intake.exports import left_out_because, their_code
from sendsite.intake.fault import Fault, spans
from sendsite.intake.headings import Headings, resolve, table_by_headings
from sendsite.intake.interchange.parse import A_TOTAL, Grid, Parsed, ReadRow, parse_rows
from sendsite.intake.interchange.schema import SCHEMA, Column, file_of
from sendsite.intake.interchange.values import is_british_date
from sendsite.intake.reading import Reading
from sendsite.intake.sources import found_in
from sendsite.intake.suggest import suggestion

__all__ = ["Reading", "Sheet", "read", "read_sheets"]


class Sheet(NamedTuple):
    """Rows of which somebody said what they are: the table, and the column of each heading by its place, "" left out."""

    table: str
    grid: Grid
    columns: tuple[str, ...]


def read(path: Path, *, known: Records | None = None, mappings: Mapping[str, Mapping[str, str]] | None = None, school: str = "") -> Reading:
    """
    Read and check a source against itself and the `known` records of the register.

    `mappings` are headings remembered from an earlier reading (Reading.mapping). `school` is the URN for an export that names none.
    """
    found = found_in(path)
    reader = _Reader(known or Records(), mappings or {}, school)
    reader.faults += found.faults
    reader.warnings += found.warnings
    for name, grid in found.sheets:
        reader.place(name, grid)
    return reader.whole(bool(found.faults))


def read_sheets(sheets: Iterable[Sheet], *, known: Records | None = None, school: str = "", faults: Iterable[Fault] = ()) -> Reading:
    """The same of sheets as somebody chose; `faults` are those of cells that were refused when the sheets were opened."""
    reader = _Reader(known or Records(), {}, school)
    reader.faults += faults
    for sheet in sheets:
        reader.chosen[sheet.table] = sheet.columns
        reader.place(sheet.table, sheet.grid)
    return reader.whole(bool(reader.faults))


def read_grid(
    table: str, grid: Grid, *, known: Records | None = None, mappings: Mapping[str, Mapping[str, str]] | None = None, school: str = ""
) -> Reading:
    """Read and check one sheet that is no file, such as text that was pasted, as rows of a table; all else as `read`."""
    reader = _Reader(known or Records(), mappings or {}, school)
    reader.grids[table] = grid
    reader.take(table)
    reader.fit_together(False)
    return reader.reading()


class _Reader:
    """One reading as it goes on: which sheet is which table, then its rows, then how they fit together."""

    def __init__(self, known: Records, mappings: Mapping[str, Mapping[str, str]], school: str) -> None:
        self.known, self.mappings, self.school = known, mappings, school
        self.grids: dict[str, Grid] = {}
        self.rows: dict[str, list[ReadRow]] = {}
        self.partial: dict[str, list[dict[str, Any]]] = {}
        self.refused: dict[str, int] = {}
        self.mapping: dict[str, dict[str, str]] = {}
        self.faults: list[Fault] = []
        self.warnings: list[str] = []
        self.unread: set[str] = set()
        self.chosen: dict[str, tuple[str, ...]] = {}

    def whole(self, files_unread: bool) -> Reading:
        """Every table that was placed, and how they fit together."""
        for table in [table for table in TABLES if table in self.grids]:
            self.take(table)
        self.fit_together(files_unread)
        return self.reading()

    def place(self, name: str, grid: Grid) -> None:
        """Find out which table a sheet is: by its name, or failing that by its headings, which is said."""
        table = name.strip().casefold().replace(" ", "_")
        if table not in SCHEMA:
            by_headings = table_by_headings(grid.headings)
            if by_headings is None:
                self.faults.append(Fault(grid.file, None, "", "", "is not a table of the register, by its name or by its headings", suggestion(name)))
                return
            table = by_headings
            self.warnings.append(f"{grid.file}: was read as {file_of(table)}, because of its headings.")
        if table in self.grids:
            problem = f"is a second file of {table}, beside {self.grids[table].file}"
            self.faults.append(Fault(grid.file, None, "", "", problem, "Put the rows into one, or import them one by one."))
            return
        self.grids[table] = grid

    def take(self, table: str) -> None:
        """Read the rows of a table, as an export of a school system where its headings are one's."""
        grid = self.grids[table]
        chosen = self.chosen.get(table)
        headings = resolve(table, grid, self.mappings.get(table, {})) if chosen is None else by_choice(table, grid, chosen, school=bool(self.school))
        if headings.mapping:
            self.mapping[table] = headings.mapping
        if headings.faults:
            self.faults += headings.faults
            self.unread.add(table)
            return
        if headings.export:
            grid = self._export(grid, headings)
        columns = [*headings.columns, *(column for column, _ in headings.joined)]
        self._british(grid, columns)
        parsed = parse_rows(grid, columns, self._their_value() if headings.export else None)
        of_named_school = chosen is not None and bool(self.school) and lacks_school(table, chosen)
        if (headings.export or of_named_school) and "school_urn" in {column.field for column in SCHEMA[table]} - set(headings.fields()):
            self._in_school(table, grid, parsed)
        self._spoilt(grid, parsed)
        self.rows[table], self.partial[table], self.refused[table] = parsed.rows, parsed.partial, parsed.refused
        self.faults += parsed.faults
        if parsed.cut or not all(set(IDENTITY[table]) & set(headings.fields()) <= set(values) for values in parsed.partial):
            self.unread.add(table)  # somebody may stand in a row that could not be read

    def _spoilt(self, grid: Grid, parsed: Parsed) -> None:
        """A row with a cell that was refused when its file was opened, such as a formula, is refused with it. Of a total nothing more is said."""
        totals = {fault.row for fault in parsed.faults if fault.problem == A_TOTAL}
        self.faults = [fault for fault in self.faults if fault.file != grid.file or fault.row not in totals]
        spoilt = {fault.row for fault in self.faults if fault.file == grid.file}
        parsed.partial += [row.values for row in parsed.rows if row.number in spoilt]
        parsed.rows[:] = [row for row in parsed.rows if row.number not in spoilt]

    def _export(self, grid: Grid, headings: Headings) -> Grid:
        """Join forename and surname, and leave out rows that are not of the register, saying how many and why."""
        kept, left_out = [], dict[str, int]()
        judged = [(place, column.name) for place, column in enumerate(headings.columns) if column]
        for number, cells in grid.rows:
            because = next((words for place, name in judged if place < len(cells) and (words := left_out_because(name, cells[place]))), "")
            if because:
                left_out[because] = left_out.get(because, 0) + 1
                continue
            names = [" ".join(cells[place].strip() for place in places if place < len(cells)) for _, places in headings.joined]
            kept.append((number, cells + names if len(cells) == len(headings.columns) else cells))
        self.warnings += [
            f"{grid.file}: {count} {'row' if count == 1 else 'rows'} of {because} {'was' if count == 1 else 'were'} left out."
            for because, count in left_out.items()
        ]
        return Grid(grid.file, [*grid.headings, *(column.name for column, _ in headings.joined)], kept)

    def _their_value(self) -> Callable[[Column, str], str | None]:
        schools = {school.name.casefold(): school.urn for school in self.known.schools}
        schools |= {row.values["name"].casefold(): row.values["urn"] for row in self.rows.get("schools", [])}
        return lambda column, cell: schools.get(cell.strip().casefold()) if column.name == "school_urn" else their_code(column, cell)

    def _in_school(self, table: str, grid: Grid, parsed: Parsed) -> None:
        """An export without a school is of the school that was named, or of the only one there is."""
        schools = {school.urn for school in self.known.schools} | {row.values["urn"] for row in self.rows.get("schools", [])}
        urn = self.school or (next(iter(schools)) if len(schools) == 1 else "")
        if not urn:
            problem = f"has no column school_urn, and there are {len(schools)} schools it could be of"
            parsed.faults.append(Fault(grid.file, None, "", "", problem, "Add the column school_urn, or name the school of the file."))
            self.unread.add(table)
            parsed.rows.clear()
        parsed.rows[:] = [row._replace(values={"school_urn": urn, **row.values}) for row in parsed.rows]
        parsed.partial[:] = [{"school_urn": urn, **values} for values in parsed.partial]
        self.warnings += [f"{grid.file}: names no school; its rows were read as those of {urn}."] if urn else []

    def _british(self, grid: Grid, columns: list[Column | None]) -> None:
        for place, column in enumerate(columns):
            if column and column.kind == "date":
                rows = [number for number, cells in grid.rows if place < len(cells) and is_british_date(cells[place])]
                if rows:
                    which = f"row {rows[0]}" if len(rows) == 1 else f"rows {spans(rows)}"
                    self.warnings.append(f"{grid.file} {which}, {column.name}: read as day/month/year. Better write 2025-08-31.")

    def fit_together(self, files_unread: bool) -> None:
        """Judge rows against each other; a table that could not be read is not held against the others."""
        if files_unread:
            self.unread |= set(TABLES) - set(self.rows)
        everybody = coherence.Known(self.rows, self.partial, self.known)
        nobody = not everybody.schools and "schools" not in self.unread
        if nobody and any(self.rows.values()):
            problem = "is missing, and the register has no school yet"
            self.faults.append(Fault(file_of("schools"), None, "", "", problem, "Add it: urn, name, phase, number_on_roll."))
        for table, rows in self.rows.items():
            wrong = [*coherence.twice(table, rows), *(coherence.wrong_upns(rows) if table == "pupils" else ())]
            for row in rows:
                broken = [*coherence.broken_rules(table, row.values), *(() if nobody else self._missing(everybody, table, row))]
                wrong += [Fault(row.file, row.number, b.field, str(row.values.get(b.field, "")), b.problem, b.remedy) for b in broken]
            self._refuse(table, wrong)
        strange = coherence.unknown_authorities(self.rows.get("pupils", []))
        if strange:
            which = f"row{'s' if len(strange) > 1 else ''} {spans(row.number for row in strange)}"
            self.warnings.append(f"{strange[0].file} {which}, pupil_id: the UPN begins with no known local authority.")

    def _missing(self, everybody: coherence.Known, table: str, row: ReadRow) -> list[coherence.Broken]:
        not_judged = {"school_urn": "schools", "pupil_id": "pupils", "staff_id": "staff", "outcome_id": "outcomes"}
        return [broken for broken in everybody.missing(table, row.values) if not_judged[broken.field] not in self.unread]

    def _refuse(self, table: str, wrong: list[Fault]) -> None:
        self.faults += wrong
        numbers = {fault.row for fault in wrong}
        self.rows[table] = [row for row in self.rows[table] if row.number not in numbers]
        self.refused[table] += len(numbers)

    def reading(self) -> Reading:
        """What came out."""
        rows = {table: tuple(rows) for table, rows in self.rows.items()}
        files = list(dict.fromkeys(fault.file for fault in self.faults))
        cells: dict[tuple[object, ...], Fault] = {}
        for fault in self.faults:  # the first fault of a cell is the cause of those that follow from it
            cells.setdefault((fault.file, fault.row, fault.column, fault.row is None and fault.problem), fault)
        faults = tuple(sorted(cells.values(), key=lambda fault: (files.index(fault.file), fault.row or 0)))
        return Reading(rows, faults, tuple(self.warnings), self.mapping, {table: count for table, count in self.refused.items() if count})
