"""Empty tables to begin with."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook

from sendsite.framework.records import Records, School
from sendsite.intake.interchange.templates import FIRST, headings_csv, write_template_workbook, write_template_zip
from sendsite.intake.read import Sheet, read_sheets
from sendsite.intake.sent import found_in_files

ONE = Records(schools=(School("140001", "Alder", "primary", 210),))


@pytest.mark.parametrize(("write", "ending"), [(write_template_zip, "zip"), (write_template_workbook, "xlsx")])
def test_a_template_has_a_table_for_each_part_of_a_first_import_and_no_row(write, ending):
    out = io.BytesIO()
    write(out)

    found = found_in_files([(f"template.{ending}", out.getvalue())])

    assert ([name for name, _ in found.sheets], found.faults, found.warnings) == (list(FIRST), [], [])
    assert all(grid.rows == [] for _, grid in found.sheets)


def test_the_notes_say_of_each_column_what_it_takes():
    out = io.BytesIO()
    write_template_workbook(out)

    rows = [tuple(cell or "" for cell in row) for row in load_workbook(io.BytesIO(out.getvalue()))["notes"].iter_rows(values_only=True)]

    assert ("pupils", "sen_status", "yes", "E = education, health and care plan, K = SEN support", "E (EHC plan) or K (SEN support)") in rows


def test_who_may_not_see_pay_gets_no_column_for_it():
    out = io.BytesIO()
    write_template_zip(out, with_pay=False)

    with zipfile.ZipFile(out) as archive:
        assert b"salary" not in b"".join(archive.read(name) for name in archive.namelist())


def test_the_headings_of_a_template_are_read_back_as_they_are():
    (found,) = found_in_files([("pupils.csv", headings_csv("pupils") + b"140001,P1,,,,5,,E,,,,,,,,,,,,\n")]).sheets
    table, grid = found

    assert read_sheets([Sheet(table, grid, tuple(grid.headings))], known=ONE).faults == ()
