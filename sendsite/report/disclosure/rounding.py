"""How coarse hours and money are told, so that one pupil's coming or going cannot be read from two terms."""

from __future__ import annotations

from math import floor

from sendsite.report.disclosure.entries import HOURLY, HOURS, MEAN_MONEY, MONEY, Entry

HOURS_STEP, HOURS_STEP_OVER, OVER = 5.0, 10.0, 500.0
STEPS = {MONEY: 1_000.0, MEAN_MONEY: 100.0, HOURLY: 0.5}


def coarse(entry: Entry) -> float | None:
    """A figure as it is told: hours to 5, over 500 to 10; money to 1,000 GBP, an average of it to 100; what an hour costs to 50 pence."""
    if entry.value is None:
        return None
    if entry.unit == HOURS:
        return nearest(entry.value, HOURS_STEP_OVER if abs(entry.value) > OVER else HOURS_STEP)
    return nearest(entry.value, STEPS[entry.unit]) if entry.unit in STEPS else entry.value


def nearest(value: float, step: float) -> float:
    """The nearest whole number of steps, half away from nought."""
    steps = floor(abs(value) / step + 0.5 + 1e-9) * step
    return (-steps if value < 0 else steps) + 0.0
