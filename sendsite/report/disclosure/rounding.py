"""
How coarse every figure is told: hours and money in steps, so that one pupil's coming or going cannot be read from two terms; all others in the places shown.

Nothing that draws or writes is given a finer number than its readers, so that no picture can tell one.
"""

from __future__ import annotations

from collections.abc import Mapping

from sendsite.framework.bands import rounded
from sendsite.framework.coarse import LEAST_HOURS, LEAST_MONEY, MONEY_STEP, coarse_hours, coarse_share, nearest
from sendsite.report.disclosure.entries import HOURLY, HOURS, MEAN_MONEY, MONEY, SHARE, Entry
from sendsite.report.disclosure.released import Value

STEPS = {MONEY: MONEY_STEP, MEAN_MONEY: 100.0, HOURLY: 0.5, SHARE: 0.01}
LEAST = {HOURS: LEAST_HOURS, MONEY: LEAST_MONEY}
LOW, UNRELIABLE = "low", "u"


def coarse(entry: Entry) -> float | None:
    """
    A figure as it is told: hours to 5, over 500 to 10; money to 1,000 GBP, an average of it to 100; what an hour costs to 50 pence; a share to 1%.

    A figure without a unit is told in its own places (half up, as it is shown); counts are whole anyway.
    """
    if entry.value is None:
        return None
    if entry.unit == HOURS:
        return coarse_hours(entry.value)
    if entry.unit in STEPS:
        return nearest(entry.value, STEPS[entry.unit])
    return entry.value if entry.unit else in_places(entry.value, entry.places)


def in_places(value: float, places: int) -> float:
    """A number rounded half up to so many decimal places, as it is shown."""
    return float(rounded(value, places))


def told(entry: Entry, entries: Mapping[str, Entry]) -> Value:
    """
    A figure that is not hidden, with the mark that stands in its place: `low` where it is there and rounds to nought, `u` for a share of too little.

    A share of two figures is worked out from these as they are told, so that it tells no more than they do.
    """
    if entry.value is None:
        return Value(None, entry.why)
    if entry.unit == SHARE and len(entry.of) == 2:
        return _share(entries[entry.of[0]], entries[entry.of[1]], entry.why)
    number = coarse(entry)
    return Value(number, LOW if entry.unit and not number and abs(entry.value) > NOISE else "")


NOISE = 1e-9
"""What adding hours in another order leaves over is nothing."""


def _share(part: Entry, whole: Entry, why: str) -> Value:
    of, over = coarse(part), coarse(whole)
    if of is None or over is None:
        return Value(None, why)
    share = coarse_share(of, over, LEAST[whole.unit])
    return Value(share, UNRELIABLE if share is None else LOW if not share and part.value else "")
