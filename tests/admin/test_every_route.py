"""
Every address of the admin x method x role x own, other and unknown school: as its right declares, and nothing else.

The addresses are read from the application itself, so that one which is added is tried from then on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from threading import Event
from typing import NamedTuple

import pytest
from flask import Flask
from werkzeug.routing import Rule

from sendsite.admin.gate import guard
from sendsite.admin.rights import RIGHTS, right_of
from sendsite.errors import ConfigError
from tests.admin.people import OTHER, OWN, PEOPLE, Caller, signed_in, texts
from tests.admin.screens_listed import path_of, values_of

UNKNOWN = "123456"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
SCHOOLS = {"own": OWN, "other": OTHER, "unknown": UNKNOWN}


class Trial(NamedTuple):
    """One request: a rule, its method, and the school it names ("" where it names none)."""

    rule: Rule
    method: str
    school: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule.rule}{f' ({self.school})' if self.school else ''}"


@pytest.fixture(scope="module")
def tried(small: Flask) -> Iterator[Flask]:
    """One admin for all requests of this file: what one of them changes must not open anything to another."""
    over = Event()
    small.extensions["desk"].bench.begin(lambda progress: str(over.wait()), by="a build that takes long")  # so that no other is begun
    yield small
    over.set()


@pytest.fixture(scope="module")
def known(tried: Flask) -> dict[str, dict[str, object]]:
    """A record of each kind, of that school where it is one of the trust's."""
    return {school: values_of(tried, OTHER if school == "other" else OWN, SCHOOLS.get(school, "")) for school in ("", *SCHOOLS)}


def _trials(app: Flask) -> list[Trial]:
    return [
        Trial(rule, method, school)
        for rule in app.url_map.iter_rules()
        for method in METHODS
        for school in (SCHOOLS if "urn" in rule.arguments else ("",))
        if method in (rule.methods or ())
    ]


def _ask(caller: Caller, trial: Trial, known: Mapping[str, Mapping[str, object]]) -> tuple[int, str]:
    """Send it, an unsafe one with an empty form; the status and, of a refusal, the page's heading."""
    path = path_of(trial.rule, known[trial.school])
    answer = caller.get(path) if trial.method == "GET" else caller.post(path, method=trial.method)
    return answer.status_code, " ".join(texts(answer.text, "h1")) if answer.mimetype == "text/html" and answer.status_code >= 400 else ""


@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_may_do_what_is_declared_and_no_more(tried, known, role):
    wrong = []
    for trial in _trials(tried):
        wanted = RIGHTS[right_of(tried.view_functions[trial.rule.endpoint])]
        if not wanted.signed_in:
            continue
        status, heading = _ask(signed_in(tried, role), trial, known)
        reached = trial.school in ("", "own") or (trial.school == "other" and not PEOPLE[role])
        if not reached:
            fine = (status, heading) == (404, "There is no such page")
        elif role not in wanted.roles:
            fine = status == 403 or (trial.school == "unknown" and status == 404)
        else:
            fine = status not in (401, 403, 405) and status < 500
        if not fine:
            wrong.append(f"{trial}: {status} {heading}")

    assert wrong == []


def test_nobody_gets_in_without_a_sign_in(tried, known):
    wrong = []
    for trial in _trials(tried):
        if RIGHTS[right_of(tried.view_functions[trial.rule.endpoint])].signed_in:
            status, heading = _ask(Caller(tried.test_client()), trial, known)
            if status not in ((303,) if trial.method == "GET" else (303, 403)):
                wrong.append(f"{trial}: {status} {heading}")

    assert wrong == []


def test_an_address_without_a_declared_right_stops_the_admin():
    app = Flask("another", static_folder=None)
    app.add_url_rule("/open", view_func=lambda: "open", endpoint="open")

    with pytest.raises(ConfigError, match="/open .open. declares no right"):
        guard(app)
