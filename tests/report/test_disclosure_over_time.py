"""What was told before binds what is told now: small figures stay hidden for a while, and two terms together tell no more than one."""

from __future__ import annotations

import random

import pytest

from sendsite.report.disclosure import Ledger, decided
from sendsite.report.disclosure.over_time import Past, pinned
from sendsite.report.disclosure.primary import small_names

K = 5


def table(*counts: int) -> Ledger:
    """A row of counts with its total."""
    ledger = Ledger()
    for place, count in enumerate(counts):
        ledger.count(f"1.row.{place}", count)
    ledger.count("1.row", sum(counts))
    ledger.add_up("1.row", [f"1.row.{place}" for place in range(len(counts))])
    return ledger


def terms(*rows: tuple[int, ...]) -> list[frozenset[str]]:
    """What is hidden in each of some terms, one after another."""
    past, hidden = Past(), []
    for row in rows:
        found = decided(table(*row), K, past)
        past = found.past
        hidden.append(found.hidden)
    return hidden


def test_a_count_that_was_small_stays_hidden_until_it_was_large_enough_for_two_terms():
    hidden = terms((3, 20, 30), (6, 20, 30), (7, 20, 30))

    assert ["1.row.0" in each for each in hidden] == [True, True, False]


def test_a_count_that_falls_to_nought_is_not_shown_as_nought_at_once():
    hidden = terms((3, 20, 30), (0, 20, 30), (0, 20, 30))

    assert ["1.row.0" in each for each in hidden] == [True, True, False]


def test_a_later_edition_never_shows_what_an_earlier_one_hid():
    first = decided(table(3, 8, 20), K)
    second = decided(table(6, 8, 20), K, Past().after_edition(first.past, first.hidden))

    assert first.hidden <= second.hidden


def test_an_edition_and_the_one_after_it_pin_no_count():
    """A first edition told 5, 10 and 20; in the second each is another by one, and the first of them is small."""
    told = decided(table(5, 10, 20), K)
    past = Past().after_edition(told.past, told.hidden)
    found = decided(table(4, 9, 20), K, past)

    assert pinned(table(4, 9, 20), found.small | {"1.row.1"}, found.small, past) == ["1.row.0"]
    assert pinned(table(4, 9, 20), found.hidden, found.small, past) == []


def test_what_an_earlier_edition_hid_stays_hidden_through_all_editions():
    first = decided(table(3, 8, 20), K)
    second = decided(table(6, 8, 20), K, Past().after_edition(first.past, first.hidden))
    third = decided(table(7, 8, 20), K, Past().after_edition(first.past, first.hidden).after_edition(second.past, second.hidden))

    assert first.hidden <= second.hidden <= third.hidden


def test_a_count_is_not_told_by_the_terms_on_both_sides_of_it():
    """Of 4, 5 and 5 the last may be shown by the rule of two terms; beside the total of the first, it would tell that."""
    rows = ((4, 8, 8, 30), (5, 7, 7, 30), (5, 7, 8, 30))
    past, ledgers = Past(), [table(*row) for row in rows]
    for ledger in ledgers:
        found = decided(ledger, K, past)
        assert pinned(ledger, found.hidden, found.small, past) == []
        past = found.past

    assert past.earlier is not None
    assert past.earlier.earlier is None


def test_money_that_is_so_many_times_a_count_is_remembered_with_it():
    ledger = table(3, 8, 20)
    ledger.put("1.money.0", 18_000, 3, ["1.row.0"], unit="money")
    ledger.put("1.money", 90_000, 31, unit="money")
    ledger.put("1.money.rest", 72_000, 28, unit="money")
    ledger.tie({"1.money.0": 1.0, "1.row.0": -6_000.0})
    ledger.add_up("1.money", ["1.money.0", "1.money.rest"])

    assert {"1.money.0", "1.money", "1.money.rest"} <= decided(ledger, K).past.counts.entries.keys()


def test_where_a_count_would_be_told_only_what_has_to_move_with_it_is_hidden():
    """It was 5 beside 7, and 12 of 60; now it is 4 beside 6. Beside the 10 they add up to, both would be known."""

    def of(one: int, other: int, rest: int) -> Ledger:
        ledger = table(one + other, rest)
        ledger.count("1.part.0", one)
        ledger.count("1.part.1", other)
        ledger.add_up("1.row.0", ["1.part.0", "1.part.1"])
        return ledger

    found = decided(of(4, 6, 48), K, decided(of(5, 7, 48), K).past)

    assert found.hidden == {"1.part.0", "1.row.0", "1.row.1"}


def test_small_counts_alone_are_pinned_by_the_term_before():
    before, now = table(5, 10, 20), table(4, 9, 20)
    past = decided(before, K).past
    small = small_names(now.entries, now.sums, K)
    beside = small | {"1.row.1"}

    assert pinned(now, beside, small, past) == ["1.row.0"]


def test_where_the_term_before_would_pin_a_count_more_is_hidden():
    past = decided(table(5, 10, 20), K).past
    found = decided(table(4, 9, 20), K, past)

    assert pinned(table(4, 9, 20), found.hidden, found.small, past) == []


@pytest.mark.parametrize("seed", range(20))
def test_consecutive_terms_never_pin_a_count(seed: int):
    chance = random.Random(seed)
    row = [chance.randint(0, 12) for _ in range(5)]
    past = Past()
    for _ in range(6):
        ledger = table(*row)
        found = decided(ledger, K, past)
        assert pinned(ledger, found.hidden, found.small, past) == []
        past = found.past
        row = [max(0, count + chance.choice([-1, 0, 0, 1])) for count in row]
