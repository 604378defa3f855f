"""Signing in: at a pace that guessing cannot live with, and never into what somebody else began."""

from __future__ import annotations

import time
from typing import Any

import pytest
from flask import Flask

from sendsite.admin.gate import own_path
from sendsite.admin.passwords import hashed, is_old, matches
from sendsite.register import sessions, throttle
from sendsite.register.database import Register
from sendsite.register.history import history
from sendsite.register.people import credentials
from sendsite.register.people_edits import set_disabled, set_password
from tests.admin.people import COOKIE, PASSWORD, document, texts, token_of
from tests.admin.signing import is_in, password, person


@pytest.fixture
def register(admin: Flask) -> Register:
    found: Register = admin.extensions["desk"].register
    return found


def test_a_token_that_somebody_else_chose_is_never_signed_in(admin):
    client = admin.test_client()
    client.set_cookie(COOKIE, "chosen-by-another")

    password(client)

    assert client.get_cookie(COOKIE).value != "chosen-by-another"
    thief = admin.test_client()
    thief.set_cookie(COOKIE, "chosen-by-another")
    assert not is_in(thief)


def test_an_unknown_name_a_wrong_password_and_somebody_disabled_read_the_same(admin, register):
    set_disabled(register, person(register, "viewer").id, True, by="test")
    pages = [password(admin.test_client(), name, typed) for name, typed in (("nobody", PASSWORD), ("senco", "wrong wrong wrong"), ("viewer", PASSWORD))]

    assert {page.status_code for page in pages} == {422}
    assert len({tuple(texts(page.text, "p") + texts(page.text, "li")) for page in pages}) == 1


def test_an_unknown_name_costs_a_hash_as_a_known_one_does(admin, monkeypatch):
    from sendsite.admin.screens.sign_in import first_step

    asked: list[str] = []

    def noted(typed: str, kept: str) -> bool:
        asked.append(kept)
        return matches(typed, kept)

    monkeypatch.setattr(first_step, "matches", noted)
    password(admin.test_client(), "nobody")
    password(admin.test_client(), "senco", "wrong wrong wrong")

    assert [bool(kept) for kept in asked] == [False, True]
    assert matches("nobody has this password", "") is False


def test_after_some_wrong_tries_the_next_must_wait_and_is_not_hashed(admin, register, monkeypatch):
    from sendsite.admin.screens.sign_in import first_step

    client, now = admin.test_client(), int(time.time())
    for tries in range(7, 0, -1):
        assert throttle.attempt(register, "senco", "192.0.2.7", now=now - 310 * (tries - 1)) == 0
    monkeypatch.setattr(first_step, "matches", lambda *_: pytest.fail("hashed"))

    answer = password(client)

    assert answer.status_code == 429
    assert texts(answer.text, "li")[0].startswith("Too many tries. Wait ")


def test_a_refused_sign_in_is_in_the_history_and_a_mistyped_name_is_not(admin, register):
    password(admin.test_client(), "senco", "wrong wrong wrong")
    password(admin.test_client(), "my secret typed in the wrong field")

    refused = [each for each in history(register) if each.kind == sessions.REFUSED]

    assert sorted(each.by for each in refused) == ["senco", "unknown"]


def test_a_hash_of_weaker_settings_is_made_anew(admin, register):
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    set_password(register, person(register, "senco").id, weak, by="test")

    password(admin.test_client())

    found = credentials(register, "senco")
    assert found is not None
    assert (is_old(weak), is_old(found.password_hash), matches(PASSWORD, found.password_hash)) == (True, False, True)


def test_a_password_is_the_same_however_a_keyboard_composes_it():
    kept = hashed("café lantern meadow")

    assert matches("café lantern meadow", kept)
    assert not matches("cafe lantern meadow", kept)


def test_the_sign_in_page_leads_who_is_signed_in_home(senco):
    assert senco.get("/sign-in").location == "/"
    assert senco.get("/sign-in?next=/rights").location == "/rights"


ELSEWHERE = ["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "javascript:alert(1)", "http:/x", "//[", ""]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_only_a_path_of_ours_is_gone_on_to(wanted):
    assert own_path(wanted, "/") == "/"


def test_a_sign_in_leads_to_our_own_pages_only(admin):
    assert password(admin.test_client(), next="//evil.example").location == "/"
    assert admin.test_client().get("/sign-in?next=https://evil.example").status_code == 200


def test_a_sign_in_leads_back_to_the_page_that_asked_for_it(admin):
    client = admin.test_client()
    asked = client.get("/rights?x=1")

    assert asked.location == "/sign-in?next=/rights?x%3D1"
    page = client.get(asked.location)
    kept = next(each.get("value") for each in document(page.text).iter("input") if each.get("name") == "next")
    assert password(client, next=kept).location == "/rights?x=1"
    assert own_path("/a//b?c=//d", "") == "/a//b?c=//d"


def test_a_sign_out_ends_the_session_whatever_the_browser_keeps(admin, senco: Any):
    kept = senco.client.get_cookie(COOKIE).value

    assert senco.post("/sign-out").location == "/sign-in"

    senco.client.set_cookie(COOKIE, kept)
    assert not is_in(senco.client)


def test_signing_in_anew_ends_what_this_browser_was_signed_in_as(admin, register):
    client = admin.test_client()
    password(client)
    kept = client.get_cookie(COOKIE).value
    csrf = token_of(client.get("/").text)
    client.post("/sign-in", data={"csrf": csrf, "name": "viewer", "password": PASSWORD})

    old = admin.test_client()
    old.set_cookie(COOKIE, kept)
    assert (is_in(client), is_in(old)) == (True, False)


def test_what_was_typed_as_a_password_stands_on_no_page(admin):
    page = password(admin.test_client(), typed="my very secret words").text

    assert "my very secret words" not in page
