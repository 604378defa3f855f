"""What is hidden of each term, decided as a build decides it: after all the terms before it, each with its earlier editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sendsite.framework.settings import Framework
from sendsite.framework.term import Shelved, TermRecords
from sendsite.report.disclosure import Decision, Ledger, Past
from sendsite.report.disclosure.deciding import told_narrowly
from sendsite.report.disclosure.reasons import Reason, reasons
from sendsite.report.disclosure.remembered import Remembered
from sendsite.report.quantities import gathered, source_of
from sendsite.report.quantities.source import Source


@dataclass(frozen=True)
class Hidden:
    """What is hidden of one term, and why. `places`: URN -> name; `alone`: figures that are told to the trust alone, and are not hidden."""

    label: str
    edition: int
    draft: bool
    k: int
    framework: Framework
    places: Mapping[str, str]
    ledger: Ledger
    why: Mapping[str, Reason]
    alone: frozenset[str]


@dataclass(frozen=True)
class Walk:
    """
    The terms up to one, as far as they bind the next: what was told, and what it is measured beside.

    `k`, `method` and the `remembered` decisions as of a build.
    """

    k: int
    method: Framework | None
    remembered: Remembered = field(default_factory=Remembered)
    past: Past = field(default_factory=Past)
    last: Source | None = None

    def after(self, shelved: Shelved) -> tuple[Hidden, Walk]:
        """What is hidden of the next term, and where the walk then stands."""
        past = self.past
        for each in shelved.earlier:
            found = self.remembered.decided(gathered(source_of(each.open())), self.k, past)
            past = replace(past, edition=past.edition | found.hidden)
        source = source_of(shelved.open(), self.last, self.method)
        ledger = gathered(source)
        decision = self.remembered.decided(ledger, self.k, past)
        hidden = hidden_of(source.reading, ledger, decision, past, self.k)
        return hidden, replace(self, past=decision.past, last=replace(source, last=None))


def hidden_of(reading: TermRecords, ledger: Ledger, decision: Decision, past: Past, k: int) -> Hidden:
    """A term's hidden figures with their reasons."""
    return Hidden(
        label=reading.term.label,
        edition=reading.edition,
        draft=reading.draft,
        k=k,
        framework=reading.framework,
        places={school.urn: school.name for school in sorted(reading.records.schools)},
        ledger=ledger,
        why=reasons(ledger, decision, past, k),
        alone=told_narrowly(ledger, k) - decision.hidden,
    )
