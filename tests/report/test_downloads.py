"""Tables as files."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook

from sendsite.report.downloads import csv_bytes, xlsx_bytes
from sendsite.report.figures.values import Cell, Column, Row, Table


def a_table(*rows: Row, slug: str = "hours") -> Table:
    return Table(slug, "Where hours land", (Column("Use", False), Column("Hours", True, "h a week"), Column("Note", False)), rows)


LINES = (
    Row("=SUM(A1)", (Cell("1,234.5", 1234.5), Cell("plain", "plain"))),
    Row("+44", (Cell("[c]", None, "c"), Cell("-5 or so", "-5 or so"))),
    Row("Total", (Cell("12", 12.0), Cell("[z]", None, "z")), total=True),
)


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8"))))


def test_a_csv_is_a_pure_table_with_units_in_its_header():
    rows = read(csv_bytes(a_table(*LINES)))

    assert rows[0] == ["Use", "Hours (h a week)", "Note"]
    assert len(rows) == 4


def test_a_csv_carries_plain_numbers_and_marks():
    rows = read(csv_bytes(a_table(*LINES)))

    assert [row[1] for row in rows[1:]] == ["1234.5", "[c]", "12"]


def test_a_csv_has_line_feeds_only():
    assert b"\r" not in csv_bytes(a_table(Row("two\r\nlines", (Cell("1", 1.0), Cell("a\nb", "a\nb")))))


def test_no_cell_of_a_csv_is_taken_for_a_formula():
    rows = read(csv_bytes(a_table(*LINES)))

    assert [row[0] for row in rows[1:3]] == ["'=SUM(A1)", "'+44"]
    assert rows[2][2] == "'-5 or so"


def test_a_workbook_has_a_sheet_a_table_and_a_key():
    book = load_workbook(BytesIO(xlsx_bytes([a_table(*LINES), a_table(slug="drift")], "Tidewell Primary, finance")))

    assert book.sheetnames == ["hours", "drift", "key"]
    assert [cell.value for cell in book["key"]["A"]][:4] == ["About", "[c]", "[x]", "[z]"]


def test_a_workbook_holds_no_formula():
    book = load_workbook(BytesIO(xlsx_bytes([a_table(*LINES)], "=1+1")))

    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n"}


def test_a_workbook_has_the_same_bytes_each_time_and_no_clock():
    first, second = xlsx_bytes([a_table(*LINES)], "T"), xlsx_bytes([a_table(*LINES)], "T")

    assert first == second
    assert load_workbook(BytesIO(first)).properties.modified.year == 2000


def test_long_and_equal_names_of_tables_get_sheets_of_their_own():
    book = load_workbook(BytesIO(xlsx_bytes([a_table(slug="x" * 40), a_table(slug="x" * 40)], "T")))

    assert len(set(book.sheetnames)) == 3
