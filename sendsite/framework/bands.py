"""Scores and bands: straight lines between four points, and a band that belongs to the figure as it is shown."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import numpy as np

from sendsite.framework.model import BANDS, KPIS, Floats, Ints
from sendsite.framework.settings import Framework

NOISE = 1e-9  # room for rounding noise in a threshold
_DOUBT = 1e-6  # nearer than this to the point where rounding turns, the decimal form decides
_DIGITS = 12  # decimals of a figure that carry it; what lies beyond is the noise of adding binary fractions
LOWER_IS_BETTER = frozenset({"finance"})


def settled(values: Floats) -> Floats:
    """
    Figures without the noise of their sums: hours of two decimals that make 0.895 make it exactly, in whatever order they are added.

    Else the last bit of a sum could decide a band, since a band belongs to the figure as shown.
    """
    steady: Floats = np.round(values, _DIGITS)
    return steady


def rounded(value: float, places: int) -> Decimal:
    """Round half up on the shortest decimal form of the number: 2.675 is 2.68."""
    number = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return number if number else abs(number)


def shown(value: float, places: int) -> str:
    """A figure as it is shown, to so many decimal places."""
    return f"{rounded(value, places):f}"


def scores(kpi: str, values: Floats, framework: Framework) -> Floats:
    """0 to 4.5 from the unrounded values, clamped outside the points; NaN where the value is not available."""
    points, levels = np.array(framework.points(kpi)), np.array(framework.levels)
    if kpi in LOWER_IS_BETTER:
        points, levels = points[::-1], levels[::-1]
    scored: Floats = np.interp(values, points, levels)
    return scored


def bands(kpi: str, values: Floats, framework: Framework) -> Ints:
    """Index into BANDS of each value as shown, -1 where not available."""
    _, amber, green, _ = framework.points(kpi)
    lower, places = kpi in LOWER_IS_BETTER, framework.places[kpi]
    return _banded(values, (amber, green), places, lower)


def sei_bands(values: Floats, framework: Framework) -> Ints:
    """Index into SEI_BANDS of each value as shown, -1 where not available."""
    return _banded(values, framework.index.edges, framework.places["sei"], False)


def band_of(kpi: str, value: float, framework: Framework) -> str:
    """The band's word; "" where the value is not available."""
    place = int(bands(kpi, np.array([value], dtype=np.float64), framework)[0])
    return BANDS[place] if place >= 0 else ""


def _banded(values: Floats, edges: tuple[float, ...], places: int, lower: bool) -> Ints:
    """How many of the edges each value, as shown, has reached."""
    reached = sum((_reached(values, edge, places, lower) for edge in edges), np.zeros(len(values), dtype=np.int64))
    reached[np.isnan(values)] = -1
    return reached


def _reached(values: Floats, edge: float, places: int, lower: bool) -> Ints:
    """
    1 where the value, rounded half up, is at least the edge (at most, where lower is better).

    Rounding turns at one point: half a unit of the last place below the edge (above it, where lower is better). Only values at that
    very point need the decimal form.
    """
    unit = Decimal(1).scaleb(-places)
    whole = (Decimal(repr(edge)) / unit).to_integral_value(ROUND_FLOOR if lower else ROUND_CEILING)
    edge_shown = whole * unit
    turn = float(edge_shown + unit / 2 if lower else edge_shown - unit / 2)
    reached = (values < turn if lower else values > turn).astype(np.int64)
    for row in np.flatnonzero(np.abs(values - turn) < _DOUBT):
        number = rounded(float(values[row]), places)
        reached[row] = number <= edge_shown if lower else number >= edge_shown
    return reached


def available(value: float) -> bool:
    """Whether there is a figure at all; a figure that is not there is NaN here and None in what others read."""
    return not math.isnan(value)


assert set(LOWER_IS_BETTER) <= set(KPIS)
