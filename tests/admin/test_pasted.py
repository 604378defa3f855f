"""Text pasted from a spreadsheet: which cells it has, what its columns are, what an empty cell does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.admin.pasted import cells_of, pasted
from sendsite.framework.records import FundingBand, Pupil, Records, School
from sendsite.intake.plan import Plan, plan

URN = "140001"
ADA = Pupil(URN, "P-1", "Ada Quill", "3", "Dune", 500, None, "K", "SLCN", "B1")
KNOWN = Records(schools=(School(URN, "Invented Primary School", "primary", 100),), pupils=(ADA,), funding_bands=(FundingBand("B1", None),))
ORDER = ("pupil_id", "name", "year_group", "class", "need_hours", "sen_status")
HEADED = "pupil_id\tname\tclass\tneed_hours\tsen_status\n"


def planned(text: str) -> Plan:
    return plan(pasted("pupils", text, ORDER, urn=URN, known=KNOWN).reading, KNOWN)


def only_change(text: str) -> Any:
    ((_, after),) = planned(text).changes.changed["pupils"]
    return after


@pytest.mark.parametrize(
    "text,cells",
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a\n", [["a"]]),
        ('"a ""b"" c"\td\n', [['a "b" c', "d"]]),
        ('"two\nlines"\td\n', [["two\nlines", "d"]]),
        ("Quill, Ada\tb\n", [["Quill, Ada", "b"]]),
        ("", []),
        ("\n", []),
        (" \t \n", []),
    ],
)
def test_cells_are_parted_as_a_spreadsheet_copies_them_and_its_last_line_end_is_no_row(text, cells):
    assert cells_of(text) == cells


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\t\r\n\"\x00\ufeff", exclude_categories=["Cs"])), min_size=2, max_size=4), min_size=1))
def test_plain_cells_come_back_as_they_were_copied(rows):
    text = "".join("\t".join(row) + "\n" for row in rows)

    assert cells_of(text) == rows if text.strip() else cells_of(text) == []


@given(st.text())
def test_whatever_is_pasted_is_answered_with_rows_or_faults(text):
    found = planned(text)

    assert found.faults or not found.changes or found.changes.counts()


def test_headings_may_stand_in_any_order_and_be_called_as_the_school_systems_do():
    found = planned("SEN status\tUPN\tForename\tSurname\tNeed hours\nK\tP-2\tOona\tDray\t4.5\n")

    (added,) = found.changes.added["pupils"]
    assert (added.pupil_id, added.name, added.sen_status, added.need_hours) == ("P-2", "Oona Dray", "K", 450)


def test_one_row_that_is_no_heading_is_a_pupil():
    assert not pasted("pupils", "P-2\tClass\t4\tHeron\t4.5\tK\n", ORDER, urn=URN, known=KNOWN).headed


def test_without_headings_the_columns_are_those_of_the_page():
    found = pasted("pupils", "P-2\tOona Dray\t4\tHeron\t4.5\tK\n", ORDER, urn=URN, known=KNOWN)

    assert (found.headed, found.columns) == (False, ORDER)
    assert [row.values["class_name"] for row in found.reading.rows["pupils"]] == ["Heron"]


def test_a_column_nobody_knows_is_skipped_and_named_with_what_may_be_meant():
    found = pasted("pupils", "pupil_id\tclas\tshoe size\n" + "P-1\tHeron\t3\n", ORDER, urn=URN, known=KNOWN)

    assert [name for name, _ in found.skipped] == ["clas", "shoe size"]
    assert found.skipped[0][1] == "Did you mean class?"


def test_an_empty_cell_leaves_its_value_alone():
    assert only_change(HEADED + "P-1\t\tHeron\t\t\n") == ADA._replace(class_name="Heron")


def test_a_nought_is_a_value_and_no_empty_cell():
    assert only_change(HEADED + "P-1\t\t\t0\t\n").need_hours == 0


def test_one_column_beside_the_id_is_enough_for_pupils_that_are_there():
    assert only_change("pupil_id\tclass\nP-1\tHeron\n") == ADA._replace(class_name="Heron")


def test_a_name_in_two_empty_cells_is_left_alone():
    assert only_change("UPN\tForename\tSurname\tClass\nP-1\t\t\tHeron\n") == ADA._replace(class_name="Heron")


def test_what_the_register_says_already_is_unchanged():
    found = planned(HEADED + "P-1\tAda Quill\tDune\t5\tK\n")

    assert not found.changes
    assert found.counts["pupils"].unchanged == 1


@pytest.mark.parametrize(
    "row,fault",
    [
        ("P-2\tOona\tHeron\t12h\tK", "Pasted row 2, need_hours: '12h' is not a number of hours. Write 12 or 12.5."),
        ("P-2\tOona\tHeron\t\tK", "Pasted row 2, need_hours: is blank and needs a value. Write hours a week from 0 to 60, such as 12 or 12.5."),
        ("\tOona\tHeron\t4\tK", "Pasted row 2, pupil_id: is blank and needs a value. Write an id of at most 500 characters."),
        ("P-2\t=1+1\tHeron\t4\tK", "Pasted row 2, name: '=1+1' begins like a formula. Take the = away, or write an apostrophe before it: '=1+1."),
        ("P-2\tO\u202eona\tHeron\t4\tK", "Pasted row 2, name: 'O\\u202eona' holds the hidden character U+202E. Type the value again without it."),
    ],
)
def test_a_refusal_names_row_and_column_and_what_to_write(row, fault):
    found = planned(f"{HEADED}{row}\n")

    assert [str(each) for each in found.faults] == [fault]
    assert not found.changes


def test_the_same_pupil_twice_is_refused_once():
    found = planned(HEADED + "P-2\tOona\tHeron\t4\tK\nP-2\tOona\tKite\t4\tK\n")

    assert [str(each) for each in found.faults] == ["Pasted row 3, school_urn, pupil_id: '140001, P-2' stands in row 2 already. Keep one of the two rows."]


def test_a_row_of_another_school_is_refused_like_one_of_none():
    found = planned("school_urn\tpupil_id\tneed_hours\tsen_status\n140002\tP-2\t4\tK\n")

    assert "'140002' is not a school of schools.csv or of the register" in str(found.faults[0])


def test_cells_beside_the_table_are_refused_and_not_lost_in_silence():
    found = planned(HEADED + "P-1\tAda\tHeron\t4\tK\tlost\n")

    assert "where the headings have" in str(found.faults[0])
    assert not found.changes
