"""
Every address of the admin x method x role x own, other and unknown school: as its right declares, and nothing else.

The addresses are read from the application itself, so that one which is added is tried from then on.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest
from flask import Flask
from werkzeug.routing import Rule

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Desk
from sendsite.admin.gate import guard
from sendsite.admin.rights import RIGHTS, right_of
from sendsite.errors import ConfigError
from sendsite.framework.records import LIVE
from sendsite.register import facts
from sendsite.workflow.folder import open_folder
from tests.admin.people import OTHER, OWN, PEOPLE, Caller, signed_in, texts

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
def tried(demo_with_people: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """One admin for all requests of this file: what one of them changes must not open anything to another."""
    folder = open_folder(Path(shutil.copytree(demo_with_people, tmp_path_factory.mktemp("routes") / "demo")))
    with folder.open_register() as register:
        app = create_admin(Desk(folder.root, register, folder.settings, folder.framework()))
        over = Event()
        app.extensions["desk"].bench.begin(lambda progress: str(over.wait()), by="a build that takes long")  # so that no other is begun
        yield app
        over.set()


def _values(app: Flask, school: str) -> dict[str, object]:
    """A record of each kind, of that school where it is one of the trust's."""
    records = facts.records(app.extensions["desk"].register)
    of = OTHER if school == "other" else OWN
    pupil = next(row for row in records.pupils if row.school_urn == of)
    outcome = next(row for row in records.outcomes if row.school_urn == of)
    return {
        "urn": SCHOOLS.get(school, OWN),
        "pupil_id": outcome.pupil_id or pupil.pupil_id,
        "outcome_id": outcome.outcome_id,
        "staff_id": next(row.staff_id for row in records.staff if row.school_urn == of and row.scenario == LIVE),
    }


def _trials(app: Flask) -> list[Trial]:
    return [
        Trial(rule, method, school)
        for rule in app.url_map.iter_rules()
        for method in METHODS
        for school in (SCHOOLS if "urn" in rule.arguments else ("",))
        if method in (rule.methods or ())
    ]


def _ask(app: Flask, caller: Caller, trial: Trial, known: dict[str, dict[str, object]]) -> tuple[int, str]:
    """Send it, an unsafe one with an empty form; the status and the page's heading. An argument that nothing is known of is a 1 or a word."""
    values: dict[str, object] = dict.fromkeys(trial.rule.arguments, "nothing") | dict.fromkeys(re.findall(r"<int:(\w+)>", trial.rule.rule), 1)
    values |= {name: words.split(",")[0].strip() for words, name in re.findall(r"<any\(([^)]*)\):(\w+)>", trial.rule.rule)}
    values |= known[trial.school]
    address = trial.rule.build({each: values[each] for each in trial.rule.arguments}, append_unknown=False)
    assert address is not None, f"no address can be made of {trial.rule.rule}"
    path = address[1]
    answer = caller.get(path) if trial.method == "GET" else caller.post(path, method=trial.method)
    return answer.status_code, " ".join(texts(answer.text, "h1")) if answer.mimetype == "text/html" else ""


@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_may_do_what_is_declared_and_no_more(tried, role):
    wrong, known = [], {school: _values(tried, school) for school in ("", *SCHOOLS)}
    for trial in _trials(tried):
        wanted = RIGHTS[right_of(tried.view_functions[trial.rule.endpoint])]
        if not wanted.signed_in:
            continue
        status, heading = _ask(tried, signed_in(tried, role), trial, known)
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


def test_nobody_gets_in_without_a_sign_in(tried):
    wrong, known = [], {school: _values(tried, school) for school in ("", *SCHOOLS)}
    for trial in _trials(tried):
        if RIGHTS[right_of(tried.view_functions[trial.rule.endpoint])].signed_in:
            status, heading = _ask(tried, Caller(tried.test_client()), trial, known)
            if status not in ((303,) if trial.method == "GET" else (303, 403)):
                wrong.append(f"{trial}: {status} {heading}")

    assert wrong == []


def test_an_address_without_a_declared_right_stops_the_admin():
    app = Flask("another", static_folder=None)
    app.add_url_rule("/open", view_func=lambda: "open", endpoint="open")

    with pytest.raises(ConfigError, match="/open .open. declares no right"):
        guard(app)
