"""Signing in: two steps where there is a second factor, at a pace that guessing cannot live with, and never into what somebody else began."""

from __future__ import annotations

import time
from typing import Any

import pyotp
import pytest
from flask import Flask
from flask.testing import FlaskClient

from sendsite.admin import second_factor
from sendsite.admin.gate import own_path
from sendsite.admin.passwords import hashed, is_old, matches
from sendsite.register import sessions, throttle
from sendsite.register.database import Register
from sendsite.register.history import history
from sendsite.register.marks import set_mark
from sendsite.register.people import User, credentials, users
from sendsite.register.people_edits import set_disabled, set_password, set_second_factor
from tests.admin.people import COOKIE, PASSWORD, document, texts, token_of

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def register(admin: Flask) -> Register:
    found: Register = admin.extensions["desk"].register
    return found


@pytest.fixture
def real(admin: Flask, register: Register) -> Flask:
    """The admin of a register that is nobody's demo."""
    set_mark(register, "demo", None)
    admin.extensions["desk"].standing.forget()
    return admin


def person(register: Register, name: str) -> User:
    return next(each for each in users(register) if each.name == name)


def enrolled(register: Register, name: str) -> User:
    set_second_factor(register, person(register, name).id, SECRET, by="test")
    return person(register, name)


def give(client: FlaskClient, path: str, **data: str) -> Any:
    """Fill in the form of the page at `path`, as it stands now."""
    page = client.get(path)
    assert page.status_code == 200, page.location
    action = next(each.get("action") or path for each in document(page.text).iter("form") if "sign-out" not in str(each.get("action")))
    return client.post(action, data={"csrf": token_of(page.text), **data})


def password(client: FlaskClient, name: str = "senco", typed: str = PASSWORD, **more: str) -> Any:
    return give(client, "/sign-in", name=name, password=typed, **more)


def code_now(secret: str = SECRET) -> str:
    return str(pyotp.TOTP(secret).now())


def offered_on(page: str) -> str:
    """The secret as its letters stand on a page."""
    return "".join(texts(page, "code"))


def is_in(client: FlaskClient) -> bool:
    return bool(client.get("/rights").status_code == 200)


def test_a_password_alone_lets_nobody_in_who_has_a_second_factor(admin, register):
    enrolled(register, "senco")
    client = admin.test_client()

    answer = password(client)

    assert (answer.status_code, answer.location) == (303, "/sign-in/code")
    assert not is_in(client)


def test_the_code_lets_them_in_and_is_good_once(admin, register):
    enrolled(register, "senco")
    one, other, code = admin.test_client(), admin.test_client(), code_now()
    password(one)
    password(other)

    assert give(one, "/sign-in/code", code=f"{code[:3]} {code[3:]}").location == "/"
    again = give(other, "/sign-in/code", code=code)

    assert (is_in(one), is_in(other), again.status_code) == (True, False, 422)
    assert [words for words in texts(again.text, "li") if words.startswith("This code was used already")]


def test_a_wrong_code_is_refused(admin, register):
    enrolled(register, "senco")
    client = admin.test_client()
    password(client)

    assert give(client, "/sign-in/code", code="000000").status_code == 422
    assert not is_in(client)


@pytest.mark.parametrize("code", ["12345", "", "abcdef", "１２３４５６", "1234567", "-12345"])
def test_what_is_not_six_digits_is_no_code(code):
    assert second_factor.step_of(SECRET, code) is None
    assert second_factor.step_of("", code_now()) is None


def test_a_code_is_of_this_moment_or_half_a_minute_beside_it():
    at = 1_800_000_015.0
    made = {step: pyotp.TOTP(SECRET).at(at + step * 30) for step in range(-2, 3)}

    assert [step for step in made if second_factor.step_of(SECRET, made[step], at) is not None] == [-1, 0, 1]


def test_a_right_password_buys_no_new_tries_for_codes(admin, register):
    enrolled(register, "senco")
    client = admin.test_client()
    said: list[str] = []
    while len(said) < 12 and not any("Too many tries" in each for each in said):
        password(client)
        said += texts(give(client, "/sign-in/code", code="000000").text, "li")

    assert "Too many tries" in said[-1]
    assert len(said) > 5


