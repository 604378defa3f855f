"""
Attacks what is published of invented trusts: `python tools/disclosure_proofs.py [--trusts 500] [--seed 0] [--terms 3] [--workers 2]`

Each trust is drawn by chance, one to four schools of up to 80 pupils, and stands for three terms, or as many as are asked for. What may be shown is
decided, and then an attacker (`attacking.py`) tries to work out what is hidden because it is small, in each of the terms. Beside it stand two ways
that are known to fail: small figures alone are hidden, or nothing is hidden and counts are rounded to 5. Then all terms are attacked together, by a
reader who supposes that no count of pupils moved by more than one, and besides that no hidden count is nought. Ends with 1 where anything that was
published could be inferred.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from sendsite.errors import BuildFailed
from sendsite.framework.term import SEASONS, Term
from sendsite.report.disclosure import Decision, Entry, Ledger, Past, decided
from sendsite.report.quantities import gathered, source_of
from tools.attacking import Attack, Known, Span, read_off
from tools.random_trusts import a_random_trust, a_term_later, as_read

K = 5
MOST = 80
FIRST, TERMS = Term.parse("2025-spring"), 3
FLEETING = frozenset({"insight", "scenario", "priority", "set_out", "bend"})
"""Kinds of figures that stand for another thing next term."""


NOUGHT, SELDOM, NEVER = "nought", "seldom", "never"
"""What a reader of terms in a row supposes of hidden counts: any may be nought, only one that was in the term before or is in the next, or none."""


class Outcome(NamedTuple):
    """
    What came of one trust: figures, small and hidden ones of its first term; how many could be inferred, each term by itself and all together, of how
    many small counts; seconds to decide and to attack.
    """

    seed: int
    figures: int
    small: int
    hidden: int
    inferred: int
    primary_only: int
    counts: int
    rounded_only: int
    rounded_pinned: int
    in_a_row: int
    pinned: int
    pinned_seldom: int
    pinned_never: int
    refused: int
    deciding: float
    attacking: float


def terms_of(seed: int, count: int = TERMS) -> list[Ledger]:
    """The raw figures of a trust for so many terms."""
    chance = random.Random(seed)
    records = a_random_trust(seed, chance.randint(1, 4), chance.choice((6, 20, 40, MOST)))
    found, last = [], None
    for place, term in enumerate(terms_from(FIRST, count)):
        records = a_term_later(seed + place, records, term, 0.04) if place else records
        last = source_of(as_read(records, term, kept=False), last)
        found.append(gathered(last))
    return found


def terms_from(first: Term, count: int) -> list[Term]:
    """So many terms, one after another."""
    found = [first]
    while len(found) < count:
        year, place = found[-1].year, SEASONS.index(found[-1].season) + 1
        found.append(Term(year, SEASONS[place]) if place < len(SEASONS) else Term(year + 1, SEASONS[0]))
    return found


def somebodys(ledger: Ledger, small: AbstractSet[str]) -> frozenset[str]:
    """The small figures that have to be kept from being told: a count of nobody is none."""
    return frozenset(name for name in small if ledger.entries[name].unit != "pupils" or ledger.entries[name].value)


def attack(ledger: Ledger, hidden: AbstractSet[str]) -> Attack:
    """An attack on one term."""
    return Attack({name: ledger.entries[name] for name in hidden}, list(read_off(ledger, hidden)), K)


def inferred_of(ledger: Ledger, found: Decision) -> list[str]:
    """The small figures of one term, looked at by itself, that are told too closely."""
    return attack(ledger, found.hidden).inferred(somebodys(ledger, found.small))


def with_what_rests(ledger: Ledger, small: AbstractSet[str]) -> frozenset[str]:
    """Small figures and what is worked out from them."""
    found = set(small)
    while more := {name for name, entry in ledger.entries.items() if name not in found and not found.isdisjoint(entry.of)}:
        found |= more
    return frozenset(found)


def rounded(ledger: Ledger) -> tuple[int, int, int]:
    """The counts of 1 to 4: how many there are, and if every count were published rounded to 5, how many could be inferred and told exactly."""
    counts = {name: entry for name, entry in ledger.entries.items() if entry.unit == "pupils"}
    told = {name: 5.0 * int((entry.value or 0.0) / 5 + 0.5) for name, entry in counts.items()}
    only = Ledger(counts, [each for each in ledger.sums if each.total in counts and all(part in counts for part in each.parts)])
    bounds = {name: Span(max(0.0, number - 2), number + 2) for name, number in told.items()}
    small = [name for name, entry in counts.items() if 0 < (entry.value or 0.0) < K]
    reader = Attack(counts, list(read_off(only, frozenset(counts))), K, bounds)
    return len(small), len(reader.inferred(small)), len(reader.inferred(small, exactly=True))


def joined(ledgers: Sequence[Ledger], decisions: Sequence[Decision], nought: str = NOUGHT) -> Attack:
    """An attack on terms that follow each other, with the supposition that no count that both have moved by more than one."""
    hidden: dict[str, Entry] = {}
    known: list[Known] = []
    bounds: dict[str, Span] = {}
    for term, (ledger, found) in enumerate(zip(ledgers, decisions, strict=True)):
        hidden |= {f"{term} {name}": ledger.entries[name] for name in found.hidden}
        lines = read_off(ledger, found.hidden)
        known += [Known({f"{term} {name}": time for name, time in each.times.items()}, each.least, each.most) for each in lines]
    for term, (before, now) in enumerate(pairwise(ledgers)):
        for name in before.entries.keys() & now.entries.keys():
            _moved(hidden, known, bounds, (f"{term} {name}", f"{term + 1} {name}"), (before.entries[name], now.entries[name]))
    for name, entry in hidden.items():
        if nought != NOUGHT and entry.unit == "pupils" and entry.value and (nought == NEVER or not _nought_beside(ledgers, name)):
            bounds[name] = Span(max(1.0, bounds[name].least), bounds[name].most) if name in bounds else Span(1.0, 1e5)
    return Attack(hidden, known, K, bounds, no_nought=False)


def _nought_beside(ledgers: Sequence[Ledger], name: str) -> bool:
    """Whether a count was nought in the term before, or is in the next."""
    term, _, own = name.partition(" ")
    beside = (ledgers[place].entries.get(own) for place in (int(term) - 1, int(term) + 1) if 0 <= place < len(ledgers))
    return any(entry is not None and not entry.value for entry in beside)


def _moved(hidden: Mapping[str, Entry], known: list[Known], bounds: dict[str, Span], names: tuple[str, str], entries: tuple[Entry, Entry]) -> None:
    """What the supposition says of one count, where it is true."""
    before, now = (entry.value or 0.0 for entry in entries)
    if entries[0].unit != "pupils" or abs(before - now) > 1 or names[0].split(".")[1] in FLEETING:
        return
    if names[0] in hidden and names[1] in hidden:
        known.append(Known({names[0]: 1.0, names[1]: -1.0}, -1.0, 1.0))
        return
    for name, value in ((names[0], now), (names[1], before)):
        if name in hidden:
            span = bounds.get(name, Span(0.0, 1e5))
            bounds[name] = Span(max(span.least, value - 1), min(span.most, value + 1))


def counts_in_a_row(ledgers: Sequence[Ledger], decisions: Sequence[Decision]) -> set[str]:
    """The small counts of pupils that are hidden, by term and name."""
    every = ((term, ledger, each, name) for term, (ledger, each) in enumerate(zip(ledgers, decisions, strict=True)) for name in somebodys(ledger, each.small))
    return {f"{term} {name}" for term, ledger, each, name in every if name in each.hidden and ledger.entries[name].unit == "pupils"}


def pinned(ledgers: Sequence[Ledger], decisions: Sequence[Decision], nought: str = NOUGHT) -> list[str]:
    """Small counts of terms in a row that a reader of all could tell exactly."""
    return joined(ledgers, decisions, nought).inferred(counts_in_a_row(ledgers, decisions), exactly=True)


def one(seed: int, count: int = TERMS) -> Outcome:
    """All attacks on one trust of so many terms."""
    ledgers, decisions, past = terms_of(seed, count), list[Decision](), Past()
    began = process_time()
    try:
        for ledger in ledgers:
            decisions.append(decided(ledger, K, past))
            past = decisions[-1].past
    except BuildFailed as refusal:
        print(f"seed {seed}: {refusal}", file=sys.stderr)
        return Outcome(seed, *(0,) * 12, 1, process_time() - began, 0.0)
    decided_in, began = process_time() - began, process_time()
    first, found = ledgers[0], decisions[0]
    small = somebodys(first, found.small)
    inferred = [f"{term} {name}" for term, (ledger, each) in enumerate(zip(ledgers, decisions, strict=True)) for name in inferred_of(ledger, each)]
    alone = attack(first, with_what_rests(first, found.small)).inferred(small)
    told, seldom, never = (pinned(ledgers, decisions, nought) for nought in (NOUGHT, SELDOM, NEVER))
    for name in [*inferred, *told, *seldom]:
        print(f"seed {seed}: {name}", file=sys.stderr)
    sizes, in_a_row = (len(first.entries), len(small), len(found.hidden)), len(counts_in_a_row(ledgers, decisions))
    all_told = len(inferred), len(alone), *rounded(first), in_a_row, len(told), len(seldom), len(never)
    return Outcome(seed, *sizes, *all_told, 0, decided_in / count, process_time() - began)


def main() -> int:
    """Attack so many trusts, and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--trusts", type=int, default=500)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--terms", type=int, default=TERMS)
    asked.add_argument("--workers", type=int, default=2)
    options = asked.parse_args()
    os.nice(5)
    with Pool(options.workers) as pool:
        found = list(pool.imap_unordered(partial(one, count=options.terms), range(options.seed, options.seed + options.trusts)))
    told = {name: sum(column) for name, column in zip(Outcome._fields, zip(*found, strict=True), strict=True)}
    trusts = len(found)
    print(f"{trusts} trusts, {told['figures']:,} figures; {told['small']:,} are small, {told['hidden']:,} hidden")
    print(f"published: {told['inferred']} could be inferred, at {sum(each.inferred > 0 for each in found)} trusts")
    print(f"small ones alone hidden: {told['primary_only']:,}, at {sum(each.primary_only > 0 for each in found)} trusts")
    print(f"counts rounded to 5 alone: {told['rounded_only']:,} of {told['counts']:,} small counts, {told['rounded_pinned']:,} of them exactly")
    print(f"{options.terms} terms in a row: {told['pinned']} of {told['in_a_row']:,} small counts pinned, at {sum(each.pinned > 0 for each in found)} trusts")
    print(
        f"by a reader who supposes that no hidden count is nought, but one that was or will be: {told['pinned_seldom']}; that none is: {told['pinned_never']}"
    )
    print(f"builds refused: {told['refused']}")
    print(
        f"{told['deciding'] / trusts:.2f} s to decide a term (longest {max(each.deciding for each in found):.2f}), {told['attacking'] / trusts:.2f} s to attack"
    )
    return 1 if told["inferred"] or told["pinned"] or told["pinned_seldom"] or told["refused"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
