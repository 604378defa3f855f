"""What real schools publish, as a row of the register."""

from __future__ import annotations

from typing import NamedTuple


class Comparator(NamedTuple):
    """Percentiles of one measure over real schools of a phase and size band. Source, year and measure say what they are."""

    source: str
    year: str
    measure: str
    phase: str
    roll_from: int
    roll_to: int | None
    schools: int
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
