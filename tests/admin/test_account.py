"""One's own account: a password that is worth having, the second factor, and being signed in nowhere else."""

from __future__ import annotations

from typing import Any

import pyotp
import pytest

from sendsite.admin.passwords import weakness
from sendsite.register.people import credentials
from tests.admin.people import COOKIE, PASSWORD, signed_in, texts, token_of

FRESH = "lantern meadow tide"


def change(caller: Any, **typed: str) -> Any:
    return caller.post("/account/password", {"present": PASSWORD, "fresh": FRESH, "again": FRESH, **typed})


def kept_hash(admin: Any) -> str:
    found = credentials(admin.extensions["desk"].register, "senco")
    assert found is not None
    return found.password_hash


def test_a_new_password_is_in_force_and_every_other_sign_in_ends(admin, senco):
    elsewhere = signed_in(admin, "senco")
    cookie = senco.client.get_cookie(COOKIE).value

    answer = change(senco)

    assert answer.location == "/account?done=password"
    assert senco.client.get_cookie(COOKIE).value != cookie
    assert (senco.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 303)
    client = admin.test_client()
    form = {"csrf": token_of(client.get("/sign-in").text), "name": "senco"}
    assert client.post("/sign-in", data={**form, "password": PASSWORD}).status_code == 422
    assert client.post("/sign-in", data={**form, "password": FRESH}).status_code == 303


WRONG = [
    ({"present": "not my password"}, "This is not your password"),
    ({"again": "lantern meadow sea"}, "The two are not the same"),
    ({"fresh": "short", "again": "short"}, "This has 5 characters. Write at least 12."),
    ({"fresh": PASSWORD, "again": PASSWORD}, "This is your present password"),
    ({"fresh": "saltmarsh learning trust", "again": "saltmarsh learning trust"}, "little more than a name"),
    ({"fresh": "senco senco senco 1", "again": "senco senco senco 1"}, "little more than a name"),
]


def test_a_password_that_cannot_be_taken_is_refused_in_words_and_nothing_changes(admin, senco):
    before = kept_hash(admin)

    for typed, words in WRONG:
        answer = change(senco, **typed)
        assert answer.status_code == 422
        assert words in texts(answer.text, "li")[-1] + " ".join(texts(answer.text, "p"))
        assert typed.get("fresh", FRESH) not in [each.strip() for each in texts(answer.text, "input")]
    assert kept_hash(admin) == before


GUESSED = ["aaaaaaaaaaaaaaa", "abababababab", "123456789012", "098765432109", "abcdefghijklm", "qwertyuiopas", "Password2026!!", "bananas bananas", "x" * 201]


@pytest.mark.parametrize("password", GUESSED)
def test_what_is_guessed_first_is_too_weak(password):
    assert weakness(password)


@pytest.mark.parametrize("password", [PASSWORD, FRESH, "Ünbeirrt Möwe Tau", "!?#+*~%&/()=<>", "5 otters, 2 kettles", "amara likes old lighthouses"])
def test_what_is_long_and_no_sequence_is_good_whatever_it_is_made_of(password):
    assert weakness(password, ("amara", "Amara Whitlock", "Saltmarsh Learning Trust")) == ""


def test_guessing_the_present_password_is_slowed_down(senco):
    answers = [change(senco, present="not my password") for _ in range(9)]

    assert "Too many tries" in " ".join(texts(answers[-1].text, "li"))


def test_a_second_factor_is_set_up_with_a_code_and_the_password(admin, senco):
    elsewhere = signed_in(admin, "senco")
    secret = "".join(texts(senco.get("/account/second-factor").text, "code"))
    code = pyotp.TOTP(secret).now()

    assert senco.post("/account/second-factor", {"code": code, "present": "not my password"}).status_code == 422
    assert senco.post("/account/second-factor", {"code": "000000", "present": PASSWORD}).status_code == 422
    answer = senco.post("/account/second-factor", {"code": code, "present": PASSWORD})

    found = credentials(admin.extensions["desk"].register, "senco")
    assert found is not None
    assert (answer.location, found.totp_secret) == ("/account?done=second-factor", secret)
    assert elsewhere.get("/account").status_code == 303


def test_a_secret_is_offered_to_one_sign_in_alone_and_anew_once_it_was_taken(admin, senco):
    def offered(caller: Any) -> str:
        return "".join(texts(caller.get("/account/second-factor").text, "code"))

    first = offered(senco)
    assert first == offered(senco)
    assert first != offered(signed_in(admin, "senco"))
    senco.post("/account/second-factor", {"code": pyotp.TOTP(first).now(), "present": PASSWORD})
    assert first != offered(senco)


def test_signing_out_elsewhere_leaves_this_browser(admin, senco):
    elsewhere, other = signed_in(admin, "senco"), signed_in(admin, "viewer")

    assert senco.post("/account/elsewhere").location == "/account?done=elsewhere"
    assert [caller.get("/account").status_code for caller in (senco, elsewhere, other)] == [200, 303, 200]


def test_the_square_can_be_scanned_in_the_dark(served):
    page = served.page("senco", color_scheme="dark")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/account/second-factor")

    assert page.locator(".square").evaluate("box => getComputedStyle(box).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator(".square svg").bounding_box()["width"] > 150
    assert said == []
