"""Bars that add up to a whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from sendsite.report.figures.charts import Segment, Stack, StackRow
from sendsite.report.formats import WHOLE_PERCENT, adding_up

GAP = 3.0
HIDDEN, HIDDEN_TONE = "Hidden parts together", "hidden"
LITTLE = "under 1%"


class Part(NamedTuple):
    """A part of a whole: its words as released, and its number (None: hidden or missing, so no width of its own)."""

    label: str
    number: float | None
    tone: str
    text: str


def stack_row(label: str, parts: Sequence[Part], whole: float | None = None, least: float = 0.0) -> StackRow:
    """
    One bar over the parts that have a number; the shares are whole percentages that add up to 100, and `under 1%` where one rounds to nought.
    Of rounded figures (`least` is given) each share is of the whole as told, and they need not add up.

    Where parts are hidden and the whole is shown, they stand as one hatched rest: two or more of them, since disclosure control never hides
    one alone beside its total. Where the whole is not shown either, nothing has a width or a share. A whole under `least` has widths and no shares, and
    a part that only rounds to nought has none either.
    """
    known = [part.number for part in parts if part.number is not None]
    hidden = len(parts) - len(known)
    if hidden > 1 and whole is not None and whole > sum(known):
        rest = Part(HIDDEN, whole - sum(known), HIDDEN_TONE, "")
        row = stack_row(label, [part for part in parts if part.number is not None] + [rest], whole, least)
        return StackRow(label, (*row.segments, *(Segment(part.label, 0.0, 0.0, part.tone, part.text, "") for part in parts if part.number is None)))
    told, whole = whole if least else None, sum(known)
    if hidden or whole <= 0:
        return StackRow(label, tuple(Segment(part.label, 0.0, 0.0, part.tone, part.text, "") for part in parts))
    parts_of = [number / (told or whole) for number in known]
    shares = [WHOLE_PERCENT.decimal(part) for part in parts_of] if least else adding_up(parts_of, 1.0, WHOLE_PERCENT)
    room = 1000.0 - GAP * (sum(number > 0 for number in known) - 1)
    segments, x = [], 0.0
    for part, number, share in zip(parts, known, shares, strict=True):
        width = number / whole * room
        said = "" if whole < least or (not number and part.text.startswith("[")) else share_words(number, share)
        segments.append(Segment(part.label, round(x, 1), round(width, 1), part.tone, part.text, said))
        x += width + GAP if number > 0 else 0.0
    return StackRow(label, tuple(segments))


def share_words(number: float, share: Decimal) -> str:
    """`12%`; what is there is never 0%."""
    return LITTLE if number and not share else WHOLE_PERCENT.write(share)


def stack(rows: Sequence[tuple[str, Sequence[Part], float | None]], least: float = 0.0) -> Stack:
    """Several bars, one above the other: label, parts, and the whole where it is shown; no shares of a whole under `least`."""
    return Stack(tuple(stack_row(label, parts, whole, least) for label, parts, whole in rows))
