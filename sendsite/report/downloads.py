"""
Tables as files: CSV and XLSX, the same bytes each time, safe to open in a spreadsheet.

A pure table: one header row with units, then the rows; a figure that is not shown reads [c], [x] or [z]. Text that a spreadsheet would
take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO, StringIO

from sendsite.report.figures.values import MARKS, Cell, Column, Table

FORMULA = ("=", "+", "-", "@", "\t", "\r")
EPOCH = (1980, 1, 1, 0, 0, 0)
FIXED = "2000-01-01T00:00:00Z"
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


def xlsx_bytes(tables: Sequence[Table], title: str) -> bytes:
    """One sheet a table, then a sheet that says what the marks mean. The file's own dates and names are fixed."""
    from openpyxl import Workbook

    book = Workbook()
    for sheet in list(book):
        book.remove(sheet)
    taken: set[str] = set()
    for table in tables:
        sheet = book.create_sheet(_sheet_name(table.slug, taken))
        sheet.append([_safe(heading(column)) for column in table.columns])
        for row in table.rows:
            sheet.append([_safe(row.head), *(_value(cell) for cell in row.cells)])
        sheet.freeze_panes = "B2"
        for place, column in enumerate(table.columns):
            sheet.column_dimensions[_letter(place)].width = max(12, min(len(heading(column)) + 2, 44))
    key = book.create_sheet(_sheet_name("key", taken))
    for line in _key(tables, title):
        key.append([_safe(words) for words in line])
    key.column_dimensions["A"].width = 28
    out = BytesIO()
    book.save(out)
    return _fixed(out.getvalue())


def _key(tables: Sequence[Table], title: str) -> list[tuple[str, str]]:
    lines = [("About", title), *((f"[{mark}]", words) for mark, words in MARKS.items())]
    return [*lines, *((table.slug, table.caption) for table in tables)]


def _plain(cell: Cell) -> str:
    if cell.mark or cell.value is None:
        return _safe(cell.text)
    return _number(cell.value) if isinstance(cell.value, float) else _safe(str(cell.value))


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _value(cell: Cell) -> float | int | str:
    if cell.mark or cell.value is None:
        return _safe(cell.text)
    if isinstance(cell.value, str):
        return _safe(cell.value)
    return int(cell.value) if float(cell.value).is_integer() else cell.value


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


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(place + 1))


def _fixed(book: bytes) -> bytes:
    """The workbook's zip written again with fixed dates, in the same order."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", FIXED.encode(), content).replace(b"openpyxl", b"sendsite")
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(entry, content)
    return out.getvalue()
