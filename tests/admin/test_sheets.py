"""Sheets to take away: safe in a spreadsheet, and what was empty stays empty."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.admin.sheets import hundredths, sheet

HEADINGS = ("Name", "Hours", "On")


def csv_rows(answer: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def xlsx_rows(answer: Any) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_a_csv_holds_headings_and_rows_and_begins_with_the_mark_that_spreadsheets_know():
    answer = sheet("Register", HEADINGS, [("Zoë Quill", Decimal("12.5"), date(2026, 3, 2)), ("", None, None)], "csv")

    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    assert csv_rows(answer) == [list(HEADINGS), ["Zoë Quill", "12.5", "2026-03-02"], ["", "", ""]]


def test_a_workbook_keeps_numbers_as_numbers_and_leaves_empty_cells_empty():
    answer = sheet("Register", HEADINGS, [("Zoë Quill", Decimal("12.5"), date(2026, 3, 2)), ("", None, 1)], "xlsx")

    rows = xlsx_rows(answer)
    assert rows[1][:2] == ["Zoë Quill", 12.5]
    assert rows[2] == [None, None, 1]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("text", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_text_is_a_formula(text, ending):
    answer = sheet("Register", ("Name",), [(text,)], ending)

    rows = csv_rows(answer) if ending == "csv" else xlsx_rows(answer)
    assert str(rows[1][0]).startswith("'")
    if ending == "xlsx":
        book = openpyxl.load_workbook(io.BytesIO(answer.get_data()))
        assert book.worksheets[0]["A2"].data_type == "s"


def test_a_negative_number_is_a_number_and_no_formula():
    assert csv_rows(sheet("Gaps", ("Gap",), [(Decimal("-3.5"),)], "csv"))[1] == ["-3.5"]


@given(st.integers(-10_000, 10_000))
def test_hundredths_are_written_without_loss(value):
    written = hundredths(value)

    assert written is not None
    assert written * 100 == value


def test_hundredths_that_are_not_known_stay_empty():
    assert hundredths(None) is None


def test_the_name_of_the_file_is_plain_whatever_it_is_made_from():
    assert sheet('../O"ak: pupils', ("A",), [], "csv").headers["Content-Disposition"] == "attachment; filename=o-ak-pupils.csv"


@pytest.mark.parametrize("name", ["a" * 60, "Pupils: [all] / *", "'"])
def test_a_sheet_is_named_within_what_a_workbook_allows(name):
    assert xlsx_rows(sheet(name, ("A",), [(1,)], "xlsx")) == [["A"], [1]]
