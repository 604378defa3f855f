"""Horizontal bars: from a zero line, to both sides of one, or two by two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from sendsite.report.charts.axis import place
from sendsite.report.figures.charts import Bar, Bars


class Item(NamedTuple):
    """A row of bars: a label, its number (None: no bar) and words, and for paired bars a second number and words."""

    label: str
    number: float | None
    text: str
    second: float | None = None
    second_text: str = ""
    tone: str = "s1"


HALF = 0.6
"""Each side of a diverging picture stands for at least so much of the index: a small movement looks small, at every school."""


def bars(items: Sequence[Item], legend: tuple[tuple[str, str], ...] = (), top: float | None = None) -> Bars:
    """Bars from 0 at the left, up to the largest number or a given top."""
    top = max((item.number for item in items if item.number is not None), default=0.0) if top is None else top
    rows = tuple(Bar(item.label, 0.0, _width(item.number, top), item.tone, item.text) for item in items)
    return Bars(0.0, rows, legend)


def paired(items: Sequence[Item], first: str, second: str) -> Bars:
    """Two bars a row on one scale, such as hours needed and hours received; the first is hatched in print."""
    numbers = [number for item in items for number in (item.number, item.second) if number is not None]
    top = max(numbers, default=0.0)
    rows = tuple(
        Bar(item.label, 0.0, _width(item.number, top), "s7", item.text, (0.0, _width(item.second, top), "s1", item.second_text), hatch=True) for item in items
    )
    return Bars(0.0, rows, (("s7", first), ("s1", second)))


def diverging(items: Sequence[Item]) -> Bars:
    """
    Bars to the right of zero for what lifted a figure (tone up), to the left for what lowered it (tone down).

    Zero stands in the middle and one scale serves all schools; it grows only where a part is larger.
    """
    half = max([HALF, *(abs(item.number) for item in items if item.number is not None)])
    zero = place(0.0, -half, half)
    rows = []
    for item in items:
        number = item.number or 0.0
        at = place(number, -half, half)
        rows.append(Bar(item.label, min(zero, at), round(abs(at - zero), 1), "down" if number < 0 else "up", item.text))
    return Bars(zero, tuple(rows), (("up", "lifted it"), ("down", "lowered it")))


def greyed(picture: Bars) -> Bars:
    """The same bars without a colour that speaks of better or worse: no change is called."""
    return replace(picture, rows=tuple(replace(row, tone="quiet") for row in picture.rows), legend=())


def _width(number: float | None, top: float) -> float:
    return place(number, 0.0, top) if number is not None and top > 0 else 0.0
