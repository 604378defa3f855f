"""How numbers are written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.report.formats import COUNT, HOURS, HOURS_H, INDEX, PERCENT, POUNDS, RATIO, WHOLE_PERCENT, adding_up, day, fraction, listed, plural


def test_hours_have_one_decimal_and_round_half_up():
    assert HOURS_H.text(12.45) == "12.5 h"


def test_money_is_whole_pounds_with_commas_and_a_true_minus():
    assert POUNDS.text(-1234567.5) == "\N{MINUS SIGN}£1,234,568"


def test_what_rounds_to_nought_has_no_minus():
    assert RATIO.text(-0.004) == "0.00"


def test_need_is_a_percentage_with_one_decimal():
    assert PERCENT.text(0.8835) == "88.4%"


def test_a_download_carries_the_number_as_shown():
    assert PERCENT.value(0.88349) == 88.3


def test_a_signed_number_always_says_its_sign():
    assert [INDEX.signed(value) for value in (0.243, -0.108, 0.001)] == ["+0.24", "\N{MINUS SIGN}0.11", "0.00"]


def test_a_date_is_written_out():
    assert day(date(2026, 3, 27)) == "27 March 2026"


@pytest.mark.parametrize(
    "share, words",
    [
        (0.663, "two hours in three"),
        (0.104, "one hour in ten"),
        (0.5, "half the hours"),
        (0.98, "nearly every hour"),
        (1, "every hour"),
        (0, "no hour"),
        (0.44, "about two hours in five"),
    ],
)
def test_a_share_reads_as_a_person_would_say_it(share: float, words: str):
    assert fraction(share) == words


def test_words_in_a_row_are_joined_with_and():
    assert [listed(()), listed(("a",)), listed(("a", "b")), listed(("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]


def test_one_is_not_many():
    assert [plural(1, "pupil"), plural(1200, "pupil")] == ["1 pupil", "1,200 pupils"]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_parts_as_shown_add_up_to_the_total_as_shown(hundredths: list[int]):
    parts = [number / 100 for number in hundredths]

    shown = adding_up(parts, sum(parts), HOURS)

    assert sum(shown, Decimal(0)) == HOURS.decimal(sum(parts))


@given(st.lists(st.floats(0.001, 1), min_size=1, max_size=9))
def test_shares_as_shown_add_up_to_a_hundred(weights: list[float]):
    shares = [weight / sum(weights) for weight in weights]

    assert sum(adding_up(shares, 1.0, WHOLE_PERCENT), Decimal(0)) == 100


def test_a_part_of_nought_stays_nought():
    assert adding_up([0.0, 0.04, 0.04], 0.08, HOURS)[0] == 0


def test_counts_have_commas():
    assert COUNT.text(1046) == "1,046"
