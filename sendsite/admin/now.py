"""
The register as it stands, kept in memory from request to request and brought up to date by what was changed since it was read.

What is kept is never written to: a change makes a new Now, which takes along whatever the change did not touch. So requests beside each
other may read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any, TypeVar

from sendsite.admin.schools_apart import OF_ALL, Apart, Step, apart, of_step, owner, together
from sendsite.framework.columns import columns, with_cells
from sendsite.framework.measure import measure
from sendsite.framework.model import Deployment, Measures
from sendsite.framework.records import INVENTED, LIVE, Records, School
from sendsite.framework.scenarios import scenario_name
from sendsite.framework.settings import Framework
from sendsite.register import facts
from sendsite.register.chain import head as newest
from sendsite.register.changes import Changes
from sendsite.register.database import Register
from sendsite.register.marks import marks
from sendsite.register.since import as_read, since

Kept = TypeVar("Kept")

DATE_MARK, DEMO_MARK = "data date", "demo"
"""The marks of a made-up register: its own day, and that it is one."""

FOLLOWED = 2_000
"""Rows changed since the register was read that are followed one by one; after more (an import, the demo) it is read anew."""

@dataclass
class Now:
    """
    The whole register after change set `head`, and what was worked out from it so far.

    `today` is the day that figures are counted from: a made-up register has a day of its own, which is `fixed`.
    """

    head: int
    parts: Mapping[str, Apart]
    today: date
    is_demo: bool
    fixed: bool = False
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict)
    _figures: dict[tuple[str, str], Measures] = field(default_factory=dict)
    _grounds: dict[tuple[str, str], Deployment] = field(default_factory=dict)

    def kept(self, key: tuple[object, ...], make: Callable[[], Kept]) -> Kept:
        """What a screen worked out of this register, worked out once."""
        if key not in self._kept:
            self._kept[key] = make()
        found: Kept = self._kept[key]
        return found

    @property
    def records(self) -> Records:
        """Every table as a whole, rows in the order of their identity."""
        return self.kept(("records",), lambda: together(self.parts))

    def school(self, urn: str) -> School | None:
        """A school by its URN."""
        part = self.parts.get(urn)
        return part.school if part is not None else None

    @property
    def only_invented(self) -> bool:
        """Whether it holds the invented trust and no school besides: what is left open for the demo is closed as soon as one is real."""
        return self.is_demo and all(school.urn.startswith(INVENTED) for school in self.records.schools)

    def of_school(self, urn: str) -> Records:
        """The rows of one school, and those that belong to no school."""
        return self.kept(("school", urn), lambda: self._of_school(urn))

    def _of_school(self, urn: str) -> Records:
        of_all = self.parts[""].records if "" in self.parts else Records()
        own = self.parts[urn].records if urn in self.parts else Records()
        return replace(own, **{table: getattr(of_all, table) for table in OF_ALL})

    def measures(self, urn: str, framework: Framework, scenario: str = LIVE) -> Measures:
        """Every figure of one school, live or of a scenario."""
        key = (urn, scenario)
        if key not in self._figures:
            known, records = self._grounds.get(key), self.of_school(urn)
            made = columns(records, framework, scenario, self.today) if known is None else with_cells(known, records, scenario)
            self._figures[key] = measure(made, framework)
        return self._figures[key]

    def of_trust(self, framework: Framework) -> Measures:
        """Every figure of every school as they are deployed now, and the trust's."""
        return self.kept(("trust",), lambda: measure(columns(self.records, framework, LIVE, self.today), framework))

    def after(self, head: int, steps: Iterable[Step]) -> Now:
        """The register after further changes, the newest of them `head`: what they did not touch stays as it was worked out."""
        touched: dict[str, list[Step]] = {}
        for step in steps:
            touched.setdefault(owner(step[0], of_step(step)), []).append(step)
        if not touched:
            return replace(self, head=head)
        parts = dict(self.parts)
        for urn, own in touched.items():
            parts[urn] = parts.get(urn, Apart()).after(own)
        made = Now(head, parts, self.today, self.is_demo, self.fixed)
        if "" not in touched:
            made._take_along(self, touched)
        return made

    def _take_along(self, older: Now, touched: Mapping[str, Sequence[Step]]) -> None:
        """The older figures that still stand; and where nothing but cells was changed, the columns of all else."""
        only_cells = {urn for urn, steps in touched.items() if all(step[0] == "deployment" for step in steps)}
        columns_made = older._grounds | {key: figures.deployment for key, figures in list(older._figures.items())}
        self._grounds.update({key: kept for key, kept in columns_made.items() if key[0] not in touched or key[0] in only_cells})
        self._figures.update({key: kept for key, kept in list(older._figures.items()) if older._stays(key, touched.get(key[0], ()))})

    def _stays(self, key: tuple[str, str], steps: Iterable[Step]) -> bool:
        """Whether figures stand after changes of their school: cells of other scenarios do not touch them, but a scenario of no rows is the live one."""
        touched = set()
        for step in steps:
            if step[0] != "deployment":
                return False
            touched.add(scenario_name(of_step(step).scenario))
        return key[1] not in touched and (LIVE not in touched or self.parts[key[0]].has(key[1]))


