"""
The register as it stands, kept in memory from request to request: one SELECT tells whether anybody changed it meanwhile.

What is kept is never written to, so that requests beside each other may read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.model import Measures
from sendsite.framework.records import LIVE, TABLES, Records, School
from sendsite.framework.settings import Framework
from sendsite.register import facts
from sendsite.register.chain import head as newest
from sendsite.register.database import Register
from sendsite.register.marks import marks

Kept = TypeVar("Kept")

DATE_MARK, DEMO_MARK = "data date", "demo"
"""The marks of a made-up register: its own day, and that it is one."""

OF_ALL = ("funding_bands", "comparators")
"""Tables that belong to no school."""


@dataclass
class Now:
    """
    The whole register after change set `head`, and what was worked out from it so far.

    `today` is the day that figures are counted from: a made-up register has a day of its own.
    """

    head: int
    records: Records
    today: date
    is_demo: bool
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict)

    def kept(self, key: tuple[object, ...], make: Callable[[], Kept]) -> Kept:
        """What a screen worked out of this register, worked out once."""
        if key not in self._kept:
            self._kept[key] = make()
        found: Kept = self._kept[key]
        return found

    def school(self, urn: str) -> School | None:
        """A school by its URN."""
        return next((school for school in self.records.schools if school.urn == urn), None)

    def of_school(self, urn: str) -> Records:
        """The rows of one school, and those that belong to no school."""
        key = ("school", urn)
        if key not in self._kept:
            self._kept[key] = _slice(self.records, urn)
        found: Records = self._kept[key]
        return found

    def measures(self, urn: str, framework: Framework, scenario: str = LIVE) -> Measures:
        """Every figure of one school, live or of a scenario."""
        key = ("measures", urn, scenario)
        if key not in self._kept:
            self._kept[key] = measure(columns(self.of_school(urn), framework, scenario, self.today), framework)
        found: Measures = self._kept[key]
        return found

    def of_trust(self, framework: Framework) -> Measures:
        """Every figure of every school as they are deployed now, and the trust's."""
        key = ("trust",)
        if key not in self._kept:
            self._kept[key] = measure(columns(self.records, framework, LIVE, self.today), framework)
        found: Measures = self._kept[key]
        return found


class Standing:
    """The newest Now, shared by all requests of an application."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._now: Now | None = None

    def at(self, register: Register) -> Now:
        """The register as it stands at this moment, read again only where it was changed."""
        head, _ = newest(register)
        kept = self._now
        if kept is not None and kept.head == head:
            return kept
        with self._lock:
            if self._now is None or self._now.head < head:
                self._now = _read(register, head)
            return self._now

    def forget(self) -> None:
        """Read everything again when it is next asked for: marks were changed, which the history does not tell."""
        with self._lock:
            self._now = None


def _read(register: Register, head: int) -> Now:
    kept = marks(register)
    today = date.fromisoformat(kept[DATE_MARK]) if kept.get(DATE_MARK) else date.today()
    return Now(head, facts.records(register), today, kept.get(DEMO_MARK) == "yes")


def _slice(records: Records, urn: str) -> Records:
    rows: dict[str, Any] = {}
    for table in TABLES:
        every = getattr(records, table)
        if table in OF_ALL:
            rows[table] = every
        elif table == "schools":
            rows[table] = tuple(row for row in every if row.urn == urn)
        else:
            rows[table] = tuple(row for row in every if row.school_urn == urn)
    return Records(**rows)
