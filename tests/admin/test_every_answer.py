"""The headers of every answer, refusals included: nothing from elsewhere, nothing kept; and the cookie, which says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest

from sendsite.admin.app import create_admin
from sendsite.errors import ConfigError, NoRoom, NotWritable
from sendsite.register import sessions
from sendsite.register.people import users
from tests.admin.faults import fault
from tests.admin.people import OTHER, OWN, Caller, document, signed_in, texts
from tests.admin.screens_listed import lived_in, screens, waiting

NAME = "Zyxwora"
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


def test_every_answer_carries_its_headers_and_is_kept_by_nobody(small):
    caller = signed_in(small, "owner")
    known = lived_in(small, caller) | waiting(caller)

    assert [wrong for each in screens(small, OWN, known) for wrong in _judged(each.path, caller.get(each.path))] == []


def test_every_refusal_carries_its_headers_too(small):
    viewer, owner, stranger = signed_in(small, "viewer"), signed_in(small, "owner"), Caller(small.test_client())
    answers = {
        303: stranger.get("/"),
        401: stranger.part("get", "/"),
        400: stranger.get("/", headers={"Host": "elsewhere.example"}),
        403: viewer.get("/people"),
        404: viewer.get(f"/school/{OTHER}/"),
        405: owner.get("/sign-out"),
        413: stranger.post("/sign-in", {"name": "x" * 200_000}),
        422: owner.post(f"/school/{OWN}/pupils/add"),
        500: fault(small, owner, ValueError(NAME)),
        503: fault(small, owner, NotWritable(NAME)),
        507: fault(small, owner, NoRoom(NAME)),
    }

    assert {wanted: answer.status_code for wanted, answer in answers.items() if answer.status_code != wanted} == {}
    assert [wrong for wanted, answer in answers.items() for wrong in _judged(str(wanted), answer)] == []
    assert [wanted for wanted, answer in answers.items() if NAME in answer.text] == []


def test_a_wrong_setting_is_told_without_a_name(small):
    answer = fault(small, signed_in(small, "owner"), ConfigError("sendsite.toml: trust is blank. Write its name."))

    assert answer.status_code == 500
    assert "trust is blank" in " ".join(texts(answer.text, "main"))


def test_files_of_ours_may_be_kept_until_they_change_and_no_longer(small):
    client = small.test_client()
    links = [str(each.get("href") or each.get("src")) for each in document(client.get("/sign-in").text).iter() if each.tag in ("link", "script")]
    ours = [each for each in links if "?v=" in each]

    def kept(path: str) -> str:
        with client.get(path) as answer:
            return str(answer.headers["Cache-Control"])

    assert len(ours) > 3
    assert {kept(each) for each in ours if each.startswith("/static")} == {"private, max-age=31536000, immutable"}
    assert {kept(urlsplit(each).path) for each in ours} == {"no-store"}


@pytest.mark.parametrize(("address", "name", "secure"), [("", "sendsite-local", False), ("https://sendsite.trust.example", "__Host-sendsite", True)])
def test_the_cookie_is_for_this_host_alone_and_says_nothing(small, address, name, secure):
    desk = small.extensions["desk"]
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
