"""
Tables as files: CSV and XLSX, the same bytes each time, safe to open in a spreadsheet.

A pure table: one header row with units, then the rows; a figure that is not shown reads [c], [x] or [z]. Text that a spreadsheet would
take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO, StringIO

from sendsite.report.figures.values import MARKS, Cell, Column, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the workbook's own date is fixed, of no time zone, so that its bytes are
SHEET_NAME = 31  # letters that a sheet's name may have


def csv_bytes(table: Table) -> bytes:
    """UTF-8 with line feeds; numbers as shown, without thousands separators or units."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(heading(column)) for column in table.columns])
    for row in table.rows:
        writer.writerow([_safe(row.head), *(_plain(cell) for cell in row.cells)])
    return out.getvalue().encode("utf-8")


def heading(column: Column) -> str:
    """A column's heading with its unit: `Hours (h a week)`."""
    return f"{column.label} ({column.unit})" if column.unit else column.label


def xlsx_bytes(tables: Sequence[Table], title: str, about: Sequence[tuple[str, str]] = ()) -> bytes:
    """
    One sheet a table, then a sheet that says of which term and edition they are (`about`) and what the marks mean.

    The file's own dates and names are fixed.
    """
    from xlsxwriter import Workbook

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": MADE})
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(_sheet_name(table.slug, taken))
        for place, column in enumerate(table.columns):
            words = _safe(heading(column))
            sheet.write_string(0, place, words)
            sheet.set_column(place, place, max(12, min(len(words) + 2, 44)))
        for place, row in enumerate(table.rows, start=1):
            sheet.write_row(place, 0, [_safe(row.head), *map(_value, row.cells)])
        sheet.freeze_panes(1, 1)
    key = book.add_worksheet(_sheet_name("key", taken))
    for place, pair in enumerate(_key(tables, title, about)):
        key.write_row(place, 0, [_safe(words) for words in pair])
    key.set_column(0, 0, 28)
    book.close()
    return out.getvalue()


def _key(tables: Sequence[Table], title: str, about: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    lines = [("About", title), *about, *((f"[{mark}]", words) for mark, words in MARKS.items())]
    return [*lines, *((table.slug, table.caption) for table in tables)]


def _plain(cell: Cell) -> str:
    if cell.mark or cell.value is None:
        return _safe(cell.text)
    return _number(cell.value) if isinstance(cell.value, float) else _safe(str(cell.value))


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _value(cell: Cell) -> Decimal | int | str:
    """What a workbook's cell holds: a number as shown, as a decimal, since a float would be written with the noise of its seventeenth digit."""
    if cell.mark or cell.value is None:
        return _safe(cell.text)
    if isinstance(cell.value, str):
        return _safe(cell.value)
    return int(cell.value) if float(cell.value).is_integer() else Decimal(repr(cell.value))


def _safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula, on one line."""
    line = re.sub(r"[\x00-\x08\x0b-\x1f]|\n", " ", text) if text[:1] not in FORMULA else re.sub(r"[\x00-\x1f]", " ", text)
    return f"'{line}" if text.startswith(FORMULA) else line


def _sheet_name(slug: str, taken: set[str]) -> str:
    """A name no longer than a workbook allows and not used yet."""
    name, number = slug[:SHEET_NAME], 2
    while name in taken:
        name, number = f"{slug[: SHEET_NAME - 3]}-{number}", number + 1
    taken.add(name)
    return name
