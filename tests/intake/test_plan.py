from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sendsite.framework.records import Allocation, FundingBand, Outcome, Priority, Pupil, Records, School, Staff
from sendsite.intake.interchange import files, write_folder
from sendsite.intake.plan import Counts, FieldChange, Plan, plan
from sendsite.intake.read import read
from sendsite.register.database import open_register
from sendsite.register.edits import apply, outcome
from sendsite.register.facts import records
from tests.intake.whole import whole_register

AMIRA = Pupil("140001", "P1", "Amira Example", "4", "4A", 1250, 250, "E", "ASD", "", 600_000, "R", rated_on=date(2025, 9, 1))
BO = Pupil("140001", "P2", "Bo Sample", "5", "5A", 300, None, "K")
DI = Pupil("140002", "P9", "Di Other", "", "", 100, None, "K")
ROBIN = Staff("140001", "S1", "Robin Example", "TA", 3250, 2000, 2_000_000)
TRUST = Records(
    schools=(School("140001", "Alder", "primary", 210, 100), School("140002", "Birch", "special", 60)),
    staff=(ROBIN,),
    pupils=(AMIRA, BO, DI),
    outcomes=(Outcome("140001", "P2", "O1", "", "Reads", "", None, "emerging"),),
    deployment=(Allocation("140001", "", "S1", "P1", 300),),
    funding_bands=(FundingBand("B1", None, "Band 1", 100),),
    priorities=(Priority("", 1, "Reds", "reds", "", 5000),),
)


def planned(folder: Path, texts: dict[str, str] | None = None, *, existing: Records = TRUST, replace: bool = False, **files: str) -> Plan:
    for name, text in ((texts or {}) | files).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return plan(read(folder, known=existing), existing, replace=replace)


