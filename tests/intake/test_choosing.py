"""Headings as somebody chose them. Invented people."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Records, School
from sendsite.intake.choosing import Offered, offered, too_wide
from sendsite.intake.headings import COLUMNS_AT_MOST
from sendsite.intake.interchange.parse import Grid
from sendsite.intake.read import Sheet, read_sheets

ONE = Records(schools=(School("140001", "Alder Primary", "primary", 210),))
TWO = Records(schools=(*ONE.schools, School("140002", "Birch Special", "special", 60)))


def a_grid(headings, *rows):
    return Grid("list.csv", headings.split(","), [(number, row.split(",")) for number, row in enumerate(rows, start=2)])


def read(grid, columns, known=ONE, school=""):
    return read_sheets([Sheet("pupils", grid, tuple(columns.split(",")))], known=known, school=school)


def test_our_own_headings_and_a_systems_are_offered_and_the_rest_is_asked():
    grid = a_grid("pupil_id,Legal Forename,Legal Surname,SEN Status,DOB,Need hrs")

    assert offered("pupils", grid, {}) == (
        Offered("pupil_id", "pupil_id"),
        Offered("Legal Forename", "name"),
        Offered("Legal Surname", "name"),
        Offered("SEN Status", "sen_status"),
        Offered("DOB", ""),
        Offered("Need hrs", "need_hours", known=False),
    )


def test_what_was_chosen_before_is_offered():
    assert offered("pupils", a_grid("Ref,sen_status"), {"Ref": "pupil_id"})[0] == Offered("Ref", "pupil_id")


def test_headings_are_read_as_chosen_whatever_they_are_called():
    reading = read(a_grid("Colour,Kind,Plan", "P1,E,12.5"), "pupil_id,sen_status,need_hours")

    assert [row.values for row in reading.rows["pupils"]] == [{"school_urn": "140001", "pupil_id": "P1", "sen_status": "E", "need_hours": 1250}]
    assert reading.mapping["pupils"] == {"Colour": "pupil_id", "Kind": "sen_status", "Plan": "need_hours"}


def test_a_column_of_ours_that_is_left_out_is_not_read():
    reading = read(a_grid("school_urn,pupil_id,need_hours,sen_status,name", "140001,P1,12,E,Ada Invented"), "school_urn,pupil_id,need_hours,sen_status,")

    assert "name" not in reading.rows["pupils"][0].values


def test_forename_and_surname_become_one_name_in_their_order():
    reading = read(a_grid("UPN,Surname,Forename,SEN", "P1,Invented,Ada,E"), "pupil_id,name,name,sen_status")

    assert reading.rows["pupils"][0].values["name"] == "Ada Invented"


def test_one_column_for_two_headings_is_refused():
    reading = read(a_grid("A,B,SEN", "P1,P2,E"), "pupil_id,pupil_id,sen_status")

    assert [str(fault) for fault in reading.faults] == ["list.csv row 1, pupil_id: was chosen for 2 headings: 'A', 'B'. Leave out all but one of them."]


def test_a_column_that_must_be_there_is_asked_for():
    reading = read(a_grid("A", "P1"), "pupil_id")

    assert [fault.column for fault in reading.faults] == ["sen_status"]


@pytest.mark.parametrize("headings", ["UPN,SEN Status,Hours of support", "pupil_id,sen_status,need_hours"])
def test_rows_that_name_no_school_are_of_the_one_that_was_chosen(headings):
    reading = read(a_grid(headings, "P1,E,5"), "pupil_id,sen_status,need_hours", known=TWO, school="140002")

    assert reading.faults == ()
    assert reading.rows["pupils"][0].values["school_urn"] == "140002"


@pytest.mark.parametrize(("columns", "wide"), [(COLUMNS_AT_MOST, False), (COLUMNS_AT_MOST + 1, True)])
def test_a_sheet_nobody_could_choose_for_is_refused(columns, wide):
    assert (too_wide(Grid("list.csv", ["x"] * columns, [])) is not None) == wide
