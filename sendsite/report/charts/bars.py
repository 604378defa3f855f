"""Horizontal bars: from a zero line, to both sides of one, or two by two."""

from __future__ import annotations

from collections.abc import Sequence
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


def bars(items: Sequence[Item], legend: tuple[tuple[str, str], ...] = ()) -> Bars:
    """Bars from 0 at the left."""
    top = max((item.number for item in items if item.number is not None), default=0.0)
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
    """Bars to the right of zero for what lifted a figure (tone up), to the left for what lowered it (tone down)."""
    numbers = [item.number for item in items if item.number is not None]
    low, high = min([*numbers, 0.0]), max([*numbers, 0.0])
    zero = place(0.0, low, high)
    rows = []
    for item in items:
        number = item.number or 0.0
        at = place(number, low, high)
        rows.append(Bar(item.label, min(zero, at), round(abs(at - zero), 1), "down" if number < 0 else "up", item.text))
    return Bars(zero, tuple(rows), (("up", "lifted it"), ("down", "lowered it")))


def _width(number: float | None, top: float) -> float:
    return place(number, 0.0, top) if number is not None and top > 0 else 0.0
