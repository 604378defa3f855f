"""Non-SEND tasks: the table of people and tasks, saved whole or not at all, and never over what somebody else wrote."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from sendsite.register.facts import records
from sendsite.register.history import change_set
from tests.admin.people import OTHER, OWN, Caller, query_of, texts
from tests.admin.tables import rows, values

TABLE = f"/school/{OWN}/tasks"
SHARED = "Shared HLTA"


def tasks(admin: Flask, scenario: str = "", urn: str = OWN) -> dict[tuple[str, str], int]:
    found = records(admin.extensions["desk"].register).tasks
    return {(row.staff_id, row.task): row.hours for row in found if (row.school_urn, row.scenario) == (urn, scenario)}


def cells(page: str) -> dict[str, str]:
    """The inputs of the table by name."""
    return {name: value for name, value in values(page).items() if name.startswith("t:")}


def name_of(page: str, staff_id: str, task: str) -> str:
    return next(name for name in cells(page) if name.split(":")[1:3] == [staff_id, task])


def typed(page: str, staff_id: str, task: str, text: str) -> dict[str, str]:
    """The whole table as a browser sends it, with one cell typed in."""
    return {**cells(page), name_of(page, staff_id, task): text}


def title_of(admin: Flask, answer: Any) -> str:
    found = change_set(admin.extensions["desk"].register, int(query_of(answer).rpartition("saved=")[2]))
    assert found is not None
    return found.title


def test_the_table_says_how_much_preparation_counts_and_what_tasks_come_to(senco: Caller) -> None:
    page = senco.get(TABLE).text
    found = rows(page)

    assert found[0][:2] == ("Arlo Haddowell", "up to 1.6")
    assert cells(page)[name_of(page, "T-001", "preparation")] == "1.75"
    assert ("Preparation within the bound", "6.35", "9.3%", "support") in found
    assert ("Preparation beyond the bound", "0.15", "0.2%", "other task") in found
    assert found[-1] == ("All that does not reach pupils", "5.4", "7.9%", "● below the flag")


def test_only_what_was_typed_in_is_changed(admin: Flask, senco: Caller) -> None:
    before = tasks(admin)
    page = senco.get(TABLE).text
    form = typed(page, "T-001", "cover", "2.25") | {name_of(page, "T-004", "admin"): "", name_of(page, "T-068", "duty"): "0"}
    answer = senco.post(TABLE, form)

    assert tasks(admin) == {key: hours for key, hours in before.items() if key != ("T-004", "admin")} | {("T-001", "cover"): 2_25}
    assert title_of(admin, answer) == "Changed the tasks of 2 staff"


def test_a_table_sent_back_as_it_is_changes_nothing(senco: Caller) -> None:
    answer = senco.post(TABLE, cells(senco.get(TABLE).text))

    assert query_of(answer) == "saved=0"


def test_one_persons_tasks_are_edited_alone(admin: Flask, senco: Caller) -> None:
    address = f"{TABLE}?person=T-001"
    page = senco.get(address).text
    answer = senco.post(address, typed(page, "T-001", "absence", "1"))

    assert {name.split(":")[1] for name in cells(page)} == {"T-001"}
    assert tasks(admin)["T-001", "absence"] == 1_00
    assert title_of(admin, answer) == "Changed the tasks of Arlo Haddowell"


def test_hours_that_are_none_are_refused_where_they_were_typed(admin: Flask, senco: Caller) -> None:
    before = tasks(admin)
    page = senco.get(TABLE).text
    answer = senco.post(TABLE, typed(page, "T-001", "cover", "12h") | {name_of(page, "T-004", "cover"): "3"})

    assert answer.status_code == 422
    assert "Arlo Haddowell, Cover: '12h' is not a number of hours. Write 12 or 12.5." in texts(answer.text, "a")
    assert {"12h", "3"} <= set(cells(answer.text).values())
    assert tasks(admin) == before


def test_a_cell_that_somebody_changed_meanwhile_is_shown_with_both_values(admin: Flask, senco: Caller) -> None:
    page = senco.get(TABLE).text
    senco.post(TABLE, typed(page, "T-001", "preparation", "1"))
    answer = senco.post(TABLE, typed(page, "T-001", "preparation", "2") | {name_of(page, "T-004", "cover"): "3"})

    assert answer.status_code == 409
    assert ("Arlo Haddowell, Preparation", "1", "2", "senco") in rows(answer.text)
    assert tasks(admin)["T-001", "preparation"] == 1_00
    assert ("T-004", "cover") not in tasks(admin)


@pytest.mark.parametrize(("button", "stands"), [({"theirs": "yes"}, 1_00), ({}, 2_00)])
def test_theirs_is_kept_or_mine_is_used_and_the_rest_is_saved(admin: Flask, senco: Caller, button: dict[str, str], stands: int) -> None:
    page = senco.get(TABLE).text
    senco.post(TABLE, typed(page, "T-001", "preparation", "1"))
    clash = senco.post(TABLE, typed(page, "T-001", "preparation", "2") | {name_of(page, "T-004", "cover"): "3"}).text
    answer = senco.post(TABLE, {**cells(clash), "clash": values(clash)["clash"], **button})

    assert answer.status_code == 303
    assert (tasks(admin)["T-001", "preparation"], tasks(admin)["T-004", "cover"]) == (stands, 3_00)


def test_a_task_that_somebody_took_away_meanwhile_does_not_come_back_by_itself(admin: Flask, senco: Caller) -> None:
    page = senco.get(TABLE).text
    senco.post(TABLE, typed(page, "T-001", "preparation", ""))
    answer = senco.post(TABLE, typed(page, "T-001", "preparation", "2"))
    again = senco.post(TABLE, cells(answer.text))

    assert answer.status_code == 409
    assert ("Arlo Haddowell, Preparation", "no hours", "2", "senco") in rows(answer.text)
    assert again.status_code == 303
    assert tasks(admin)["T-001", "preparation"] == 2_00


def test_a_task_that_somebody_added_meanwhile_is_not_written_over(admin: Flask, senco: Caller) -> None:
    page = senco.get(TABLE).text
    senco.post(TABLE, typed(page, "T-001", "cover", "1"))
    answer = senco.post(TABLE, typed(page, "T-001", "cover", "2"))

    assert answer.status_code == 409
    assert tasks(admin)["T-001", "cover"] == 1_00


def test_tasks_of_a_scenario_leave_the_live_ones_as_they_are(admin: Flask, senco: Caller) -> None:
    live = tasks(admin)
    address = f"{TABLE}?scenario={SHARED}"
    senco.post(address, typed(senco.get(address).text, "T-001", "duty", "0.5"))

    assert tasks(admin, SHARED)["T-001", "duty"] == 50
    assert tasks(admin) == live


def test_the_first_change_gives_a_scenario_the_live_tasks_as_its_own(admin: Flask, senco: Caller) -> None:
    live = tasks(admin)
    senco.post(f"/school/{OWN}/staff/scenarios", {"name": "New", "source": "live"})
    address = f"{TABLE}?scenario=New"
    page = senco.get(address).text
    senco.post(address, typed(page, "T-001", "cover", "4"))

    assert any("This scenario goes by the live tasks." in words for words in texts(page, "p"))
    assert tasks(admin, "New") == {**live, ("T-001", "cover"): 4_00}
    assert tasks(admin) == live


def test_a_scenario_that_loses_its_last_task_does_not_go_by_the_live_ones_again(admin: Flask, senco: Caller) -> None:
    address = f"{TABLE}?scenario={SHARED}"
    senco.post(address, dict.fromkeys(cells(senco.get(address).text), ""))

    assert list(tasks(admin, SHARED).values()) == [0]
    assert rows(senco.get(address).text)[-1][1] == "0"


@pytest.mark.parametrize("name", [f"t:{OTHER}:cover:0:", "t:T-008:cover:0:", "t:T-001:teaching:0:", "t:T-001:cover:x:", "t:T-001", "t:~FF:cover:0:"])
def test_a_field_that_is_no_cell_of_the_table_sets_nothing(admin: Flask, senco: Caller, name: str) -> None:
    before = records(admin.extensions["desk"].register)
    senco.post(TABLE, {name: "2"})

    assert records(admin.extensions["desk"].register) == before


def test_a_viewer_reads_the_table_without_fields(as_role: Any) -> None:
    page = as_role("viewer").get(TABLE).text

    assert cells(page) == {}
    assert rows(page)[0][:2] == ("Arlo Haddowell", "1.75 up to 1.6")
