"""What was told before binds what is told now: small figures stay hidden for a while, and two terms together tell no more than one."""

from __future__ import annotations

import random

import pytest

from sendsite.report.disclosure import Ledger, decided
from sendsite.report.disclosure.over_time import Past, past_of, pinned
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
    second = decided(table(6, 8, 20), K, Past(edition=first.hidden))

    assert first.hidden <= second.hidden


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
        past = past_of(ledger, found.small, found.hidden)
        row = [max(0, count + chance.choice([-1, 0, 0, 1])) for count in row]
