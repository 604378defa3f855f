"""Many pupils changed at once: before and after first, then all or nothing, and one step back."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from sendsite.admin.screens.register.actions import moved
from sendsite.framework.records import Pupil, Records
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.facts import records
from sendsite.register.history import change_set
from sendsite.register.undo import undo
from sendsite.register.versions import versions
from tests.admin.people import OTHER, OWN, document, texts

BULK = f"/school/{OWN}/pupils/bulk"
LIST = f"/school/{OWN}/pupils"
TWO = ("P-0220", "P-0213")


def register_of(app: Flask) -> Any:
    return app.extensions["desk"].register


def standing(app: Flask) -> Records:
    return records(register_of(app))


def the(app: Flask, pupil_id: str) -> Pupil:
    return next(row for row in standing(app).pupils if (row.school_urn, row.pupil_id) == (OWN, pupil_id))


def ticks(app: Flask, *ids: str) -> list[str]:
    found = versions(register_of(app), "pupils", [(OWN, pupil_id) for pupil_id in ids])
    return [f"{found[OWN, pupil_id]}:{pupil_id}" for pupil_id in ids]


def asked(app: Flask, action: str, value: str, step: str = "do", ids: tuple[str, ...] = TWO) -> dict[str, Any]:
    return {"action": action, "value": value, "step": step, "tick": ticks(app, *ids), "back": f"{LIST}?class=Dune"}


def saved(answer: Any) -> int:
    return int(str(answer.location).rpartition("saved=")[2])


def test_the_first_step_asks_for_the_value_and_changes_nothing(senco, admin):
    before = standing(admin)

    answer = senco.post(BULK, {"action": "class", "tick": ticks(admin, *TWO)})

    assert (answer.status_code, texts(answer.text, "h1")) == (200, ["Set class"])
    assert standing(admin) == before


def test_before_and_after_are_shown_for_each(senco, admin):
    answer = senco.post(BULK, asked(admin, "class", "Heron", "preview"))

    assert texts(answer.text, "td")[:6] == ["P-0220", "Dune", "Heron", "P-0213", "Dune", "Heron"]
    assert the(admin, "P-0220").class_name == "Dune"


@pytest.mark.parametrize(
    "action,value,field,after",
    [
        ("class", "Heron", "class_name", "Heron"),
        ("class", "", "class_name", ""),
        ("year", "up", "year_group", "4"),
        ("year", "down", "year_group", "2"),
        ("year", "R", "year_group", "R"),
        ("band", "B2", "funding_band", "B2"),
        ("band", "", "funding_band", ""),
        ("need", "HI", "primary_need", "HI"),
    ],
)
def test_the_same_is_set_for_all_that_are_ticked_in_one_change(senco, admin, action, value, field, after):
    answer = senco.post(BULK, asked(admin, action, value))

    assert answer.status_code == 303
    assert [getattr(the(admin, pupil_id), field) for pupil_id in TWO] == [after, after]
    assert answer.location.startswith(f"{LIST}?class=Dune&saved=")


def test_a_change_of_many_is_taken_back_in_one_step(senco, admin):
    before = standing(admin)
    number = saved(senco.post(BULK, asked(admin, "status", "E")))

    undo(register_of(admin), number, by="senco", school=(OWN,))

    assert standing(admin) == before


def test_what_is_kept_of_the_change_for_ever_names_no_pupil(senco, admin):
    found = change_set(register_of(admin), saved(senco.post(BULK, asked(admin, "class", "Heron"))))

    assert found is not None
    assert (found.by, found.kind, found.group) == ("senco", "bulk", "")
    assert found.title == "Class of 2 pupils: Heron"


def test_nobody_moves_past_the_last_year_or_from_one_that_is_not_known():
    row = Pupil(OWN, "P-1", "", "14", "", 0, None, "K")

    assert moved(row, "up") == row
    assert moved(row._replace(year_group=""), "up").year_group == ""
    assert moved(row._replace(year_group="R"), "up").year_group == "1"


@pytest.mark.parametrize(
    "action,value,words",
    [
        ("status", "", "SEN status is blank and needs a value. Choose one of the list."),
        ("status", "N", "SEN status 'N' is not a code for sen_status. Write E (EHC plan) or K (SEN support)."),
        ("year", "99", "Year group '99' is not a code for year_group."),
        ("band", "Z9", "Funding band: choose one from the list."),
        ("leave", "soon", "Day of leaving 'soon' is not a date. Write 2025-08-31 or 31/08/2025."),
        ("leave", "2090-01-01", "Day of leaving: that is still to come. Write 6 November 2026 or an earlier day."),
    ],
)
def test_a_value_that_is_not_taken_is_said_and_changes_nothing(senco, admin, action, value, words):
    before = standing(admin)

    answer = senco.post(BULK, asked(admin, action, value))

    assert answer.status_code == 422
    assert any(each.startswith(words) for each in texts(answer.text, "li"))
    assert standing(admin) == before


@pytest.mark.parametrize("wrong", [{"tick": []}, {"tick": ["P-0220", "x:P-0220", "1:", ":"]}, {"action": ""}, {"action": "erase"}])
def test_without_ticks_or_an_action_the_list_says_what_is_missing(senco, admin, wrong):
    answer = senco.post(BULK, {**asked(admin, "class", "Heron"), **wrong})

    assert (answer.status_code, texts(answer.text, "h1")) == (422, ["Register"])
    assert "There is a problem" in texts(answer.text, "h2")


def test_a_pupil_of_another_school_is_missing_like_one_that_nobody_has(senco, admin):
    theirs = next(row.pupil_id for row in standing(admin).pupils if row.school_urn == OTHER)
    before = standing(admin)

    answers = [senco.post(BULK, {"action": "class", "value": "X", "step": "do", "tick": [f"1:{pupil_id}"]}) for pupil_id in (theirs, "nobody")]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert standing(admin) == before


def test_a_row_that_somebody_changed_meanwhile_is_refused_with_who_and_both_values(senco, admin):
    form = asked(admin, "class", "Heron")
    row = the(admin, "P-0220")
    apply(register_of(admin), Changes(changed={"pupils": ((row, row._replace(class_name="Kite")),)}), by="sam")

    answer = senco.post(BULK, form)

    (said,) = (each for each in texts(answer.text, "li") if "P-0220" in each)
    assert answer.status_code == 409
    assert said.startswith("sam changed pupil P-0220 on ")
    assert said.endswith("class is Kite now, yours would be Heron.")
    assert the(admin, "P-0213").class_name == "Dune"


def test_after_a_clash_one_may_go_on_without_those_rows_or_with_them(senco, admin):
    form = asked(admin, "class", "Heron")
    row = the(admin, "P-0220")
    apply(register_of(admin), Changes(changed={"pupils": ((row, row._replace(class_name="Kite")),)}), by="sam")
    page = document(senco.post(BULK, form).text)
    theirs, mine = [
        [str(each.get("value")) for each in way.iter("input") if each.get("name") == "tick"] for way in page.iter("form") if way.get("action") == BULK
    ]

    assert theirs == ticks(admin, "P-0213")
    assert senco.post(BULK, {**form, "tick": mine}).status_code == 303
    assert the(admin, "P-0220").class_name == "Heron"


def test_before_pupils_leave_it_is_said_what_goes_with_them(senco, admin):
    answer = senco.post(BULK, asked(admin, "leave", "2026-10-23", "preview"))
    cells = sum(row.pupil_id == "P-0220" and row.school_urn == OWN for row in standing(admin).deployment)

    (said,) = (row for row in texts(answer.text, "tr") if "P-0220" in row)
    assert f"{cells} cells of hours" in said
    assert the(admin, "P-0220")


def test_leavers_go_with_all_that_hangs_on_them_and_come_back_in_one_step(senco, admin):
    before = standing(admin)

    number = saved(senco.post(BULK, asked(admin, "leave", "2026-10-23")))

    after = standing(admin)
    rows: tuple[Any, ...] = (*after.pupils, *after.deployment, *after.outcomes, *after.ratings)
    assert not {row.pupil_id for row in rows if row.school_urn == OWN} & set(TWO)
    assert {(row.person_id, str(row.left_on)) for row in after.leavers} >= {(pupil_id, "2026-10-23") for pupil_id in TWO}
    undo(register_of(admin), number, by="senco", school=(OWN,))
    assert standing(admin) == before


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere"])
def test_the_way_back_leads_nowhere_else(senco, admin, back):
    answer = senco.post(BULK, {**asked(admin, "class", "Heron"), "back": back})

    assert answer.location.startswith(f"{LIST}?saved=")


def test_the_page_of_a_step_that_is_opened_by_its_address_leads_back_to_the_list(senco):
    answer = senco.get(BULK)

    assert (answer.status_code, answer.location) == (303, LIST)


def test_somebody_who_only_reads_changes_nobody(as_role, admin):
    assert as_role("viewer").post(BULK, asked(admin, "class", "Heron")).status_code == 403
