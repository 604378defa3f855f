"""
Why a figure is hidden: one reason for each hidden figure, for those who decide what is published.

A figure that is small by itself is told as that first, since nothing else would bring it back; then what was told before; then what it hangs on.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sendsite.report.disclosure.audit import knowledge
from sendsite.report.disclosure.colleagues import LEAST_PEOPLE, of_few_people
from sendsite.report.disclosure.deciding import Decision, held_counts
from sendsite.report.disclosure.entries import LEAST_K, Entry, Ledger
from sendsite.report.disclosure.over_time import Past
from sendsite.report.disclosure.primary import GROUP, holds_everyone, is_small, is_somebodys

FEW, FEW_FOR_A_SHARE, FEW_LEFT, ONE_PUPILS, EVERYBODY = "few", "share", "left-over", "one-pupil", "everybody"
EARLIER_EDITION, LAST_TERM, WORKED_OUT, BESIDE, COLLEAGUES = "edition", "last-term", "worked-out", "beside", "colleagues"
KINDS = (FEW, FEW_FOR_A_SHARE, FEW_LEFT, ONE_PUPILS, EVERYBODY, COLLEAGUES, LAST_TERM, EARLIER_EDITION, WORKED_OUT, BESIDE)
"""In the order in which a page counts them."""
NAMED = 3
"""So many figures that are protected, or hung on, are named."""


class Reason(NamedTuple):
    """
    Why one figure is hidden. `rests_on`: pupils that count (behind it; of FEW_LEFT those on the smaller side; of COLLEAGUES people), None where none do.

    `needed`: how many there would have to be, 0 where that is no matter of how many. `hangs_on`: the names of what it goes back to and is hidden
    for another reason, of what it is hidden beside, or of the whole that one category holds.
    """

    kind: str
    rests_on: float | None = None
    needed: int = 0
    hangs_on: tuple[str, ...] = ()


def reasons(ledger: Ledger, decision: Decision, past: Past, k: int) -> dict[str, Reason]:
    """A reason for every hidden figure and for no other, in the ledger's order. `past` is what the decision was made beside, `k` what it was made with."""
    k = max(k, LEAST_K)
    whole = dict(_holding_everyone(ledger, k))
    protects = protected(ledger, decision, past)
    found = {}
    for name, entry in ledger.entries.items():
        if name in decision.hidden:
            own = _by_itself(entry, k) or _everybody(ledger, whole.get(name)) or _colleagues(entry) or _told_before(name, past)
            found[name] = own or _hanging(entry, decision, protects.get(name, ()))
    return {name: _gone_back(name, reason, found) for name, reason in found.items()}


def _by_itself(entry: Entry, k: int) -> Reason | None:
    """Why a figure is small by itself; None where it is not."""
    if entry.rests_on is None or not is_small(entry, k):
        return None
    least = k if entry.narrow else entry.times * k
    if 0 < entry.rests_on < least:
        return Reason(FEW if least == k else FEW_FOR_A_SHARE, entry.rests_on, least)
    if entry.part is not None and is_small(entry._replace(largest=None), k):
        return Reason(FEW_LEFT, min(side for side in (entry.part, entry.rests_on - entry.part) if side > 0), k)
    return Reason(ONE_PUPILS, entry.rests_on)


def _holding_everyone(ledger: Ledger, k: int) -> Iterator[tuple[str, tuple[str, int]]]:
    """Each part of a split of which one part holds all of few pupils, with the whole and how many pupils it would need."""
    for each in ledger.sums:
        if each.split and holds_everyone(each, ledger.entries, k):
            yield from ((part, (each.total, GROUP * k)) for part in each.parts)


def _everybody(ledger: Ledger, whole: tuple[str, int] | None) -> Reason | None:
    if whole is None:
        return None
    total, needed = whole
    return Reason(EVERYBODY, ledger.entries[total].value, needed, (total,))


def _colleagues(entry: Entry) -> Reason | None:
    """Whether it is of a role that is told together with others."""
    return Reason(COLLEAGUES, float(entry.people or 0), LEAST_PEOPLE) if entry.pooled or of_few_people(entry) else None


def _told_before(name: str, past: Past) -> Reason | None:
    """Whether what was told before binds it: last term, or an earlier edition of this one."""
    if name not in past.held():
        return None
    return Reason(EARLIER_EDITION if name in past.edition else LAST_TERM)


def _hanging(entry: Entry, decision: Decision, protects: tuple[str, ...]) -> Reason:
    """What is hidden that it is worked out from, or else what it is hidden beside."""
    gone = tuple(name for name in entry.of if name in decision.hidden)
    return Reason(WORKED_OUT, hangs_on=gone) if gone else Reason(BESIDE, hangs_on=protects)


def _gone_back(name: str, reason: Reason, found: Mapping[str, Reason]) -> Reason:
    """What is worked out from figures that are worked out themselves, followed back to those that are hidden for another reason."""
    if reason.kind != WORKED_OUT:
        return reason
    roots, seen, waiting = dict[str, None](), {name}, list(reason.hangs_on)
    while waiting:
        other = waiting.pop(0)
        if other in seen:
            continue
        seen.add(other)
        if found[other].kind == WORKED_OUT:
            waiting += found[other].hangs_on
        else:
            roots[other] = None
    return reason._replace(hangs_on=tuple(roots) or reason.hangs_on)


def protected(ledger: Ledger, decision: Decision, past: Past) -> dict[str, tuple[str, ...]]:
    """
    The figures that each other hidden one keeps from being worked out, small ones and counts that are held back: those that share a relation
    with it, else the nearest.

    A figure that is hidden because of the term before may have none.
    """
    sources = {name for name in (decision.small | held_counts(ledger, past)) & decision.hidden if is_somebodys(ledger.entries[name])}
    sources |= {name for name in decision.hidden if of_few_people(ledger.entries[name])}
    around = _around(ledger, decision)
    nearest = _nearest(around, sorted(sources))
    found = {}
    for name in decision.hidden - sources:
        direct = [other for other in around.get(name, ()) if other in sources]
        if direct or name in nearest:
            found[name] = tuple(direct[:NAMED]) or (nearest[name],)
    return found


def _around(ledger: Ledger, decision: Decision) -> Mapping[str, Iterable[str]]:
    """The hidden figures that share a relation with each; and what a relation would be known by with what it would tell."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for each in knowledge(ledger, decision.hidden):
        for name in each.times:
            found[name].update(dict.fromkeys(other for other in each.times if other != name))
    for relation in ledger.relations:
        if relation.given in decision.hidden:
            for name, _ in relation.times:
                if name in decision.hidden:
                    found[relation.given][name] = None
                    found[name][relation.given] = None
    return found


def _nearest(around: Mapping[str, Iterable[str]], sources: Iterable[str]) -> dict[str, str]:
    """The nearest source of everything that hangs together with one."""
    origin = {name: name for name in sources}
    waiting = deque(origin)
    while waiting:
        name = waiting.popleft()
        for other in around.get(name, ()):
            if other not in origin:
                origin[other] = origin[name]
                waiting.append(other)
    return origin
