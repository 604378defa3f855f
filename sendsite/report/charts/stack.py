"""Bars that add up to a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sendsite.report.figures.charts import Segment, Stack, StackRow
from sendsite.report.formats import WHOLE_PERCENT, adding_up

GAP = 3.0


class Part(NamedTuple):
    """A part of a whole: its words as released, and its number (None: hidden or missing, so no width of its own)."""

    label: str
    number: float | None
    tone: str
    text: str


def stack_row(label: str, parts: Sequence[Part]) -> StackRow:
    """
    One bar over the parts that have a number; the shares are whole percentages that add up to 100.

    With any part hidden or missing nothing has a width or a share: a bar of the rest would say what was hidden.
    """
    known = [part.number for part in parts if part.number is not None]
    whole = sum(known)
    if len(known) < len(parts) or whole <= 0:
        return StackRow(label, tuple(Segment(part.label, 0.0, 0.0, part.tone, part.text, "") for part in parts))
    shares = adding_up([number / whole for number in known], 1.0, WHOLE_PERCENT)
    room = 1000.0 - GAP * (sum(number > 0 for number in known) - 1)
    segments, x = [], 0.0
    for part, number, share in zip(parts, known, shares, strict=True):
        width = number / whole * room
        segments.append(Segment(part.label, round(x, 1), round(width, 1), part.tone, part.text, WHOLE_PERCENT.write(share)))
        x += width + GAP if number > 0 else 0.0
    return StackRow(label, tuple(segments))


def stack(rows: Sequence[tuple[str, Sequence[Part]]]) -> Stack:
    """Several bars, one above the other."""
    return Stack(tuple(stack_row(label, parts) for label, parts in rows))
