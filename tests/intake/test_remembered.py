"""Headings that were read before: remembered without joining, dropping or renaming anything of a later file. Invented people."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendsite.framework.records import Records, School
from sendsite.intake.read import Reading, read

ONE = Records(schools=(School("140001", "Alder Primary", "primary", 210),))
BOTH = {"Admission Number": "pupil_id", "UPN": "pupil_id"}
PAIR = {"Legal Forename": "name", "Legal Surname": "name", "UPN": "pupil_id", "SEN Status": "sen_status"}


def reading(folder: Path, text: str, remembered: dict[str, str], table: str = "pupils") -> Reading:
    path = folder / f"{table}.csv"
    path.write_text(text, encoding="utf-8")
    return read(path, known=ONE, mappings={table: remembered})


@pytest.mark.parametrize("remembered", [BOTH, dict(reversed(BOTH.items())), {}])
def test_two_headings_of_one_column_are_never_joined_and_the_first_of_the_table_wins(tmp_path, remembered):
    found = reading(tmp_path, "Admission Number,UPN,Full name,SEN status\n004512,L801200000002,Amira Example,E\n", remembered)

    assert [row.values["pupil_id"] for row in found.rows["pupils"]] == ["L801200000002"]
    assert found.mapping["pupils"]["UPN"] == "pupil_id"
    assert found.mapping["pupils"]["Admission Number"] == ""


def test_a_forename_and_a_surname_are_joined_in_their_order_whatever_was_remembered_first(tmp_path):
    found = reading(tmp_path, "UPN,Legal Surname,Legal Forename,SEN Status\nB801200005001,Example,Amira,E\n", dict(reversed(PAIR.items())))

    assert [row.values["name"] for row in found.rows["pupils"]] == ["Amira Example"]


def test_half_a_remembered_pair_is_no_name(tmp_path):
    found = reading(tmp_path, "UPN,Legal Surname,SEN Status\nB801200005001,Example,E\n", PAIR)

    assert [(fault.column, fault.problem) for fault in found.faults] == [("'Legal Surname'", "is not a column of pupils.csv")]


def test_our_own_name_of_a_column_goes_before_a_remembered_one(tmp_path):
    found = reading(tmp_path, "pupil_id,Ref,Full name,sen_status\nP1,77,Amira Example,E\n", {"Ref": "pupil_id"})

    assert [row.values["pupil_id"] for row in found.rows["pupils"]] == ["P1"]
    assert found.mapping["pupils"]["Ref"] == ""


def test_what_was_left_out_once_is_read_where_it_is_needed(tmp_path):
    found = reading(tmp_path, "Admission Number,Full name,SEN status\n004512,Amira Example,E\n", {"UPN": "pupil_id", "Admission Number": ""})

    assert found.faults == ()
    assert [row.values["pupil_id"] for row in found.rows["pupils"]] == ["004512"]


@pytest.mark.parametrize("remembered", [{}, {"Number on roll": "number_on_roll"}])
def test_our_own_schools_with_spaced_headings_are_read_again_and_again(tmp_path, remembered):
    found = reading(tmp_path, "urn,Name,Phase,Number on roll\n140001,Alder Primary,primary,210\n", remembered, "schools")

    assert found.faults == ()
    assert found.rows["schools"][0].values == {"urn": "140001", "name": "Alder Primary", "phase": "primary", "number_on_roll": 210}


@pytest.mark.parametrize("remembered", [{}, {"SEN status": "sen_status", "School URN": "school_urn", "Need hours": "need_hours", "Pupil ID": "pupil_id"}])
def test_our_own_pupils_with_spaced_headings_are_refused_without_an_sen_status_and_not_left_out(tmp_path, remembered):
    found = reading(tmp_path, "School URN,Pupil ID,Need hours,SEN status\n140001,P1,3,\n140001,P2,3,K\n", remembered)

    assert [(fault.row, fault.column) for fault in found.faults] == [(2, "sen_status")]
    assert [row.values["pupil_id"] for row in found.rows["pupils"]] == ["P2"]
    assert found.warnings == ()
