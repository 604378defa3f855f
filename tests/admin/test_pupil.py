"""The pupil's page: who reads it, the details, hours and cost, leaving, and the history."""

from __future__ import annotations

from datetime import date

import pytest

from sendsite.framework.records import LIVE, Leaver, Pupil
from sendsite.register.edits import Changes, apply
from tests.admin.one_pupil import ID, PAGE, TODAY, details, forms, now, register_of, standing, version, words
from tests.admin.people import OTHER, OWN, document, query_of, texts

READS = ("/", "/history")
EDITS = ("/details", "/leave", "/outcomes/add")


@pytest.mark.parametrize("below", READS)
def test_a_viewer_reads_everything_and_finds_no_form(as_role, below):
    answer = as_role("viewer").get(PAGE + below)

    assert (answer.status_code, forms(answer.text)) == (200, [])


@pytest.mark.parametrize("below", EDITS)
def test_forms_of_their_own_page_are_for_those_who_may_edit(as_role, below):
    assert [as_role(role).get(PAGE + below).status_code for role in ("viewer", "senco", "trust_officer")] == [403, 200, 200]


@pytest.mark.parametrize("below", [*READS, *EDITS, "/outcomes/O1/"])
def test_another_schools_pupil_is_not_there(senco, admin, below):
    theirs = next(pupil.pupil_id for pupil in now(admin).records.pupils if pupil.school_urn == OTHER)

    assert senco.get(f"/school/{OWN}/pupils/{theirs}{below}").status_code == 404
    assert senco.get(f"/school/{OTHER}/pupils/{theirs}{below}").status_code == 404
    assert senco.get(f"/school/{OWN}/pupils/nobody{below}").status_code == 404


def test_details_are_kept_and_can_be_undone(senco, admin):
    row = standing(admin)

    answer = senco.post(f"{PAGE}/details", details(row, need_hours="7.25", class_name="Fen", version=version(admin)))

    after = standing(admin)
    assert (after.need_hours, after.class_name) == (725, "Fen")
    number = query_of(answer).partition("=")[2]
    assert [each for each in forms(senco.get(answer.location).text) if f"/history/{number}/undo" in each]


@pytest.mark.parametrize(
    "field, typed, message",
    [
        ("need_hours", "12h", "Hours needed a week '12h' is not a number of hours. Write 12 or 12.5."),
        ("one_to_one_hours", "9", "One-to-one hours are part of the hours needed. Write at most 5, or raise the hours needed."),
        ("funding_band", "B99", "'B99' is not one of the funding bands. Choose one of the list, or leave it blank."),
        ("sen_status", "", "SEN status is blank and needs a value. Choose one of the list."),
        ("name", "=1+1", ""),
    ],
)
def test_details_that_cannot_be_are_refused_and_stay_typed(senco, admin, field, typed, message):
    row = standing(admin)

    answer = senco.post(f"{PAGE}/details", details(row, version=version(admin), **{field: typed}))

    inputs = {each.get("name"): each.get("value") for each in document(answer.text).iter("input")}
    assert answer.status_code == 422
    assert any(message in each for each in texts(answer.text, "a"))
    assert standing(admin) == row
    assert inputs.get(field, typed) == typed


def test_no_field_outside_the_details_form_can_be_set_by_it(senco, admin):
    row = standing(admin)

    senco.post(f"{PAGE}/details", details(row, version=version(admin), name="Another", q1="G", pupil_id="X", school_urn=OTHER, rated_on=TODAY))

    assert standing(admin) == row._replace(name="Another")


def test_details_changed_by_somebody_else_meanwhile_show_both_values(senco, admin):
    row, seen = standing(admin), version(admin)
    apply(register_of(admin), Changes(changed={"pupils": ((row, row._replace(need_hours=900)),)}), by="somebody")

    answer = senco.post(f"{PAGE}/details", details(row, need_hours="8", version=seen))

    assert answer.status_code == 409
    assert {"9", "8"} <= set(texts(answer.text, "td"))
    assert standing(admin).need_hours == 900


def test_whoever_leaves_takes_everything_along_and_stands_among_the_leavers(senco, admin):
    asked = senco.get(f"{PAGE}/leave").text

    answer = senco.post(f"{PAGE}/leave", {"why": "left", "left_on": TODAY, "version": version(admin)})

    records = now(admin).of_school(OWN)
    held = [row for table in ("pupils", "outcomes", "ratings", "reviews", "deployment", "moderations") for row in getattr(records, table) if ID in row]
    assert "1 outcome" in texts(asked, "li")
    assert (answer.status_code, held) == (303, [])
    assert Leaver(OWN, "pupil", ID, "Zephyrine Quickmarsh", date(2026, 11, 6)) in records.leavers


