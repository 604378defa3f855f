"""The decision for a term: what is hidden, and the figures as they may be shown."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, NamedTuple

from sendsite.report.disclosure.entries import LEAST_K, Entry, Ledger
from sendsite.report.disclosure.primary import is_somebodys, small_names
from sendsite.report.disclosure.reach import Proof
from sendsite.report.disclosure.released import Advice, Released, Value
from sendsite.report.disclosure.secondary import Search
from sendsite.report.disclosure.system import System, system_of

if TYPE_CHECKING:
    from sendsite.report.disclosure.over_time import Past


class Decision(NamedTuple):
    """What is small, what is hidden, why it is safe, and what is left to show."""

    small: frozenset[str]
    hidden: frozenset[str]
    proofs: tuple[Proof, ...]
    system: System
    released: Released


def decided(ledger: Ledger, k: int, past: Past | None = None) -> Decision:
    """Decide for the whole term what is shown. A k under 5 counts as 5."""
    from sendsite.report.disclosure.audit import audit

    k, system = max(k, LEAST_K), system_of(ledger)
    small = small_names(ledger.entries, ledger.sums, k)
    sensitive = frozenset(system.at[name] for name in small if is_somebodys(ledger.entries[name]))
    held = frozenset(system.at[name] for name in small | (past.small & ledger.entries.keys() if past else frozenset()))
    hidden, proofs = Search(system, k, sensitive, held).run()
    names = frozenset(system.names[place] for place in hidden)
    audit(ledger, names, small, k, proofs, system.names)
    return Decision(small, names, tuple(proofs), system, released(ledger, names, k))


def released(ledger: Ledger, hidden: AbstractSet[str], k: int) -> Released:
    """The figures of a ledger without those that are hidden."""
    cells = {name: _value(entry, name in hidden) for name, entry in ledger.entries.items()}
    words = {name: told.words for name, told in ledger.words.items() if hidden.isdisjoint(told.of)}
    advice = tuple(Advice(insight, *(hidden.isdisjoint(each) for each in of)) for insight, *of in ledger.insights)
    return Released(cells, words, frozenset(ledger.words), k, advice)


def _value(entry: Entry, hide: bool) -> Value:
    """A hidden figure is marked as hidden even where it does not apply: that it does not would tell that it is nought."""
    if hide:
        return Value(None, "c")
    return Value(entry.value, "" if entry.value is not None else entry.why)
