"""
Where no name of a pupil or a colleague may stand: logs, error pages, cookies, addresses and the history's lasting columns; and the headers of every answer.

Names of the register are made unlike any other word, so that finding one is finding a leak.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask

from sendsite.admin.app import create_admin
from sendsite.admin.rights import right
from sendsite.errors import ConfigError, NoRoom, NotWritable
from sendsite.register import facts, sessions
from sendsite.register.edits import replace_all
from sendsite.register.people import users
from tests.admin.forms_found import form_on
from tests.admin.people import COOKIE, OTHER, OWN, Caller, document, signed_in, texts
from tests.admin.screens_listed import an_admin_of, endpoint_of, lived_in, register_of, screens, small_trust, values_of, waiting

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
            _fault(named, caller, error)
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


def _fault(app: Flask, caller: Caller, error: Exception) -> Any:
    """What the register's page answers where its view raises."""
    before = app.view_functions["register.pupils"]
    app.view_functions["register.pupils"] = _broken(error)
    try:
        return caller.get(f"/school/{OWN}/pupils")
    finally:
        app.view_functions["register.pupils"] = before


def _broken(error: Exception) -> Callable[[str], str]:
    """A view that raises."""

    @right("look")
    def view(urn: str) -> str:
        raise error

    return view


@pytest.mark.parametrize("error", FAULTS, ids=lambda error: type(error).__name__)
def test_a_page_of_what_went_wrong_names_nobody_and_gives_a_reference(named, caplog, error):
    answer = _fault(named, signed_in(named, "owner"), error)

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

    with caplog.at_level(logging.DEBUG):
        server = create_server(named, host="127.0.0.1", port=0, threads=2)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        try:
            answers = [_over_http(server.effective_port, path, signed_in(named, "owner")) for path in (f"/{ONE}", f"/school/{OWN}/pupils?q={ONE}")]
            before = named.view_functions["register.pupils"]
            named.view_functions["register.pupils"] = _broken(RuntimeError(ONE))
            answers.append(_over_http(server.effective_port, f"/school/{OWN}/pupils", signed_in(named, "owner")))
            named.view_functions["register.pupils"] = before
        finally:
            server.close()
            thread.join(10)

    assert answers == [404, 200, 500]
    assert ONE not in caplog.text
    assert [record.name for record in caplog.records if record.exc_info] == []


def _over_http(port: int, path: str, caller: Caller) -> int:
    """What a real server answers to somebody's cookie."""
    kept = caller.client.get_cookie(COOKIE)
    assert kept is not None
    asked = HTTPConnection("127.0.0.1", port, timeout=20)
    asked.request("GET", path, headers={"Cookie": f"{COOKIE}={kept.value}", "Host": f"127.0.0.1:{port}"})
    status = asked.getresponse().status
    asked.close()
    return status


EVERYWHERE = ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Permissions-Policy")


def _judged(path: str, answer: Any) -> Iterator[str]:
    """What is wrong with the headers of an answer that nobody may keep."""
    vary = {each.strip() for each in ",".join(answer.headers.getlist("Vary")).split(",")}
    yield from (f"{path} {answer.status_code}: lacks {name}" for name in EVERYWHERE if name not in answer.headers)
    if not vary >= {"HX-Request", "Cookie"}:
        yield f"{path} {answer.status_code}: varies by {vary}"
    if answer.headers.get("Cache-Control") != "no-store":
        yield f"{path} {answer.status_code}: {answer.headers.get('Cache-Control')}"
    if "unsafe" in answer.headers.get("Content-Security-Policy", ""):
        yield f"{path}: {answer.headers['Content-Security-Policy']}"
    if "Server" in answer.headers:
        yield f"{path}: tells {answer.headers['Server']}"


def test_every_answer_carries_its_headers_and_is_kept_by_nobody(walked):
    assert [fault for path, answer in walked for fault in _judged(path, answer)] == []


def test_every_refusal_carries_its_headers_too(named):
    viewer, owner, stranger = signed_in(named, "viewer"), signed_in(named, "owner"), Caller(named.test_client())
    answers = {
        303: stranger.get("/"),
        401: stranger.part("get", "/"),
        400: stranger.get("/", headers={"Host": "elsewhere.example"}),
        403: viewer.get("/people"),
        404: viewer.get(f"/school/{OTHER}/"),
        405: owner.get("/sign-out"),
        413: stranger.post("/sign-in", {"name": "x" * 200_000}),
        422: owner.post(f"/school/{OWN}/pupils/add"),
        500: _fault(named, owner, ValueError(ONE)),
        503: _fault(named, owner, NotWritable(ONE)),
        507: _fault(named, owner, NoRoom(ONE)),
    }

    assert {wanted: answer.status_code for wanted, answer in answers.items() if answer.status_code != wanted} == {}
    assert [fault for wanted, answer in answers.items() for fault in _judged(str(wanted), answer)] == []
    assert [wanted for wanted, answer in answers.items() if ONE in answer.text] == []


def test_a_wrong_setting_is_told_without_a_name(named):
    answer = _fault(named, signed_in(named, "owner"), ConfigError("sendsite.toml: trust is blank. Write its name."))

    assert answer.status_code == 500
    assert "trust is blank" in " ".join(texts(answer.text, "main"))


def test_files_of_ours_may_be_kept_until_they_change_and_no_longer(named):
    client = named.test_client()
    links = [str(each.get("href") or each.get("src")) for each in document(client.get("/sign-in").text).iter() if each.tag in ("link", "script")]
    ours = [each for each in links if "?v=" in each]

    def kept(path: str) -> str:
        with client.get(path) as answer:
            return str(answer.headers["Cache-Control"])

    assert len(ours) > 3
    assert {kept(each) for each in ours if each.startswith("/static")} == {"private, max-age=31536000, immutable"}
    assert {kept(urlsplit(each).path) for each in ours} == {"no-store"}


@pytest.mark.parametrize(("address", "name", "secure"), [("", "sendsite-local", False), ("https://sendsite.trust.example", "__Host-sendsite", True)])
def test_the_cookie_is_for_this_host_alone_and_says_nothing(named, address, name, secure):
    desk = named.extensions["desk"]
    app = create_admin(replace(desk, settings=replace(desk.settings, admin_address=address)))
    answer = app.test_client().get("/sign-in", **({"base_url": address} if address else {}))

    value, *flags = answer.headers["Set-Cookie"].split("; ")
    assert value.startswith(f"{name}=")
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(flags)
    assert ("Secure" in flags) == secure
    assert not any(flag.startswith(("Domain", "Expires", "Max-Age")) for flag in flags)
    assert ("Strict-Transport-Security" in answer.headers) == secure
    assert not any(user.name in value or user.shown_name in value for user in users(desk.register))
    assert len({sessions.begin(desk.register, users(desk.register)[0].id, proven=True) for _ in range(5)}) == 5


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
    "moving.preview",
    "figures.table",
    "figures.trust_table",
}
"""Open to strangers, or leading elsewhere where there is nothing built, sent or listed; each has tests of its own."""
