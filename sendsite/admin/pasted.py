"""
Text that was pasted from a spreadsheet, read as rows of a table by the rules of an import.

Unlike a file, an empty cell leaves its value alone, a column that nobody knows is skipped and named, and headings may be left out: then the
columns stand in the order that the page shows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sendsite.framework.records import IDENTITY, Records
from sendsite.intake.exports import exports
from sendsite.intake.fault import Fault
from sendsite.intake.headings import FILLED_FOR_EXPORTS, resolve
from sendsite.intake.interchange.parse import Grid
from sendsite.intake.interchange.schema import SCHEMA, Column
from sendsite.intake.interchange.text import CellError
from sendsite.intake.interchange.values import value_of
from sendsite.intake.interchange.write import cell_of
from sendsite.intake.read import read_grid
from sendsite.intake.reading import Reading
from sendsite.register.changes import Key, key_of

NAME = "Pasted"
"""What stands where a file's name would, in what is said of a row."""

ENOUGH_HEADINGS = 2
"""A first row with so many headings that we know is no row of values; the heading of the id alone is enough."""

UNKNOWN_TO_SYSTEMS = tuple(name for name in FILLED_FOR_EXPORTS if name != "school_urn")
"""What the list of a school system does not hold; a new row of one is asked about."""


@dataclass(frozen=True)
class Pasted:
    """What was read: `headed` where the first row was headings; `columns` as they were understood, `skipped` those nobody knows, with a hint or ""."""

    reading: Reading
    headed: bool
    columns: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]


def pasted(table: str, text: str, order: Sequence[str], *, urn: str, known: Records) -> Pasted:
    """Read pasted text as rows of one school's table. `known` are that school's records; `order` are the columns where no headings stand."""
    cells = cells_of(text)
    first = cells[0] if cells else []
    headed = _headed(table, first)
    if not headed:
        first = [*order[: max((len(row) for row in cells), default=0)]]
    wide = [row + [""] * (len(first) - len(row)) for row in cells]
    rows = [(number, row) for number, row in enumerate(wide, start=1) if any(cell.strip() for cell in row) and not (headed and number == 1)]
    grid, skipped = _without_unknown(table, Grid(NAME, first, rows))
    shown = tuple(grid.headings)
    reading = read_grid(table, _completed(table, grid, urn, known), known=known, school=urn)
    return Pasted(reading, headed, shown, skipped)


def cells_of(text: str) -> list[list[str]]:
    """
    Rows of cells: separated by tabs as a spreadsheet copies them, else by commas.

    The one line end that a spreadsheet adds is no row; a cell with a line end or a quote in it comes in quotes.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    lines = lines.removesuffix("\n")
    if not lines.strip():
        return []
    sign = "\t" if "\t" in lines else ","
    try:
        return list(csv.reader(io.StringIO(lines, newline=""), delimiter=sign))
    except csv.Error:
        return [line.split(sign) for line in lines.split("\n")]


def _headed(table: str, first: list[str]) -> bool:
    """Whether a first row is headings: several that we know, or that of the id."""
    known = set(resolve(table, Grid(NAME, first, []), {}).fields())
    return len(known) >= ENOUGH_HEADINGS or bool(known & set(IDENTITY[table]))


def _without_unknown(table: str, grid: Grid) -> tuple[Grid, tuple[tuple[str, str], ...]]:
    """The grid without the columns that are none of ours; cells beyond the headings stay, and are refused."""
    found = resolve(table, grid, {})
    kept = {place for place, column in enumerate(found.columns) if column} | {place for _, places in found.joined for place in places}
    hints = {fault.column: fault.remedy for fault in found.faults if fault.remedy.startswith("Did you mean")}
    dropped = [place for place in range(len(grid.headings)) if place not in kept]
    skipped = tuple((grid.headings[place], hints.get(f"'{grid.headings[place]}'", "")) for place in dropped if grid.headings[place].strip())
    width = len(grid.headings)

    def left(cells: list[str]) -> list[str]:
        return [cell for place, cell in enumerate(cells) if place in kept or place >= width]

    return Grid(grid.file, left(grid.headings), [(number, left(cells)) for number, cells in grid.rows]), skipped


def _completed(table: str, grid: Grid, urn: str, known: Records) -> Grid:
    """The grid with the school's URN, with the columns that a row must have, and with what stands in the register where a cell is empty."""
    found = resolve(table, grid, {})
    given, columns = set(found.fields()), list(found.columns)
    export = found.export
    missing = [column for column in SCHEMA[table] if column.field not in given and column.required and not (export and column.name in UNKNOWN_TO_SYSTEMS)]
    standing = {key_of(table, row): row for row in getattr(known, table)}
    if export and not all(_key(table, columns, cells, urn) in standing for _, cells in grid.rows):
        missing = [column for column in missing if column.name not in exports().rows_left_out]  # a column that is not there leaves no new row out
    rows = []
    for number, cells in grid.rows:
        filled = [*cells[: len(columns)], *([""] * len(missing)), *cells[len(columns) :]]
        key = _key(table, [*columns, *missing], filled, urn)
        row = standing.get(key) if key else None
        full = list(_filled([*columns, *missing], filled, row, urn))
        for column, places in found.joined:
            if row is not None and not any(cells[place].strip() for place in places):
                full[places[0]] = cell_of(column, getattr(row, column.field))
        rows.append((number, full))
    return Grid(grid.file, [*grid.headings, *(column.name for column in missing)], rows)


def _key(table: str, columns: Sequence[Column | None], cells: list[str], urn: str) -> Key | None:
    """The identity of a row as far as it can be read; None where it cannot."""
    by_field = {column.field: (column, cell) for column, cell in zip(columns, cells, strict=False) if column}
    blanks = {column.field: column.blank for column in SCHEMA[table]}
    key: list[Any] = []
    for field in IDENTITY[table]:
        column, cell = by_field.get(field, (None, ""))
        if column is None or not cell.strip():
            key.append(urn if field == "school_urn" else blanks[field])
            continue
        try:
            key.append(value_of(column, cell))
        except CellError:
            return None
    return tuple(key)


def _filled(columns: Sequence[Column | None], cells: list[str], row: Any, urn: str) -> Iterator[str]:
    for place, cell in enumerate(cells):
        column = columns[place] if place < len(columns) else None
        if column is None or cell.strip():
            yield cell
        elif column.field == "school_urn":
            yield urn
        else:
            yield cell_of(column, getattr(row, column.field)) if row is not None else ""


def refused(reading: Reading, table: str, faults: Sequence[Fault]) -> Reading:
    """The reading with more rows refused, by the faults that only the screen can know of."""
    numbers = {fault.row for fault in faults}
    rows = {**reading.rows, table: tuple(row for row in reading.rows.get(table, ()) if row.number not in numbers)}
    count = {**reading.refused, table: reading.refused.get(table, 0) + len(numbers)} if numbers else reading.refused
    every = sorted((*reading.faults, *faults), key=lambda fault: fault.row or 0)
    return Reading(rows, tuple(every), reading.warnings, reading.mapping, count)
