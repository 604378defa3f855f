"""
Proofs of disclosure control: nothing small can be inferred from a random trust, by a reader's own programmes and by brute force, and both can fail.

`tools/disclosure_proofs.py` asks the same of 500 trusts.
"""

from __future__ import annotations

import itertools
import random
from functools import cache, lru_cache

import numpy as np
import pytest

from sendsite.errors import BuildFailed
from sendsite.framework.model import Ints
from sendsite.report.disclosure import Ledger, Past, Relation, decided
from sendsite.report.disclosure.audit import audit, inferred
from sendsite.report.disclosure.primary import small_names
from sendsite.report.quantities import gathered, source_of
from tools.attacking import Attack, read_off
from tools.disclosure_proofs import attack, pinned, rounded, somebodys, terms_of, with_what_rests
from tools.random_trusts import a_random_trust, as_read

TRUSTS = 25
FEWER = 10
K = 5
INNER = ("0,0", "0,1", "1,0", "1,1")


@lru_cache(maxsize=TRUSTS)
def ledger_of(seed: int) -> Ledger:
    """A trust of one to three schools, most of them with few pupils."""
    return gathered(source_of(as_read(a_random_trust(seed, 1 + seed % 3, (8, 25, 50)[seed // 3 % 3]), kept=False)))


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
def test_a_reader_infers_nothing_small_from_a_random_trust(seed: int):
    ledger = ledger_of(seed)
    found = decided(ledger, K)

    assert attack(ledger, found.hidden).inferred(somebodys(ledger, found.small)) == []


@pytest.mark.parametrize("seed", (0, 4, 7))
def test_the_audit_and_the_reader_agree_on_what_hiding_small_figures_alone_tells(seed: int):
    ledger = ledger_of(seed)
    hidden = with_what_rests(ledger, small(ledger))

    assert set(attack(ledger, hidden).inferred(somebodys(ledger, small(ledger)))) == set(inferred(ledger, hidden, small(ledger), K))


def test_hiding_small_figures_alone_does_not_hold_in_most_trusts():
    told = [attack(each, with_what_rests(each, small(each))).inferred(somebodys(each, small(each))) for each in map(ledger_of, range(FEWER))]

    assert sum(map(bool, told)) >= 0.8 * FEWER


def test_rounding_counts_alone_does_not_hold_in_any_trust_with_small_counts():
    for counts, told, _ in (rounded(ledger_of(seed)) for seed in range(6)):
        assert bool(counts) == bool(told)


def test_rounding_alone_pins_some_small_counts():
    """Counts and their sum, each rounded to 5 and none hidden: all whole numbers that fit are gone through."""
    told = 0
    for seed in range(400):
        chance = random.Random(seed)
        cells = [chance.randint(1, 4) for _ in range(4)]
        said, total = [round(cell / 5) * 5 for cell in cells], round(sum(cells) / 5) * 5
        spans = [range(max(0, each - 2), each + 3) for each in said]
        fits = [each for each in itertools.product(*spans) if round(sum(each) / 5) * 5 == total]
        told += sum(0 < cell < K and len({each[at] for each in fits}) == 1 for at, cell in enumerate(cells))

    assert told


@pytest.mark.parametrize("seed", range(25))
def test_the_audit_alone_finds_nothing_in_a_random_table(seed: int):
    ledger = a_table(seed)
    found = decided(ledger, K)

    assert inferred(ledger, found.hidden, found.small, K) == []


def test_hiding_small_figures_alone_does_not_hold_in_most_tables():
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


def funded(*counts: int) -> Ledger:
    """Pupils in funding bands of 2,500, 6,000 and 11,000 GBP, with their money and both sums."""
    ledger, amounts = Ledger(), (2_500.0, 6_000.0, 11_000.0)
    for place, (count, amount) in enumerate(zip(counts, amounts, strict=True)):
        ledger.count(f"1.{place}.pupils", count)
        ledger.put(f"1.{place}.money", count * amount, count, [f"1.{place}.pupils"], unit="money")
        ledger.relations.append(Relation(((f"1.{place}.money", 1.0), (f"1.{place}.pupils", -amount))))
    ledger.count("1.pupils", sum(counts))
    ledger.put("1.money", sum(count * amount for count, amount in zip(counts, amounts, strict=True)), sum(counts), unit="money")
    for what in ("pupils", "money"):
        ledger.add_up(f"1.{what}", [f"1.{place}.{what}" for place in range(3)])
    return ledger


def test_what_only_whole_pupils_can_add_up_to_is_hidden_though_broken_ones_could_be_otherwise():
    ledger = funded(4, 3, 6)
    bands = frozenset(name for name in ledger.entries if name.count(".") == 2)

    assert "1.0.pupils" in inferred(ledger, bands, small(ledger), K)
    found = decided(ledger, K)
    assert attack(ledger, found.hidden).inferred(found.small) == []


@pytest.mark.parametrize("seed", range(60))
def test_brute_force_agrees_with_the_decision_on_small_tables(seed: int):
    """Every table of whole numbers that gives what is shown is gone through: as many of each small cell fit as the rule asks for."""
    ledger = a_table(seed, 2, 2, 9)
    found = decided(ledger, K)
    fits = fitting(ledger, found.hidden)

    assert len(fits)
    for place, name in enumerate(INNER):
        if name in found.small and ledger.entries[name].value:
            assert _wide(fits[:, place])


@pytest.mark.parametrize("seed", range(0, 60, 5))
def test_brute_force_finds_what_hiding_small_figures_alone_tells(seed: int):
    ledger = a_table(seed, 2, 2, 9)
    fits = fitting(ledger, small(ledger))
    told = {name for place, name in enumerate(INNER) if name in somebodys(ledger, small(ledger)) and not _wide(fits[:, place])}

    assert told == {name for name in inferred(ledger, small(ledger), small(ledger), K) if name in INNER}


def _wide(values: Ints) -> bool:
    return bool(values.max() - values.min() >= K and values.max() >= K)


@cache
def tables() -> Ints:
    """Every table of two by two up to twice k more than is in any here, a line each."""
    return np.array(list(itertools.product(range(9 + 2 * K), repeat=4)))


def fitting(ledger: Ledger, hidden: frozenset[str]) -> Ints:
    """The tables that give every cell and margin that is shown, and have no nought where one is hidden that is none."""
    every = dict(zip(INNER, tables().T, strict=True))
    every |= {f"{at},2": every[f"{at},0"] + every[f"{at},1"] for at in range(2)} | {f"2,{at}": every[f"0,{at}"] + every[f"1,{at}"] for at in range(2)}
    every["2,2"] = every["0,2"] + every["1,2"]
    fits = np.ones(len(tables()), dtype=np.bool_)
    for name, values in every.items():
        value = ledger.entries[name].value or 0
        fits &= (values > 0) | (value == 0) if name in hidden else values == value
    return tables()[fits]


@pytest.mark.parametrize("seed", (38, 95, 115, 6, 4))
def test_three_terms_in_a_row_pin_no_small_count(seed: int):
    """Trusts in which two terms, or three, would have told a count."""
    ledgers, decisions, past = terms_of(seed), [], Past()
    for ledger in ledgers:
        decisions.append(decided(ledger, K, past))
        past = decisions[-1].past

    assert pinned(ledgers, decisions) == []


def test_terms_decided_each_by_itself_pin_small_counts():
    told = [pinned(ledgers, [decided(ledger, K) for ledger in ledgers]) for ledgers in map(terms_of, (4, 6, 38))]

    assert any(told)


def test_a_reader_who_is_told_a_total_and_all_parts_but_one_infers_it():
    """The attack itself: it finds what is plain to see."""
    ledger = a_table(3)
    name = next(name for name in small(ledger) if ledger.entries[name].value)

    assert Attack({name: ledger.entries[name]}, list(read_off(ledger, frozenset({name}))), K).inferred([name]) == [name]
