"""Workbooks, good and bad."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from sendsite.intake.read import read
from sendsite.intake.reading import Reading


def said(reading: Reading) -> list[str]:
    return [str(fault) for fault in reading.faults]


def a_book(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    del book["Sheet"]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


HEADINGS: list[object] = ["school_urn", "pupil_id", "need_hours", "sen_status", "rated_on"]
SCHOOL_SHEET: list[list[object]] = [["urn", "name", "phase", "number_on_roll"], [140001, "Alder", "primary", 210]]


def test_cells_are_read_as_a_spreadsheet_keeps_them(tmp_path):
    rows: list[list[object]] = [HEADINGS, [140001, 7, 12.5, "E", datetime.fromisoformat("2025-09-01T00:00")], [140001, "P2", 0.1 + 0.2, "K", date(2025, 9, 2)]]
    path = a_book(tmp_path / "in.xlsx", Schools=SCHOOL_SHEET, Pupils=rows)

    reading = read(path)

    assert reading.faults == ()
    assert [(row.values["pupil_id"], row.values["need_hours"], row.values["rated_on"]) for row in reading.rows["pupils"]] == [
        ("7", 1250, date(2025, 9, 1)),
        ("P2", 30, date(2025, 9, 2)),
    ]


def test_a_formula_is_refused_with_its_cell(tmp_path):
    path = a_book(tmp_path / "in.xlsx", schools=SCHOOL_SHEET, pupils=[HEADINGS, [140001, "P1", "=1+1", "E", None]])

    assert said(read(path)) == ["in.xlsx sheet pupils row 2, need_hours: holds a formula. Paste it as a value."]


def test_an_error_of_the_spreadsheet_is_refused_with_its_cell(tmp_path):
    path = a_book(tmp_path / "in.xlsx", schools=[SCHOOL_SHEET[0], [140001, "#N/A", "primary", 210]])

    assert said(read(path)) == ["in.xlsx sheet schools row 2, name: '#N/A' is an error of the spreadsheet. Write the value."]


def test_a_refusal_names_sheet_and_row(tmp_path):
    path = a_book(tmp_path / "in.xlsx", schools=SCHOOL_SHEET, pupils=[HEADINGS, [140001, "P1", "12h", "E", None]])

    assert said(read(path)) == ["in.xlsx sheet pupils row 2, need_hours: '12h' is not a number of hours. Write 12 or 12.5."]


def test_a_clock_time_in_a_cell_is_no_number_of_hours(tmp_path):
    path = a_book(tmp_path / "in.xlsx", schools=SCHOOL_SHEET, pupils=[HEADINGS, [140001, "P1", datetime.fromisoformat("2025-01-01T12:30"), "E", None]])

    assert "is not a number of hours" in said(read(path))[0]


def test_empty_sheets_and_notes_are_no_tables(tmp_path):
    path = a_book(tmp_path / "in.xlsx", Sheet1=[], Notes=[["anything"]], schools=SCHOOL_SHEET)

    assert (read(path).faults, list(read(path).rows)) == ((), ["schools"])


def test_a_sheet_whose_headings_stand_lower_is_not_passed_over(tmp_path):
    path = a_book(tmp_path / "in.xlsx", schools=SCHOOL_SHEET, pupils=[[], [None, *HEADINGS]])

    assert said(read(path))[0].startswith("in.xlsx sheet pupils: has none of the columns of pupils.csv in its first row.")


def a_workbook_with(path: Path, member: str, content: str) -> Path:
    whole = io.BytesIO()
    a_book(path, schools=SCHOOL_SHEET)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item, content if item.filename == member else old.read(item))
    path.write_bytes(whole.getvalue())
    return path


def test_a_workbook_with_entities_is_refused(tmp_path):
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
    path = a_workbook_with(tmp_path / "in.xlsx", "xl/worksheets/sheet1.xml", bomb)

    assert [line.partition(" (")[0] for line in said(read(path))] == ["in.xlsx: cannot be read as a workbook"]


def test_a_workbook_that_unpacks_to_a_hundred_times_its_size_is_refused(tmp_path):
    path = a_workbook_with(tmp_path / "in.xlsx", "xl/worksheets/sheet1.xml", "<worksheet>" + " " * 15_000_000 + "</worksheet>")

    assert "times its size" in said(read(path))[0]


def test_a_workbook_with_a_cell_in_the_last_row_is_refused_long_before_that_row(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    assert book.active
    book.active.title = "schools"
    book.active["A1"], book.active["XFD1048576"] = "urn", "far away"
    book.save(tmp_path / "in.xlsx")
    looked_at: list[int] = []
    iter_rows = ReadOnlyWorksheet.iter_rows

    def rows(sheet, *args, **named):
        for row in iter_rows(sheet, *args, **named):
            looked_at.append(len(row))
            yield row

    monkeypatch.setattr(ReadOnlyWorksheet, "iter_rows", rows)

    assert said(read(tmp_path / "in.xlsx")) == ["in.xlsx sheet schools: has more than 10000 empty rows one after another. Take out what is not the table."]
    assert len(looked_at) < 10_010


@pytest.mark.parametrize("where", range(10))
def test_half_a_workbook_is_refused(tmp_path, where):
    path = a_book(tmp_path / "in.xlsx", schools=SCHOOL_SHEET)
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) * where // 10])

    assert len(read(path).faults) == 1


def test_text_that_begins_like_a_formula_is_text_where_the_workbook_says_so(tmp_path):
    rows: list[list[object]] = [[number, None, "primary", 210] for number in (140001, 140002, 140003)]
    path = a_book(tmp_path / "in.xlsx", schools=[SCHOOL_SHEET[0], *rows])
    book = openpyxl.load_workbook(path)
    for row, name in enumerate(("=Alder", "- Birch", " @Cedar"), start=2):
        cell = book["schools"].cell(row, 2, name)
        cell.data_type = "s"
    book.save(path)

    assert [school.name for school in read(path).records().schools] == ["=Alder", "- Birch", "@Cedar"]
