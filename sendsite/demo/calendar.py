"""The ten points in time of the demo: nine terms that were frozen at their end, and a live register in the autumn after them."""

from __future__ import annotations

from datetime import date, timedelta

from sendsite.demo.chance import Chance
from sendsite.framework.term import Term

MOMENTS: tuple[tuple[Term, date], ...] = (
    (Term(2023, "autumn"), date(2023, 12, 15)),
    (Term(2023, "spring"), date(2024, 3, 22)),
    (Term(2023, "summer"), date(2024, 7, 12)),
    (Term(2024, "autumn"), date(2024, 12, 13)),
    (Term(2024, "spring"), date(2025, 4, 4)),
    (Term(2024, "summer"), date(2025, 7, 11)),
    (Term(2025, "autumn"), date(2025, 12, 12)),
    (Term(2025, "spring"), date(2026, 3, 27)),
    (Term(2025, "summer"), date(2026, 7, 10)),
    (Term(2026, "autumn"), date(2026, 11, 6)),
)
LIVE_MOMENT = len(MOMENTS) - 1
Path = tuple[float, ...]


def year_of(moment: int) -> int:
    """Academic years since the story began."""
    return moment // 3


def is_autumn(moment: int) -> bool:
    return moment % 3 == 0


def path(*points: float) -> Path:
    """A value for each of the ten moments, on straight lines through points that are spread evenly over them."""
    values = []
    for moment in range(len(MOMENTS)):
        place = moment * (len(points) - 1) / LIVE_MOMENT if len(points) > 1 else 0.0
        left = min(int(place), max(0, len(points) - 2))
        right = min(left + 1, len(points) - 1)
        values.append(points[left] + (points[right] - points[left]) * (place - left))
    return tuple(values)


def day_before(moment: int, chance: Chance, least: int = 3, most: int = 40) -> date:
    """A working day in the weeks before the day of a moment; moments before the story count back a term each."""
    day = MOMENTS[moment][1] if moment >= 0 else MOMENTS[0][1] + timedelta(days=115 * moment)
    day -= timedelta(days=chance.whole(least, most))
    return day - timedelta(days=max(0, day.weekday() - 4))
