"""The gate: who is let in, and by which requests."""

from __future__ import annotations

from tests.admin.people import PASSWORD, texts, token_of


def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page_and_back(admin):
    answer = admin.test_client().get("/school/990001/")

    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/school/990001/")


def test_a_name_and_its_password_let_in(admin):
    client = admin.test_client()
    csrf = token_of(client.get("/sign-in").text)

    answer = client.post("/sign-in", data={"csrf": csrf, "name": "senco", "password": PASSWORD})

    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").status_code == 200


def test_a_form_without_its_token_is_refused(senco):
    senco.csrf = "0" * 64

    assert senco.post("/sign-out").status_code == 403


def test_a_form_sent_by_another_site_is_refused(senco):
    assert senco.post("/sign-out", headers={"Origin": "https://elsewhere.example"}).status_code == 403


def test_another_school_answers_as_one_that_does_not_exist(senco):
    other, unknown = senco.get("/school/990002/"), senco.get("/school/123456/")

    assert other.status_code == unknown.status_code == 404
    assert texts(other.text, "h1") == texts(unknown.text, "h1") == ["There is no such page"]
