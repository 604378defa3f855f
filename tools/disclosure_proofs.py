"""
Attacks what is published of invented trusts: `python tools/disclosure_proofs.py [--trusts 500] [--seed 0] [--workers 2]`

Each trust is drawn by chance, one to four schools of up to 80 pupils, and stands for three terms. What may be shown is decided, and then an attacker
(`attacking.py`) tries to work out what is hidden because it is small, in each of the terms. Beside it stand two ways that are known to fail: small
figures of the first term alone are hidden, or nothing is hidden and counts are rounded to 5. Then consecutive terms are attacked together, by a reader
who supposes that no count of pupils moved by more than one. Ends with 1 where anything that was published could be inferred.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from time import process_time
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from sendsite.errors import BuildFailed
from sendsite.framework.term import Term
from sendsite.report.disclosure import Decision, Entry, Ledger, Past, decided
from sendsite.report.quantities import gathered, source_of
from tools.attacking import Attack, Known, Span, read_off
from tools.random_trusts import a_random_trust, a_term_later, as_read

K = 5
MOST = 80
TERMS = tuple(map(Term.parse, ("2025-spring", "2025-summer", "2026-autumn")))
FLEETING = frozenset({"insight", "scenario", "priority", "set_out", "bend"})
"""Kinds of figures that stand for another thing next term."""


class Outcome(NamedTuple):
    """
    What came of one trust: figures, small and hidden ones of its first term; how many could be inferred, each of three terms by itself and all together;
    seconds to decide and to attack.
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
    pinned: int
    refused: int
    deciding: float
    attacking: float


def terms_of(seed: int) -> list[Ledger]:
    """The raw figures of a trust for three terms."""
    chance = random.Random(seed)
    records = a_random_trust(seed, chance.randint(1, 4), chance.choice((6, 20, 40, MOST)))
    found, last = [], None
    for place, term in enumerate(TERMS):
        records = a_term_later(seed + place, records, term, 0.04) if place else records
        last = source_of(as_read(records, term, kept=False), last)
        found.append(gathered(last))
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


def joined(ledgers: Sequence[Ledger], decisions: Sequence[Decision]) -> Attack:
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
    return Attack(hidden, known, K, bounds, no_nought=False)


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


def pinned(ledgers: Sequence[Ledger], decisions: Sequence[Decision]) -> list[str]:
    """Small counts of terms in a row that a reader of all could tell exactly."""
    asked = {f"{term} {name}" for term, (ledger, found) in enumerate(zip(ledgers, decisions, strict=True)) for name in somebodys(ledger, found.small)}
    with_them = joined(ledgers, decisions)
    counts = {name for name in asked if name in with_them.hidden and with_them.hidden[name].unit == "pupils"}
    return with_them.inferred(counts, exactly=True)


def one(seed: int) -> Outcome:
    """All attacks on one trust."""
    ledgers, decisions, past = terms_of(seed), list[Decision](), Past()
    began = process_time()
    try:
        for ledger in ledgers:
            decisions.append(decided(ledger, K, past))
            past = decisions[-1].past
    except BuildFailed as refusal:
        print(f"seed {seed}: {refusal}", file=sys.stderr)
        return Outcome(seed, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, process_time() - began, 0.0)
    decided_in, began = process_time() - began, process_time()
    first, found = ledgers[0], decisions[0]
    small = somebodys(first, found.small)
    inferred = [f"{term.name} {name}" for term, ledger, each in zip(TERMS, ledgers, decisions, strict=True) for name in inferred_of(ledger, each)]
    alone = attack(first, with_what_rests(first, found.small)).inferred(small)
    told = pinned(ledgers, decisions)
    for name in [*inferred, *told]:
        print(f"seed {seed}: {name}", file=sys.stderr)
    sizes = len(first.entries), len(small), len(found.hidden)
    return Outcome(seed, *sizes, len(inferred), len(alone), *rounded(first), len(told), 0, decided_in / len(TERMS), process_time() - began)


def main() -> int:
    """Attack so many trusts, and print what came of it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--trusts", type=int, default=500)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--workers", type=int, default=2)
    options = asked.parse_args()
    os.nice(5)
    with Pool(options.workers) as pool:
        found = list(pool.imap_unordered(one, range(options.seed, options.seed + options.trusts)))
    told = {name: sum(column) for name, column in zip(Outcome._fields, zip(*found, strict=True), strict=True)}
    trusts = len(found)
    print(f"{trusts} trusts, {told['figures']:,} figures; {told['small']:,} are small, {told['hidden']:,} hidden")
    print(f"published: {told['inferred']} could be inferred, at {sum(each.inferred > 0 for each in found)} trusts")
    print(f"small ones alone hidden: {told['primary_only']:,}, at {sum(each.primary_only > 0 for each in found)} trusts")
    print(f"counts rounded to 5 alone: {told['rounded_only']:,} of {told['counts']:,} small counts, {told['rounded_pinned']:,} of them exactly")
    print(f"three terms in a row: {told['pinned']} pinned, at {sum(each.pinned > 0 for each in found)} trusts")
    print(f"builds refused: {told['refused']}")
    print(
        f"{told['deciding'] / trusts:.2f} s to decide a term (longest {max(each.deciding for each in found):.2f}), {told['attacking'] / trusts:.2f} s to attack"
    )
    return 1 if told["inferred"] or told["pinned"] or told["refused"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