def test_leaving_can_be_undone(senco, admin):
    before = now(admin).of_school(OWN)
    number = query_of(senco.post(f"{PAGE}/leave", {"why": "left", "left_on": "", "version": version(admin)})).partition("=")[2]

    senco.post(f"/history/{number}/undo", {"next": f"{PAGE}/"})

    assert now(admin).of_school(OWN) == before


def test_an_entry_by_mistake_leaves_no_leaver(senco, admin):
    senco.post(f"{PAGE}/leave", {"why": "mistake", "left_on": "", "version": version(admin)})

    assert not [row for row in now(admin).records.leavers if row.person_id == ID and row.school_urn == OWN]


def test_the_hours_of_a_week_are_told_by_adult_and_against_need(senco):
    page = senco.get(f"{PAGE}/").text

    assert "4 h" in texts(page, "td")
    assert "▼ 1 h short" in texts(page, "td")


def test_only_those_who_may_see_pay_see_what_the_support_costs_by_salaries(as_role):
    said = {role: "By salaries" in texts(as_role(role).get(f"{PAGE}/").text, "b") for role in ("viewer", "senco", "trust_officer")}

    assert said == {"viewer": False, "senco": False, "trust_officer": True}


def test_a_pupil_with_a_top_up_has_a_balance_in_words(senco, admin):
    row = standing(admin)
    apply(register_of(admin), Changes(changed={"pupils": ((row, row._replace(funding_amount=50_000)),)}), by="test")

    assert "The top-up and the school's own £3,382 cover the support, with £500 a year over." in texts(senco.get(f"{PAGE}/").text, "p")


def test_the_history_tells_every_field_that_was_changed(senco, admin):
    senco.post(f"{PAGE}/details", details(standing(admin), need_hours="7.25", version=version(admin)))

    page = senco.get(f"{PAGE}/history").text

    assert "Need hours 5 → became 7.25" in words(page)
    assert "Details of Zephyrine Quickmarsh" in texts(page, "b")


def test_a_change_that_touched_others_is_told_of_this_pupil_alone(senco, admin):
    mine, theirs = standing(admin), standing(admin, "P-0001")
    pairs = tuple((row, row._replace(class_name="Moor")) for row in (mine, theirs))
    apply(register_of(admin), Changes(changed={"pupils": pairs}), by="senco", title="Class of Finley Harkaway and another")

    page = senco.get(f"{PAGE}/history").text

    assert "Part of a change of 2 rows" in texts(page, "b")
    assert "Finley Harkaway" not in words(page)


def test_a_change_of_several_is_called_by_its_title_where_that_names_nobody_else_and_staff_by_their_names(senco, admin):
    mine, theirs = standing(admin), standing(admin, "P-0001")
    pairs = tuple((row, row._replace(class_name="Moor")) for row in (mine, theirs))
    apply(register_of(admin), Changes(changed={"pupils": pairs}), by="senco", title="Class of 2 pupils: Moor")

    page = senco.get(f"{PAGE}/history").text

    assert "Class of 2 pupils: Moor" in texts(page, "b")
    assert f"{mine.name} changed" in words(page)


def test_the_history_goes_back_fifty_changes_at_a_time(senco, admin):
    for number in range(60):
        row = standing(admin)
        apply(register_of(admin), Changes(changed={"pupils": ((row, row._replace(class_name=f"Class {number}")),)}), by="senco")

    first = senco.get(f"{PAGE}/history").text
    older = next(link.get("href") for link in document(first).iter("a") if "Older changes" in "".join(link.itertext()))

    assert "Class 9 → became Class 10" in words(first)
    assert "Class 8 → became Class 9" in words(senco.get(older).text)


def test_changes_of_live_hours_are_told_with_whom(senco, admin):
    cell = next(row for row in now(admin).of_school(OWN).deployment if row.pupil_id == ID and row.scenario == LIVE)
    apply(register_of(admin), Changes(changed={"deployment": ((cell, cell._replace(hours=575)),)}), by="senco")

    assert "5.75" in texts(senco.get(f"{PAGE}/").text, "td")


def test_a_pupil_of_whom_nothing_is_known_has_a_page(senco, admin):
    apply(register_of(admin), Changes(added={"pupils": (Pupil(OWN, "new/1", "", "", "", 0, None, "K"),)}), by="test")

    page = senco.get(f"/school/{OWN}/pupils/new~2F1/")

    assert page.status_code == 200
    assert "○ Not rated" in words(page.text)
    assert "No hours are timetabled for this pupil." in texts(page.text, "b")
