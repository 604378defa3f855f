"""Files that a journey brought home, read back."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from playwright.sync_api import Download


def rows_of_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def content_of(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def members(content: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of a zip of CSV files, by the name of the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: rows_of_csv(archive.read(name)) for name in archive.namelist() if name.endswith(".csv")}


def cells_of_workbook(content: bytes) -> set[str]:
    """Every text of a workbook."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    return {str(value) for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value is not None}
