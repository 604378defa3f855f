"""Edits of the matrix: one change, all or nothing, nobody's work overwritten unseen, and never more than a few statements."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Allocation, Scenario
from sendsite.register.database import open_register
from sendsite.register.edits import Changes, apply
from sendsite.register.history import history
from tests.admin.matrix_school import PAGE, URN, a_school, an_admin, an_editor, cells_of, edit, notes, outputs
from tests.register.counting import statements

MOST_STATEMENTS = 8


@pytest.fixture
def school(tmp_path):
    """Six pupils and three adults: P000 has 2 hours with S00, P001 and P002 an hour of Phonics with S01."""
    cells = [(0, 0, 2_00, ""), (1, 1, 1_00, "Phonics"), (2, 1, 1_00, "Phonics")]
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        yield an_admin(register, tmp_path, a_school(6, 3, cells), editors=2)


@pytest.fixture
def editor(school):
    return an_editor(school)


def register_of(app):
    return app.extensions["desk"].register


def test_a_cell_is_saved_and_every_total_it_moves_is_told(editor):
    answer = edit(editor, ("P000", "S00", "3+1 Phonics", "2"))

    assert answer.status_code == 200
    assert notes(answer) == [{"data-pupil": "P000", "data-staff": "S00", "data-text": "3 + 1 Phonics"}]
    told = outputs(answer)
    assert told["row-P000"] == "4 of 10 h ▼ 6 h short"
    assert told["col-S00"] == "4 of 30 h ● 26 h spare"
    assert set(told) == {"row-P000", "col-S00", "corner"}
    assert cells_of(editor.get(PAGE))["P000", "S00"] == "3 + 1 Phonics"


def test_an_hour_of_a_group_is_spent_once_and_counts_for_each_member(editor):
    answer = edit(editor, ("P003", "S01", "1 Phonics", ""))

    assert outputs(answer)["col-S01"] == "1 of 30 h ● 29 h spare"
    assert outputs(answer)["row-P003"] == "1 of 10 h ▼ 9 h short"


def test_a_group_that_grows_too_large_gives_each_member_less_and_says_so_in_every_row(tmp_path):
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        editor = an_editor(an_admin(register, tmp_path, a_school(7, 1, [(number, 0, 7_00, "Choir") for number in range(6)])))

        told = outputs(edit(editor, ("P006", "S00", "7 Choir", "")))

        assert told["row-P000"] == told["row-P006"] == "6 of 10 h ▼ 4 h short"


def test_a_blank_cell_takes_the_hours_away(editor):
    answer = edit(editor, ("P000", "S00", "", "2"), kind="clear")

    assert notes(answer)[0]["data-text"] == ""
    assert ("P000", "S00") not in cells_of(editor.get(PAGE))


def test_over_commitment_is_told_in_words_sign_and_shape(editor):
    answer = edit(editor, ("P000", "S00", "31", "2"))

    assert outputs(answer)["col-S00"] == "31 of 30 h ▲ 1 h over-committed"


def test_a_paste_is_one_change_under_a_group_that_names_nobody(school, editor):
    edit(editor, *((f"P00{number}", "S02", "1", "") for number in range(6)), kind="paste")

    newest = history(register_of(school), limit=1)[0]
    assert (newest.kind, newest.rows, newest.group, newest.by) == ("paste", 6, f"deployment:{URN}:", "editor0")


def test_what_somebody_else_changed_is_not_overwritten(school, editor):
    other = an_editor(school, 1)
    edit(other, ("P000", "S00", "5", "2"))

    answer = edit(editor, ("P000", "S00", "3", "2"), ("P003", "S00", "1", ""))

    assert answer.status_code == 409
    assert notes(answer) == [{"data-pupil": "P000", "data-staff": "S00", "data-text": "5", "data-mine": "3"}]
    assert "Editor 1, " in answer.text
    assert cells_of(editor.get(PAGE)) == {("P000", "S00"): "5", ("P001", "S01"): "1 Phonics", ("P002", "S01"): "1 Phonics"}


def test_what_was_taken_away_meanwhile_names_who_did(school, editor):
    edit(an_editor(school, 1), ("P000", "S00", "", "2"))

    answer = edit(editor, ("P000", "S00", "3", "2"))

    assert (answer.status_code, notes(answer)[0]["data-text"]) == (409, "")
    assert "Editor 1, " in answer.text


def test_two_who_type_the_same_do_not_clash(school, editor):
    edit(an_editor(school, 1), ("P000", "S00", "5", "2"))

    assert edit(editor, ("P000", "S00", "5.0", "2")).status_code == 200


def test_a_cell_that_cannot_be_read_stops_the_whole_paste(editor):
    answer = edit(editor, ("P003", "S00", "1", ""), ("P004", "S00", "12h", ""), kind="paste")

    assert answer.status_code == 422
    words = "Pupil 4, Adult 0: '12h' is not hours. Write 12 alone. A group follows after a space: 2 Phonics."
    assert notes(answer) == [{"data-pupil": "P004", "data-staff": "S00", "data-fault": words}]
    assert ("P003", "S00") not in cells_of(editor.get(PAGE))


@pytest.mark.parametrize(("pupil", "staff"), [("P999", "S00"), ("P000", "S99"), (" ", " ")])
def test_a_pupil_or_an_adult_of_another_school_is_not_known(editor, pupil, staff):
    answer = edit(editor, (pupil, staff, "1", ""))

    assert answer.status_code == 422
    assert "is not known here" in notes(answer)[0]["data-fault"]


@pytest.mark.parametrize("cells", ["", "[]", "{", "{}", "[1]", '[{"pupil": 1, "staff": "S", "text": "", "was": ""}]', '[{"pupil": "P"}]', "null"])
def test_what_is_no_list_of_cells_is_refused(editor, cells):
    assert editor.part("post", f"{PAGE}/cells", {"scenario": "", "kind": "edit", "cells": cells}).status_code == 400


def test_more_cells_than_a_school_has_are_refused_in_words(editor):
    answer = edit(editor, *[("P000", "S00", "1", "2")] * 5_001, kind="paste")

    assert answer.status_code == 422
    assert "5,001 cells at once are too many" in answer.text


def test_a_scenario_nobody_has_is_not_found(editor):
    assert edit(editor, ("P000", "S00", "3", "2"), scenario="Nobody's").status_code == 404


def test_an_edit_of_a_scenario_leaves_the_live_cells_and_tells_both_figures(school, editor):
    plan = {"scenarios": (Scenario(URN, "Plan B", ""),), "deployment": (Allocation(URN, "Plan B", "S00", "P000", 2_00),)}
    apply(register_of(school), Changes(added=plan), by="test")

    answer = edit(editor, ("P000", "S00", "5", "2"), scenario="Plan B")

    assert cells_of(editor.get(PAGE))["P000", "S00"] == "2"
    assert cells_of(editor.get(f"{PAGE}?scenario=Plan+B")) == {("P000", "S00"): "5"}
    assert "live 6.7%" in answer.text


def test_locked_hours_stay_until_they_are_unlocked(school, editor):
    editor.post(f"{PAGE}/manner", {"scenario": "", "pupil": "P000", "staff": "S00", "mode": "in_class", "locked": "yes"})

    refused = edit(editor, ("P000", "S00", "3", "2"))
    editor.post(f"{PAGE}/manner", {"scenario": "", "pupil": "P000", "staff": "S00", "mode": "", "locked": "no"})
    taken = edit(editor, ("P000", "S00", "3", "2"))

    assert (refused.status_code, taken.status_code) == (422, 200)
    assert "these hours are locked" in notes(refused)[0]["data-fault"]


def test_hours_that_change_keep_how_they_are_given_and_a_new_member_gets_it_from_the_group(school, editor):
    editor.post(f"{PAGE}/manner", {"scenario": "", "pupil": "P001", "staff": "S01", "mode": "withdrawn", "locked": ""})
    editor.post(f"{PAGE}/manner", {"scenario": "", "pupil": "P002", "staff": "S01", "mode": "withdrawn", "locked": ""})

    edit(editor, ("P001", "S01", "2 Phonics", "1 Phonics"), ("P004", "S01", "1 Phonics", ""))

    now = school.extensions["desk"].standing.at(register_of(school))
    assert {row.pupil_id: row.mode for row in now.of_school(URN).deployment if row.group} == {"P001": "withdrawn", "P002": "withdrawn", "P004": "withdrawn"}


def test_how_hours_are_given_cannot_be_said_of_a_cell_without_any(editor):
    answer = editor.post(f"{PAGE}/manner", {"scenario": "", "pupil": "P005", "staff": "S00", "mode": "withdrawn", "locked": ""})

    assert answer.status_code == 422
    assert "there are no hours in this cell yet" in answer.text


@pytest.mark.parametrize(("pupils", "staff"), [(6, 3), (60, 25)])
def test_an_edit_takes_few_statements_whatever_its_size(tmp_path, pupils, staff):
    filled = [(whom, by, 1_00, "") for whom in range(pupils) for by in range(staff) if (whom + by) % 3]
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        editor = an_editor(an_admin(register, tmp_path, a_school(pupils, staff, filled)))
        stands = {(whom, by): "1" for whom, by, _, _ in filled}
        texts = ["2", "2 Phonics", "1 + 1 Phonics"]
        everything = [(f"P{whom:03}", f"S{by:02}", texts[(whom + by) % 3], stands.get((whom, by), "")) for whom in range(pupils) for by in range(staff)]

        with statements(register) as one:
            assert edit(editor, ("P000", "S01", "3 Nurture", "1")).status_code == 200
        with statements(register) as all_kinds:
            assert edit(editor, *(cell for cell in everything if cell[:2] != ("P000", "S01")), kind="paste").status_code == 200

        assert len(one) <= MOST_STATEMENTS, one
        assert len(all_kinds) <= MOST_STATEMENTS, all_kinds
