"""The page of the matrix: who sees what, and what it says where there is nothing."""

from __future__ import annotations

import pytest

from sendsite.admin.matrix import Filters
from sendsite.register.database import open_register
from sendsite.register.edits import Changes, apply
from tests.admin.matrix_school import PAGE, a_school, an_admin, an_editor, edit
from tests.admin.people import OTHER, OWN, document, texts

DEMO = f"/school/{OWN}/deployment"


def heads(page):
    return [each.get("data-staff") for each in document(page.text).iter("th") if each.get("data-staff")]


def pupils(page):
    return [each.get("data-pupil") for each in document(page.text).iter("tr") if each.get("data-pupil")]


def inputs(page):
    return [each for each in document(page.text).iter("input") if each.get("data-was") is not None]


def test_every_pupil_is_a_row_and_every_adult_a_column_named_by_the_heads(senco):
    page = senco.get(DEMO)

    named = {each.get("id") for each in document(page.text).iter() if each.get("id")}
    assert len(inputs(page)) == len(pupils(page)) * len(heads(page)) > 0
    assert all(set(each.get("aria-labelledby").split()) <= named for each in inputs(page))
    assert len(named) == len([each for each in document(page.text).iter() if each.get("id")])


def test_who_only_looks_cannot_type_and_has_no_button_to_save(as_role):
    page = as_role("viewer").get(DEMO)

    assert all(each.get("readonly") is not None for each in inputs(page))
    assert not [each for each in document(page.text).iter("button") if each.get("type") == "submit" and "Save" in "".join(each.itertext())]


def test_who_only_looks_cannot_edit_undo_or_lock(as_role):
    viewer = as_role("viewer")

    codes = [viewer.post(f"{DEMO}/{what}", {"scenario": ""}).status_code for what in ("cells", "whole", "undo", "redo", "manner")]

    assert codes == [403] * 5
    assert edit(viewer, ("P-0001", "T-001", "1", ""), urn=OWN).status_code == 403


def test_another_schools_matrix_is_not_there(senco):
    assert [senco.get(f"/school/{OTHER}/deployment").status_code, edit(senco, ("P", "S", "1", ""), urn=OTHER).status_code] == [404, 404]


def test_actual_cost_is_shown_to_those_who_may_see_pay_alone(as_role):
    def told(role: str) -> int:
        return sum("at actual pay" in words for words in texts(as_role(role).get(DEMO).text, "dd"))

    assert (told("owner"), told("senco")) == (2, 0)


def test_filters_show_some_and_say_how_many(senco):
    page = senco.get(f"{DEMO}?gaps=1&rating=red")

    assert 0 < len(pupils(page)) < len(pupils(senco.get(DEMO)))
    assert all("short" in words for words in (text for text in texts(page.text, "output")[: len(pupils(page))]))
    assert f"{len(pupils(page))} of" in page.text


def test_the_largest_gap_comes_first_where_that_is_asked(senco):
    page = senco.get(f"{DEMO}?sort=gap")
    gaps = [float(words.split("▼ ")[1].split(" h")[0]) if "short" in words else 0.0 for words in texts(page.text, "output")[: len(pupils(page))]]

    assert gaps == sorted(gaps, reverse=True)


@pytest.mark.parametrize("query", ["rating=purple", "sort=name", "gaps=yes", "staff=all", "class=", "view=other"])
def test_an_address_that_asks_for_nothing_known_shows_everybody(senco, query):
    assert pupils(senco.get(f"{DEMO}?{query}")) == pupils(senco.get(DEMO))


def test_filters_stand_in_the_address_as_they_were_read():
    assert Filters("3B", "red", True, True, True).query() == {"class": "3B", "rating": "red", "gaps": "1", "staff": "with_hours", "sort": "gap"}


def test_a_class_nobody_is_in_says_so_and_leads_back(senco):
    page = senco.get(f"{DEMO}?class=nowhere")

    assert pupils(page) == []
    assert "Show all" in texts(page.text, "a")


@pytest.mark.parametrize(("children", "adults", "words"), [(0, 2, "No pupils yet"), (2, 0, "No support staff yet"), (0, 0, "No pupils yet")])
def test_an_empty_matrix_says_what_is_missing(tmp_path, children, adults, words):
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        page = an_editor(an_admin(register, tmp_path, a_school(children, adults))).get(PAGE)

        assert words in texts(page.text, "h2")


def test_names_are_text_and_ids_of_any_kind_make_sound_elements(tmp_path):
    records = a_school(2, 1)
    odd = records.pupils[0]._replace(pupil_id='P/1 "x" ü', name="<b>Bold</b> & Co")
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        app = an_admin(register, tmp_path, records)
        apply(register, Changes(added={"pupils": (odd,)}), by="test")
        editor = an_editor(app)

        page, answer = editor.get(PAGE), edit(editor, (odd.pupil_id, "S00", "1", ""))

        assert "<b>Bold</b> & Co" in texts(page.text, "span")
        assert answer.status_code == 200
        (told,) = [each.get("id") for each in document(answer.text).iter("output") if each.get("id").startswith("row-")]
        assert told in {each.get("id") for each in document(page.text).iter("output")}