def test_an_absent_column_leaves_values_alone(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status\n140001,P1,13,E\n")

    assert found.changes.changed["pupils"] == ((AMIRA, AMIRA._replace(need_hours=1300)),)


def test_a_blank_cell_clears_the_value(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status,funding_amount,name,q1,rated_on\n140001,P1,12.5,E,,,,\n")

    ((before, after),) = found.changes.changed["pupils"]
    assert (before, after) == (AMIRA, AMIRA._replace(funding_amount=None, name="", q1="", rated_on=None))


def test_a_new_row_takes_defaults_for_columns_that_are_absent(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status\n140001,P3,1,K\n")

    assert found.changes.added["pupils"] == (Pupil("140001", "P3", "", "", "", 100, None, "K"),)


def test_each_value_that_changes_is_shown_as_it_is_written(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status,funding_amount\n140001,P1,13.25,E,6000.5\n")

    assert list(found.field_changes()) == [
        FieldChange("pupils", ("140001", "P1"), "need_hours", "12.5", "13.25"),
        FieldChange("pupils", ("140001", "P1"), "funding_amount", "6000", "6000.5"),
    ]


def test_a_value_that_changes_is_one_line_and_a_blank_is_said(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status,funding_amount,class\n140001,P1,13.25,E,,4 Oak\n")

    assert found.changed_values() == (
        "pupils 140001 P1: class 4A -> 4 Oak",
        "pupils 140001 P1: need_hours 12.5 -> 13.25",
        "pupils 140001 P1: funding_amount 6000 -> blank",
    )


@pytest.mark.parametrize("limit, last", [(1, "and 2 more values."), (2, "and 1 more value."), (3, "pupils 140001 P1: funding_amount 6000 -> blank")])
def test_after_many_values_it_is_said_how_many_are_left(tmp_path, limit, last):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status,funding_amount,class\n140001,P1,13.25,E,,4 Oak\n")

    assert found.changed_values(limit)[-1] == last


def test_counts_say_what_each_row_would_do(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status\n140001,P1,12.5,E\n140001,P2,4,K\n140001,P3,1,K\n140001,P4,x,K\n")

    assert found.counts == {"pupils": Counts(added=1, changed=1, unchanged=1, refused=1)}
    assert str(found.counts["pupils"]) == "1 new, 1 changed, 1 unchanged, 1 refused"


def test_an_import_twice_changes_nothing_the_second_time(tmp_path):
    first = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status,funding_band\n140001,P1,13,E,B9\n140001,P3,1,K,\n")
    after = outcome(TRUST, first.changes)

    assert first.changes
    assert not plan(read(tmp_path, known=after), after).changes


def test_rows_missing_from_a_file_stay(tmp_path):
    found = planned(tmp_path, schools="urn,name,phase,number_on_roll\n140001,Alder,primary,210\n", pupils="school_urn,pupil_id,need_hours,sen_status\n")

    assert not found.changes


def test_replace_removes_rows_of_the_schools_named_in_the_tables_present_and_of_nothing_else(tmp_path):
    files = {
        "schools": "urn,name,phase,number_on_roll\n140001,Alder,primary,210\n",
        "pupils": "school_urn,pupil_id,need_hours,sen_status\n140001,P1,12.5,E\n",
        "outcomes": "school_urn,pupil_id,outcome_id,outcome,status\n",
        "funding_bands": "code\n",
        "priorities": "school_urn,number,title,measure,target_share\n",
    }

    found = planned(tmp_path, files, replace=True)

    removed = {table: rows for table, rows in found.changes.removed.items() if rows}
    assert removed == {"pupils": (BO,), "outcomes": TRUST.outcomes}
    assert found.faults == ()


def test_replace_without_schools_removes_nothing_and_says_so(tmp_path):
    found = planned(tmp_path, replace=True, pupils="school_urn,pupil_id,need_hours,sen_status\n140001,P1,12.5,E\n")

    assert not found.changes
    assert found.questions == (
        "The import has no schools.csv with a school in it, so no row is removed: only rows of the schools listed there are replaced. Put it in to replace.",
    )
    assert planned(tmp_path).questions == ()


def test_replace_says_which_rows_of_the_import_name_whom_it_removes(tmp_path):
    files = {
        "schools": "urn,name,phase,number_on_roll\n140001,Alder,primary,210\n",
        "pupils": "school_urn,pupil_id,need_hours,sen_status\n140001,P2,3,K\n",
        "deployment": "school_urn,staff_id,pupil_id,hours\n140001,S1,P2,2\n140001,S1,P1,3\n",
        "outcomes": "school_urn,pupil_id,outcome_id,outcome,status\n140001,P1,O7,Reads,emerging\n",
    }

    assert sorted(str(fault) for fault in planned(tmp_path, files, replace=True).faults) == [
        "deployment.csv row 3, pupil_id: 'P1' is not a pupil of pupils.csv. Put the pupil back into pupils.csv, or take this row out.",
        "outcomes.csv row 2, pupil_id: 'P1' is not a pupil of pupils.csv. Put the pupil back into pupils.csv, or take this row out.",
    ]


def test_replace_says_which_rows_of_the_import_name_staff_and_outcomes_that_it_removes(tmp_path):
    files = {
        "schools": "urn,name,phase,number_on_roll\n140001,Alder,primary,210\n",
        "staff": "school_urn,staff_id,role,contracted_hours,send_hours\n",
        "deployment": "school_urn,staff_id,pupil_id,hours\n140001,S1,P1,3\n",
        "outcomes": "school_urn,pupil_id,outcome_id,outcome,status\n",
        "reviews": "school_urn,pupil_id,outcome_id,reviewed_on,status\n140001,P2,O1,2025-09-01,emerging\n",
    }

    assert sorted(str(fault) for fault in planned(tmp_path, files, replace=True).faults) == [
        "deployment.csv row 2, staff_id: 'S1' is not a member of staff of staff.csv. Put the person back into staff.csv, or take this row out.",
        "reviews.csv row 2, outcome_id: 'O1' is not an outcome of outcomes.csv. Put the outcome back into outcomes.csv, or take this row out.",
    ]


@pytest.mark.parametrize("today, asked", [(date(2025, 8, 31), ("pupils.csv rows 2, 3, rated_on: 2025-09-01 lies ahead of today.",)), (date(2025, 9, 1), ())])
def test_a_rating_dated_after_today_is_accepted_and_asked_about(tmp_path, today, asked):
    text = "school_urn,pupil_id,need_hours,sen_status,rated_on,q1\n140001,P1,12.5,E,2025-09-01,R\n140001,P2,3,K,2025-09-01,G\n"
    (tmp_path / "pupils.csv").write_text(text, encoding="utf-8")

    found = plan(read(tmp_path, known=TRUST), TRUST, today=today)

    assert found.faults == ()
    assert found.questions == asked


def test_replace_refuses_to_remove_whom_the_register_still_names(tmp_path):
    files = {"schools": "urn,name,phase,number_on_roll\n140001,Alder,primary,210\n", "staff": "school_urn,staff_id,role,contracted_hours,send_hours\n"}

    (fault,) = planned(tmp_path, files, replace=True).faults

    assert fault.problem == "1 row of the register would name somebody whom this import removes, such as 140001, S1, P1"
    assert fault.remedy == "Put deployment.csv in the import as well, or keep the row they name."


def test_a_row_that_was_refused_is_not_one_that_is_missing(tmp_path):
    files = {"schools": "urn,name,phase,number_on_roll\n140001,Alder,primary,210\n", "pupils": "school_urn,pupil_id,need_hours,sen_status\n140001,P1,x,E\n"}

    assert planned(tmp_path, files, replace=True).counts["pupils"].removed == 0


def test_a_value_left_alone_still_has_to_fit(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status\n140001,P1,2,E\n")

    assert [str(fault) for fault in found.faults] == ["pupils.csv row 2, one_to_one_hours: '2.5' is more than need_hours (2). Write 2 or less."]


def test_a_row_may_name_whom_only_the_register_knows(tmp_path):
    found = planned(tmp_path, deployment="school_urn,staff_id,pupil_id,hours\n140001,S1,P2,3\n")

    assert found.changes.added["deployment"] == (Allocation("140001", "", "S1", "P2", 300),)


def test_staff_of_a_what_if_are_known_in_it_and_nowhere_else(tmp_path):
    staff = "school_urn,staff_id,role,contracted_hours,send_hours,scenario\n140001,S9,TA,10,10,New post\n"
    cells = "school_urn,scenario,staff_id,pupil_id,hours\n140001,New post,S9,P1,3\n140001,New post,S1,P1,3\n140001,live,S9,P1,3\n"

    found = planned(tmp_path, staff=staff, deployment=cells)

    assert [(fault.row, fault.column) for fault in found.faults] == [(4, "staff_id")]


def test_an_unknown_funding_band_is_added_without_an_amount_and_asked_about(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status,funding_band\n140001,P1,12.5,E,B9\n140001,P2,3,K,B1\n")

    assert found.changes.added["funding_bands"] == (FundingBand("B9", None),)
    assert found.counts["funding_bands"] == Counts(added=1)
    assert found.questions == ("Funding band 'B9' is not known; it was added without an amount. What does it pay a year?",)


def test_a_rating_date_without_answers_is_accepted_and_asked_about(tmp_path):
    found = planned(tmp_path, pupils="school_urn,pupil_id,need_hours,sen_status,rated_on\n140001,P2,3,K,2025-09-01\n140001,P1,12.5,E,2025-09-01\n")

    assert found.faults == ()
    assert found.questions == ("pupils.csv row 2: rated_on is given and no question is answered. Were the answers left out?",)


@pytest.mark.parametrize("replace", [False, True])
def test_a_whole_register_comes_into_an_empty_one_and_then_changes_nothing(tmp_path, replace):
    records = whole_register()
    write_folder(records, tmp_path)
    first = plan(read(tmp_path), Records(), replace=replace)

    after = outcome(Records(), first.changes)

    assert first.faults == ()
    assert not plan(read(tmp_path, known=after), after, replace=replace).changes


def test_what_goes_through_the_register_is_exported_as_it_was_imported(tmp_path):
    before = whole_register()
    write_folder(before, tmp_path / "in")
    with open_register(tmp_path / "register.sqlite", create=True) as register:
        apply(register, plan(read(tmp_path / "in"), records(register)).changes, by="A Tester")
        after = records(register)

    assert {name: sorted(content.splitlines()) for name, content in files(after).items()} == {
        name: sorted(content.splitlines()) for name, content in files(before).items()
    }
    assert not plan(read(tmp_path / "in", known=after), after).changes
