"""Somebody at work with every form that they can find, for tests; and a register that can be put back after each try."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw
from flask import Flask

from sendsite.register.chain import head
from tests.admin.forms_found import Found, forms_of
from tests.admin.people import OWN, Caller, document, signed_in
from tests.admin.screens_listed import lived_in, register_of, screens, waiting

ENDS = ("/sign-out", "/account/elsewhere", "/publishing/build")
"""They end a session or begin long work, and have no field."""
MANY = 12
"""Fields of one form from which on a few stand for all: a matrix has hundreds that are alike."""


@dataclass
class Office:
    """An admin whose register can be put back, somebody at work in it, and the forms they find."""

    app: Flask
    caller: Caller
    role: str
    kept: Path
    forms: dict[str, Found]

    @property
    def head(self) -> int:
        return head(register_of(self.app))[0]

    def put_back(self) -> None:
        """The register as it was when this began."""
        source = apsw.Connection(str(self.kept))
        with register_of(self.app).database.connection().backup("main", source, "main") as backup:
            backup.step()
        source.close()
        self.app.extensions["desk"].standing.forget()

    def send(self, form: Found, **typed: Any) -> Any:
        return self.caller.post(form.action, form.completed(**typed))


def an_office(app: Flask, role: str, kept: Path) -> Office:
    """Somebody of this role with the forms of their screens, one of each kind; the register as it is now is kept at a path."""
    caller = signed_in(app, role)
    known = lived_in(app, caller) if role == "owner" else {}
    forms = {each.action.partition("?")[0] + _kind(each): each for each in _found(app, caller, known | waiting(caller)) if each.action not in ENDS}
    with register_of(app).asking() as database:
        database.execute_sql("VACUUM INTO ?", (str(kept),))
    return Office(app, caller, role, kept, forms)


def some_of(names: Iterable[str]) -> list[str]:
    """All names, or a few where there are many."""
    every = list(names)
    return every if len(every) <= MANY else [*every[:2], every[-1]]


def _kind(form: Found) -> str:
    """Forms of one address that ask for the same are one."""
    return " " + " ".join(sorted(set(form.of("typed", "secret", "choice", "radio", "tick"))))[:80]


def _found(app: Flask, caller: Caller, known: dict[str, object]) -> Iterator[Found]:
    """The forms of every screen, and of the pages that only a form leads to."""
    for each in screens(app, OWN, known):
        answer = caller.get(each.path)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            yield from forms_of(answer.text, each.path)
    listed = document(caller.get(f"/school/{OWN}/pupils").text)
    tick = next(str(each.get("value")) for each in listed.iter("input") if each.get("name") == "tick")
    bulk = f"/school/{OWN}/pupils/bulk"
    for action in ("year", "class", "status", "band", "leave"):
        yield from forms_of(caller.post(bulk, {"tick": tick, "action": action}).text, bulk)
    pasting = f"/school/{OWN}/pupils/paste"
    yield from forms_of(caller.post(pasting, {"rows": "pupil_id\tname\tneed_hours\tsen_status\nNEW-7\tOdd Seven\t5\tK\n"}).text, pasting)
