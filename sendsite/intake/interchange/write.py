"""Records to files: the same records always give the same bytes."""

from __future__ import annotations

import csv
import io
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from sendsite.framework.records import Records
from sendsite.intake.interchange.schema import PAY, SCHEMA, Column, file_of
from sendsite.intake.interchange.text import protected

ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def files(records: Records, *, with_pay: bool = True) -> dict[str, bytes]:
    """
    Each table with rows as the bytes of its file, and schools.csv always: UTF-8, LF, columns in the schema's order, rows as given.

    `with_pay=False` leaves the salary column out, for those who may not see pay.
    """
    tables = {table: getattr(records, table) for table in SCHEMA}
    return {file_of(table): _csv(table, rows, with_pay) for table, rows in tables.items() if rows or table == "schools"}


def write_folder(records: Records, folder: Path, *, with_pay: bool = True) -> tuple[Path, ...]:
    """Write the files into a folder, made where it is missing; files of the format that now have no rows are removed."""
    folder.mkdir(parents=True, exist_ok=True)
    written = files(records, with_pay=with_pay)
    for table in SCHEMA:
        if file_of(table) not in written:
            (folder / file_of(table)).unlink(missing_ok=True)
    for name, content in written.items():
        (folder / name).write_bytes(content)
    return tuple(folder / name for name in written)


def write_zip(records: Records, path: Path | IO[bytes], *, with_pay: bool = True) -> None:
    """Write the files as one zip, stored with fixed dates: the same records give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files(records, with_pay=with_pay).items():
            archive.writestr(zipfile.ZipInfo(name, ZIP_DATE), content)


def columns_of(table: str, *, with_pay: bool = True) -> tuple[Column, ...]:
    """The columns of a table's file in their order."""
    return tuple(column for column in SCHEMA[table] if with_pay or column.name not in PAY)


def cells_of(table: str, rows: tuple[Any, ...], *, with_pay: bool = True) -> list[list[str]]:
    """The rows of a table as written cells, in the order of `columns_of`."""
    columns = columns_of(table, with_pay=with_pay)
    return [[cell_of(column, getattr(row, column.field)) for column in columns] for row in rows]


def _csv(table: str, rows: tuple[Any, ...], with_pay: bool) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns_of(table, with_pay=with_pay)])
    writer.writerows(cells_of(table, rows, with_pay=with_pay))
    return out.getvalue().encode()


def cell_of(column: Column, value: Any) -> str:
    """The one way of writing a value: shortest decimals, ISO dates, codes as listed, text protected."""
    if value is None or value == "":
        return ""
    match column.kind:
        case "hours" | "days" | "money" | "percent":
            return hundredths_text(value)
        case "number":
            return shortest(value)
        case "whole":
            return str(value)
        case "date":
            return str(value.isoformat())
        case "yes_no":
            return "yes" if value else "" if column.blank is False else "no"
    return protected(value)


def hundredths_text(value: int) -> str:
    """Hundredths as the shortest decimal: 12, 12.5, 12.25."""
    whole, part = divmod(value, 100)
    return f"{whole}.{part:02d}".rstrip("0") if part else str(whole)


def shortest(value: float) -> str:
    """A float in the fewest digits that read back as the same float, never with an exponent."""
    return format(Decimal(repr(float(value))), "f").removesuffix(".0")
