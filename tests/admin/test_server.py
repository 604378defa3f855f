"""The server: this machine alone, or behind TLS; what the cookie is there, and whose word on an address is believed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path

import pytest
from flask import Flask

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Desk
from sendsite.admin.server import listening, serve
from sendsite.errors import BuildFailed, ConfigError
from sendsite.register import sessions
from sendsite.register.history import history
from sendsite.register.people import users
from sendsite.workflow.folder import open_folder
from tests.admin.people import PASSWORD, token_of
from tests.answering import answering

ADDRESS = "https://sendsite.trust.example"
AS_TYPED = {"base_url": ADDRESS}


@pytest.fixture
def desk(site_folder: Path) -> Iterator[Desk]:
    folder = open_folder(site_folder)
    with folder.open_register() as register:
        yield Desk(folder.root, register, folder.settings, folder.framework())


def behind_tls(desk: Desk, address: str = ADDRESS) -> Desk:
    return replace(desk, settings=replace(desk.settings, admin_address=address))


@pytest.fixture
def over_tls(desk: Desk) -> Flask:
    return create_admin(behind_tls(desk, "https://SendSite.Trust.example/"))


def test_over_tls_the_cookie_is_bound_to_this_host(over_tls):
    answer = over_tls.test_client().get("/sign-in", **AS_TYPED)

    parts = answer.headers["Set-Cookie"].split("; ")
    assert parts[0].startswith("__Host-sendsite=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(parts)
    assert "Domain" not in answer.headers["Set-Cookie"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_over_tls_one_signs_in_and_out_with_that_cookie(over_tls):
    client = over_tls.test_client()
    csrf = token_of(client.get("/sign-in", **AS_TYPED).text)
    form = {"csrf": csrf, "name": "senco", "password": PASSWORD}

    assert client.post("/sign-in", data=form, headers={"Origin": ADDRESS}, **AS_TYPED).location == "/"
    csrf = token_of(client.get("/", **AS_TYPED).text)
    out = client.post("/sign-out", data={"csrf": csrf}, headers={"Origin": ADDRESS}, **AS_TYPED)

    assert out.headers["Set-Cookie"].startswith("__Host-sendsite=;")
    assert "Secure" in out.headers["Set-Cookie"]
    assert client.get("/", **AS_TYPED).status_code == 303


def test_over_tls_a_cookie_of_plain_http_counts_for_nothing(over_tls):
    register = over_tls.extensions["desk"].register
    client = over_tls.test_client()
    client.set_cookie("sendsite-local", sessions.begin(register, users(register)[0].id, proven=True), domain="sendsite.trust.example")

    assert client.get("/", **AS_TYPED).status_code == 303


@pytest.mark.parametrize("origin", ["http://sendsite.trust.example", "https://trust.example", "https://sendsite.trust.example:8443"])
def test_over_tls_the_origin_is_the_address_that_people_use(over_tls, origin):
    client = over_tls.test_client()
    csrf = token_of(client.get("/sign-in", **AS_TYPED).text)

    assert client.post("/sign-in", data={"csrf": csrf}, headers={"Origin": origin}, **AS_TYPED).status_code == 403


def test_over_tls_only_the_name_that_people_use_is_answered(over_tls):
    assert over_tls.test_client().get("/sign-in", headers={"Host": "127.0.0.1:8001"}).status_code == 400
    assert over_tls.test_client().get("/sign-in", headers={"Host": "evil.example"}).status_code == 400


def test_over_plain_http_nothing_is_said_of_tls(admin):
    assert "Strict-Transport-Security" not in admin.test_client().get("/sign-in").headers


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "sendsite.trust.example"])
def test_beyond_this_machine_it_answers_only_behind_tls(desk, host):
    with pytest.raises(ConfigError, match="only behind TLS"):
        serve(desk, port=0, host=host, tell=lambda _: pytest.fail("it listens"))


def test_a_port_in_use_is_said_so(desk):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BuildFailed, match=r"Port \d+ of 127.0.0.1 cannot be had .*--port"):
            serve(desk, port=taken.getsockname()[1], host="127.0.0.1", tell=lambda _: pytest.fail("it listens"))


def test_an_address_that_this_machine_has_not_is_said_so(desk):
    behind_tls = replace(desk, settings=replace(desk.settings, admin_address="https://sendsite.trust.example"))

    with pytest.raises(ConfigError, match="this machine has no such address"):
        serve(behind_tls, port=0, host="192.0.2.7", tell=lambda _: pytest.fail("it listens"))


def test_localhost_is_one_address(desk):
    server = listening(desk, port=0, host="localhost")
    try:
        assert int(server.effective_port) > 0
    finally:
        server.close()


def refused_from(desk: Desk, headers: dict[str, str]) -> str:
    """Try a wrong password over real HTTP; the address that the history notes of it."""
    with answering(listening(desk, port=0, host="127.0.0.1")) as port:
        asking = HTTPConnection("127.0.0.1", port, timeout=60)
        asking.request("GET", "/sign-in", headers=headers)
        page = asking.getresponse()
        cookie = str(page.headers["Set-Cookie"]).partition(";")[0]
        body = f"csrf={token_of(page.read().decode())}&name=senco&password=wrong"
        asking.request("POST", "/sign-in", body, {**headers, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"})
        answer = asking.getresponse()
        assert (answer.status, bool(answer.read())) == (422, True)
        asking.close()
    return next(each.title for each in history(desk.register) if each.kind == sessions.REFUSED)


def test_behind_tls_tries_are_counted_under_the_asker_and_not_the_proxy(desk):
    said = {"Host": "sendsite.trust.example", "X-Forwarded-For": "198.51.100.9, 203.0.113.5", "X-Forwarded-Proto": "https"}

    assert refused_from(behind_tls(desk), said) == "from 203.0.113.5"


def test_on_one_machine_nobodys_word_on_an_address_is_believed(desk):
    assert refused_from(desk, {"X-Forwarded-For": "203.0.113.5", "Forwarded": "for=203.0.113.5"}) == "from 127.0.0.1"


def test_nothing_is_served_beyond_the_port_it_says(desk):
    told: list[str] = []

    def leave(address: str) -> None:
        told.append(address)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        serve(desk, port=0, host="127.0.0.1", tell=leave)
    assert told[0].startswith("http://127.0.0.1:")
