"""The gate: who is let in, and by which requests."""

from __future__ import annotations

import hmac
from hashlib import sha256

import pytest

from sendsite.register import sessions
from sendsite.register.people import users
from sendsite.register.people_edits import set_disabled
from tests.admin.people import COOKIE, PASSWORD, document, signed_in, texts, token_of


def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page_and_back(admin):
    answer = admin.test_client().get("/school/990001/")

    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/school/990001/")


def test_a_form_sent_after_the_session_ended_is_said_to_be_unsaved_and_leads_back_to_its_page(admin):
    client = admin.test_client()
    form = "/school/990001/pupils/P-0005/details"

    answer = client.post(form, data={"need_hours": "3"}, headers={"Referer": f"http://localhost{form}?q=1"})

    assert (answer.status_code, answer.location) == (303, f"/sign-in?next={form}?q%3D1&unsaved=1")
    assert any("what you sent last was not saved" in words for words in texts(client.get(answer.location).text, "p"))


def test_whoever_signs_out_after_the_session_ended_has_lost_nothing(admin):
    assert admin.test_client().post("/sign-out", headers={"Referer": "http://localhost/"}).location == "/sign-in"


def test_a_page_of_another_site_is_not_where_a_sign_in_leads(admin):
    answer = admin.test_client().post("/school/990001/pupils/add", headers={"Referer": "https://elsewhere.example/school/990001/"})

    assert answer.location == "/sign-in?unsaved=1"


def test_a_name_and_its_password_let_in(admin):
    client = admin.test_client()
    csrf = token_of(client.get("/sign-in").text)

    answer = client.post("/sign-in", data={"csrf": csrf, "name": "senco", "password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("csrf", ["0" * 64, "", "é", "x" * 5000])
def test_a_form_without_its_token_is_refused(senco, csrf):
    senco.csrf = csrf

    answer = senco.post("/sign-out")

    assert answer.status_code == 403
    assert "reload the page" in " ".join(texts(answer.text, "p"))


def test_a_token_of_an_earlier_sign_in_is_refused_in_words(admin):
    before, after = signed_in(admin, "senco"), signed_in(admin, "senco")
    after.csrf = before.csrf

    answer = after.post("/account/elsewhere")

    assert answer.status_code == 403
    assert "you signed in again meanwhile" in " ".join(texts(answer.text, "p"))


def test_a_token_in_the_address_counts_for_nothing(senco):
    token, senco.csrf = senco.csrf, ""

    assert senco.post(f"/sign-out?csrf={token}").status_code == 403


def test_a_token_made_of_another_cookie_is_refused(senco):
    senco.csrf = hmac.new(b"another", b"csrf", sha256).hexdigest()

    assert senco.post("/sign-out").status_code == 403


OURS = [
    {},
    {"Origin": "http://localhost"},
    {"Origin": "HTTP://LOCALHOST", "Sec-Fetch-Site": "same-origin"},
    {"Referer": "http://localhost/account"},
    {"Sec-Fetch-Site": "none"},
]
ELSEWHERE = [
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "https://localhost"},
    {"Origin": "http://localhost:8000"},
    {"Origin": "http://localhost.elsewhere.example"},
    {"Origin": "null", "Referer": "http://localhost/account"},
    {"Referer": "https://elsewhere.example/http://localhost/"},
    {"Referer": "http://localhost@elsewhere.example/"},
    {"Referer": "http://[broken"},
    {"Referer": "about:blank"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
]


def test_a_form_of_ours_is_taken_from_browsers_that_say_where_it_stood_and_from_those_that_do_not(senco):
    assert [senco.post("/account/elsewhere", headers=headers).status_code for headers in OURS] == [303] * len(OURS)


def test_a_form_sent_by_another_site_is_refused_even_with_its_token(senco):
    assert [senco.post("/account/elsewhere", headers=headers).status_code for headers in ELSEWHERE] == [403] * len(ELSEWHERE)


def test_a_sign_in_sent_by_another_site_is_refused(admin):
    client = admin.test_client()
    csrf = token_of(client.get("/sign-in").text)

    answer = client.post("/sign-in", data={"csrf": csrf, "name": "senco", "password": PASSWORD}, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 403
    assert client.get("/").status_code == 303


def test_looking_changes_nothing_and_no_method_stands_for_another(senco):
    assert senco.client.head("/account").status_code == 200
    assert senco.client.options("/account").headers["Allow"]
    assert senco.client.get("/sign-out").status_code == 405
    assert senco.client.get("/sign-out?_method=POST", headers={"X-HTTP-Method-Override": "POST"}).status_code == 405
    assert senco.client.open("/account", method="TRACE").status_code == 405
    assert senco.client.put("/account/elsewhere").status_code == 405
    assert senco.get("/account").status_code == 200


def test_another_school_answers_as_one_that_does_not_exist(senco):
    other, unknown = senco.get("/school/990002/"), senco.get("/school/123456/")

    assert other.status_code == unknown.status_code == 404
    assert texts(other.text, "h1") == texts(unknown.text, "h1") == ["There is no such page"]


def test_whoever_has_not_given_the_second_factor_is_nobody(admin):
    register = admin.extensions["desk"].register
    client = admin.test_client()
    client.set_cookie(COOKIE, sessions.begin(register, users(register)[0].id, proven=False))

    answers = [client.get(path) for path in ("/", "/account", "/people", "/school/990001/")]

    assert {answer.status_code for answer in answers} == {303}
    assert {answer.location.partition("?")[0] for answer in answers} == {"/sign-in"}


def test_the_sessions_of_somebody_disabled_end_at_once(admin, senco):
    register = admin.extensions["desk"].register
    who = next(each for each in users(register) if each.name == "senco")

    set_disabled(register, who.id, True, by="test")

    assert senco.get("/").location == "/sign-in?next=/"


def test_a_part_that_is_asked_for_after_the_session_ended_leads_to_the_sign_in(admin):
    answer = admin.test_client().get("/account", headers={"HX-Request": "true"})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/sign-in")


def test_little_is_read_of_somebody_who_is_not_signed_in(admin):
    client = admin.test_client()
    csrf = token_of(client.get("/sign-in").text)

    answer = client.post("/sign-in", data={"csrf": csrf, "name": "senco", "password": "x" * 200_000})

    assert answer.status_code == 413


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "evil.example:8001", "<b>x</b>", "localhost@evil.example", "[::1]:8001", ""])
def test_a_host_that_is_not_ours_is_refused_and_not_repeated(admin, host):
    answer = admin.test_client().get("/sign-in?next=/", headers={"Host": host})

    assert answer.status_code == 400
    assert "evil" not in answer.text
    assert "<b>x" not in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("host", ["127.0.0.1:8001", "localhost"])
def test_this_machines_own_names_are_answered(admin, host):
    assert admin.test_client().get("/sign-in", headers={"Host": host}).status_code == 200


def test_the_cookie_is_for_nobody_but_this_server(admin):
    client = admin.test_client()
    set_by = client.get("/sign-in").headers["Set-Cookie"]

    assert set_by.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(set_by.split("; "))
    assert "Domain" not in set_by
    assert "Expires" not in set_by
    assert "Secure" not in set_by


def test_every_form_of_ours_that_changes_something_carries_the_token(as_role):
    owner = as_role("owner")
    for path in ("/account", "/account/second-factor", "/people", "/people/1/"):
        forms = [form for form in document(owner.get(path).text).iter("form") if form.get("method") == "post"]
        assert forms
        assert [form.get("action") for form in forms if not any(each.get("name") == "csrf" for each in form.iter("input"))] == []
