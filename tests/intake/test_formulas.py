"""Text that a spreadsheet would run: refused in a CSV unless an apostrophe stands before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendsite.framework.records import Records, School
from sendsite.intake.interchange import files, records_of
from sendsite.intake.read import read
from sendsite.intake.reading import Reading

SCHOOLS = "urn,name,phase,number_on_roll\n140001,{},primary,210\n"


def named(folder: Path, cell: str) -> Reading:
    (folder / "schools.csv").write_text(SCHOOLS.format(cell), encoding="utf-8")
    return read(folder)


@pytest.mark.parametrize("cell", ["=1+1", "+44 1632 960000", "-", "- Alder", "@home", "=HYPERLINK(A1)", " =1+1", "\u00a0=1+1", '"=A1,B1"'])
def test_text_that_begins_like_a_formula_is_refused(tmp_path, cell):
    (fault,) = named(tmp_path, cell).faults

    assert "begins like a formula. Take the " in str(fault)
    assert (fault.row, fault.column) == (2, "name")


def test_the_refusal_says_what_to_write_instead(tmp_path):
    assert [str(fault) for fault in named(tmp_path, "@home").faults] == [
        "schools.csv row 2, name: '@home' begins like a formula. Take the @ away, or write an apostrophe before it: '@home."
    ]


@pytest.mark.parametrize("cell, name", [("'=1+1", "=1+1"), ("'- Alder", "- Alder"), ("'t Hooft", "'t Hooft"), ("Alder - East", "Alder - East"), ("A=B", "A=B")])
def test_text_with_an_apostrophe_before_it_or_a_sign_further_on_is_taken(tmp_path, cell, name):
    reading = named(tmp_path, cell)

    assert (reading.faults, reading.records().schools[0].name) == ((), name)


@pytest.mark.parametrize("cell", ["-5", "+5", "=5"])
def test_a_number_with_a_sign_is_no_number_and_is_refused_as_that(tmp_path, cell):
    (tmp_path / "schools.csv").write_text(f"urn,name,phase,number_on_roll\n140001,Alder,primary,{cell}\n")

    assert [str(fault) for fault in read(tmp_path).faults] == [
        f"schools.csv row 2, number_on_roll: '{cell}' is not a whole number. Write a whole number from 0 to 1000000."
    ]


def test_what_we_exported_is_taken_back(tmp_path):
    records = Records(schools=(School("140001", "=Alder", "primary", 210), School("140002", "'-Birch", "primary", 210)))

    assert records_of(files(records)) == records
