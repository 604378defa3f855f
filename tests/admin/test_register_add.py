"""A pupil added by hand: what is asked, what is refused, where it leads."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from sendsite.admin.screens.register.adding import next_id
from sendsite.framework.records import Records
from sendsite.register.facts import records
from tests.admin.people import OTHER, OWN, document, query_of, texts

ADD = f"/school/{OWN}/pupils/add"
GOOD = {"name": "Oona Dray", "pupil_id": "P-0400", "year_group": "4", "class_name": "Heron", "sen_status": "K", "need_hours": "4.5"}


def register_of(app: Flask) -> Records:
    return records(app.extensions["desk"].register)


def the_pupil(app: Flask, pupil_id: str) -> Any:
    return next((row for row in register_of(app).pupils if (row.school_urn, row.pupil_id) == (OWN, pupil_id)), None)


def value(page: str, name: str) -> str:
    return next(str(each.get("value")) for each in document(page).iter("input") if each.get("name") == name)


@pytest.mark.parametrize(
    "used,earlier,free",
    [
        (["P-0001", "P-0009"], [], "P-0010"),
        (["P-0001"], ["P-0044"], "P-0045"),
        (["1", "2", "X9"], [], "3"),
        (["P-9"], [], "P-10"),
        (["B80199199001A", "Y801991990012"], [], ""),
        (["anna", "ben"], [], ""),
        ([], [], ""),
    ],
)
def test_the_next_id_is_like_those_in_use_and_nobodys(used, earlier, free):
    assert next_id(used, earlier) == free


def test_the_form_suggests_an_id_that_nobody_has_or_had(senco, admin):
    suggested = value(senco.get(ADD).text, "pupil_id")

    assert suggested.startswith("P-")
    assert the_pupil(admin, suggested) is None
    assert suggested not in {row.person_id for row in register_of(admin).leavers if row.school_urn == OWN}


def test_a_pupil_is_saved_and_their_page_follows(senco, admin):
    answer = senco.post(ADD, GOOD)

    assert (answer.status_code, answer.location.partition("?")[0]) == (303, f"/school/{OWN}/pupils/P-0400/")
    assert (the_pupil(admin, "P-0400").name, the_pupil(admin, "P-0400").need_hours) == ("Oona Dray", 450)


def test_another_of_the_same_class_can_be_added_next(senco):
    answer = senco.post(ADD, {**GOOD, "do": "another"})
    page = senco.get(answer.location).text

    assert query_of(answer).startswith("year=4&class=Heron&saved=")
    assert value(page, "class_name") == "Heron"
    assert value(page, "pupil_id") == "P-0401"
    assert value(page, "name") == ""


@pytest.mark.parametrize(
    "wrong,words",
    [
        ({"need_hours": "12h"}, "Hours needed a week '12h' is not a number of hours. Write 12 or 12.5."),
        ({"need_hours": ""}, "Hours needed a week is blank and needs a value. Write hours a week from 0 to 60, such as 12 or 12.5."),
        ({"need_hours": "61"}, "Hours needed a week '61' is more than 60. Write hours a week from 0 to 60, such as 12 or 12.5."),
        ({"one_to_one_hours": "5"}, "Of those, one-to-one: this is more than the hours needed. Write 4.5 or less."),
        ({"sen_status": "N"}, "SEN status 'N' is not a code for sen_status. Write E (EHC plan) or K (SEN support)."),
        ({"sen_status": ""}, "SEN status is blank and needs a value. Choose one of the list."),
        ({"year_group": "99"}, "Year group '99' is not a code for year_group."),
        ({"primary_need": "XYZ"}, "Primary need 'XYZ' is not a code for primary_need."),
        ({"funding_band": "Z9"}, "Funding band: choose one from the list."),
        ({"funding_amount": "lots"}, "Top-up, £ a year 'lots' is not an amount of money."),
        ({"pupil_id": ""}, "Id is blank and needs a value."),
        ({"pupil_id": "P-0220"}, "Id: P-0220 is another pupil’s of this school. Write P-"),
        ({"pupil_id": "B123456789012"}, "Id: 'B123456789012' is not a UPN"),
        ({"name": "=1+1"}, "Name '=1+1' begins like a formula."),
        ({"class_name": "x" * 501}, "Class '"),
    ],
)
def test_what_is_not_taken_is_said_kept_and_changes_nothing(senco, admin, wrong, words):
    before = register_of(admin)

    answer = senco.post(ADD, {**GOOD, **wrong})

    assert answer.status_code == 422
    assert any(each.startswith(words) for each in texts(answer.text, "li"))
    assert document(answer.text).find(".//title").text.startswith("Error: ")
    (name,) = wrong
    if name not in ("sen_status", "year_group", "primary_need", "funding_band"):
        assert value(answer.text, name) == wrong[name]
    assert register_of(admin) == before


def test_no_field_outside_the_form_can_be_set(senco, admin):
    senco.post(ADD, {**GOOD, "school_urn": OTHER, "q1": "R", "rated_on": "2026-01-01"})

    added = the_pupil(admin, "P-0400")
    assert (added.school_urn, added.q1, added.rated_on) == (OWN, "", None)


def test_whoever_comes_back_is_a_leaver_no_more(senco, admin):
    gone = next(row.person_id for row in register_of(admin).leavers if row.school_urn == OWN and row.kind == "pupil")

    senco.post(ADD, {**GOOD, "pupil_id": gone})

    assert the_pupil(admin, gone) is not None
    assert gone not in {row.person_id for row in register_of(admin).leavers if row.school_urn == OWN}


def test_somebody_who_only_reads_adds_nobody(as_role, admin):
    viewer = as_role("viewer")

    assert viewer.get(ADD).status_code == 403
    assert viewer.post(ADD, GOOD).status_code == 403
    assert the_pupil(admin, "P-0400") is None
