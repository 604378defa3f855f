"""What somebody tries who means harm: each of these went through once, and does no more."""

from __future__ import annotations

import hashlib
import io
import json
import socket
import struct
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from sendsite.admin.app import MOST_FORM_BYTES, create_admin
from sendsite.admin.desk import Demo, Desk
from sendsite.admin.differing import differing
from sendsite.admin.server import listening
from sendsite.framework.records import LIVE, Staff
from sendsite.framework.scenarios import rows_of
from sendsite.intake import sent
from sendsite.register.changes import Changes
from sendsite.register.edits import apply, with_dependents
from sendsite.register.facts import records
from sendsite.register.people import users
from sendsite.register.people_edits import add_user, set_disabled
from sendsite.workflow.demo_loading import take_out
from sendsite.workflow.demo_people import EVERYBODY, KEPT
from sendsite.workflow.demo_people import PASSWORD as DEMO_PASSWORD
from sendsite.workflow.folder import open_folder
from tests.admin.people import OTHER, OWN, document, signed_in, token_of
from tests.admin.sending import START, send, zipped
from tests.answering import answering

CELLS = f"/school/{OWN}/deployment/cells"
PUPIL = {"name": "Secret Child", "pupil_id": "ZZ-1", "sen_status": "E", "year_group": "5", "need_hours": "1"}


def register_of(admin: Any) -> Any:
    return admin.extensions["desk"].register


def hidden(page: str, name: str) -> str:
    """The value of a field that a page carries along."""
    return next(str(each.get("value")) for each in document(page).iter("input") if each.get("name") == name)


# ---- The history of other schools


@pytest.mark.parametrize("role", ["senco", "viewer"])
@pytest.mark.parametrize("query", ["", "?school=990002", "?school=990002&pupil=ZZ-1", "?school=000000"])
def test_whose_schools_are_gone_reads_nothing_of_another_school_s_history(admin, as_role, role, query):
    register = register_of(admin)
    gone = tuple(school for school in records(register).schools if school.urn == OWN)
    apply(register, with_dependents(records(register), Changes(removed={"schools": gone})), by="owner")
    assert as_role("owner").post(f"/school/{OTHER}/pupils/add", PUPIL).status_code == 303
    asker = as_role(role)

    for address in ("/history", "/history.csv"):
        answer = asker.get(address + query)
        assert answer.status_code == (422 if query else 200)
        assert "Secret" not in answer.text


def test_the_history_of_a_school_that_is_gone_stays_its_own_people_s(admin, as_role):
    register = register_of(admin)
    gone = tuple(school for school in records(register).schools if school.urn == OWN)
    number = apply(register, with_dependents(records(register), Changes(removed={"schools": gone})), by="owner")

    assert as_role("senco").get(f"/history?school={OWN}").status_code == 200
    assert as_role("senco").get(f"/history/{number}").status_code == 200


# ---- Salaries


def paid(admin: Any, pounds: int) -> Staff:
    """The first member of staff of the school, on another salary."""
    register = register_of(admin)
    row = next(row for row in records(register).staff if (row.school_urn, row.scenario) == (OWN, LIVE))
    after = row._replace(annual_salary=pounds * 100)
    apply(register, Changes(changed={"staff": ((row, after),)}), by="owner")
    return after


@pytest.mark.parametrize(("role", "pounds"), [("senco", 31_000), ("trust_officer", 25_000)])
def test_only_who_may_see_pay_changes_a_salary_by_making_a_scenario_live(admin, as_role, role, pounds):
    caller = as_role(role)
    who = paid(admin, 25_000)
    caller.post(f"/school/{OWN}/staff/scenarios", {"name": "Mine", "source": "live"})
    paid(admin, 31_000)
    ask = f"/school/{OWN}/scenarios/Mine/make-live"

    answer = caller.post(ask, {"seen": hidden(caller.get(ask).text, "seen")})

    assert answer.status_code == 303, answer.text
    live = next(row for row in records(register_of(admin)).staff if row[:2] == who[:2] and row.scenario == LIVE)
    assert live.annual_salary == pounds * 100


def test_the_mark_of_a_comparison_cannot_be_made_by_trying_salaries(admin):
    paid(admin, 25_000)
    every = records(register_of(admin))
    both = rows_of(every, LIVE), rows_of(every, "Shared HLTA")

    assert differing(every, LIVE, "Shared HLTA").mark != hashlib.sha256(repr(both).encode()).hexdigest()[:16]


# ---- What nobody can read, or takes too long to


@pytest.mark.parametrize("field", ["text", "was"])
def test_a_cell_of_many_thousand_groups_is_refused_and_not_worked_at(senco, admin, field):
    pupil = next(row for row in records(register_of(admin)).pupils if row.school_urn == OWN)
    staff = next(row for row in records(register_of(admin)).staff if (row.school_urn, row.scenario) == (OWN, LIVE))
    long = " + ".join(f"1 g{number}" for number in range(100_000))  # this took minutes
    cell = {"pupil": pupil.pupil_id, "staff": staff.staff_id, "text": "1 new", "was": "9 nothing"} | {field: long}

    answer = senco.post(CELLS, {"kind": "edit", "cells": json.dumps([cell])})

    assert answer.status_code == (422 if field == "text" else 409)


