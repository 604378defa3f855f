"""Edits of the register: one transaction each, applied whole or not at all, and kept in the history in that same transaction."""

from __future__ import annotations

from sendsite.errors import DataRefused
from sendsite.framework.records import TABLES, Records
from sendsite.register import chain, facts
from sendsite.register.carrying import Expected, carry_out
from sendsite.register.changes import Changes, difference, key_of, keyed, shown
from sendsite.register.database import Register
from sendsite.register.dependents import orphans, outcome, with_dependents
from sendsite.register.events import events
from sendsite.register.refusals import Conflict, RowChanged

__all__ = ["Changes", "Conflict", "RowChanged", "apply", "difference", "key_of", "orphans", "outcome", "replace_all", "with_dependents"]


def apply(
    register: Register,
    changes: Changes,
    *,
    by: str,
    kind: str = "edit",
    title: str = "",
    group: str = "",
    expected: Expected | None = None,
    undoes: int | None = None,
) -> int:
    """
    Apply an edit and answer with the number of its change set, 0 where it changes nothing; or refuse it and leave everything as it was.

    A row to change or remove must still be as the edit read it, and have the version that `expected` names for it, if it names one
    (RowChanged); every limit and every belonging must hold (DataRefused). Changes of one person with the same `group`, close together, may
    be shown as one. `undoes` is for `undo` alone.
    """
    chain.named(by)
    _same_identities(changes)
    if not changes:
        return 0
    with register.writing() as database:
        carry_out(database, changes, expected or {})
        return chain.record(database, chain.What(by, kind, title, group, undoes), changes.counts(), tuple(events(changes)))


def replace_all(register: Register, records: Records, *, by: str, kind: str = "import", title: str = "") -> Changes:
    """Make the register hold exactly these records, by the edit that leads there; what was equal is not touched. Returns that edit."""
    changes = difference(facts.records(register), records)
    apply(register, changes, by=by, kind=kind, title=title)
    return changes


def _same_identities(changes: Changes) -> None:
    """A change keeps the row's identity, and no row stands twice in an edit."""
    for table in TABLES:
        for before, after in changes.changed.get(table, ()):
            if key_of(table, before) != key_of(table, after):
                raise DataRefused(f"{table}: {shown(key_of(table, before))} cannot become {shown(key_of(table, after))}. Remove the one and add the other.")
        keyed(table, (*changes.added.get(table, ()), *(after for _, after in changes.changed.get(table, ()))))
        keyed(table, (*changes.removed.get(table, ()), *(before for before, _ in changes.changed.get(table, ()))))
