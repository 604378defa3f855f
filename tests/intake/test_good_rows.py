"""Imports of the good rows alone. Invented people."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Outcome, Records, School
from sendsite.intake.fault import Fault
from sendsite.intake.good_rows import good_rows
from sendsite.intake.interchange.parse import ReadRow
from sendsite.intake.plan import Counts
from sendsite.intake.read import read
from sendsite.intake.reading import Reading

ONE = Records(schools=(School("140001", "Alder Primary", "primary", 210),))
PUPILS = "school_urn,pupil_id,need_hours,sen_status\n140001,P1,12h,E\n140001,P2,3,K\n"


def read_of(folder, **texts):
    for table, text in texts.items():
        (folder / f"{table}.csv").write_text(text)
    return read(folder, known=ONE)


def test_the_good_rows_are_planned_and_the_others_named(tmp_path):
    planned, left_out = good_rows(read_of(tmp_path, pupils=PUPILS), ONE) or pytest.fail("no plan")

    assert [row.pupil_id for row in planned.changes.added["pupils"]] == ["P2"]
    assert planned.counts["pupils"] == Counts(added=1, refused=1)
    assert [(fault.row, fault.column) for fault in left_out] == [(2, "need_hours")]


def test_a_row_that_names_somebody_who_is_refused_stays_out_too(tmp_path):
    outcomes = "school_urn,pupil_id,outcome_id,outcome,status\n140001,P1,O1,Reads,on_track\n140001,P2,O1,Reads,on_track\n"
    reviews = "school_urn,pupil_id,outcome_id,reviewed_on,status\n140001,P1,O1,2025-09-01,emerging\n"

    planned, left_out = good_rows(read_of(tmp_path, pupils=PUPILS, outcomes=outcomes, reviews=reviews), ONE) or pytest.fail("no plan")

    assert planned.changes.added["outcomes"] == (Outcome("140001", "P2", "O1", "", "Reads", "", None, "on_track"),)
    assert [(fault.file, fault.row) for fault in left_out] == [("pupils.csv", 2), ("outcomes.csv", 2), ("reviews.csv", 2)]
    assert planned.counts["reviews"] == Counts(refused=1)


@pytest.mark.parametrize(
    "pupils", [PUPILS.replace("need_hours", "need_hrs"), PUPILS.replace("3,K", "x,K"), PUPILS.replace("12h", "12")], ids=["heading", "every row", "no fault"]
)
def test_a_file_at_fault_or_without_a_good_row_or_a_bad_one_has_no_such_plan(tmp_path, pupils):
    assert good_rows(read_of(tmp_path, pupils=pupils), ONE) is None


def test_a_row_whose_cell_was_refused_when_its_file_was_opened_stays_out():
    rows = tuple(ReadRow("a", number, {"school_urn": "140001", "pupil_id": f"P{number}", "need_hours": 0, "sen_status": "E", "name": ""}) for number in (2, 3))

    planned, _ = good_rows(Reading({"pupils": rows}, (Fault("a", 2, "name", "=1", "holds a formula", ""),)), ONE) or pytest.fail("no plan")

    assert [row.pupil_id for row in planned.changes.added["pupils"]] == ["P3"]