@pytest.mark.parametrize("field", ["pupil", "staff", "text", "was"])
def test_half_a_character_is_no_cell(senco, field):
    cell = {"pupil": "P-0001", "staff": "T-001", "text": "1", "was": ""} | {field: "\ud800"}

    assert senco.post(CELLS, {"kind": "edit", "cells": json.dumps([cell])}).status_code == 400


@pytest.mark.parametrize("number", [10**12, 2**63, 10**30])
def test_a_number_that_no_person_has_answers_as_an_unknown_one(as_role, number):
    assert as_role("owner").get(f"/people/{number}/").status_code == 404


@pytest.mark.parametrize("version", ["9" * 30, "9" * 5000])
def test_a_version_that_no_person_has_is_out_of_date(as_role, version):
    answer = as_role("owner").post("/people/1/", {"version": version, "shown_name": "Somebody", "role": "owner"})

    assert answer.status_code == 409


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_form_without_files_is_bounded_however_it_is_sent(senco, headers):
    given = {"X-CSRF-Token": senco.csrf, **headers}

    assert senco.post(CELLS, {"cells": "x" * MOST_FORM_BYTES}, headers=given).status_code == 413
    assert senco.post(CELLS, {"cells": "x" * (MOST_FORM_BYTES // 2)}, headers=given).status_code == 400


def test_many_who_send_slowly_shut_nobody_out(admin):
    desk = admin.extensions["desk"]
    with answering(listening(desk, port=0, host="127.0.0.1")) as port, ExitStack() as slow:
        for _ in range(150):
            line = slow.enter_context(socket.create_connection(("127.0.0.1", port), 60))
            line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n\r\n")
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as asking:
            asking.request("GET", "/sign-in")
            assert asking.getresponse().read()


# ---- Uploads


def test_many_files_hold_no_more_together_than_one_may(senco, monkeypatch):
    monkeypatch.setattr(sent, "BYTES_AT_MOST", 1_000)
    small = zipped(pupils__csv="pupil_id,name\n" + "P-1,x\n" * 100)

    assert send(senco, ("one.zip", small)).status_code == 303
    answer = send(senco, *((f"{number}.zip", small) for number in range(3)))

    assert answer.status_code == 422
    assert "unpacks to more than 1000 bytes together" in answer.text


def spoilt(place: int, value: int, first_of_name: int | None = None) -> bytes:
    """A zip with two bytes of its directory's entry set, and the first of the name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("pupils.csv", "pupil_id\n1\n")
    content = bytearray(out.getvalue())
    entry = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, entry + place, value)
    if first_of_name is not None:
        content[entry + 46] = first_of_name
    return bytes(content)


@pytest.mark.parametrize("content", [spoilt(6, 99), spoilt(8, 0x800, 0xFF)], ids=["of a version to come", "a name that is no text"])
@pytest.mark.parametrize("name", ["a.zip", "a.xlsx"])
def test_a_zip_whose_directory_cannot_be_read_is_refused_in_words(senco, content, name):
    answer = send(senco, (name, content))

    assert answer.status_code == 422
    assert "or it is damaged" in answer.text
    assert senco.get(START).status_code == 200


# ---- What the demo leaves open ends with it


@pytest.fixture
def demo_taken_out(site_folder: Path) -> Iterator[Flask]:
    """An admin whose demo, its people disabled, was taken out by the owner while a trust officer was signed in without a second factor."""
    folder = open_folder(site_folder)
    with folder.open_register() as register:
        add_owner_of_the_demo(register)
        demo = Demo(lambda: None, lambda by: take_out(folder, register, by=by))
        app = create_admin(Desk(folder.root, register, folder.settings, folder.framework(), demo=demo))
        app.extensions["officer"] = signed_in(app, "trust_officer")
        assert signed_in(app, "owner").post("/begin/demo/take-out").status_code == 303
        yield app


def add_owner_of_the_demo(register: Any) -> None:
    """The demo's owner, disabled as the admin asks for before the demo is taken out."""
    who = next((each for each in users(register) if each.name == "amara"), None)
    who = who or add_user(register, name="amara", shown_name="Amara", role="owner", password_hash=KEPT, by="test")
    for each in EVERYBODY:
        for found in users(register):
            if found.name == each.name:
                set_disabled(register, found.id, True, by="test")


def test_who_signed_in_without_a_second_factor_is_signed_out_when_the_demo_goes(demo_taken_out):
    assert demo_taken_out.extensions["officer"].get("/account").status_code == 303


def test_the_printed_password_of_the_demo_lets_nobody_in_once_it_is_gone(demo_taken_out):
    register = register_of(demo_taken_out)
    who = next(each for each in users(register) if each.name == "amara")
    set_disabled(register, who.id, False, by="owner")
    client = demo_taken_out.test_client()
    csrf = token_of(client.get("/sign-in").text)

    answer = client.post("/sign-in", data={"csrf": csrf, "name": "amara", "password": DEMO_PASSWORD})

    assert answer.status_code == 422
