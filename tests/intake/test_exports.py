"""Exports of the school systems. Invented people; headings as the systems write them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from sendsite.framework.records import Pupil, Records, School
from sendsite.intake.exports import exports, spoken, their_code
from sendsite.intake.interchange import SCHEMA
from sendsite.intake.plan import plan
from sendsite.intake.read import read

ONE = Records(schools=(School("140001", "Alder Primary", "primary", 210),))
TWO = Records(schools=(*ONE.schools, School("140002", "Birch Special", "special", 60)))

SIMS = """UPN,Legal Surname,Legal Forename,Year,Reg,SEN Status,SEN need type ranked 1,SEN need type ranked 2,DOB
B801200005001,Example,Amira,Year 4,4 Oak,"E - Education, Health and Care Plan",Autistic Spectrum Disorder,,01/09/2016
T881310125001,Sample,Bo,Year R,R Elm,K - SEN Support,SLCN,,02/09/2020
P207000016049,Nobody,Cy,Year 6,6 Ash,N - No Special Educational Need,,,03/09/2014
J881202424017,Blank,Di,Year 6,6 Ash,,,,03/09/2014
"""
ARBOR = """Student ID,UPN,Legal first name,Legal last name,Year group (today),Registration form (today),SEN status (current),Primary SEN need,Sex,PP
11,B801200005001,Amira,Example,Year 4,4 Oak,EHCP,"Autism spectrum disorder",F,Yes
12,T881310125001,Bo,Sample,Reception,R Elm,SEN support,"Speech, language and communication needs",M,No
13,P207000016049,Cy,Nobody,Year 6,6 Ash,No SEN,,M,No
"""
BROMCOM = """Forename,Surname,Adno,UPN,NCY,Tutor Group,SEN Provision,Primary SEN Type,Ethnicity
Amira,Example,0011,B801200005001,4,4 Oak,E,ASD,WBRI
Bo,Sample,0012,T881310125001,0,R Elm,K,SLCN,WBRI
Cy,Nobody,0013,P207000016049,6,6 Ash,N,,WBRI
"""
EXPECTED = (
    Pupil("140001", "B801200005001", "Amira Example", "4", "4 Oak", 0, None, "E", "ASD"),
    Pupil("140001", "T881310125001", "Bo Sample", "R", "R Elm", 0, None, "K", "SLCN"),
)
STAFF = {
    "SIMS": """Staff Code,Legal Forename,Legal Surname,Post,Hours Worked Per Week,FTE
AB1,Robin,Example,Teaching Assistant,32.5,0.88
CD2,Kit,Other,Class Teacher,32.5,1
""",
    "Arbor": """Staff ID,Full name,Job title,Contracted hours,Email
AB1,Robin Example,Teaching Assistant (Level 2),32.5,r@example.org
CD2,Kit Other,Headteacher,32.5,k@example.org
""",
    "Bromcom": """Payroll Number,Forename,Surname,Post Title,Contract Hours,NI Number
