"""Cells to rows: every cell by its column's rule, every fault with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sendsite.errors import DataRefused
from sendsite.framework.records import TABLES, Records
from sendsite.intake.fault import Fault, shown, unreadable
from sendsite.intake.interchange.schema import SCHEMA, Column, file_of
from sendsite.intake.interchange.text import CellError
from sendsite.intake.interchange.values import value_of
from sendsite.intake.interchange.wanted import Wanted

FAULTS_AT_MOST = 5_000
TOTALS = ("total", "totals", "grand total", "sum")
A_TOTAL = "looks like a total"
csv.field_size_limit(131_072)


class Grid(NamedTuple):
    """A sheet of cells as text: the headings of row 1 and the rows below with the row number a spreadsheet shows."""

    file: str
    headings: list[str]
    rows: list[tuple[int, list[str]]]


class ReadRow(NamedTuple):
    """The values of one row by field; a field whose column is absent is not in it."""

    file: str
    number: int
    values: dict[str, Any]


@dataclass
class Parsed:
    """What came out of one sheet: rows without a fault, and the faults of the others with what could be read of them."""

    rows: list[ReadRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    partial: list[dict[str, Any]] = field(default_factory=list)
    cut: bool = False

    @property
    def refused(self) -> int:
        """How many rows have a fault."""
        return len(self.partial)


def grid_of(file: str, text: str) -> Grid:
    """Cells of a CSV text; DataRefused names the row where it stops being CSV. Rows without any value are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    headings: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number == 1:
                headings = cells
            elif any(cells):
                rows.append((number, cells))
    except csv.Error as error:
        raise unreadable(file, f"is not CSV ({error})", "Check the quotes and commas of that row, or save the sheet as CSV again.", number + 1) from None
    return Grid(file, headings, rows)


def parse_rows(grid: Grid, columns: list[Column | None], raw_value: Callable[[Column, str], str | None] | None = None) -> Parsed:
    """
    Rows of a grid, `columns` naming the column of each heading and None a heading that is left out.

    Where a file has very many faults the rest of it is not read, and that is said. `raw_value` may put one cell's text for another.
    """
    parsed = Parsed()
    seen: list[dict[str, Any]] = [{} for _ in columns]
    for number, cells in grid.rows:
        if len(parsed.faults) >= FAULTS_AT_MOST:
            remedy = "Mend these first: the rest of the file was not read."
            parsed.faults.append(Fault(grid.file, number, "", "", f"comes after {FAULTS_AT_MOST} faults", remedy))
            parsed.cut = True
            break
        if number == grid.rows[-1][0] and _is_total(cells, columns):
            parsed.faults.append(Fault(grid.file, number, "", "", A_TOTAL, "Remove that row: totals are worked out."))
            parsed.partial.append({})
            continue
        faults, values = _row(grid.file, number, cells, columns, seen, raw_value)
        if faults:
            parsed.faults.extend(faults)
            parsed.partial.append(values)
        else:
            parsed.rows.append(ReadRow(grid.file, number, values))
    return parsed


def _is_total(cells: list[str], columns: list[Column | None]) -> bool:
    """Whether the last row of a sheet sums up those above: a cell says so, and it names no school, no person and no other thing of its own."""
    words = [cell.strip().rstrip(":").casefold() for cell in cells]
    ids = [word for column, word in zip(columns, words, strict=False) if column and column.kind in ("urn", "id")]
    return any(word in TOTALS for word in words) and bool(ids) and all(word in ("", *TOTALS) for word in ids)


def _row(
    file: str, number: int, cells: list[str], columns: list[Column | None], seen: list[dict[str, Any]], raw_value: Callable[[Column, str], str | None] | None
) -> tuple[list[Fault], dict[str, Any]]:
    if len(cells) < len(columns) or any(cell.strip() for cell in cells[len(columns) :]):
        remedy = "Check for a comma in a value without quotes, or a missing cell."
        return [Fault(file, number, "", "", f"has {len(cells)} cells where the headings have {len(columns)}", remedy)], {}
    faults: list[Fault] = []
    values: dict[str, Any] = {}
    for column, cell, known in zip(columns, cells, seen, strict=False):
        if column is None:
            continue
        if cell not in known:
            known[cell] = _value(column, cell, raw_value)
        value = known[cell]
        if isinstance(value, CellError):
            faults.append(Fault(file, number, column.name, cell, value.problem, value.remedy))
        else:
            values[column.field] = value
    return faults, values


def _value(column: Column, cell: str, raw_value: Callable[[Column, str], str | None] | None) -> Any:
    try:
        other = raw_value(column, cell) if raw_value else None
        return value_of(column, cell if other is None else other)
    except CellError as refused:
        return refused


def records_of(files: Mapping[str, bytes], wanted: Wanted | None = None) -> Records:
    """
    The records of files that this product wrote, exactly; DataRefused with every fault otherwise. `wanted`: of all rows, these alone.

    Cells are checked by their rules. Whether rows fit together is not judged here: these were one register once.
    """
    tables: dict[str, tuple[Any, ...]] = {}
    faults: list[Fault] = []
    for name, content in files.items():
        table = name.removesuffix(".csv")
        if table not in SCHEMA or name != file_of(table):
            raise DataRefused(f"{name}: is not a file of the interchange format. Its files are {', '.join(file_of(known) for known in SCHEMA)}.")
        parsed = _strict(table, name, content, wanted)
        faults.extend(parsed.faults)
        tables[table] = tuple(row_of(table, row.values) for row in parsed.rows)
    if faults:
        raise DataRefused("\n".join(shown(faults)))
    return Records(**tables)


def _strict(table: str, name: str, content: bytes, wanted: Wanted | None) -> Parsed:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise DataRefused(f"{name}: is not UTF-8 (byte {error.start}). Save it as CSV UTF-8.") from None
    if wanted and wanted.none_of(table, text):
        return Parsed()
    grid = grid_of(name, text)
    by_name = {column.name: column for column in SCHEMA[table]}
    headings = grid.headings
    odd = [*(f"unknown column '{heading}'" for heading in headings if heading not in by_name)]
    odd += [f"no column '{column.name}'" for column in SCHEMA[table] if column.required and column.name not in headings]
    if odd or len(set(headings)) != len(headings):
        raise DataRefused(f"{name}: has {', '.join(odd) or 'a heading twice'}. Its columns are {', '.join(by_name)}.")
    asked = grid if wanted is None else grid._replace(rows=wanted.rows(table, grid.rows))
    return parse_rows(asked, [by_name[heading] for heading in headings])


def row_of(table: str, values: Mapping[str, Any]) -> Any:
    """A row of a table from values by field; a field that is not given is blank."""
    kind: Any = TABLES[table]
    return kind._make(values.get(field, blank) for field, blank in BLANKS_OF[table])


def _blanks(table: str) -> Iterator[tuple[str, Any]]:
    by_field = {column.field: column for column in SCHEMA[table]}
    kind: Any = TABLES[table]
    for name in kind._fields:
        yield name, by_field[name].blank


BLANKS_OF = {table: tuple(_blanks(table)) for table in SCHEMA}
