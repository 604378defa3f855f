"""
Every form of the admin, filled with what nobody should type: refused in words beside the field with what was typed kept, or taken as plain text.

The forms are found on the pages themselves, so that one which is added is tried from then on. A change that was taken is put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from sendsite.admin.screens.sign_in.first_step import LONGEST_NAME
from sendsite.framework.records import TABLES
from sendsite.register import facts
from tests.admin.forms_found import Found
from tests.admin.office import Office, an_office, some_of
from tests.admin.people import OTHER, document, token_of
from tests.admin.screens_listed import endpoint_of, register_of

HOSTILE = {
    "not a number": "12h",
    "below nought": "-1",
    "an exponent": "1e9",
    "twenty nines": "9" * 20,
    "ten thousand letters": "a" * 10_000,
    "a NUL": "a\x00b",
    "text turned round": "a\u202eb",
    "a formula": "=1+1",
    "markup": "<script>alert(1)</script>",
    "a statement": "'; DROP TABLE pupils; --",
    "no day of the calendar": "2026-02-30",
    "an end of a quote": '"><img src=x onerror=alert(1)>',
}
NOT_OFFERED = ("nothing such", "-1", "9" * 20, "' OR 1=1 --", "\x00", "../../etc", "990002")
TELLS = re.compile(r"\b(Write|Choose|Type|Take|Tick|Give|Leave|Correct|Paste|Copy|Wait|Use|Raise|Remove|Save|Check|Mend|Send|Make)\b", re.IGNORECASE)
NO_FIELDS = {"sign_in.leave", "publishing.begin"}
BY_SCRIPT = {"deployment.cells", "deployment.undo", "deployment.redo", "pupil.rating"}
"""Sent by scripts of ours, from no form of their own; their tests stand beside the matrix and the pupil."""
IN_A_STATE = {
    "account.elsewhere",
    "sign_in.prove",
    "sign_in.confirm",
    "first_run.load_demo",
    "people.enable",
    "staff.give_own",
    "moving.leave",
    "pupil.draw",
    "going_back.go_back",
    "readers_list.add",
    "terms.download",
    "backups.download",
    "acting.part",
}
"""Buttons without a field, or steps that show only while they are waited for; each has its own test."""


@pytest.fixture(scope="module", params=["owner", "senco"])
def office(request: pytest.FixtureRequest, small: Flask, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return an_office(small, request.param, tmp_path_factory.mktemp("kept") / "register.sqlite")


def test_every_address_that_takes_a_form_has_one_on_some_page(office):
    wanted = {rule.endpoint for rule in office.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    found = {endpoint_of(office.app, each.action)[0] for each in office.forms.values()}
    before_a_sign_in = {"sign_in.enter", "invitation.take"}

    if office.role == "owner":
        assert wanted - found - NO_FIELDS - BY_SCRIPT - IN_A_STATE - before_a_sign_in == set()
    assert found - wanted == set()


@pytest.mark.parametrize("name", HOSTILE)
def test_what_nobody_should_type_is_refused_beside_its_field_or_taken_as_plain_text(office, name):
    wrong = []
    for form in office.forms.values():
        left = some_of(form.of("typed", "secret"))
        while left:
            refused: set[str] = set()
            for fault in _judged(office, form, left, HOSTILE[name], refused):
                wrong.append(f"{form.action} on {form.page}: {fault}")
            left = [each for each in left if each not in refused] if refused else []

    assert wrong == []


@pytest.mark.parametrize("name", HOSTILE)
def test_the_sign_in_keeps_the_name_and_never_the_password(small, name):
    client, value = small.test_client(), HOSTILE[name]
    csrf = token_of(client.get("/sign-in").text)

    answer = client.post("/sign-in", data={"csrf": csrf, "name": value, "password": value})

    fields = {each.get("name"): each for each in document(answer.text).iter("input")}
    assert answer.status_code in (422, 429)
    assert fields["name"].get("value") == _as_a_page_has_it(value[:LONGEST_NAME])
    assert fields["password"].get("value") is None


def _judged(office: Office, form: Found, names: list[str], value: str, refused: set[str]) -> Iterator[str]:
    """What is wrong with the answer to a form with this value in these fields; fields that were refused are added to `refused`."""
    before = office.head
    answer = office.send(form, **dict.fromkeys(names, value))
    if answer.status_code == 422:
        yield from _refusal(form, names, value, answer.text, refused)
        if office.head != before:
            yield "was refused and stored"
    elif answer.status_code == 303:
        if urlsplit(answer.location).netloc or answer.location.startswith("/sign-in"):
            yield f"led to {answer.location}"
        elif (shown := office.caller.get(answer.location)).status_code != 200:
            yield f"was taken, and then {answer.location} answers {shown.status_code}"
        else:
            yield from _unescaped(shown.text)
    elif answer.status_code not in (200, 404, 409):
        yield f"answers {answer.status_code}"
    if answer.mimetype == "text/html":
        yield from _unescaped(answer.text)
    if office.head != before:
        yield from _unescaped(office.caller.get(form.page).text)
        office.put_back()


def _refusal(form: Found, names: list[str], value: str, page: str, refused: set[str]) -> Iterator[str]:
    """A refusal keeps what was typed, marks each field at fault, and leads there in words that say what to do."""
    root = document(page)
    ids = {each.get("id") for each in root.iter()}
    by_name = {str(each.get("name")): each for each in root.iter() if each.tag in ("input", "textarea") and each.get("type") not in ("hidden", "password")}
    at_fault = {name for name, each in by_name.items() if each.get("aria-invalid") == "true"}
    at_fault |= {each.get("name") for each in root.iter("input") if each.get("type") == "password" and each.get("aria-invalid") == "true"}
    refused |= at_fault & set(names)
    for name in names:
        if name in by_name and name not in form.of("secret") and _written(by_name[name]) != _as_a_page_has_it(value):
            yield f"{name} keeps {_written(by_name[name])[:40]!r}"
    summaries = [each for each in root.iter() if "summary" in str(each.get("class")).split()]
    words = [" ".join("".join(each.itertext()).split()) for summary in summaries for each in summary.iter("li")]
    leads = {str(each.get("href"))[1:] for summary in summaries for each in summary.iter("a") if str(each.get("href")).startswith("#")}
    if not words:
        yield "is refused without a word"
    if leads - ids:
        yield f"leads to {leads - ids}, which is not there"
    if {str(by_name[name].get("id")) for name in at_fault if name in by_name} - leads:
        yield f"marks {at_fault} and leads to {leads}"
    yield from (f"does not say what to do: {each}" for each in words if not TELLS.search(each))


def _written(element: Any) -> str:
    if element.tag == "textarea":
        return str(element.text or "").removeprefix("\n")
    return str(element.get("value") or "")


def _as_a_page_has_it(value: str) -> str:
    """A NUL cannot stand in a page."""
    return value.replace("\x00", "\ufffd")


def _unescaped(page: str) -> Iterator[str]:
    for each in document(page).iter():
        if each.get("onerror") or (each.tag == "script" and "alert" in (each.text or "")):
            yield "is shown as markup"


def test_a_choice_that_was_not_offered_is_refused_and_nothing_is_stored(office):
    wrong = []
    for form in office.forms.values():
        for name in form.of("choice", "radio", "hidden", "tick"):
            for value in NOT_OFFERED:
                before = office.head
                answer = office.send(form, **{name: value})
                if answer.status_code not in (200, 303, 400, 404, 409, 422):
                    wrong.append(f"{form.action}: {name}={value!r} answers {answer.status_code}")
                if answer.status_code == 303 and (urlsplit(answer.location).netloc or answer.location.startswith("/sign-in")):
                    wrong.append(f"{form.action}: {name}={value!r} leads to {answer.location}")
                if office.head != before:
                    if name in form.of("choice", "radio"):
                        wrong.append(f"{form.action}: {name}={value!r} was stored")
                    office.put_back()

    assert wrong == []


def test_bytes_that_are_no_text_break_nothing(office):
    wrong = []
    for form in office.forms.values():
        before = office.head
        body = "&".join(f"{each}=%ff%c0%80" for each in form.sent()) + f"&csrf={office.caller.csrf}"
        answer = office.caller.client.post(form.action, data=body, content_type="application/x-www-form-urlencoded")
        if answer.status_code not in (200, 303, 400, 403, 404, 409, 422):
            wrong.append(f"{form.action}: {answer.status_code}")
        if office.head != before:
            office.put_back()

    assert wrong == []


MORE = {
    "school_urn": OTHER,
    "urn": OTHER,
    "id": "990002",
    "pupil_id": "P-0015",
    "staff_id": "T-005",
    "annual_salary": "99999",
    "scenario": "Reds first",
    "locked": "yes",
    "rated_on": "1999-01-01",
    "moderated_by": "Somebody",
    "moderated_on": "1999-01-01",
    "by": "Somebody",
    "kind": "import",
    "group": "x",
    "undoes": "1",
    "role": "owner",
    "password_hash": "x",
    "totp_secret": "x",
    "sees_all": "yes",
}


def _theirs(office: Office) -> dict[str, list[Any]]:
    records = facts.records(register_of(office.app))
    return {table: [row for row in getattr(records, table) if OTHER in (getattr(row, "school_urn", ""), getattr(row, "urn", ""))] for table in TABLES}


def test_no_field_that_a_form_does_not_have_is_set_by_it(office):
    """
    Each form is sent as it stands with one word typed over, and with every foreign field besides: what is stored is the same.

    Before that it is sent once, so that what is good once alone has been used, whichever test comes first.
    """
    wrong, others = [], _theirs(office)
    for form in office.forms.values():
        typed = dict.fromkeys(some_of(form.of("typed")), "7")
        stored = []
        for more in ({}, {}, {name: value for name, value in MORE.items() if name not in form.of("typed", "choice", "radio", "hidden", "tick")}):
            before = office.head
            answer = office.send(form, **typed, **more)
            if answer.status_code >= 500 or (answer.location or "").startswith("/sign-in"):
                wrong.append(f"{form.action}: {answer.status_code} {answer.location}")
            stored.append((answer.status_code, facts.records(register_of(office.app)), _people(office)))
            if endpoint_of(office.app, form.action)[0] not in ("schools.remove", "bands.remove") and _theirs(office) != others:
                wrong.append(f"{form.action}: changes a school that is not named")
            if office.head != before:
                office.put_back()
        if stored[1] != stored[2]:
            wrong.append(f"{form.action}: other fields change what is stored")

    assert wrong == []


def _people(office: Office) -> list[Any]:
    """Who may sign in and as what; times and tokens left out."""
    with register_of(office.app).asking() as database:
        return list(database.execute_sql("SELECT id, name, role, disabled FROM users ORDER BY id"))
