"""Real schools of the same phase and size: which percentiles belong to a school, and its own figure beside them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sendsite.framework.records import Comparator
from sendsite.report.view import Place, View

WEEK = 32.5
"""Contracted hours of one full-time equivalent, a week: the published staffing benchmark counts so."""


class Measure(NamedTuple):
    """A measure that real schools publish: its code in the comparators, its name, and what the school's own figure rests on."""

    code: str
    name: str
    short: str
    own: str
    scale: float


MEASURES = (
    Measure("ta_fte_per_100_pupils", "Support staff (full-time equivalent) per 100 pupils", "support staff per 100 pupils", "role.contracted", 100 / WEEK),
    Measure("ehcp_pct", "Pupils with an EHCP, % of roll", "% with an EHCP", "ehcp", 100.0),
    Measure("sen_support_pct", "Pupils at SEN support, % of roll", "% at SEN support", "support", 100.0),
)


def bands_of(comparators: Iterable[Comparator], phase: str, measure: str) -> list[Comparator]:
    """The size bands of the newest year for a phase and a measure, small to large."""
    found = [row for row in comparators if row.phase == phase and row.measure == measure]
    newest = max((row.year for row in found), default="")
    return sorted((row for row in found if row.year == newest), key=lambda row: (row.roll_from, row.source))


def band_for(bands: Iterable[Comparator], roll: float) -> Comparator | None:
    """The band of a roll: from `roll_from` up to, but not including, `roll_to`."""
    return next((row for row in bands if row.roll_from <= roll and (row.roll_to is None or roll < row.roll_to)), None)


def own(view: View, place: Place, measure: Measure) -> float | None:
    """The school's own figure on the measure's scale; None where it is hidden or missing."""
    number = view.number(place, measure.own)
    return number / place.roll * measure.scale if number is not None and place.roll else None


def size_words(band: Comparator) -> str:
    """`210 to 314 on roll`, `1,000 and more on roll`."""
    return f"{band.roll_from:,} to {band.roll_to - 1:,} on roll" if band.roll_to is not None else f"{band.roll_from:,} and more on roll"


def where(value: float, band: Comparator) -> str:
    """Where a figure stands among the schools of the band."""
    if band.p25 is not None and value < band.p25:
        return "in the lower quarter"
    if band.p75 is not None and value > band.p75:
        return "in the upper quarter"
    return "in the middle half"
