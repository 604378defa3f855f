"""The matrix without the script: the whole form saved at once, what is refused shown with what was typed."""

from __future__ import annotations

import pytest

from sendsite.register.database import open_register
from sendsite.register.history import history
from tests.admin.matrix_school import PAGE, URN, a_school, an_admin, an_editor, cells_of, edit
from tests.admin.people import document, texts


@pytest.fixture
def school(tmp_path):
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        yield an_admin(register, tmp_path, a_school(3, 2, [(0, 0, 1_00, ""), (1, 0, 2_00, "Phonics")]), editors=2)


@pytest.fixture
def editor(school):
    return an_editor(school)


def fields(page):
    """What a browser without the script would post of a page."""
    form = next(each for each in document(page.text).iter("form") if each.get("id") == "grid-form")
    return {each.get("name"): each.get("value") or "" for each in form.iter("input") if each.get("name") != "csrf"}


def typed(form, **cells):
    """The form with other texts in some cells, by `P000_S00`."""
    return {name: next((text for place, text in cells.items() if name.startswith(f"c:{place.replace('_', ':')}:")), value) for name, value in form.items()}


def test_the_whole_page_saves_what_was_changed_as_one_change(school, editor):
    page = editor.get(PAGE)

    answer = editor.post(f"{PAGE}/whole", typed(fields(page), P000_S00="3", P002_S01="1 Phonics"))

    newest = history(school.extensions["desk"].register, limit=1)[0]
    assert (answer.status_code, answer.location) == (303, f"{PAGE}?saved={newest.id}")
    assert newest.rows == 2
    assert cells_of(editor.get(PAGE)) == {("P000", "S00"): "3", ("P001", "S00"): "2 Phonics", ("P002", "S01"): "1 Phonics"}


def test_a_page_saved_as_it_was_changes_nothing(editor):
    answer = editor.post(f"{PAGE}/whole", fields(editor.get(PAGE)))

    assert answer.location == f"{PAGE}?saved=0"


def test_what_is_shown_stays_chosen_after_saving(editor):
    page = editor.get(f"{PAGE}?gaps=1&sort=gap")

    answer = editor.post(f"{PAGE}/whole?gaps=1&sort=gap", typed(fields(page), P000_S00="3"))

    assert answer.location.startswith(f"{PAGE}?gaps=1&sort=gap&saved=")


def test_what_cannot_be_read_is_shown_again_as_typed_and_nothing_is_saved(editor):
    answer = editor.post(f"{PAGE}/whole", typed(fields(editor.get(PAGE)), P000_S00="2,5", P002_S01="4"))

    assert answer.status_code == 422
    assert "Pupil 0, Adult 0: '2,5' has a comma. Write the decimals after a point: 2.5." in texts(answer.text, "a")
    assert cells_of(answer)["P000", "S00"] == "2,5"
    assert cells_of(answer)["P002", "S01"] == "4"
    assert ("P002", "S01") not in cells_of(editor.get(PAGE))


def test_somebody_elses_change_is_shown_and_saving_again_puts_ones_own_in_its_place(school, editor):
    form = typed(fields(editor.get(PAGE)), P000_S00="3")
    edit(an_editor(school, 1), ("P000", "S00", "5", "1"))

    clash = editor.post(f"{PAGE}/whole", form)
    again = editor.post(f"{PAGE}/whole", fields(clash))

    assert clash.status_code == 409
    assert any("theirs 5 (Editor 1, " in words and "yours 3" in words for words in texts(clash.text, "li"))
    assert again.status_code == 303
    assert cells_of(editor.get(PAGE))["P000", "S00"] == "3"


def test_the_rest_can_be_saved_and_theirs_kept(school, editor):
    form = typed(fields(editor.get(PAGE)), P000_S00="3", P002_S01="4")
    edit(an_editor(school, 1), ("P000", "S00", "5", "1"))

    clash = editor.post(f"{PAGE}/whole", form)
    editor.post(f"{PAGE}/whole", {**fields(clash), "keep": "theirs"})

    found = cells_of(editor.get(PAGE))
    assert (found["P000", "S00"], found["P002", "S01"]) == ("5", "4")


def test_a_matrix_of_two_thousand_cells_can_be_sent_whole(tmp_path):
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        editor = an_editor(an_admin(register, tmp_path, a_school(80, 25)))
        form = fields(editor.get(PAGE))

        answer = editor.post(f"{PAGE}/whole", {name: "1" if name.startswith("c:") else value for name, value in form.items()})

        assert answer.status_code == 303
        assert history(register, limit=1)[0].rows == 80 * 25


@pytest.mark.parametrize("name", ["c:P000", "c::S00:1", "c:~ZZ:S00:1", "c:~FF:S00:1", "x:P000:S00:1"])
def test_a_field_that_is_no_cell_is_never_a_fault_of_the_server(editor, name):
    assert editor.post(f"{PAGE}/whole", {"scenario": "", name: "7"}).status_code in (303, 400)
    assert URN in editor.get(PAGE).text
