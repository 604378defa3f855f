"""
What was read and waits for a yes: kept in this process's memory, never in a file, under a random token.

A token is good for an hour, for the session that got it and for one purpose. A person has room for three; a fourth takes the oldest's place.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, NamedTuple, TypeVar, cast

from flask import current_app

from sendsite.admin.me import me, reach, session
from sendsite.admin.saving import save
from sendsite.errors import DataRefused
from sendsite.framework.records import TABLES
from sendsite.intake.plan import Plan
from sendsite.register.changes import Changes
from sendsite.register.tokens import new_token

FOR_SECONDS = 60 * 60
MOST_EACH = 3
Thing = TypeVar("Thing")


class NotKept(DataRefused):
    """A token that is good for nothing any more, or never was for who asks."""

    def __init__(self) -> None:
        super().__init__(
            "This preview is no longer kept: one is good for an hour, in the browser that asked for it, and you can have three at once. "
            "Nothing was changed. Send the rows again."
        )


class Place(NamedTuple):
    """One thing that is kept: for which person, session and purpose, and until when."""

    user: int
    session: int
    purpose: str
    until: float
    thing: Any


class Shelf:
    """All that is kept for the people of one application. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._places: dict[str, Place] = {}

    def put(self, user: int, in_session: int, purpose: str, thing: Any) -> str:
        """Keep a thing; what is too old, and a person's fourth last, goes."""
        with self._lock:
            now = self._clock()
            mine = [token for token, place in self._places.items() if place.user == user]
            gone = [token for token, place in self._places.items() if place.until <= now] + mine[: max(0, len(mine) - MOST_EACH + 1)]
            for token in gone:
                self._places.pop(token, None)
            token = new_token()
            self._places[token] = Place(user, in_session, purpose, now + FOR_SECONDS, thing)
            return token

    def get(self, in_session: int, purpose: str, token: str) -> Any:
        """What was kept, NotKept where it is not there for this session and purpose."""
        with self._lock:
            found = self._places.get(token)
            if found is None or (found.session, found.purpose) != (in_session, purpose) or found.until <= self._clock():
                raise NotKept
            return found.thing

    def drop(self, in_session: int, token: str) -> None:
        """Keep it no longer."""
        with self._lock:
            if token in self._places and self._places[token].session == in_session:
                del self._places[token]


@dataclass
class Staged:
    """A plan that was shown: `applied` is the number of its change once it was said yes to, 0 where nothing differed."""

    plan: Plan
    title: str = ""
    kind: str = "import"
    applied: int | None = None
    made: str = field(default_factory=new_token)
    _lock: Any = field(default_factory=Lock, repr=False)

    def accept(self) -> int:
        """
        Apply exactly what was shown, once: to say yes again changes nothing and answers the same.

        DataRefused in words where a row is faulty or not the asker's; RowChanged where the register moved on so that the plan no longer fits.
        """
        with self._lock:
            if self.applied is None:
                if self.plan.faults:
                    raise DataRefused("Rows were refused, so nothing was changed. Mend them and send them again.")
                _theirs(self.plan.changes)
                self.applied = save(self.plan.changes, title=self.title, kind=self.kind)
            return self.applied


def keep(thing: object, purpose: str) -> str:
    """Keep a thing for whoever is asking; the token to ask for it with."""
    return _shelf().put(me().id, _session(), purpose, thing)


def kept(token: str, purpose: str, kind: type[Thing]) -> Thing:
    """What whoever is asking had kept under a token, NotKept where there is nothing of the kind."""
    found = _shelf().get(_session(), purpose, token)
    if not isinstance(found, kind):
        raise NotKept
    return found


def drop(token: str) -> None:
    """Keep something no longer."""
    _shelf().drop(_session(), token)


def stage(plan: Plan, purpose: str, *, title: str = "", kind: str = "import") -> str:
    """Keep a plan until it is said yes to. `purpose` names the screen and the school, such as `paste:140001`."""
    return keep(Staged(plan, title, kind), purpose)


def staged(token: str, purpose: str) -> Staged:
    """A plan that was staged."""
    return kept(token, purpose, Staged)


def accept(token: str, purpose: str) -> int:
    """Apply a plan that was staged; the number of its change."""
    return staged(token, purpose).accept()


def _theirs(changes: Changes) -> None:
    """A second look, whatever was checked when the plan was made: every row belongs to a school of the asker's."""
    mine = reach()
    if mine is None:
        return
    for table in TABLES:
        rows = (*changes.added.get(table, ()), *changes.removed.get(table, ()), *(after for _, after in changes.changed.get(table, ())))
        for row in rows:
            if (row.urn if table == "schools" else getattr(row, "school_urn", "")) not in mine:
                raise DataRefused("Some of these rows belong to no school of yours. Nothing was changed.")


def _session() -> int:
    found = session()
    assert found is not None
    return found.id


def _shelf() -> Shelf:
    return cast(Shelf, current_app.extensions.setdefault("staged", Shelf()))
