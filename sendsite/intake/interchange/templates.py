"""Empty tables to begin with: headings, and what each column takes, for whoever fills them in by hand."""

from __future__ import annotations

import zipfile
from typing import IO, Any

from sendsite.intake.interchange.schema import file_of
from sendsite.intake.interchange.values import allowed
from sendsite.intake.interchange.workbook import NOTES, WORDS
from sendsite.intake.interchange.write import ZIP_DATE, columns_of

FIRST = ("schools", "staff", "pupils", "outcomes", "deployment", "tasks")
"""What a first import holds."""
NOTE_HEADINGS = ("table", "column", "must be filled", "what it is", "write")
_WIDTHS = (14, 20, 14, 50, 70)


def headings_csv(table: str, *, with_pay: bool = True) -> bytes:
    """The headings of a table as its file, without a row."""
    return (",".join(column.name for column in columns_of(table, with_pay=with_pay)) + "\n").encode()


def notes(*, with_pay: bool = True) -> tuple[tuple[str, ...], ...]:
    """What each column of a first import takes, by table."""
    return tuple(
        (table, column.name, "yes" if column.required else "", column.meaning, allowed(column))
        for table in FIRST
        for column in columns_of(table, with_pay=with_pay)
    )


def write_template_zip(target: IO[bytes], *, with_pay: bool = True) -> None:
    """A zip of the files with their headings, and a README that an import does not read."""
    lines = [*WORDS[1:], ""]
    for table in FIRST:
        told = [each for each in notes(with_pay=with_pay) if each[0] == table]
        lines += [file_of(table), *(f"- {name}{', must be filled' if needed else ''}: {what}. Write {write}." for _, name, needed, what, write in told), ""]
    contents = {file_of(table): headings_csv(table, with_pay=with_pay) for table in FIRST} | {"README.txt": "\n".join(lines).encode()}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), content)


def write_template_workbook(target: IO[bytes], *, with_pay: bool = True) -> None:
    """A workbook with a sheet a table, and the notes before them."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = NOTES
    for words in WORDS:
        sheet.append([words])
    sheet.append([])
    sheet.append(NOTE_HEADINGS)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for row in notes(with_pay=with_pay):
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    for table in FIRST:
        page: Any = book.create_sheet(table)
        page.append([column.name for column in columns_of(table, with_pay=with_pay)])
        page.freeze_panes = "A2"
        for place, cell in enumerate(page[1], start=1):
            cell.font = Font(bold=True)
            page.column_dimensions[get_column_letter(place)].width = max(12, len(cell.value) + 3)
    book.save(target)
