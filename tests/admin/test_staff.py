"""Staff, live and in staffing scenarios: hours, cost, pay for those who may see it, and what goes when somebody goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from sendsite.register.facts import records
from sendsite.register.history import change_set
from sendsite.register.undo import undo
from tests.admin.people import OTHER, OWN, Caller, document, query_of, texts
from tests.admin.tables import hidden, rows, version_on

LIST = f"/school/{OWN}/staff"
PERSON = {"name": "Wren Oakley", "role": "TA", "contracted_hours": "32.5", "send_hours": "20"}
SHARED = "Shared HLTA"


def staff(admin: Flask, scenario: str = "") -> dict[str, Any]:
    found = records(admin.extensions["desk"].register).staff
    return {row.staff_id: row for row in found if (row.school_urn, row.scenario) == (OWN, scenario)}


def named(admin: Flask, table: str, staff_id: str, scenario: str = "") -> list[Any]:
    found = getattr(records(admin.extensions["desk"].register), table)
    return [row for row in found if (row.school_urn, row.staff_id, row.scenario) == (OWN, staff_id, scenario)]


def change_of(admin: Flask, answer: Any) -> Any:
    return change_set(admin.extensions["desk"].register, int(query_of(answer).rpartition("saved=")[2]))


@pytest.fixture
def officer(as_role: Callable[[str], Caller]) -> Caller:
    return as_role("trust_officer")


def test_the_list_says_where_each_persons_send_hours_go(senco: Caller) -> None:
    found = rows(senco.get(LIST).text)

    assert found[0] == ("Arlo Haddowell T-001", "HLTA", "27.5", "16", "10.5", "3", "◆ +2.5 free", "£25,603")
    assert found[-1] == ("4 people", "", "112.5", "68", "46", "11.75", "+10.25 free", "£90,203")


def test_more_hours_than_there_are_read_as_over_committed(senco: Caller) -> None:
    address = f"{LIST}/T-001/"
    form = {"name": "Arlo Haddowell", "role": "HLTA", "contracted_hours": "27.5", "send_hours": "12"}
    senco.post(address, {**form, "version": version_on(senco.get(address).text)})

    assert rows(senco.get(LIST).text)[0][6] == "▲ −1.5 over"


def test_pay_is_shown_to_those_who_may_see_it_and_to_nobody_else(senco: Caller, officer: Caller) -> None:
    addresses = (LIST, f"{LIST}/T-004/", f"{LIST}/compare?b={SHARED}", f"{LIST}/T-004/remove", f"{LIST}?scenario={SHARED}")

    assert ["13,290" in officer.get(address).text or "13290" in officer.get(address).text for address in addresses[:2]] == [True, True]
    for address in addresses:
        page = senco.get(address).text
        assert "13,290" not in page
        assert "13290" not in page
        assert "salary" not in page.lower()


def test_whoever_may_not_see_pay_neither_sets_nor_loses_it(admin: Flask, senco: Caller) -> None:
    address = f"{LIST}/T-004/"
    answer = senco.post(address, {**PERSON, "annual_salary": "99999", "version": version_on(senco.get(address).text)})

    assert answer.status_code == 303
    assert staff(admin)["T-004"][2:7] == ("Wren Oakley", "TA", 32_50, 20_00, 13_290_00)


def test_a_salary_is_changed_by_those_who_may_and_not_told_in_the_title(admin: Flask, officer: Caller) -> None:
    address = f"{LIST}/T-004/"
    answer = officer.post(address, {**PERSON, "annual_salary": "15000.50", "version": version_on(officer.get(address).text)})

    assert staff(admin)["T-004"].annual_salary == 15_000_50
    assert change_of(admin, answer).title == "Changed the name and hours of Wren Oakley"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("contracted_hours", "12h", "Contracted hours '12h' is not a number of hours. Write 12 or 12.5."),
        ("contracted_hours", "0", "Contracted hours '0' is not above 0. Write the hours a week of the contract, such as 32.5."),
        ("send_hours", "33", "SEND hours '33' are more than the contracted hours '32.5'. Write at most as many."),
        ("send_hours", "", "SEND hours is blank and needs a value."),
        ("role", "teacher", "Role 'teacher' is not a code for role."),
        ("staff_id", "T-001", "Id T-001 is Arlo Haddowell already."),
        ("name", "=1+1", "Name '=1+1' begins like a formula."),
    ],
)
def test_what_is_wrong_with_a_person_is_said_and_what_was_typed_stays(senco: Caller, field: str, typed: str, says: str) -> None:
    answer = senco.post(f"{LIST}/add", {**PERSON, field: typed})

    assert answer.status_code == 422
    assert any(words.startswith(says) for words in texts(answer.text, "a"))
    assert f'value="{typed}"' in answer.text


def test_a_person_without_an_id_is_given_the_next_free_one(admin: Flask, senco: Caller) -> None:
    senco.post(f"{LIST}/add", PERSON)
    answer = senco.post(f"{LIST}/add", {**PERSON, "another": "yes"})

    assert {"S-001", "S-002"} <= set(staff(admin))
    assert answer.location.startswith(f"{LIST}/add")


def test_two_people_who_change_one_person_see_both_values(admin: Flask, senco: Caller, officer: Caller) -> None:
    address = f"{LIST}/T-067/"
    version = version_on(senco.get(address).text)
    officer.post(address, {**PERSON, "send_hours": "18", "version": version})
    answer = senco.post(address, {**PERSON, "version": version})
    again = senco.post(address, {**PERSON, "version": version_on(answer.text)})

    assert answer.status_code == 409
    assert rows(answer.text) == [("SEND hours", "18", "20")]
    assert again.status_code == 303
    assert staff(admin)["T-067"].send_hours == 20_00


def test_a_leaver_goes_with_hours_and_tasks_and_comes_back_with_them(admin: Flask, senco: Caller) -> None:
    before = records(admin.extensions["desk"].register)
    page = senco.get(f"{LIST}/T-001/remove").text
    form = {"version": version_on(page), "goes": hidden(page, "goes"), "why": "left", "left_on": "2026-10-31"}
    answer = senco.post(f"{LIST}/T-001/remove", form)
    after = records(admin.extensions["desk"].register)

    assert hidden(page, "goes") == "8 cells of hours, 3 tasks"
    assert "T-001" not in staff(admin)
    assert (named(admin, "deployment", "T-001"), named(admin, "tasks", "T-001")) == ([], [])
    assert (OWN, "staff", "T-001", "Arlo Haddowell") in [row[:4] for row in after.leavers]
    assert "T-001" in staff(admin, SHARED)
    undo(admin.extensions["desk"].register, change_of(admin, answer).id, by="test")
    assert records(admin.extensions["desk"].register) == before


def test_somebody_who_comes_back_is_no_leaver_any_more(admin: Flask, senco: Caller) -> None:
    page = senco.get(f"{LIST}/T-001/remove").text
    senco.post(f"{LIST}/T-001/remove", {"version": version_on(page), "goes": hidden(page, "goes"), "why": "left"})
    senco.post(f"{LIST}/add", {**PERSON, "staff_id": "T-001"})

    assert "T-001" in staff(admin)
    assert (OWN, "T-001") not in [(row.school_urn, row.person_id) for row in records(admin.extensions["desk"].register).leavers]


def test_nobody_is_removed_with_more_than_was_shown(admin: Flask, senco: Caller) -> None:
    page = senco.get(f"{LIST}/T-001/remove").text
    answer = senco.post(f"{LIST}/T-001/remove", {"version": version_on(page), "goes": "1 task", "why": "left"})

    assert answer.status_code == 409
    assert "T-001" in staff(admin)


def test_a_new_staffing_scenario_begins_as_the_live_staff_unless_another_is_chosen(senco):
    chosen = [option.get("value") for option in document(senco.get(LIST).text).iter("option") if option.get("selected") is not None]

    assert "live" in chosen


def test_a_staffing_scenario_begins_as_the_live_staff_and_leaves_them_as_they_are(admin: Flask, senco: Caller) -> None:
    live = staff(admin)
    answer = senco.post(f"{LIST}/scenarios", {"name": "Fewer hours", "source": "live", "note": "Try"})
    address = f"{LIST}/T-001/?scenario=Fewer hours"
    senco.post(address, {**PERSON, "send_hours": "10", "version": version_on(senco.get(address).text)})

    assert answer.status_code == 303
    assert set(staff(admin, "Fewer hours")) == set(live)
    assert staff(admin, "Fewer hours")["T-001"].send_hours == 10_00
    assert staff(admin) == live
    assert (OWN, "Fewer hours", "Try") in records(admin.extensions["desk"].register).scenarios


def test_a_scenario_without_staff_of_its_own_is_given_them(admin: Flask, officer: Caller) -> None:
    there = f"/school/{OTHER}/staff"
    assert "Give it staff of its own" in texts(officer.get(f"{there}?scenario=Reds first").text, "button")
    assert officer.get(f"{there}/add?scenario=Reds first").status_code == 404

    officer.post(f"{there}/scenarios/Reds~20first")

    assert officer.get(f"{there}/add?scenario=Reds first").status_code == 200
    assert "Give it staff of its own" not in texts(officer.get(f"{there}?scenario=Reds first").text, "button")


@pytest.mark.parametrize(("name", "says"), [("", "Name is blank"), ("live", "Name 'live'"), ("shared hlta", "There is a scenario 'shared hlta' already.")])
def test_a_scenario_has_a_name_of_its_own(senco: Caller, name: str, says: str) -> None:
    answer = senco.post(f"{LIST}/scenarios", {"name": name, "source": "live"})

    assert answer.status_code == 422
    assert any(words.startswith((says, "Live is the name")) for words in texts(answer.text, "a"))


def test_somebody_who_goes_from_a_scenario_takes_its_hours_and_none_of_the_live_ones(admin: Flask, senco: Caller) -> None:
    live = named(admin, "deployment", "T-001")
    address = f"{LIST}/T-001/remove?scenario={SHARED}"
    page = senco.get(address).text
    senco.post(address, {"version": version_on(page), "goes": hidden(page, "goes")})

    assert "T-001" not in staff(admin, SHARED)
    assert named(admin, "deployment", "T-001", SHARED) == []
    assert named(admin, "deployment", "T-001") == live


def test_two_lists_stand_side_by_side_with_their_cost_and_figures(senco: Caller) -> None:
    found = rows(senco.get(f"{LIST}/compare?b={SHARED}").text)

    assert ("Vacancy T-NEW", "+ only in Shared HLTA", "–", "–", "–", "HLTA", "12", "12") in found
    assert ("Standard cost of the contracts", "£90,203", "£101,375", "+£11,172") in found
    assert ("SEND Efficiency Index", "2.70", "2.94") in [row[:3] for row in found]


@pytest.mark.parametrize("address", [f"{LIST}?scenario=None such", f"{LIST}/T-999/", f"{LIST}/T-001/?scenario=Reds first", f"{LIST}/compare?a=None such"])
def test_what_the_school_does_not_have_is_no_page(senco: Caller, address: str) -> None:
    assert senco.get(address).status_code == 404