def test_each_step_has_a_token_of_its_own(admin, register):
    enrolled(register, "senco")
    client = admin.test_client()
    tokens = [client.get("/sign-in") and client.get_cookie(COOKIE)]
    password(client)
    tokens.append(client.get_cookie(COOKIE))
    give(client, "/sign-in/code", code=code_now())
    tokens.append(client.get_cookie(COOKIE))

    assert len({each.value for each in tokens if each is not None}) == 3
    old = admin.test_client()
    old.set_cookie(COOKIE, tokens[1].value)
    assert not is_in(old)


def test_a_token_that_somebody_else_chose_is_never_signed_in(admin):
    client = admin.test_client()
    client.set_cookie(COOKIE, "chosen-by-another")

    password(client)

    assert client.get_cookie(COOKIE).value != "chosen-by-another"
    thief = admin.test_client()
    thief.set_cookie(COOKIE, "chosen-by-another")
    assert not is_in(thief)


def test_a_password_waits_ten_minutes_for_its_code(admin, register):
    who = enrolled(register, "senco")
    client = admin.test_client()
    client.set_cookie(COOKIE, sessions.begin(register, who.id, proven=False, now=int(time.time()) - 601))

    assert client.get("/sign-in/code").location == "/sign-in"


def test_the_second_step_is_nobodys_without_the_first(admin):
    client = admin.test_client()

    assert client.get("/sign-in/code").location == "/sign-in"
    assert client.get("/sign-in/second-factor").location == "/sign-in"
    csrf = token_of(client.get("/sign-in").text)
    assert client.post("/sign-in/code", data={"csrf": csrf, "code": "123456"}).location == "/sign-in"
    assert client.post("/sign-in/second-factor", data={"csrf": csrf, "code": "123456"}).location == "/sign-in"


def test_who_edits_sets_up_a_second_factor_before_anything_else(real, register):
    client = real.test_client()

    assert password(client, next="/help").location == "/sign-in/second-factor?next=/help"
    assert not is_in(client)
    secret = offered_on(client.get("/sign-in/second-factor?next=/help").text)
    assert give(client, "/sign-in/second-factor?next=/help", code="000000").status_code == 422
    answer = give(client, "/sign-in/second-factor", code=code_now(secret), next="/help")

    assert answer.location == "/help"
    found = credentials(register, "senco")
    assert found is not None
    assert (is_in(client), found.totp_secret, found.user.must_enrol) == (True, secret, False)


def test_the_code_that_set_it_up_is_used_with_that(real, register):
    client, other = real.test_client(), real.test_client()
    password(client)
    secret = offered_on(client.get("/sign-in/second-factor").text)
    code = code_now(secret)
    give(client, "/sign-in/second-factor", code=code)
    password(other)

    assert give(other, "/sign-in/code", code=code).status_code == 422


def test_who_only_reads_and_who_is_in_the_demo_need_none(admin, register):
    assert password(admin.test_client(), "owner").location == "/"
    set_mark(register, "demo", None)
    admin.extensions["desk"].standing.forget()

    assert password(admin.test_client(), "viewer").location == "/"
    assert password(admin.test_client(), "owner").location == "/sign-in/second-factor"


def test_no_enrolment_replaces_a_second_factor_that_is_there(real, register):
    who = enrolled(register, "senco")
    client = real.test_client()
    client.set_cookie(COOKIE, sessions.begin(register, who.id, proven=False))
    csrf = token_of(client.get("/sign-in/code").text)

    assert client.get("/sign-in/second-factor").location == "/sign-in"
    client.post("/sign-in/second-factor", data={"csrf": csrf, "code": code_now()})
    found = credentials(register, "senco")

    assert found is not None
    assert found.totp_secret == SECRET


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


def test_keyboard_and_eyes_alone_sign_in_with_a_code(served: Any, register: Register):
    enrolled(register, "senco")
    page = served.page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/sign-in?next=/rights")
    page.get_by_label("Name").press_sequentially("senco")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Six-digit code").press_sequentially(code_now())
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Who may do what").wait_for()

    assert page.url.endswith("/rights")
    assert said == []
