"""Many edit one matrix at the same time: no edit is lost, nothing fails; and without its checks the same test finds lost edits."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from flask import Flask

from sendsite.admin import cell_edits
from sendsite.framework.records import IDENTITY
from sendsite.register import facts, statements
from sendsite.register.database import open_register
from sendsite.register.history import history
from sendsite.register.verify import verify_history
from tests.admin.matrix_school import PAGE, a_school, an_admin, posted, token
from tests.admin.people import COOKIE, token_of
from tests.answering import answering

EDITORS, SECONDS = 32, 20.0
PUPILS, STAFF = 8, 5
FIRST = 1_00
TRIES = 200


@dataclass
class Told:
    """What the editors were told: increments that were saved, and every code of an answer."""

    saved: int = 0
    codes: dict[int, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def code(self, code: int, words: str) -> None:
        """Two who type the same make one change: the second is told that nothing was different."""
        with self.lock:
            self.codes[code] = self.codes.get(code, 0) + 1
            self.saved += code == 200 and 'data-set="0"' not in words


@contextmanager
def answered(app: Flask) -> Iterator[int]:
    """The admin by waitress, on a port of this machine."""
    from waitress.server import create_server

    with answering(create_server(app, host="127.0.0.1", port=0, threads=8, connection_limit=200)) as port:
        yield port


def increments(port: int, session: str, seed: int, until: float, told: Told) -> None:
    """Add a hundredth of an hour to cells at random until it is time: what is typed rests on what was seen, and on a clash on theirs."""
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as line:
        _increments(line, session, random.Random(seed), until, told)


def _increments(line: http.client.HTTPConnection, session: str, chance: random.Random, until: float, told: Told) -> None:
    seen: dict[tuple[str, str], int] = {}
    headers = {"Cookie": f"{COOKIE}={session}"}
    line.request("GET", PAGE, headers=headers)
    headers |= {"X-CSRF-Token": token_of(line.getresponse().read().decode()), "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
    while time.monotonic() < until:
        cell = f"P{chance.randrange(PUPILS):03}", f"S{chance.randrange(STAFF):02}"
        for _ in range(TRIES):
            was = seen.get(cell, FIRST)
            line.request("POST", f"{PAGE}/cells", urlencode(posted([(*cell, str((was + 1) / 100), str(was / 100))])), headers)
            answer = line.getresponse()
            words = answer.read().decode()
            told.code(answer.status, words)
            if answer.status == 200:
                seen[cell] = was + 1
            elif answer.status == 409 and (theirs := re.search(r'<i [^>]*data-text="([0-9.]+)"', words)):
                seen[cell] = round(float(theirs[1]) * 100)
                continue
            break


def edited_together(app: Flask, editors: int, seconds: float) -> Told:
    """All of them at once."""
    told, sessions = Told(), [token(app, number) for number in range(editors)]
    with answered(app) as port:
        until = time.monotonic() + seconds
        threads = [threading.Thread(target=increments, args=(port, session, number, until, told)) for number, session in enumerate(sessions)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return told


def added(app: Flask) -> int:
    """How many hundredths of an hour were added in all."""
    return sum(row.hours - FIRST for row in facts.records(app.extensions["desk"].register).deployment)


@pytest.fixture
def app(tmp_path, caplog):
    caplog.set_level("ERROR", "waitress.queue")
    cells = [(whom, by, FIRST, "") for whom in range(PUPILS) for by in range(STAFF)]
    with open_register(tmp_path / "sendsite.sqlite", create=True) as register:
        yield an_admin(register, tmp_path, a_school(PUPILS, STAFF, cells), EDITORS)


@pytest.mark.slow
def test_thirty_two_editors_lose_no_edit_and_meet_no_failure(app):
    told = edited_together(app, EDITORS, SECONDS)

    register = app.extensions["desk"].register
    assert set(told.codes) == {200, 409}
    assert added(app) == told.saved > EDITORS
    assert len(history(register, kind="edit", limit=1_000_000)) == told.saved
    assert verify_history(register) == ()


@pytest.mark.slow
def test_without_its_checks_the_same_editors_lose_edits(app, monkeypatch):
    def by_identity_alone(table: str) -> str:
        names = [each.column_name for each in statements.fields(table)]
        mine = " AND ".join(f'"{name}" IS ?{len(names) + names.index(name) + 1}' for name in IDENTITY[table])
        columns = ", ".join(f'"{name}" = ?{place}' for place, name in enumerate(names, 1))
        return f'UPDATE "{table}" SET {columns} WHERE {mine} RETURNING ?{2 * len(names) + 3}'

    monkeypatch.setattr(statements, "update", by_identity_alone)
    monkeypatch.setattr(cell_edits, "as_seen", lambda held, one: True)

    told = edited_together(app, 8, 3.0)

    assert added(app) < told.saved
