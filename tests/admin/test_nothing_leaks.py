"""
Where no name of a pupil or a colleague may stand: logs, error pages, cookies, addresses and the history's lasting columns.

Names of the register are made unlike any other word, so that finding one is finding a leak.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask

from sendsite.register import facts
from sendsite.register.edits import replace_all
from tests.admin.faults import BROKEN, broken, fault
from tests.admin.forms_found import form_on
from tests.admin.people import COOKIE, OWN, Caller, document, signed_in, texts
from tests.admin.screens_listed import an_admin_of, endpoint_of, lived_in, register_of, screens, small_trust, values_of, waiting
from tests.answering import answering

ONE = "Zyxwora"
"""A first name that every pupil and colleague bears here, and nothing else."""
PLACES = ("href", "action", "src", "hx-get", "hx-post", "data-cells", "formaction")


@pytest.fixture(scope="module")
def named(demo_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An admin of two schools in which everybody has that name."""
    with an_admin_of(small_trust(demo_register, tmp_path_factory.mktemp("named") / "demo")) as app:
        records = facts.records(register_of(app))
        everybody = {
            table: tuple(row._replace(name=f"{ONE} {place}") for place, row in enumerate(getattr(records, table))) for table in ("pupils", "staff", "leavers")
        }
        replace_all(register_of(app), replace(records, **everybody), by="test")
        app.extensions["desk"].standing.forget()
        yield app


@pytest.fixture(scope="module")
def walked(named: Flask) -> list[tuple[str, Any]]:
    """Every screen of the owner and what some forms answer, as (path, answer)."""
    caller = signed_in(named, "owner")
    known = lived_in(named, caller)
    pages = [(each.path, caller.get(each.path)) for each in screens(named, OWN, known | waiting(caller))]
    return pages + list(_edits(named, caller))


def _edits(app: Flask, caller: Caller) -> Iterator[tuple[str, Any]]:
    """A pupil and a colleague renamed, hours given, a pupil refused, a scenario made, somebody taken off, and a step back."""
    known = values_of(app, OWN)
    pupil, member = f"/school/{OWN}/pupils/{known['pupil_id']}", f"/school/{OWN}/staff/{known['staff_id']}/"
    for path, typed in (
        (f"{pupil}/details", {"name": f"{ONE} Anew"}),
        (f"{pupil}/details", {"name": f"{ONE} Again", "need_hours": "12h"}),
        (member, {"name": f"{ONE} Anew"}),
        (f"/school/{OWN}/pupils/add", {"name": f"{ONE} Added", "need_hours": "5"}),
        (f"/school/{OWN}/staff/add", {"name": f"{ONE} Added", "contracted_hours": "5", "send_hours": "5"}),
    ):
        yield path, caller.post(path, form_on(caller, path).completed(**typed))
    whole = form_on(caller, f"/school/{OWN}/deployment", f"/school/{OWN}/deployment/whole")
    yield whole.action, caller.post(whole.action, whole.sent(**{whole.of("typed")[0]: "1.5"}))
    leave = f"{pupil}/leave"
    yield leave, caller.post(leave, form_on(caller, leave).completed())
    listed = f"/school/{OWN}/pupils?q={ONE}"
    yield listed, caller.get(listed)


def test_the_walk_meets_the_name_on_pages(walked):
    assert sum(ONE in answer.text for _, answer in walked if answer.mimetype == "text/html") > 20


def test_no_name_stands_in_a_log(named, caplog):
    caller = signed_in(named, "owner")
    with caplog.at_level(logging.DEBUG):
        known = values_of(named, OWN) | waiting(caller)
        for each in screens(named, OWN, known):
            caller.get(each.path)
            caller.part("get", each.path)
        for error in FAULTS:
            fault(named, caller, error)
        caller.get(f"/school/{OWN}/pupils/{ONE}/")
        caller.post(f"/school/{OWN}/pupils/add", {"name": ONE, "need_hours": ONE})
        named.test_client().post("/sign-in", data={"name": ONE, "password": ONE})

    assert caplog.records
    assert ONE not in caplog.text
    assert [record for record in caplog.records if ONE in str(record.__dict__)] == []


