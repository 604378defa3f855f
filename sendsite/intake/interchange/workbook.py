"""The interchange format as a workbook: one sheet a table and a sheet of notes, every value where a spreadsheet shows it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from sendsite.framework.records import Records
from sendsite.intake.fault import Fault, unreadable
from sendsite.intake.interchange.parse import Grid
from sendsite.intake.interchange.schema import SCHEMA
from sendsite.intake.interchange.text import SIGNS
from sendsite.intake.interchange.write import cells_of, columns_of

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NOTES = "notes"
GAP_AT_MOST = 10_000
WIDTH_AT_MOST = 200
_NUMBERS = ("hours", "days", "money", "percent", "whole")  # percentiles have more digits than a spreadsheet keeps
WORDS = (
    "Each sheet is one table of the register; the sheet's name says which. Row 1 holds the headings, in any order.",
    "A blank cell clears the value. A column that is taken out leaves the values as they are. A row that is taken out stays in the register.",
    "Hours are hours a week with at most two decimals, money is GBP, dates are written 2025-08-31.",
    "Text that begins with = + - or @ has an apostrophe before it, so that no program takes it for a formula. Cells with formulas are refused.",
)


def write_workbook(records: Records, path: Path | IO[bytes], *, with_pay: bool = True) -> None:
    """Write each table with rows, and schools always, as a sheet of its own."""
    from openpyxl import Workbook

    book = Workbook()
    notes: Any = book.active
    notes.title = NOTES
    _fill(notes, [[words] for words in WORDS], ("text",))
    for table in SCHEMA:
        rows = getattr(records, table)
        if rows or table == "schools":
            columns = columns_of(table, with_pay=with_pay)
            sheet = book.create_sheet(table)
            _fill(sheet, [[column.name for column in columns]], ("text",) * len(columns))
            _fill(sheet, cells_of(table, rows, with_pay=with_pay), tuple(column.kind for column in columns))
            sheet.freeze_panes = "A2"
    book.save(path)


def _fill(sheet: Worksheet, rows: Iterable[list[str]], kinds: tuple[str, ...]) -> None:
    for row in rows:
        sheet.append(list(_cells(sheet, row, kinds)))


def _cells(sheet: Worksheet, row: list[str], kinds: tuple[str, ...]) -> Iterator[Any]:
    from openpyxl.cell import WriteOnlyCell

    for text, kind in zip(row, kinds, strict=True):
        number = kind in _NUMBERS and text != ""
        cell: Any = WriteOnlyCell(sheet, value=float(text) if number else text or None)
        if text and not number:
            cell.data_type = "s"  # never a formula, whatever it begins with
        yield cell


def grids_of_workbook(path: Path, name: str) -> tuple[list[tuple[str, Grid]], list[Fault]]:
    """
    Every sheet but the notes as cells of text, with its name; and the cells that are refused: formulas and errors.

    The caller has looked at the zip directory first. Unreadable where it is no workbook.
    """
    import openpyxl

    if not openpyxl.DEFUSEDXML:
        raise unreadable(name, "cannot be read safely, because defusedxml is missing", "Install it, or save each sheet as CSV.")
    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and validations that openpyxl does not keep; only values are read
            book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.title.strip().casefold() != NOTES]
            read = [(sheet.title.strip(), *_grid(sheet, f"{name} sheet {sheet.title.strip()}")) for sheet in sheets]
    except Exception as error:  # openpyxl lets through whatever its parts raise; the file is the cause of each
        if isinstance(error, (MemoryError, RecursionError)) or hasattr(error, "fault"):
            raise
        raise unreadable(name, f"cannot be read as a workbook ({type(error).__name__})", "Open it in a spreadsheet and save it again as .xlsx.") from None
    return [(title, grid) for title, grid, _ in read if grid.headings or grid.rows], [fault for _, _, faults in read for fault in faults]


def _grid(sheet: Any, file: str) -> tuple[Grid, list[Fault]]:
    sheet.reset_dimensions()  # what the file says of its size need not be so
    first = next(sheet.iter_rows(max_row=1, max_col=WIDTH_AT_MOST), ())
    headings, faults = _texts(file, 1, first, [])
    while headings and headings[-1] == "":
        headings.pop()
    rows: list[tuple[int, list[str]]] = []
    number = last = 1
    for number, cells in enumerate(sheet.iter_rows(min_row=2, max_col=len(headings) + 1 if headings else WIDTH_AT_MOST), start=2):
        if any(cell.value is not None for cell in cells):
            texts, wrong = _texts(file, number, cells, headings)
            faults += wrong
            last = number
            if any(texts):
                rows.append((number, texts[: len(headings)] if texts[-1] == "" else texts))
        if number - last > GAP_AT_MOST:
            raise unreadable(file, f"has more than {GAP_AT_MOST} empty rows one after another", "Take out what is not the table.")
    return Grid(file, headings, rows), faults


def _texts(file: str, number: int, cells: Iterable[Any], headings: list[str]) -> tuple[list[str], list[Fault]]:
    texts, faults = [], []
    for place, cell in enumerate(cells):
        fault = _refused(file, number, headings[place] if place < len(headings) else f"column {place + 1}", cell)
        faults.extend([fault] if fault else [])
        texts.append("" if fault else _marked(text_of(cell.value)) if isinstance(cell.value, str) else text_of(cell.value))
    return texts, faults


def _refused(file: str, number: int, heading: str, cell: Any) -> Fault | None:
    if cell.data_type == "f":
        return Fault(file, number, heading, str(cell.value), "holds a formula", "Paste it as a value.")
    if cell.data_type == "e":
        return Fault(file, number, heading, str(cell.value), f"'{cell.value}' is an error of the spreadsheet", "Write the value.")
    return None


def _marked(text: str) -> str:
    """A cell of text that begins like a formula is none in a workbook, which tells formulas apart: it gets the apostrophe a CSV would have."""
    bare = text.strip()
    return f"'{bare}" if bare.startswith(SIGNS) else text


def text_of(value: Any) -> str:
    """A cell's value as it would stand in a CSV: shortest decimals, ISO dates, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return format(Decimal(format(value, ".15g")), "f") if value % 1 else format(value, ".0f")
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
