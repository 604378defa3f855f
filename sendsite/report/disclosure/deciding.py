"""The decision for a term: what is hidden, and the figures as they may be shown."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from sendsite.errors import BuildFailed
from sendsite.report.disclosure.advising import told_advice
from sendsite.report.disclosure.audit import faults, inferred, shown_small
from sendsite.report.disclosure.colleagues import kept_back
from sendsite.report.disclosure.entries import COUNTS, LEAST_K, Entry, Ledger
from sendsite.report.disclosure.holding import held_back
from sendsite.report.disclosure.over_time import Past, past_of, pinned
from sendsite.report.disclosure.primary import is_somebodys, small_names
from sendsite.report.disclosure.reach import Proof
from sendsite.report.disclosure.released import Released, Value
from sendsite.report.disclosure.rounding import told
from sendsite.report.disclosure.secondary import Search
from sendsite.report.disclosure.system import System, system_of

ROUNDS = 60


class Decision(NamedTuple):
    """What is small, what is hidden, why it is safe, what is left to show, and what the next term has to know of it."""

    small: frozenset[str]
    hidden: frozenset[str]
    proofs: tuple[Proof, ...]
    system: System
    released: Released
    past: Past


def decided(ledger: Ledger, k: int, past: Past | None = None) -> Decision:
    """
    Decide for the whole term what is shown, beside the term before. A k under 5 counts as 5.

    What linear programmes find safe is audited by whole numbers, and beside the term before; where that finds a fault more is held back.
    """
    past, small, search = _asked(ledger, k, past)
    k, system, held = search.k, search.system, (past.held() & ledger.entries.keys()) | kept_back(ledger, k)
    guarded = small | held_counts(ledger, past)
    for _ in range(ROUNDS):
        places, proofs = search.run(frozenset(system.at[name] for name in small | held))
        names = frozenset(system.names[place] for place in places)
        told, more = _over_time(ledger, system, names, small, past)
        told = told or faults(ledger, names, guarded, k, proofs, system.names)
        if not told:
            break
        held = held | (more or held_back(system, names, told, past))
    else:
        raise BuildFailed(f"Disclosure control did not hold: {len(told)} of the figures could be worked out, {told[0]} first. Nothing was written.")
    return Decision(small, names, tuple(proofs), system, released(ledger, names, k), past_of(ledger, small, names, past))


def confirmed(ledger: Ledger, k: int, past: Past | None, hidden: frozenset[str]) -> Decision | None:
    """The decision that hides just these, where it holds by every rule and by the audit; None where it does not."""
    past, small, search = _asked(ledger, k, past)
    k, system = search.k, search.system
    held = (past.held() & ledger.entries.keys()) | kept_back(ledger, k)
    if not (small | held) <= hidden <= ledger.entries.keys() or shown_small(ledger, hidden, small):
        return None
    unsafe, proofs = search.proves(frozenset(system.at[name] for name in hidden))
    guarded = small | held_counts(ledger, past)
    if unsafe or _over_time(ledger, system, hidden, small, past)[0] or inferred(ledger, hidden, guarded, k, proofs, system.names):
        return None
    return Decision(small, hidden, tuple(proofs), system, released(ledger, hidden, k), past_of(ledger, small, hidden, past))


def _over_time(ledger: Ledger, system: System, hidden: frozenset[str], small: frozenset[str], past: Past) -> tuple[list[str], frozenset[str]]:
    """
    The counts that terms in a row tell, and what to hide for those that only somebody can tell who supposes them no nought.

    Where hiding would not help these they are left: they are one more than the nought of the term before, or hang on such a count.
    """
    told = pinned(ledger, hidden, small, past)
    more = held_back(system, hidden, told, past, at_any_cost=False) - hidden if told else frozenset[str]()
    return (told, more) if more or not told else (pinned(ledger, hidden, small, past, no_nought=False), more)


def _asked(ledger: Ledger, k: int, past: Past | None) -> tuple[Past, frozenset[str], Search]:
    """The past, what is small by itself, and the search for what else to hide."""
    k, system = max(k, LEAST_K), system_of(ledger)
    small, past = small_names(ledger.entries, ledger.sums, k), past or Past()
    guarded = small | held_counts(ledger, past)
    return past, small, Search(system, k, frozenset(system.at[name] for name in guarded if is_somebodys(ledger.entries[name])))


def held_counts(ledger: Ledger, past: Past) -> frozenset[str]:
    """Counts that are held back for what they were: they must not be worked out either. Hours and money of theirs are told in steps."""
    return frozenset(name for name in past.held() & ledger.entries.keys() if ledger.entries[name].unit in COUNTS)


def released(ledger: Ledger, hidden: AbstractSet[str], k: int) -> Released:
    """The figures of a ledger without those that are hidden; the schools' own pages go without what is told to the trust alone as well."""
    found, narrow = _without(ledger, hidden, k), told_narrowly(ledger, k)
    return found.with_schools(_without(ledger, hidden | narrow, k)) if narrow - hidden else found


def told_narrowly(ledger: Ledger, k: int) -> frozenset[str]:
    """The measures that rest on k to 2k-1 pupils, or are a school's with so few on its register, and what is worked out from them."""
    found: set[str] = set()
    for name, entry in ledger.entries.items():
        if (entry.narrow and entry.rests_on is not None and 0 < entry.rests_on < 2 * k) or not found.isdisjoint(entry.of):
            found.add(name)
    return frozenset(found)


def _without(ledger: Ledger, hidden: AbstractSet[str], k: int) -> Released:
    """What is left to tell. Where a register is hidden, even that something was found among its pupils would tell of one of them."""
    cells = {name: _value(ledger, entry, name in hidden) for name, entry in ledger.entries.items()}
    words = {name: each.words for name, each in ledger.words.items() if hidden.isdisjoint(each.of)}
    advice = (told_advice(told, *(hidden.isdisjoint(each) for each in of)) for _, told, *of in ledger.insights)
    told = tuple(each for each in advice if each.shown or f"{each.insight.urn}.register" not in hidden)
    return Released(cells, words, frozenset(ledger.words), k, told)


def _value(ledger: Ledger, entry: Entry, hide: bool) -> Value:
    """A figure as told, rounded. A hidden one is marked as hidden even where it does not apply: that it does not would tell that it is nought."""
    return Value(None, "c") if hide else told(entry, ledger.entries)