FAULTS: tuple[Exception, ...] = (
    ValueError(f"{ONE} broke it"),
    KeyError(ONE),
    OSError(5, f"{ONE} cannot be read"),
    ExceptionGroup(ONE, [ValueError(ONE)]),
    UnicodeDecodeError("utf-8", ONE.encode(), 0, 1, ONE),
)


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_a_page_of_what_went_wrong_names_nobody_and_gives_a_reference(named, caplog, error):
    answer = fault(named, signed_in(named, "owner"), error)

    reference = next(line.split(":")[0] for line in caplog.messages if "register.pupils" in line)
    assert answer.status_code == 500
    assert ONE not in answer.text
    assert "Traceback" not in answer.text
    assert reference in answer.text
    assert len(reference) == 8


@pytest.mark.parametrize("path", [f"/{ONE}", f"/school/{ONE}/", f"/school/{OWN}/pupils/{ONE}/", f"/school/{OWN}/deployment?scenario={ONE}", f"/help/{ONE}"])
def test_a_page_that_is_not_there_does_not_repeat_what_was_asked_for(named, path):
    answer = signed_in(named, "owner").get(path)

    assert answer.status_code == 404
    assert ONE not in " ".join(texts(answer.text, "main"))
    assert ONE not in " ".join(texts(answer.text, "title"))


def test_no_address_and_no_cookie_holds_a_name(walked):
    found = []
    for path, answer in walked:
        handed = [str(value) for name, value in answer.headers if name in ("Location", "Set-Cookie", "HX-Redirect", "Content-Disposition", "HX-Push-Url")]
        if answer.mimetype == "text/html":
            handed += [str(each.get(name)) for each in document(answer.text).iter() for name in PLACES if each.get(name)]
        asked = f"q={ONE}" in path
        found += [f"{path}: {each}" for each in handed if ONE in unquote(each) and not (asked and f"q={ONE}" in unquote(each))]

    assert found == []


def test_the_lasting_columns_of_the_history_name_nobody(named, walked):
    with register_of(named).asking() as database:
        columns = [row[1] for row in database.execute_sql("PRAGMA table_info(change_sets)")]
        rows = [dict(zip(columns, row, strict=True)) for row in database.execute_sql("SELECT * FROM change_sets")]

    assert len(rows) > 5
    assert [row for row in rows if ONE in str(row)] == []


def test_the_server_itself_logs_nobody(named, caplog):
    from waitress.server import create_server

    caller = signed_in(named, "owner")
    with caplog.at_level(logging.DEBUG), answering(create_server(named, host="127.0.0.1", port=0, threads=2)) as port:
        answers = [_over_http(port, path, caller) for path in (f"/{ONE}", f"{BROKEN}?q={ONE}")]
        with broken(named, RuntimeError(ONE)):
            answers.append(_over_http(port, BROKEN, caller))

    assert answers == [404, 200, 500]
    assert ONE not in caplog.text
    assert [record.name for record in caplog.records if record.exc_info] == []


def _over_http(port: int, path: str, caller: Caller) -> int:
    """What a real server answers to somebody's cookie."""
    kept = caller.client.get_cookie(COOKIE)
    assert kept is not None
    asked = HTTPConnection("127.0.0.1", port, timeout=60)
    asked.request("GET", path, headers={"Cookie": f"{COOKIE}={kept.value}", "Host": f"127.0.0.1:{port}", "Connection": "close"})
    with asked.getresponse() as answer:
        answer.read()
    asked.close()
    return answer.status


def test_the_walk_knows_every_screen(named, walked):
    asked = {endpoint_of(named, path, "GET")[0] for path, answer in walked if answer.status_code == 200}
    every = {rule.endpoint for rule in named.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_OPENED}

    assert every - asked == set()


NOT_OPENED = {
    "static",
    "look.file",
    "sign_in.show",
    "sign_in.code",
    "sign_in.enrol",
    "invitation.show",
    "register.bulk",
    "publishing.preview",
    "going_back.asking",
    "moving.preview",
    "figures.table",
    "figures.trust_table",
}
"""Open to strangers, or leading elsewhere where there is nothing built, sent or listed; each has tests of its own."""
