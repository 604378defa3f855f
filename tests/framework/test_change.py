"""Change between terms: what is real, and what is not available."""

from __future__ import annotations

import math

import pytest

from sendsite.framework.change import is_real, split
from sendsite.framework.model import KPIS
from sendsite.framework.settings import default


@pytest.mark.parametrize(
    "kpi, before, after, register, real",
    [
        ("need", 0.70, 0.75, 30, False),
        ("need", 0.70, 0.7501, 30, True),
        ("need", 0.70, 0.6499, 30, True),
        ("need", 0.70, 0.80, 29, False),
        ("need", 0.70, 0.8001, 29, True),
        ("need", 0.70, 0.8001, 15, True),
        ("need", 0.10, 0.90, 14, None),
        ("sei", 2.00, 2.25, 30, False),
        ("sei", 2.00, 2.2501, 30, True),
        ("pif", math.nan, 0.5, 30, None),
    ],
)
def test_a_change_is_real_past_the_noise_of_a_register_of_that_size(kpi, before, after, register, real):
    assert is_real(kpi, before, after, register, default()) is real


def test_one_kpi_that_moves_alone_makes_the_whole_change():
    before = dict.fromkeys(KPIS, 2.0)

    got = split(before, before | {"need": 4.0})

    assert got["need"] == pytest.approx((2.0**4 * 4.0) ** 0.2 - 2.0)
    assert [got[kpi] for kpi in KPIS if kpi != "need"] == [0, 0, 0, 0]


def test_moves_that_cancel_out_are_seen_though_the_index_stands_still():
    got = split(dict.fromkeys(KPIS, 2.0), dict.fromkeys(KPIS, 2.0) | {"need": 4.0, "ash": 1.0})

    # L(2, 2) = 2; 2 x ln 2 / 5 up and down
    assert got["need"] == pytest.approx(2 * math.log(2) / 5)
    assert sum(got.values()) == pytest.approx(0)


def test_a_score_below_the_floor_counts_as_the_floor():
    assert split(dict.fromkeys(KPIS, 2.0) | {"pif": 0.0}, dict.fromkeys(KPIS, 2.0) | {"pif": 0.1})["pif"] == 0


def test_a_missing_score_leaves_nothing_to_split():
    assert all(math.isnan(part) for part in split(dict.fromkeys(KPIS, 2.0) | {"pif": math.nan}, dict.fromkeys(KPIS, 2.0)).values())
