"""People: invited by a link that is good once, changed as they stood, disabled at once; and one owner always stays."""

from __future__ import annotations

import logging
import re
import time
from typing import Any

import pyotp
import pytest
from flask import Flask

from sendsite.register import invites
from sendsite.register.database import Register
from sendsite.register.history import history
from sendsite.register.marks import set_mark
from sendsite.register.people import User, users
from tests.admin.people import OTHER, OWN, PASSWORD, Caller, document, signed_in, texts, token_of

FRESH = "lantern meadow tide"
KIM = {"name": "Kim.O", "shown_name": "Kim Oduya", "role": "senco", "schools": [OWN, OTHER]}


@pytest.fixture
def register(admin: Flask) -> Register:
    found: Register = admin.extensions["desk"].register
    return found


@pytest.fixture
def owner(admin: Flask) -> Caller:
    return signed_in(admin, "owner")


def person(register: Register, name: str) -> User | None:
    return next((each for each in users(register) if each.name == name), None)


def known(register: Register, name: str) -> User:
    found = person(register, name)
    assert found is not None
    return found


def link_on(page: str) -> str:
    """The path of the link that a page shows."""
    (shown,) = [value for each in document(page).iter("input") if "/invitation/" in (value := each.get("value") or "")]
    assert shown.startswith("http://localhost/invitation/")
    return shown.removeprefix("http://localhost")


def accept(admin: Flask, path: str, fresh: str = FRESH) -> tuple[Any, Any]:
    """Open a link in a browser of its own and set a password."""
    client = admin.test_client()
    page = client.get(path)
    return client, client.post(path, data={"csrf": token_of(page.text), "fresh": fresh, "again": fresh})


def test_somebody_invited_sets_a_password_and_is_signed_in(admin, register, owner):
    page = owner.post("/people/invite", KIM)

    assert page.status_code == 200
    assert (known(register, "kim.o").schools, known(register, "kim.o").ready) == ((OWN, OTHER), False)
    client, answer = accept(admin, link_on(page.text))
    assert answer.location == "/"
    assert client.get(f"/school/{OTHER}/").status_code == 200


def test_whoever_edits_sets_up_a_second_factor_with_the_invitation(admin, register, owner):
    set_mark(register, "demo", None)
    admin.extensions["desk"].standing.forget()

    client, answer = accept(admin, link_on(owner.post("/people/invite", KIM).text))
    assert answer.location == "/sign-in/second-factor"
    page = client.get(answer.location).text
    secret = "".join(texts(page, "code"))
    answer = client.post(answer.location, data={"csrf": token_of(page), "code": pyotp.TOTP(secret).now()})

    assert (answer.location, client.get("/account").status_code) == ("/", 200)


def test_a_link_is_good_once_and_not_after_a_week_nor_once_it_was_replaced(admin, register, owner):
    path = link_on(owner.post("/people/invite", KIM).text)
    accept(admin, path)
    who = known(register, "kim.o")
    old = invites.invite(register, who.id, by="test", now=int(time.time()) - invites.LASTS - 1)
    replaced = invites.invite(register, who.id, by="test")
    invites.invite(register, who.id, by="test")

    for dead in (path, f"/invitation/{old}", f"/invitation/{replaced}", "/invitation/nonsense", f"{path}x"):
        page = admin.test_client().get(dead)
        assert (page.status_code, texts(page.text, "h1")) == (404, ["This link is good no more"])
        client = admin.test_client()
        csrf = token_of(client.get("/sign-in").text)
        assert client.post(dead, data={"csrf": csrf, "fresh": FRESH, "again": FRESH}).status_code == 404


def test_a_link_of_an_admin_on_this_machine_alone_says_that_it_opens_only_here(owner):
    page = owner.post("/people/invite", {"name": "nia", "shown_name": "Nia Example", "role": "trust_officer"}).text

    assert any("on this machine alone" in words for words in texts(page, "p"))


