"""Scores between the points, and bands that belong to the figure as shown."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.framework.bands import band_of, bands, rounded, scores, sei_bands, shown
from sendsite.framework.model import BANDS, KPIS, SEI_BANDS
from sendsite.framework.settings import default, with_overrides


@pytest.mark.parametrize(
    "value, places, expected",
    [
        (0.895, 2, "0.90"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (0.8995, 3, "0.900"),
        (0.89949, 3, "0.899"),
        (2.994999, 2, "2.99"),
        (-0.001, 2, "0.00"),
        (3, 2, "3.00"),
    ],
)
def test_a_figure_is_rounded_half_up_on_its_shortest_decimal_form(value, places, expected):
    assert shown(value, places) == expected


@pytest.mark.parametrize(
    "kpi, value, band",
    [
        ("finance", 1.00, "green"),
        ("finance", 1.00499, "green"),
        ("finance", 1.005, "amber"),
        ("finance", 1.30, "amber"),
        ("finance", 1.305, "red"),
        ("finance", 0.0, "green"),
        ("ash", 0.85, "green"),
        ("ash", 0.845, "green"),
        ("ash", 0.84499, "amber"),
        ("ash", 0.695, "amber"),
        ("ash", 0.69499, "red"),
        ("need", 0.8995, "green"),
        ("need", 0.89949, "amber"),
        ("need", 0.6995, "amber"),
        ("need", 0.69949, "red"),
        ("dqf", 0.895, "green"),
        ("dqf", 0.8949, "amber"),
        ("dqf", 0.745, "amber"),
        ("dqf", 0.7449, "red"),
        ("pif", 0.595, "green"),
        ("pif", 0.5949, "amber"),
        ("pif", 0.395, "amber"),
        ("pif", 0.3949, "red"),
        ("pif", math.nan, ""),
    ],
)
def test_the_band_of_a_kpi_belongs_to_the_figure_as_shown(kpi, value, band):
    assert band_of(kpi, value, default()) == band


@pytest.mark.parametrize(
    "value, band", [(2.995, "high"), (2.99499, "moderate"), (1.495, "moderate"), (1.4949, "low"), (4.5, "high"), (0.1, "low"), (math.nan, None)]
)
def test_the_band_of_the_index_belongs_to_the_figure_as_shown(value, band):
    (place,) = sei_bands(np.array([value]), default())

    assert (SEI_BANDS[place] if place >= 0 else None) == band


@pytest.mark.parametrize("kpi", KPIS)
def test_the_four_points_score_the_four_levels_and_beyond_them_the_score_is_clamped(kpi):
    points = default().points(kpi)
    beyond = (points[0] + (points[0] - points[3]), points[3] - (points[0] - points[3]))

    assert scores(kpi, np.array(points), default()).tolist() == [0, 1.5, 3.0, 4.5]
    assert scores(kpi, np.array(beyond), default()).tolist() == [0, 4.5]


def test_a_score_lies_on_the_straight_line_between_two_points_and_of_nothing_is_nothing():
    got = scores("need", np.array([0.80, np.nan]), default())

    assert got[0] == pytest.approx(2.25)
    assert np.isnan(got[1])


@given(st.sampled_from(KPIS), st.one_of(st.floats(0, 2), st.integers(0, 20_000).map(lambda whole: whole / 10_000)))
def test_banding_whole_columns_agrees_with_banding_the_shown_figure_alone(kpi, value):
    framework = default()
    figure = float(rounded(value, framework.places[kpi]))
    _, amber, green, _ = framework.points(kpi)
    reached = (figure <= amber) + (figure <= green) if kpi == "finance" else (figure >= amber) + (figure >= green)

    assert BANDS[bands(kpi, np.array([value]), framework)[0]] == BANDS[reached]


def test_an_edge_finer_than_the_places_shown_is_reached_by_the_next_figure_that_can_be_shown():
    framework = with_overrides("[scores]\nash = [0.55, 0.70, 0.855, 0.95]\n", "framework.toml")

    assert band_of("ash", 0.8549, framework) == "amber"
    assert band_of("ash", 0.8551, framework) == "green"
