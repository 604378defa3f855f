"""The second factor: its setting up, codes that are good once, and no way around it."""

from __future__ import annotations

import time
from typing import Any

import pyotp
import pytest
from flask import Flask

from sendsite.admin import second_factor
from sendsite.register import sessions
from sendsite.register.database import Register
from sendsite.register.marks import set_mark
from sendsite.register.people import credentials
from tests.admin.people import COOKIE, PASSWORD, texts, token_of
from tests.admin.signing import SECRET, code_now, enrolled, give, is_in, offered_on, password


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
