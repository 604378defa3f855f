"""Readers of the published site, in the admin: added, given a new code, ended; and a code is shown once and stands nowhere else."""

from __future__ import annotations

import re

import pytest

from sendsite.register.history import history
from tests.admin.people import OWN, document, texts

CODE = re.compile(r"\w{4}( [a-z]+){5,6}")


@pytest.fixture
def officer(as_role):
    return as_role("trust_officer")


def _added(officer, name="Ann Lee", audiences=(OWN,)):
    """The answer to the form, and the code in it."""
    answer = officer.post("/readers", {"name": name, "email": "", "audiences": list(audiences)})
    return answer, _code(answer.text)


def _code(page: str) -> str:
    found = next(each for each in document(page).iter("ol") if each.get("class") == "code-words")
    return " ".join("".join(word.itertext()) for word in found)


def test_a_new_reader_s_code_is_shown_once_and_kept_nowhere(admin, officer):
    answer, code = _added(officer)
    register, last_words = admin.extensions["desk"].register, code.partition(" ")[2]

    assert answer.status_code == 200
    assert CODE.fullmatch(code)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Ann Lee" in texts(officer.get("/readers").text, "a")
    assert last_words not in officer.get("/readers").text + officer.get(f"/readers/{code[:4]}/").text + officer.get("/history").text
    assert last_words not in "".join(each.title for each in history(register))
    kept = [each for each in admin.extensions["desk"].root.rglob("*") if each.is_file()]
    assert [each.name for each in kept if last_words.encode() in each.read_bytes()] == []


def test_what_cannot_be_is_refused_with_what_was_typed(officer):
    nothing_ticked = officer.post("/readers", {"name": "Ann Lee", "email": ""})
    no_address = officer.post("/readers", {"name": "Ann Lee", "email": "ann", "audiences": [OWN]})
    of_no_school = officer.post("/readers", {"name": "Ann Lee", "email": "", "audiences": ["123456"]})

    assert [each.status_code for each in (nothing_ticked, no_address, of_no_school)] == [422, 422, 422]
    assert any("Tick the whole trust" in words for words in texts(nothing_ticked.text, "li"))
    assert any("is not an e-mail address" in words for words in texts(no_address.text, "li"))
    assert 'value="Ann Lee"' in no_address.text
    assert "Nobody has a code yet" in officer.get("/readers").text


def test_a_reader_is_not_added_twice(officer):
    _added(officer)

    assert officer.post("/readers", {"name": "ann lee", "email": "", "audiences": ["trust"]}).status_code == 422


def test_a_lost_code_is_replaced_by_another(officer):
    _, code = _added(officer)
    answer = officer.post(f"/readers/{code[:4]}/replace", {"lost": "yes"})

    assert _code(answer.text) != code
    assert officer.get(f"/readers/{code[:4]}/").status_code == 404
    assert texts(officer.get("/readers").text, "a").count("Ann Lee") == 1


def test_a_code_is_ended_after_a_question(officer):
    _, code = _added(officer, audiences=("trust",))
    asked = officer.get(f"/readers/{code[:4]}/revoke")
    answer = officer.post(f"/readers/{code[:4]}/revoke")

    assert texts(asked.text, "h1") == ["Revoke the code of Ann Lee?"]
    assert answer.status_code == 303
    assert "Ann Lee" not in texts(officer.get("/readers").text, "a")
    assert officer.post(f"/readers/{code[:4]}/revoke").status_code == 404


def test_a_senco_gives_nobody_a_code(senco):
    assert senco.get("/readers").status_code == 403
    assert senco.post("/readers", {"name": "Ann Lee", "audiences": [OWN]}).status_code == 403
