from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from sendsite.errors import DataRefused
from sendsite.framework.records import TABLES, Records, School, Staff
from sendsite.intake.interchange import SCHEMA, files, records_of, row_of, write_folder, write_workbook, write_zip
from sendsite.intake.interchange.parse import parse_rows
from sendsite.intake.interchange.values import value_of
from sendsite.intake.interchange.workbook import grids_of_workbook
from sendsite.intake.plan import plan
from sendsite.intake.read import read
from tests.intake.strategies import any_records
from tests.intake.whole import whole_register

FAST = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@FAST
@given(any_records())
def test_what_is_written_reads_back_the_same(records):
    assert records_of(files(records)) == records


@FAST
@given(any_records())
def test_the_same_records_give_the_same_bytes(records):
    assert files(records_of(files(records))) == files(records)


@FAST
@given(any_records())
def test_no_cell_of_text_is_a_formula(records):
    for name, content in files(records).items():
        table = name.removesuffix(".csv")
        text = {column.name for column in SCHEMA[table] if column.kind not in ("hours", "money", "whole", "number", "percent", "days")}
        for row in csv.DictReader(io.StringIO(content.decode(), newline="")):
            assert not any(row[column].startswith(("=", "+", "-", "@", "\t", "\r")) for column in text)


@pytest.mark.parametrize("kind", ["folder", "zip", "workbook"])
def test_an_export_imports_again_without_a_difference(tmp_path, kind):
    records, path = whole_register(), tmp_path / {"folder": "out", "zip": "out.zip", "workbook": "out.xlsx"}[kind]
    {"folder": write_folder, "zip": write_zip, "workbook": write_workbook}[kind](records, path)

    reading = read(path)

    assert reading.records() == records
    assert not plan(reading, records).changes
    assert not plan(reading, records, replace=True).changes


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_records())
def test_a_workbook_holds_what_the_files_hold(tmp_path_factory, records):
    path = tmp_path_factory.mktemp("book") / "out.xlsx"
    write_workbook(records, path)

    sheets, faults = grids_of_workbook(path, "out.xlsx")

    assert not faults
    for table, grid in sheets:
        by_name = {column.name: column for column in SCHEMA[table]}
        parsed = parse_rows(grid, [by_name[heading] for heading in grid.headings])
        assert not parsed.faults
        assert tuple(row_of(table, row.values) for row in parsed.rows) == getattr(records, table)


@pytest.mark.parametrize("said", ["40", "40%", "40 %"])
def test_a_share_is_taken_with_its_sign_and_without(said):
    assert value_of(next(column for column in SCHEMA["priorities"] if column.name == "target_share"), said) == 4_000


@pytest.mark.parametrize("said, pence", [("27000", 2_700_000), ("£27,000", 2_700_000), ("£ 1,200.50", 120_050), ("6,000.5", 600_050)])
def test_money_is_read_as_people_write_it(said, pence):
    assert value_of(next(column for column in SCHEMA["staff"] if column.name == "annual_salary"), said) == pence


@pytest.mark.parametrize("said, code", [("Year 4", "4"), ("y4", "4"), ("Yr 11", "11"), ("Year R", "R"), ("reception", "R"), ("Nursery 2", "N2"), ("Y04", "4")])
def test_a_year_group_is_read_as_people_write_it(said, code):
    assert value_of(next(column for column in SCHEMA["pupils"] if column.name == "year_group"), said) == code


def test_the_whole_register_has_every_table():
    assert all(getattr(whole_register(), table) for table in TABLES)


def test_who_may_not_see_pay_exports_without_it_and_imports_without_losing_it(tmp_path: Path):
    records = whole_register()
    write_folder(records, tmp_path, with_pay=False)

    assert b"salary" not in (tmp_path / "staff.csv").read_bytes()
    assert not plan(read(tmp_path, known=records), records).changes


def test_pay_is_left_out_of_a_workbook_as_well(tmp_path: Path):
    write_workbook(whole_register(), tmp_path / "out.xlsx", with_pay=False)

    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["staff"]

    assert "annual_salary" not in [cell.value for cell in sheet[1]]


def test_only_tables_with_rows_have_a_file_and_schools_always():
    assert list(files(Records())) == ["schools.csv"]
    assert list(files(Records(staff=(Staff("1", "S", "", "TA", 100, 0),)))) == ["schools.csv", "staff.csv"]


def test_a_file_left_from_an_earlier_export_does_not_stay(tmp_path: Path):
    write_folder(whole_register(), tmp_path)
    write_folder(replace(whole_register(), tasks=()), tmp_path)

    assert not (tmp_path / "tasks.csv").exists()


def test_the_bytes_are_canonical():
    staff = Staff("140001", "S1", "=Oak", "TA", 1200, 1250, 2_700_050)

    written = files(Records(schools=(School("140001", "École, North", "primary", 210),), staff=(staff,)))

    assert written["schools.csv"] == 'urn,name,phase,number_on_roll,send_budget\n140001,"École, North",primary,210,\n'.encode()
    assert written["staff.csv"].splitlines()[1] == b"140001,S1,'=Oak,TA,12,12.5,27000.5,"


def test_two_zips_of_the_same_records_are_the_same_bytes(tmp_path: Path):
    write_zip(whole_register(), tmp_path / "a.zip")
    write_zip(whole_register(), tmp_path / "b.zip")

    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_text_in_a_workbook_is_text_and_hours_are_numbers(tmp_path: Path):
    write_workbook(whole_register(), tmp_path / "out.xlsx")

    book = openpyxl.load_workbook(tmp_path / "out.xlsx")

    assert {cell.data_type for row in book["schools"].iter_rows(min_row=2) for cell in row[:3]} == {"s"}
    assert [book["staff"].cell(2, place).value for place in (5, 6)] == [32.5, 12.25]
    assert book.sheetnames[0] == "notes"


@pytest.mark.parametrize(
    "content, said",
    [
        (b"urn,name\n1,a\n", "no column 'phase', no column 'number_on_roll'"),
        (b"urn,name,phase,number_on_roll,extra\n", "unknown column 'extra'"),
        (b"urn,urn,name,phase,number_on_roll\n", "a heading twice"),
        (b"urn,name,phase,number_on_roll\n1,a,primary,x\n", "schools.csv row 2, number_on_roll: 'x' is not a whole number"),
        (b"\xff\xfe", "is not UTF-8"),
    ],
)
def test_a_damaged_file_of_our_own_is_refused(content, said):
    with pytest.raises(DataRefused, match=said):
        records_of({"schools.csv": content})


def test_a_file_of_another_name_is_refused():
    with pytest.raises(DataRefused, match=r"other\.csv: is not a file of the interchange format"):
        records_of({"other.csv": b""})
