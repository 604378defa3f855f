"""The stated priorities of a school or the trust, each with the share of hours that it holds at present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.framework.records import Priority, Records
from sendsite.framework.term import Term, TermRecords
from sendsite.report.disclosure import Ledger
from sendsite.report.formats import PERCENT, POINTS
from sendsite.report.quantities import TRUST, facts, grouped, index, stated, support
from sendsite.report.quantities.source import source_of
from sendsite.report.sections.priorities import measured

ROOM = 1e-9
"""Room for rounding noise, as for every threshold of the framework."""


class Stated(NamedTuple):
    """A priority, what it counts in words, its share and target as shown, and how they stand: held, short or unknown."""

    priority: Priority
    counts: str
    share: str
    target: str
    reads: str
    short_by: str


def in_school(urn: str) -> tuple[Stated, ...]:
    """A school's own priorities, then the trust's as they stand in that school."""
    records = now().of_school(urn)
    trusts = _of_trust(now().records.priorities)
    found = _shares(replace(records, priorities=(*records.priorities, *trusts)))
    own = tuple(_stated(row, found.get(f"{urn}.priority.{row.number}.share")) for row in sorted(records.priorities))
    return own + tuple(_stated(row, found.get(f"{urn}.priority.t{row.number}.share")) for row in trusts)


def in_trust() -> tuple[Stated, ...]:
    """The trust's own priorities over all its schools."""
    found = _shares(now().records)
    return tuple(_stated(row, found.get(f"{TRUST}.priority.t{row.number}.share")) for row in _of_trust(now().records.priorities))


def _of_trust(priorities: Sequence[Priority]) -> tuple[Priority, ...]:
    return tuple(sorted(row for row in priorities if not row.school_urn))


def _shares(records: Records) -> dict[str, float | None]:
    """Every share by its name in the report's figures, complete: here nothing needs to be hidden."""
    today = now().today
    source = source_of(TermRecords(Term.of(today), today, records, desk().framework, draft=True))
    ledger = Ledger()
    for subject in (index, grouped, stated, support, facts):
        subject.enter(ledger, source)
    return {name: entry.value for name, entry in ledger.entries.items()}


def _stated(row: Priority, share: float | None) -> Stated:
    target, counts = row.target_share / 10_000, measured(f"{row.measure} {row.of}".strip())
    if share is None:
        return Stated(row, counts, "not available", PERCENT.text(target), "unknown", "")
    short = max(0.0, target - share)
    return Stated(row, counts, PERCENT.text(share), PERCENT.text(target), "held" if short <= ROOM else "short", POINTS.text(short))
