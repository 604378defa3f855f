"""What a reader of the published files can work out of a school's hours: out of what is printed of need met, and out of how long its bar is drawn."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sendsite.framework.bands import shown
from sendsite.framework.coarse import OVER, coarse_hours
from sendsite.framework.settings import default
from sendsite.report.charts.board import FRAME

HALF_HOURS = 2
POINT = 72
"""An inch in the picture's units."""
LEFT, RIGHT = (FRAME.width * POINT * edge for edge in (FRAME.left, FRAME.right))
BAR = re.compile(r'd="M 129\.6 ([\d.]+)  ?L ([\d.]+) [\d.]+  ?L [\d.]+ ([\d.]+) [^"]*"[^>]*class="fill-s1"')
LABEL = re.compile(r'<text[^>]* y="([\d.]+)"[^>]*>Need met</text>')

Pairs = frozenset[tuple[int, int]]
"""(needed, matched) half-hours a week that may be so."""


class Published(NamedTuple):
    """One school in one term, as its files tell it: hours as rounded, need met and its score as printed, and the score as its bar is drawn."""

    needed: float
    matched: float | None
    gap: float | None
    figure: str
    score: str
    drawn: float


def published(term_of_school: Path) -> Published | None:
    """Out of two tables and one picture; None where they do not tell the hours needed, or need met."""
    hours = {row[0].split()[0].rstrip(":").lower(): row[1] for row in _rows(term_of_school / "deployment.pupil-hours.csv")}
    need = next((row for row in _rows(term_of_school / "summary.scores.csv") if row[0] == "Need met"), None)
    needed = _number(hours.get("needed"))
    drawn = bar_of((term_of_school / "summary.board-picture.svg").read_text(encoding="utf-8")) if need and _number(need[1]) is not None else None
    if needed is None or need is None or drawn is None:
        return None
    figure = shown(float(need[1]) / 100, 3)
    return Published(needed, _number(hours.get("matched")), _number(hours.get("gap")), figure, shown(float(need[2]), 2), drawn)


def bar_of(svg: str) -> float | None:
    """The score at which the bar of need met ends; None without one."""
    label = LABEL.search(svg)
    bars = [((float(bottom) + float(top)) / 2, float(end)) for bottom, end, top in BAR.findall(svg)]
    if label is None or not bars:
        return None
    middle, end = min(bars, key=lambda bar: abs(bar[0] - float(label[1])))
    assert abs(middle - float(label[1])) < 12
    return (end - LEFT) / (RIGHT - LEFT) * default().levels[-1]


def score_of(share: float) -> float:
    return float(np.interp(share, default().points("need"), default().levels))


def fitting(told: Published, holds: Callable[[float], bool]) -> Pairs:
    """All hours that round to those published and whose share holds."""
    return frozenset((needed, matched) for needed, matched in _rounding(told) if holds(matched / needed))


def by_the_figure(told: Published) -> Pairs:
    """What the printed measure leaves."""
    return fitting(told, lambda share: shown(share, 3) == told.figure)


def by_print(told: Published) -> Pairs:
    """What the printed measure and its printed score leave."""
    return fitting(told, lambda share: shown(share, 3) == told.figure and shown(score_of(share), 2) == told.score)


def by_the_bar(told: Published, near: float) -> Pairs:
    """What print and bar leave to a reader who thinks that the bar ends at the exact score, as near as the picture's numbers tell."""
    return frozenset(pair for pair in by_print(told) if abs(score_of(pair[1] / pair[0]) - told.drawn) <= near)


def _rounding(told: Published) -> Iterator[tuple[int, int]]:
    """(needed, matched) half-hours that round to what is published."""
    for needed in _around(told.needed):
        some = _around(told.matched) if told.matched is not None else range(needed + 1)
        for matched in some:
            if matched <= needed and (told.gap is None or coarse_hours((needed - matched) / HALF_HOURS) == told.gap):
                yield needed, matched


def _around(hours: float) -> list[int]:
    reach = 10 if hours > OVER else 5
    near = range(max(0, round((hours - reach) * HALF_HOURS)), round((hours + reach) * HALF_HOURS) + 1)
    return [half for half in near if coarse_hours(half / HALF_HOURS) == hours]


def _rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))[1:] if path.is_file() else []


def _number(said: str | None) -> float | None:
    try:
        return float(said or "")
    except ValueError:
        return None
