"""How coarse hours and money are told to the public, so that one pupil's coming or going cannot be read from two terms."""

from __future__ import annotations

from math import floor

HOURS_STEP, HOURS_STEP_OVER, OVER = 5.0, 10.0, 500.0
MONEY_STEP = 1_000.0
LEAST_HOURS, LEAST_MONEY = 200.0, 50_000.0
"""A share, in percent or as a fraction in words, is told only of at least so much: a step of 5 in 200 hours is 2.5 points, of 1,000 in £50,000 is 2."""

LEAST_COUNT = 50.0
"""A percentage of counts, such as of pupils or outcomes, is told to the public only of at least so many: of fewer one is more than 2 points."""


def coarse_hours(hours: float) -> float:
    """Hours as they are told: to 5, over 500 to 10."""
    return nearest(hours, HOURS_STEP_OVER if abs(hours) > OVER else HOURS_STEP)


def coarse_money(pounds: float) -> float:
    """GBP as they are told: to 1,000."""
    return nearest(pounds, MONEY_STEP)


def nearest(value: float, step: float) -> float:
    """The nearest whole number of steps, half away from nought."""
    steps = round(floor(abs(value) / step + 0.5 + 1e-9) * step, 9)  # 57 steps of 0.01 are 0.57, and not 0.5700000000000001
    return (-steps if value < 0 else steps) + 0.0


def surely_most(part: float, whole: float) -> bool:
    """Whether hours as told are more than half of others as told, whatever rounding hid."""
    return part - HOURS_STEP / 2 > (whole + HOURS_STEP / 2) / 2


def coarse_share(part: float, whole: float, least: float) -> float | None:
    """A share of two figures as told, to a whole percent; None of a whole that is told as less than `least`."""
    return nearest(part / whole, 0.01) if whole >= least and whole > 0 else None
