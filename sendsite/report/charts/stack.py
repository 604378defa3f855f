"""Bars that add up to a whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import inf
from typing import NamedTuple

from sendsite.report.figures.charts import Segment, Stack, StackRow
from sendsite.report.formats import HOURS, WHOLE_PERCENT, Format, adding_up

GAP = 3.0
HIDDEN, HIDDEN_TONE = "Hidden parts together", "hidden"
UNKNOWN = "Hidden, of a length that is not told"
STUB = 45.0
"""What is hidden beside a total that is not told is drawn this wide, at every school and in every term."""
REST, ROUNDING, REST_TONE = "Small amounts and rounding", "Rounding", "rest"
LEFT_OVER = 0.05
"""Less than a tenth of an hour is what adding leaves over."""
LITTLE = "under 1%"
LEAST_DRAWN = 2
"""Beside hidden parts fewer than so many that can be drawn are no picture: a sentence tells them better."""


class Part(NamedTuple):
    """A part of a whole: its words as released, and its number (None: hidden or missing, so no width of its own)."""

    label: str
    number: float | None
    tone: str
    text: str


def stack_row(label: str, parts: Sequence[Part], whole: float | None = None, least: float = 0.0, form: Format = HOURS) -> StackRow:
    """
    One bar over the parts that have a number; the shares are whole percentages that add up to 100, and `under 1%` where one rounds to nought.

    Of rounded figures (`least` is given) the bar is the whole as told, and what its parts leave over is a part of its own; where they are more than
    the whole, the bar is their sum. A whole under `least` has widths and no shares, and a part that only rounds to nought has neither.

    Where parts are hidden and the whole is shown, they stand as one hatched rest: two or more of them, since disclosure control never hides
    one alone beside its total. Where the whole is not shown either, they are a hatched stub of no meaning, and no share is told.
    """
    known, gone = [part for part in parts if part.number is not None], [_undrawn(part) for part in parts if part.number is None]
    total = sum(part.number or 0.0 for part in known)
    left = 0.0 if whole is None else whole - total
    if not gone:
        words = REST if any(not part.number and part.text.startswith("[") for part in parts) else ROUNDING
        rest = [Part(words, left, REST_TONE, f"about {form.text(left)}")] if least and left > LEFT_OVER else []
        return StackRow(label, _segments([*known, *rest], total if whole is None else whole, least))
    if sum(bool(part.number) for part in known) < LEAST_DRAWN:
        return StackRow(label, tuple(map(_undrawn, parts)))
    if len(gone) > 1 and whole is not None and left > LEFT_OVER:
        return StackRow(label, (*_segments([*known, Part(HIDDEN, left, HIDDEN_TONE, "")], whole, least), *gone))
    stub = Segment(UNKNOWN, 1000.0 - STUB, STUB, HIDDEN_TONE, "", "")
    return StackRow(label, (*_segments(known, 0.0, inf, 1000.0 - STUB - GAP), stub, *gone))


def _undrawn(part: Part) -> Segment:
    return Segment(part.label, 0.0, 0.0, part.tone, part.text, "")


def _segments(parts: Sequence[Part], whole: float, least: float, width: float = 1000.0) -> tuple[Segment, ...]:
    """Parts with their numbers, side by side over a width; shares of their sum where the whole is enough for any."""
    numbers = [part.number or 0.0 for part in parts]
    total = sum(numbers)
    if total <= 0:
        return tuple(map(_undrawn, parts))
    shares = adding_up([number / total for number in numbers], 1.0, WHOLE_PERCENT)
    room = width - GAP * (sum(number > 0 for number in numbers) - 1)
    segments, x = list[Segment](), 0.0
    for part, number, share in zip(parts, numbers, shares, strict=True):
        wide = number / total * room
        said = "" if whole < least or (not number and part.text.startswith("[")) else share_words(number, share)
        segments.append(Segment(part.label, round(x, 1), round(wide, 1), part.tone, part.text, said))
        x += wide + GAP if number > 0 else 0.0
    return tuple(segments)



def share_words(number: float, share: Decimal) -> str:
    """`12%`; what is there is never 0%."""
    return LITTLE if number and not share else WHOLE_PERCENT.write(share)


def stack(rows: Sequence[tuple[str, Sequence[Part], float | None]], least: float = 0.0, form: Format = HOURS) -> Stack:
    """Several bars, one above the other: label, parts, and the whole where it is shown; no shares of a whole under `least`."""
    return Stack(tuple(stack_row(label, parts, whole, least, form) for label, parts, whole in rows))
