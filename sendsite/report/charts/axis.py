"""Places along an axis: 0 to 1000 across, and round tick values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH = 1000.0
NEAR = 0.12
"""An end of an axis nearer than this part of it to a band edge has no words: they would run into those of the edge."""
NOUGHT = re.compile(r"(\.\d*)0(?=\D*$)")
POINT = re.compile(r"\.(?=\D*$)")


def place(value: float, low: float, high: float, width: float = WIDTH) -> float:
    """Where a value stands between low (0) and high (width), kept inside, to a tenth."""
    if high <= low:
        return 0.0
    return round(min(max((value - low) / (high - low), 0.0), 1.0) * width, 1)


def step_for(span: float, ticks: int) -> float:
    """A round step (1, 2 or 5 times a power of ten) that gives about so many ticks over a span."""
    raw = span / max(ticks, 1)
    power = 10.0 ** floor(log10(raw))
    return float(next(unit * power for unit in (1, 2, 5, 10) if unit * power >= raw * 0.999))


class Span(NamedTuple):
    """A stretch of values to draw over."""

    low: float
    high: float


def span_of(values: Sequence[float], least: float, ticks: int = 4, floor_at: float | None = None) -> Span:
    """
    Round limits around values, at least so wide; not below `floor_at`.

    No value gives 0 to `least`: an empty picture still has an axis.
    """
    low, high = (min(values), max(values)) if values else (0.0, least)
    if high - low < least:
        middle = (high + low) / 2
        low, high = middle - least / 2, middle + least / 2
    step = step_for(high - low, ticks)
    low, high = floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step
    return Span(max(low, floor_at) if floor_at is not None else low, high)


def ticks_of(span: Span, words: Callable[[float], str], ticks: int = 4) -> tuple[tuple[float, str], ...]:
    """(place, words) of round values inside a span."""
    step = step_for(span.high - span.low, ticks)
    first = ceil(span.low / step - 1e-9)
    values = [step * number for number in range(first, floor(span.high / step + 1e-9) + 1)]
    return _said(span, values, words)


def edge_ticks(span: Span, edges: Iterable[float], words: Callable[[float], str]) -> tuple[tuple[float, str], ...]:
    """(place, words) of the band edges inside a span and of its two ends; an end that stands too near to an edge gives way."""
    inside = sorted({edge for edge in edges if span.low < edge < span.high})
    near = NEAR * (span.high - span.low)
    ends = [end for end in span if all(abs(end - edge) >= near for edge in inside)]
    return _said(span, sorted([*inside, *ends]), words)


def plainly(said: Sequence[str]) -> list[str]:
    """The words of one axis without the noughts after the point that all of them share: 80.0% and 100.0% become 80% and 100%."""
    kept = list(said)
    while kept and all(NOUGHT.search(words) for words in kept):
        kept = [NOUGHT.sub(r"\1", words) for words in kept]
    return [POINT.sub("", words) for words in kept]


def _said(span: Span, values: Sequence[float], words: Callable[[float], str]) -> tuple[tuple[float, str], ...]:
    return tuple((place(value, *span), said) for value, said in zip(values, plainly([words(value) for value in values]), strict=True))