def test_looking_at_a_link_does_not_use_it(admin, owner):
    path = link_on(owner.post("/people/invite", KIM).text)
    for _ in range(3):
        assert admin.test_client().get(path).status_code == 200

    assert accept(admin, path)[1].status_code == 303


def test_a_weak_password_is_refused_and_the_link_stays_good(admin, owner):
    path = link_on(owner.post("/people/invite", KIM).text)

    assert accept(admin, path, "Kim Oduya 1234")[1].status_code == 422
    assert accept(admin, path)[1].status_code == 303


def test_a_link_is_told_to_no_page_no_log_and_no_history(admin, register, owner, caplog, served):
    caplog.set_level(logging.DEBUG)
    page = owner.post("/people/invite", KIM)
    path = link_on(page.text)
    token = path.rpartition("/")[2]
    asked: list[Any] = []
    browser = served.page()
    browser.on("request", lambda request: asked.append(request.headers.get("referer", "")))
    browser.goto(path)
    browser.get_by_label("New password", exact=True).fill(FRESH)
    browser.get_by_label("The new password once more").fill(FRESH)
    browser.get_by_role("button", name="Set the password").click()
    browser.wait_for_url("**/")

    assert [each for each in asked if token in each] == []
    assert token not in caplog.text
    assert [each for each in history(register) if token in each.title] == []
    assert token not in owner.get("/people").text


FAULTS = [
    ({"name": ""}, "Name to sign in with"),
    ({"name": "SENCO"}, "somebody signs in with this name already"),
    ({"name": "x" * 101}, "100"),
    ({"shown_name": ""}, "Name that is shown"),
    ({"role": ""}, "Role"),
    ({"role": "root"}, "Role"),
    ({"schools": []}, "Tick at least one"),
    ({"schools": [OWN, "123456"]}, "There is no school 123456"),
]


@pytest.mark.parametrize(("typed", "words"), FAULTS)
def test_what_cannot_be_is_refused_at_its_field_and_what_was_typed_stays(register, owner, typed, words):
    before = users(register)

    answer = owner.post("/people/invite", {**KIM, **typed})

    assert answer.status_code == 422
    assert words in " ".join(texts(answer.text, "li"))
    assert users(register) == before
    kept = {each.get("name"): each.get("value") for each in document(answer.text).iter("input") if each.get("name") in ("name", "shown_name")}
    assert kept == {name: {**KIM, **typed}[name] for name in kept}


def test_a_role_that_sees_all_lets_ticks_go(register, owner):
    owner.post("/people/invite", {**KIM, "role": "trust_officer"})

    assert known(register, "kim.o").schools == ()


def test_another_role_signs_them_out_and_holds_at_once(admin, register, owner, senco):
    who = known(register, "senco")

    answer = owner.post(f"/people/{who.id}/", {"version": str(who.version), "shown_name": "Sen Co", "role": "viewer", "schools": [OTHER]})

    assert answer.location == f"/people/{who.id}/?done=changed"
    assert senco.get("/").status_code == 303
    now = known(register, "senco")
    assert (now.shown_name, now.role, now.schools) == ("Sen Co", "viewer", (OTHER,))


def test_only_what_the_form_has_can_be_set(register, owner):
    who = known(register, "viewer")
    form = {"version": str(who.version), "shown_name": who.shown_name, "role": "viewer", "schools": [OWN]}

    owner.post(f"/people/{who.id}/", {**form, "name": "root", "password_hash": "x", "totp_secret": "x", "disabled": "1", "id": "1"})

    now = known(register, "viewer")
    assert (now.disabled, now.ready, now.enrolled) == (False, True, False)


