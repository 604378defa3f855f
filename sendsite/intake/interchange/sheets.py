"""
Any table as one sheet, CSV or XLSX: what a screen shows, to be opened in a spreadsheet.

Text that a spreadsheet would take for a formula has an apostrophe before it, in both; numbers and dates stay numbers and dates.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from sendsite.intake.interchange.text import protected

Cell = str | int | float | Decimal | date | bool | None
"""What a cell may hold. None is an empty cell, never 0."""

TITLE_AT_MOST = 31
"""Letters that the name of a sheet may have."""
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""What no workbook may hold."""
NOT_IN_TITLES = str.maketrans("[]:*?/\\'", "        ")


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with the mark by which a spreadsheet knows it, LF; decimals with a point, ISO dates, yes and no."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([protected(heading) for heading in headings])
    writer.writerows([_text(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet, the headings fixed above it. Every text is stored as text, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(" ".join(title.translate(NOT_IN_TITLES).split())[:TITLE_AT_MOST] or "Sheet")
    sheet.freeze_panes = "A2"
    for place, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = max(10, min(len(heading) + 2, 40))
    for row in (headings, *rows):
        cells: list[Any] = []
        for value in row:
            written = value if isinstance(value, (int, float, Decimal, date)) and not isinstance(value, bool) else _text(value) or None
            cell: Any = WriteOnlyCell(sheet, value=cast(Any, written))  # the stubs know neither days nor decimals
            if isinstance(written, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, (int, float, Decimal)):
        return format(Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell), "f")
    return cell.isoformat() if isinstance(cell, date) else protected(UNSEEN.sub(" ", cell))
