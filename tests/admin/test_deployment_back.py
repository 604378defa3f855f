"""Undo and redo in the matrix: a person's own steps, of this matrix alone, in their order."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Allocation, Pupil, Scenario
from sendsite.register.database import open_register
from sendsite.register.edits import Changes, apply
from tests.admin.matrix_school import PAGE, URN, a_school, an_admin, an_editor, cells_of, edit, notes, outputs
from tests.admin.people import document


@pytest.fixture
def school(tmp_path):
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        yield an_admin(register, tmp_path, a_school(3, 2, [(0, 0, 1_00, "")]), editors=2)


@pytest.fixture
def editor(school):
    return an_editor(school)


def back(editor, step="undo", scenario=""):
    return editor.part("post", f"{PAGE}/{step}", {"scenario": scenario})


def first_cell(editor, scenario=""):
    return cells_of(editor.get(f"{PAGE}?scenario={scenario}")).get(("P000", "S00"))


def said(answer):
    return next(each.get("data-said") for each in document(answer.text).iter("div") if each.get("data-said"))


def three_edits(editor):
    for was, text in (("1", "2"), ("2", "3"), ("3", "4")):
        assert edit(editor, ("P000", "S00", text, was)).status_code == 200


def test_undo_answers_as_an_edit_does(editor):
    edit(editor, ("P000", "S00", "2", "1"), ("P001", "S00", "5", ""), kind="paste")

    answer = back(editor)

    assert {(note["data-pupil"], note["data-text"]) for note in notes(answer)} == {("P000", "1"), ("P001", "")}
    assert outputs(answer)["row-P001"] == "0 of 10 h ▼ 10 h short"
    assert "Undone: 2 cells." in said(answer)


def test_steps_are_taken_back_and_done_again_in_their_order(editor):
    three_edits(editor)
    seen = []
    for step in ("undo", "undo", "redo", "undo", "undo", "redo", "redo", "redo"):
        assert back(editor, step).status_code == 200
        seen.append(first_cell(editor))

    assert seen == ["3", "2", "3", "2", "1", "2", "3", "4"]
    assert back(editor, "redo").status_code == 409


def test_after_a_new_edit_nothing_is_left_to_redo(editor):
    three_edits(editor)
    back(editor)
    edit(editor, ("P001", "S01", "1", ""))

    assert said(back(editor, "redo")) == "Can't redo: nothing was undone since your last change here."


def test_with_nothing_to_take_back_it_says_so(editor):
    answer = back(editor)

    assert (answer.status_code, said(answer)) == (409, "Can't undo: there is no change of yours here to take back.")


def test_another_persons_step_is_not_taken_back(school, editor):
    edit(an_editor(school, 1), ("P000", "S00", "2", "1"))

    assert back(editor).status_code == 409
    assert first_cell(editor) == "2"


def test_a_step_that_another_built_on_says_who(school, editor):
    edit(editor, ("P000", "S00", "2", "1"))
    edit(an_editor(school, 1), ("P000", "S00", "3", "2"))

    answer = back(editor)

    assert answer.status_code == 409
    assert said(answer).startswith("Can't undo: the hours of S00 with P000")
    assert "by editor1" in said(answer)


def test_a_step_of_a_scenario_is_not_one_of_the_live_matrix(school, editor):
    register = school.extensions["desk"].register
    plan = {"scenarios": (Scenario(URN, "Plan B", ""),), "deployment": (Allocation(URN, "Plan B", "S00", "P000", 1_00),)}
    apply(register, Changes(added=plan), by="editor0")
    edit(editor, ("P000", "S00", "7", "1"), scenario="Plan B")

    assert back(editor).status_code == 409
    assert back(editor, scenario="Plan B").status_code == 200
    assert first_cell(editor, "Plan+B") == "1"


def test_a_change_made_elsewhere_under_the_same_name_is_not_a_step(school, editor):
    row = Pupil(URN, "P900", "New", "3", "3B", 0, None, "K", "SLCN")
    apply(school.extensions["desk"].register, Changes(added={"pupils": (row,)}), by="editor0")

    assert back(editor).status_code == 409
