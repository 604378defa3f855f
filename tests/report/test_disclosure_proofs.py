"""Proofs of disclosure control: nothing small can be inferred from a random trust, by the audit and by brute force, and the audit can fail."""

from __future__ import annotations

import itertools
import random

import pytest

from sendsite.errors import BuildFailed
from sendsite.report.disclosure import Ledger, decided
from sendsite.report.disclosure.audit import audit, inferred
from sendsite.report.disclosure.primary import small_names
from sendsite.report.quantities import gathered, source_of
from tests.report.random_trusts import a_random_trust
from tests.report.trust import NOW, reading

TRUSTS = 8
K = 5


def ledger_of(seed: int, schools: int = 3) -> Ledger:
    return gathered(source_of(reading(NOW, a_random_trust(seed, schools), kept=False)))


def a_table(seed: int, down: int = 4, across: int = 4, most: int = 14) -> Ledger:
    """A random table of counts with both its margins."""
    chance, ledger = random.Random(seed), Ledger()
    rows = [[chance.randint(0, most) for _ in range(across)] for _ in range(down)]
    margins = [[*row, sum(row)] for row in rows]
    margins.append([sum(row[at] for row in margins) for at in range(across + 1)])
    for at, row in enumerate(margins):
        for place, count in enumerate(row):
            ledger.count(f"{at},{place}", count)
    for at in range(down + 1):
        ledger.add_up(f"{at},{across}", [f"{at},{place}" for place in range(across)])
    for place in range(across + 1):
        ledger.add_up(f"{down},{place}", [f"{at},{place}" for at in range(down)])
    return ledger


def small(ledger: Ledger) -> frozenset[str]:
    return small_names(ledger.entries, ledger.sums, K)


@pytest.mark.parametrize("seed", range(TRUSTS))
def test_nothing_small_can_be_inferred_from_a_random_trust(seed: int):
    ledger = ledger_of(seed)
    found = decided(ledger, K)

    assert inferred(ledger, found.hidden, found.small, K, found.proofs, found.system.names) == []


@pytest.mark.parametrize("seed", range(25))
def test_the_audit_alone_finds_nothing_in_a_random_table(seed: int):
    ledger = a_table(seed)
    found = decided(ledger, K)

    assert inferred(ledger, found.hidden, found.small, K) == []


def test_hiding_small_figures_alone_does_not_hold():
    failed = [seed for seed in range(25) if inferred(a_table(seed), small(a_table(seed)), small(a_table(seed)), K)]

    assert len(failed) >= 20


def test_the_audit_stops_a_build_in_which_small_figures_alone_are_hidden():
    ledger = next(table for seed in range(9) if inferred(table := a_table(seed), small(table), small(table), K))

    with pytest.raises(BuildFailed, match="could be worked out"):
        audit(ledger, small(ledger), small(ledger), K)


def test_the_audit_stops_a_build_in_which_a_small_figure_is_shown():
    ledger = a_table(1)

    with pytest.raises(BuildFailed):
        audit(ledger, frozenset(), small(ledger), K)


def test_rounding_alone_pins_some_small_counts():
    """Counts and their sum, each rounded to 5 and none hidden: all whole numbers that fit are gone through."""
    pinned = 0
    for seed in range(400):
        chance = random.Random(seed)
        cells = [chance.randint(1, 4) for _ in range(4)]
        told, total = [round(cell / 5) * 5 for cell in cells], round(sum(cells) / 5) * 5
        spans = [range(max(0, each - 2), each + 3) for each in told]
        fits = [each for each in itertools.product(*spans) if round(sum(each) / 5) * 5 == total]
        pinned += sum(0 < cell < K and len({each[at] for each in fits}) == 1 for at, cell in enumerate(cells))

    assert pinned


@pytest.mark.parametrize("seed", range(16))
def test_brute_force_agrees_with_the_decision_on_small_tables(seed: int):
    ledger = a_table(seed, 2, 3, 7)
    found = decided(ledger, K)
    inner = [f"{at},{place}" for at in range(2) for place in range(3)]
    most = int(max(entry.value or 0 for entry in ledger.entries.values())) + K
    open_ = [name for name in inner if name in found.hidden]
    fits = []
    for values in itertools.product(range(most + 1), repeat=len(open_)) if len(open_) <= 3 else ():
        guess = {name: ledger.entries[name].value or 0 for name in inner} | dict(zip(open_, values, strict=True))
        if _fits(ledger, guess, found.hidden):
            fits.append(guess)

    for name in found.small & set(open_) if fits else ():
        spread = [guess[name] for guess in fits]
        assert max(spread) - min(spread) >= K
        assert max(spread) >= K


def _fits(ledger: Ledger, guess: dict[str, float], hidden: frozenset[str]) -> bool:
    """Whether a guess of the inner cells gives every margin that is shown."""
    rows = {f"{at},3": sum(guess[f"{at},{place}"] for place in range(3)) for at in range(2)}
    columns = {f"2,{place}": sum(guess[f"{at},{place}"] for at in range(2)) for place in range(3)}
    margins = rows | columns | {"2,3": sum(rows.values())}
    return all(name in hidden or ledger.entries[name].value == value for name, value in margins.items())