AB1,Robin,Example,TA,32.5,x
CD2,Kit,Other,Caretaker,37,x
""",
}


def an_export(folder: Path, text: str, name: str = "Report 7.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8-sig")
    return path


@pytest.mark.parametrize("text", [SIMS, ARBOR, BROMCOM], ids=["SIMS", "Arbor", "Bromcom"])
def test_pupils_out_of_a_school_system_are_read(tmp_path, text):
    reading = read(an_export(tmp_path, text), known=ONE)

    assert reading.faults == ()
    assert plan(reading, ONE).changes.added["pupils"] == EXPECTED


@pytest.mark.parametrize("text", [SIMS, ARBOR, BROMCOM], ids=["SIMS", "Arbor", "Bromcom"])
def test_pupils_without_sen_are_left_out_and_counted(tmp_path, text):
    count = "2 rows of pupils without SEN were" if text is SIMS else "1 row of pupils without SEN was"

    assert f"Report 7.csv: {count} left out." in read(an_export(tmp_path, text), known=ONE).warnings


@pytest.mark.parametrize("system", STAFF)
def test_staff_out_of_a_school_system_are_read_and_teachers_left_out(tmp_path, system):
    reading = read(an_export(tmp_path, STAFF[system]), known=ONE)
    planned = plan(reading, ONE)

    assert reading.faults == ()
    assert [(row.staff_id, row.name, row.role, row.contracted_hours) for row in planned.changes.added["staff"]] == [("AB1", "Robin Example", "TA", 3250)]
    assert planned.questions == ("Report 7.csv row 2: send_hours is not given, so it was set to 0. What is it?",)


def test_the_mapping_is_shown_with_what_was_left_out(tmp_path):
    assert read(an_export(tmp_path, SIMS), known=ONE).mapping == {
        "pupils": {
            "UPN": "pupil_id",
            "Legal Surname": "name",
            "Legal Forename": "name",
            "Year": "year_group",
            "Reg": "class",
            "SEN Status": "sen_status",
            "SEN need type ranked 1": "primary_need",
            "SEN need type ranked 2": "",
            "DOB": "",
        }
    }


@pytest.mark.parametrize("text", [SIMS, ARBOR, BROMCOM], ids=["SIMS", "Arbor", "Bromcom"])
def test_the_mapping_given_back_reads_the_same(tmp_path, text):
    first = read(an_export(tmp_path, text, "pupils.csv"), known=ONE)

    again = read(an_export(tmp_path, text, "pupils.csv"), known=ONE, mappings=first.mapping)

    assert again == first


def test_a_remembered_mapping_reads_headings_that_nobody_else_has(tmp_path):
    path = an_export(tmp_path, "Ref,Who,Plan hrs,Code,Colour\n7,Amira Example,3.5,SEN support,blue\n", "pupils.csv")
    mapping = {"pupils": {"Ref": "pupil_id", "Who": "name", "Plan hrs": "need_hours", "Code": "sen_status", "Colour": ""}}

    assert len(read(path, known=ONE).faults) == 1
    assert read(path, known=ONE, mappings=mapping).rows["pupils"][0].values == {
        "school_urn": "140001",
        "pupil_id": "7",
        "name": "Amira Example",
        "need_hours": 350,
        "sen_status": "K",
    }


def test_needs_that_no_system_knows_are_asked_about_and_those_known_are_kept(tmp_path):
    known = Records(schools=ONE.schools, pupils=(EXPECTED[0]._replace(need_hours=1500),))

    planned = plan(read(an_export(tmp_path, SIMS), known=known), known)

    assert planned.counts["pupils"][:3] == (1, 0, 1)
    assert planned.questions == ("Report 7.csv row 3: need_hours is not given, so it was set to 0. What is it?",)


def test_an_export_names_its_school_or_is_told_it(tmp_path):
    path = an_export(tmp_path, SIMS)

    assert [str(fault) for fault in read(path, known=TWO).faults] == [
        "Report 7.csv: has no column school_urn, and there are 2 schools it could be of. Add the column school_urn, or name the school of the file."
    ]
    assert {row.values["school_urn"] for row in read(path, known=TWO, school="140002").rows["pupils"]} == {"140002"}


def test_a_school_may_be_named_by_its_name(tmp_path):
    path = an_export(tmp_path, "School,UPN,Full name,SEN Status\nBirch special,B801200005001,Amira Example,E\nCedar,T881310125001,Bo Sample,K\n")

    reading = read(path, known=TWO)

    assert reading.rows["pupils"][0].values["school_urn"] == "140002"
    assert [str(fault) for fault in reading.faults] == [
        "Report 7.csv row 3, school_urn: 'Cedar' is not a URN. Write the school's number, six digits such as 140001."
    ]


def test_a_code_that_no_system_writes_is_refused(tmp_path):
    path = an_export(tmp_path, SIMS.replace("K - SEN Support", "School Action Plus"))

    assert [str(fault) for fault in read(path, known=ONE).faults] == [
        "Report 7.csv row 3, sen_status: 'School Action Plus' is not a code for sen_status. Write E (EHC plan) or K (SEN support)."
    ]


def test_every_alias_is_of_one_column_of_ours():
    for table, columns in exports().headings.items():
        assert set(columns) <= {column.name for column in SCHEMA[table]}
        theirs = [heading for headings in columns.values() for heading in headings]
        assert len(theirs) == len(set(theirs))
        assert not set(theirs) & exports().left_out[table]


def test_every_code_of_a_system_is_one_of_ours():
    choices = {column.name: column.choices for columns in SCHEMA.values() for column in columns if column.choices}
    for column, codes in exports().codes.items():
        assert set(codes.values()) <= set(choices[column])


@pytest.mark.parametrize(
    "said, ours",
    [("Year 4", "4"), ("Y11", "11"), ("Yr 2", "2"), ("NCY 9", "9"), ("Reception", "R"), ("Year R", "R"), ("Nursery 1", "N1"), ("-1", "N2"), ("Year 15", None)],
)
def test_year_groups_as_the_systems_write_them(said, ours):
    year: Any = next(column for column in SCHEMA["pupils"] if column.name == "year_group")

    assert their_code(year, said) == ours


def test_headings_are_compared_as_they_are_said():
    assert spoken("  Legal_Surname ") == spoken("legal  surname")


def test_the_shipped_table_of_aliases_reads_as_csv_headings():
    headings = [heading for columns in exports().headings.values() for names in columns.values() for heading in names]

    assert next(csv.reader([",".join(headings)])) == headings