class Standing:
    """The newest Now, shared by all requests of an application."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._now: Now | None = None

    def at(self, register: Register, head: int | None = None) -> Now:
        """The register as it stands at this moment; with `head`, at least as it stood after that change, which saves asking for the newest."""
        wanted = newest(register)[0] if head is None else head
        kept = self._now
        if kept is not None and kept.head >= wanted and _of_today(kept):
            return kept
        with self._lock:
            kept = self._now
            if kept is None or kept.head < wanted or not _of_today(kept):
                kept = self._now = _read(register) if kept is None or not _of_today(kept) else _followed(register, kept)
            return kept

    def took(self, number: int, changes: Changes) -> None:
        """Change `number` was just made: where it is the next one, there is nothing to read."""
        with self._lock:
            if self._now is not None and self._now.head == number - 1 and _followable(changes):
                self._now = self._now.after(number, _steps(changes))

    def forget(self) -> None:
        """Read everything again when it is next asked for: marks were changed, which the history does not tell."""
        with self._lock:
            self._now = None


def _of_today(kept: Now) -> bool:
    """A register without a day of its own is counted from today, and a night may have gone by."""
    return kept.fixed or kept.today == date.today()


def _read(register: Register) -> Now:
    """The whole register, with the marks, as they stand at one moment."""
    with register.reading():
        head, kept, records = newest(register)[0], marks(register), facts.records(register)
    fixed = kept.get(DATE_MARK)
    return Now(head, apart(records), date.fromisoformat(fixed) if fixed else date.today(), kept.get(DEMO_MARK) == "yes", bool(fixed))


def _followed(register: Register, kept: Now) -> Now:
    """What is kept, brought up to date by the rows changed since; read anew where they are many or some were erased."""
    done = since(register, kept.head, FOLLOWED)
    if done.rows is None:
        return _read(register)
    return kept.after(done.head, [(row.table, row.before, row.after) for row in done.rows])


def _followable(changes: Changes) -> bool:
    """Comparators hold numbers that are none, and are stored as something else; they come by import alone."""
    counts = changes.counts()
    return "comparators" not in counts and sum(rows for kinds in counts.values() for rows in kinds.values()) <= FOLLOWED


def _steps(changes: Changes) -> Iterator[Step]:
    """What a change did, in the order in which it was carried out."""
    for table, rows in changes.removed.items():
        yield from ((table, as_read(table, row), None) for row in rows)
    for table, pairs in changes.changed.items():
        yield from ((table, as_read(table, before), as_read(table, after)) for before, after in pairs)
    for table, rows in changes.added.items():
        yield from ((table, None, as_read(table, row)) for row in rows)
