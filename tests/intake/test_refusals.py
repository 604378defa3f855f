"""What a person reads when a file is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendsite.intake.fault import Fault, shown, spans
from sendsite.intake.read import read
from tests.intake.hostile import HOSTILE, PUPIL, RIGHT, deployed


def folder(at: Path, **changed: str) -> Path:
    at.mkdir(exist_ok=True)
    for name, text in (RIGHT | changed).items():
        (at / name).write_text(text, encoding="utf-8", newline="")
    return at


def test_the_folder_is_right_before_something_is_put_wrong(tmp_path: Path):
    assert read(folder(tmp_path / "in")).faults == ()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_refusal_says_where_what_and_what_to_write(tmp_path: Path, name: str):
    file, text, said = HOSTILE[name]

    assert [str(fault) for fault in read(folder(tmp_path / "in", **{file: text})).faults] == [said]


def test_every_fault_is_named_and_not_just_the_first(tmp_path: Path):
    reading = read(folder(tmp_path / "in", **{"pupils.csv": f"{PUPIL}\n140001,P1,x,E\n140001,P2,1,Q\n140001,P1,y,z\n"}))

    assert [(fault.row, fault.column) for fault in reading.faults] == [(2, "need_hours"), (3, "sen_status"), (4, "need_hours"), (4, "sen_status")]
    assert reading.refused == {"pupils": 3}


@pytest.mark.parametrize("foot", ["Total,,12,", ",Totals:,12,", ",,12,grand total", "total,total,,"])
def test_a_total_at_the_foot_of_a_sheet_is_refused_once(tmp_path: Path, foot: str):
    reading = read(folder(tmp_path / "in", **{"pupils.csv": f"{PUPIL}\n140001,P1,12,E\n{foot}\n"}))

    assert [str(fault) for fault in reading.faults] == ["pupils.csv row 3: looks like a total. Remove that row: totals are worked out."]


@pytest.mark.parametrize("text", ["Total,,12,\n140001,P1,12,E", "140001,P1,12,E\n140001,,12,Total", "140001,P1,12,E\n,,12,K"])
def test_what_is_no_total_at_the_foot_is_refused_for_what_it_lacks(tmp_path: Path, text: str):
    reading = read(folder(tmp_path / "in", **{"pupils.csv": f"{PUPIL}\n{text}\n"}))

    assert reading.faults
    assert "looks like a total" not in {fault.problem for fault in reading.faults}


def test_a_refused_pupil_is_not_held_against_the_rows_that_name_them(tmp_path: Path):
    reading = read(folder(tmp_path / "in", **{"pupils.csv": f"{PUPIL}\n140001,P1,x,E\n"}))

    assert [fault.file for fault in reading.faults] == ["pupils.csv"]


def test_a_file_that_cannot_be_read_is_not_held_against_the_others(tmp_path: Path):
    reading = read(folder(tmp_path / "in", **{"pupils.csv": "nonsense\n1\n", "deployment.csv": deployed("3")}))

    assert [fault.file for fault in reading.faults] == ["pupils.csv"]


def test_rows_without_any_school_are_refused_once(tmp_path: Path):
    (tmp_path / "pupils.csv").write_text(f"{PUPIL}\n140001,P1,12,E\n140001,P2,12,E\n")

    assert [str(fault) for fault in read(tmp_path).faults] == [
        "schools.csv: is missing, and the register has no school yet. Add it: urn, name, phase, number_on_roll."
    ]


def test_the_same_fault_in_many_rows_is_one_line():
    faults = [Fault("pupils.csv", row, "sen_status", "N", "'N' is not a code for sen_status", "Write E or K.") for row in (4, 5, 6, 9)]

    assert shown(faults) == ("pupils.csv rows 4 to 6 and 9, sen_status: 'N' is not a code for sen_status. Write E or K.",)


def test_at_most_200_lines_are_shown_and_the_rest_is_counted():
    lines = shown([Fault("pupils.csv", row, "need_hours", "", f"'{row}h' is not a number of hours", "Write 12.") for row in range(2, 300)])

    assert (len(lines), lines[-1]) == (201, "and 98 more faults.")


@pytest.mark.parametrize("rows, said", [([3], "3"), ([3, 4], "3, 4"), ([3, 4, 5], "3 to 5"), ([1, 3, 9], "1, 3 and 9")])
def test_rows_are_said_as_a_reader_says_them(rows, said):
    assert spans(rows) == said
