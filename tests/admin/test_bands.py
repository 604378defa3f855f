"""Funding bands: what each pays from which day, and who has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from sendsite.register.facts import records
from tests.admin.people import Caller, document, texts
from tests.admin.tables import rows, version_on


def bands(admin: Flask) -> set[Any]:
    return set(records(admin.extensions["desk"].register).funding_bands)


@pytest.fixture
def officer(as_role: Callable[[str], Caller]) -> Caller:
    return as_role("trust_officer")


def test_the_list_says_what_is_in_force_and_how_many_pupils_have_it(officer: Caller) -> None:
    found = [row[:6] for row in rows(officer.get("/funding-bands").text)]

    assert ("B1", "Top-up band 1", "£2,310", "1 April 2026", "In force", "8") in found
    assert ("LEGACY", "Band of the authority before 2022", "not priced", "the beginning", "In force", "3") in found


def test_earlier_amounts_are_shown_when_they_are_asked_for(officer: Caller) -> None:
    now, ever = (rows(officer.get(address).text) for address in ("/funding-bands", "/funding-bands?earlier=1"))

    assert (len(now), len(ever)) == (7, 25)


def test_a_senco_sees_the_bands_counts_only_their_own_pupils_and_changes_nothing(senco: Caller) -> None:
    page = senco.get("/funding-bands").text

    assert "Change" not in " ".join(texts(page, "a"))
    assert sum(int(row[5]) for row in rows(page)) <= 13
    assert senco.post("/funding-bands/add", {"code": "B9"}).status_code == 403


def test_a_band_is_added_from_a_day_on(admin: Flask, officer: Caller) -> None:
    answer = officer.post("/funding-bands/add", {"code": "B9", "valid_from": "01/04/2027", "label": "Band 9", "annual_amount": "20000"})

    assert answer.status_code == 303
    assert ("B9", date(2027, 4, 1), "Band 9", 20_000_00) in bands(admin)


def test_a_band_has_one_amount_from_a_day(officer: Caller) -> None:
    answer = officer.post("/funding-bands/add", {"code": "B1", "valid_from": "2026-04-01", "annual_amount": "1"})

    assert answer.status_code == 422
    assert "Band B1 has an amount from that day already. Write another day, or change that amount." in texts(answer.text, "a")


def test_an_amount_is_changed_and_a_blank_one_is_not_priced(admin: Flask, officer: Caller) -> None:
    address = "/funding-bands/B1/2026-04-01"
    officer.post(address, {"label": "One", "annual_amount": "", "version": version_on(officer.get(address).text)})

    assert ("B1", date(2026, 4, 1), "One", None) in bands(admin)


def test_a_band_changed_meanwhile_is_shown_with_both_amounts(officer: Caller, as_role: Callable[[str], Caller]) -> None:
    address = "/funding-bands/LEGACY/start"
    version = version_on(officer.get(address).text)
    as_role("owner").post(address, {"label": "Old", "annual_amount": "500", "version": version})
    answer = officer.post(address, {"label": "Old", "annual_amount": "700", "version": version})

    assert answer.status_code == 409
    assert ("Amount", "500", "700") in rows(answer.text)


def test_an_amount_that_pupils_are_paid_by_is_not_removed(admin: Flask, officer: Caller) -> None:
    answer = officer.post("/funding-bands/B1/2026-04-01/remove", {"version": "1"})

    assert answer.status_code == 422
    assert any(words.startswith("8 pupils have band B1, and this is the amount it pays.") for words in texts(answer.text, "li"))
    assert any(row.code == "B1" and row.valid_from == date(2026, 4, 1) for row in bands(admin))


def test_an_earlier_amount_is_removed(admin: Flask, officer: Caller) -> None:
    version = version_on(officer.get("/funding-bands/B1/2023-04-01").text)

    assert officer.post("/funding-bands/B1/2023-04-01/remove", {"version": version}).status_code == 303
    assert not any(row.code == "B1" and row.valid_from == date(2023, 4, 1) for row in bands(admin))


@pytest.mark.parametrize("address", ["/funding-bands/B1/start", "/funding-bands/B1/2026-13-01", "/funding-bands/NONE/start", "/funding-bands/B1/1"])
def test_an_amount_that_is_none_is_no_page(officer: Caller, address: str) -> None:
    assert officer.get(address).status_code == 404


def test_a_day_is_picked_and_one_that_no_calendar_has_comes_back_as_typed(as_role: Callable[[str], Caller]) -> None:
    caller = as_role("owner")
    shown = {each.get("name"): each for each in document(caller.get("/funding-bands/add").text).iter("input")}
    assert shown["valid_from"].get("type") == "date"

    answer = caller.post("/funding-bands/add", {"code": "B9", "name": "Band 9", "annual_amount": "£1,200", "valid_from": "31 Febuary"})

    again = {each.get("name"): each for each in document(answer.text).iter("input")}
    assert (answer.status_code, again["valid_from"].get("type"), again["valid_from"].get("value")) == (422, None, "31 Febuary")
    assert again["annual_amount"].get("value") == "£1,200"