def test_who_was_changed_meanwhile_is_shown_with_both_values(register, owner):
    who = known(register, "viewer")
    form = {"version": str(who.version), "shown_name": "First", "role": "viewer", "schools": [OWN]}
    owner.post(f"/people/{who.id}/", form)

    answer = owner.post(f"/people/{who.id}/", {**form, "shown_name": "Second"})

    assert answer.status_code == 409
    assert {"First", "Second"} <= set(texts(answer.text, "td"))
    assert known(register, "viewer").shown_name == "First"
    mine = next(form for form in document(answer.text).iter("form") if "Use mine" in "".join(form.itertext()))
    again: dict[str, Any] = {}
    for each in mine.iter("input"):
        again.setdefault(each.get("name"), []).append(each.get("value"))
    assert owner.post(mine.get("action"), again).status_code == 303
    assert (known(register, "viewer").shown_name, known(register, "viewer").schools) == ("Second", (OWN,))


def test_somebody_disabled_is_out_at_once_and_may_come_back(admin, register, owner, senco):
    who = known(register, "senco")

    owner.post(f"/people/{who.id}/disable")
    assert senco.get("/").status_code == 303
    client = admin.test_client()
    form = {"csrf": token_of(client.get("/sign-in").text), "name": "senco", "password": PASSWORD}
    assert client.post("/sign-in", data=form).status_code == 422
    owner.post(f"/people/{who.id}/enable")

    assert client.post("/sign-in", data=form).status_code == 303


def test_a_reset_says_first_what_it_takes_and_who_is_signed_out(register, owner, senco):
    who = known(register, "senco")

    link = next(each for each in document(owner.get(f"/people/{who.id}/").text).iter("a") if "Reset" in (each.text or ""))
    page = owner.get(link.get("href"))

    assert texts(page.text, "h1") == [f"Reset {who.shown_name}?"]
    assert any("signed out at once" in each for each in texts(page.text, "li"))
    assert known(register, "senco") == who
    assert senco.get("/").status_code == 200


def test_to_who_was_only_invited_a_new_link_is_given_without_asking(register, owner):
    owner.post("/people/invite", KIM)
    who = next(each for each in users(register) if not each.ready)

    assert owner.get(f"/people/{who.id}/reset").location == f"/people/{who.id}/"
    assert "Make a new link" in texts(owner.get(f"/people/{who.id}/").text, "button")


def test_a_reset_takes_password_and_sessions_away_and_shows_a_new_link(admin, register, owner, senco):
    who = known(register, "senco")

    page = owner.post(f"/people/{who.id}/reset")

    assert (known(register, "senco").ready, senco.get("/").status_code) == (False, 303)
    assert accept(admin, link_on(page.text))[1].location == "/"


def test_who_was_signed_out_everywhere_may_sign_in_again(register, owner, senco):
    owner.post(f"/people/{known(register, 'senco').id}/sign-out")

    assert senco.get("/").status_code == 303
    assert known(register, "senco").ready


def test_the_last_owner_stands_and_the_page_says_why(register, owner):
    who = known(register, "owner")
    for each in [each for each in users(register) if each.role == "owner" and each.id != who.id]:
        owner.post(f"/people/{each.id}/disable")
    form = {"version": str(who.version), "shown_name": who.shown_name, "role": "viewer", "schools": [OWN]}

    answers = [owner.post(f"/people/{who.id}/{deed}", data) for deed, data in (("disable", {}), ("reset", {}), ("", form))]

    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert all("One owner who can sign in must stay" in " ".join(texts(answer.text, "li")) for answer in answers)
    assert known(register, "owner") == who


def test_nobody_but_an_owner_looks_after_people(register, as_role):
    before = users(register)
    for role in ("trust_officer", "senco", "viewer"):
        caller = as_role(role)
        assert caller.get("/people").status_code == 403
        for deed in ("", "disable", "enable", "reset", "sign-out"):
            assert caller.post(f"/people/1/{deed}").status_code == 403
        assert caller.post("/people/invite", KIM).status_code == 403
    assert users(register) == before


def test_nobody_unknown_can_be_looked_after(owner):
    assert {owner.get("/people/999999/").status_code, owner.post("/people/999999/disable").status_code} == {404}


def test_no_page_of_people_shows_what_proves_them(register, owner):
    pages = owner.get("/people").text + owner.get("/people/1/").text

    assert not re.search(r"\$argon2|password_hash|totp", pages)
