"""
Amounts in the words of an insight: exactly, for those who keep the register, or coarsely, for the public.

A rule does not know who will read it, so it leaves its amounts open in its words (`hours`, `share`); they are written out when that is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from sendsite.framework.bands import rounded, shown
from sendsite.framework.coarse import HOURS_STEP, LEAST_COUNT, LEAST_HOURS, LEAST_MONEY, coarse_hours, coarse_money, coarse_share

OPEN = re.compile("\x02([a-z]+) ([^ \x03]+) ?([^ \x03]*)\x03")
PARTS = ((0.2, "a small part"), (0.6, "a good part"), (0.9, "most"))
"""A share in words, below so much, where the whole is too little for a percentage or a fraction."""
ALL, MORE = "nearly all", "more than all"


class Kind(NamedTuple):
    """How coarse a share is told: how its part and its whole are, and the least whole of which one is."""

    coarse: Callable[[float], float]
    least: float


KINDS = {"share": Kind(coarse_hours, LEAST_HOURS), "money": Kind(coarse_money, LEAST_MONEY), "count": Kind(float, LEAST_COUNT)}


class Share(float):
    """A part of a whole of hours (or, by `kind`, of `money` or a `count`): it is told from the two as they are told."""

    part: float
    whole: float
    kind: str

    def __new__(cls, part: float, whole: float, kind: str = "share") -> Share:
        share = super().__new__(cls, part / whole if whole else float("nan"))
        share.part, share.whole, share.kind = part, whole, kind
        return share

    def __getnewargs__(self) -> tuple[float, float, str]:  # type: ignore[override]  # it is made of two numbers
        return self.part, self.whole, self.kind

    def coarse(self) -> float | None:
        """The share as it is told; None of a whole of too little."""
        told, least = KINDS[self.kind]
        return coarse_share(told(self.part), told(self.whole), least)

    def in_words(self) -> str:
        """`18%`, or of too little `a good part`, of few counted `10 of 17`; what is there is never 0%."""
        told, coarse = self.coarse(), KINDS[self.kind].coarse
        if told:
            return f"{rounded(told, 2) * 100:.0f}%"
        if self.kind == "count":
            return f"{self.part:.0f} of {self.whole:.0f}"
        about = coarse(self.part) / coarse(self.whole) if told is None and coarse(self.whole) else 0.0
        return next((words for edge, words in PARTS if about < edge), ALL if about <= 1 else MORE)


def hours(amount: float) -> str:
    """Hours, left open: exactly such as `12.5 hours` or `1 hour`, coarsely `15 hours` or `less than 5 hours`."""
    return f"\x02hours {amount!r}\x03"


def share(amount: float) -> str:
    """A share in words, such as `18%`; one of hours or money is left open."""
    if isinstance(amount, Share):
        return f"\x02{amount.kind} {amount.part!r} {amount.whole!r}\x03"
    return f"{rounded(amount, 2) * 100:.0f}%"


def exactly(words: str) -> str:
    """Words with their amounts written out as they are."""
    return _written(words, _exact)


def coarsely(words: str) -> str:
    """Words with their amounts as they are told to the public."""
    return _written(words, _coarse)


def _written(words: str, written: Callable[..., str]) -> str:
    """Each amount written out; one that begins a sentence with a word has a capital."""
    parts, last = [], 0
    for found in OPEN.finditer(words):
        parts.append(words[last : found.start()])
        amount = written(found[1], *(float(each) for each in found.groups()[1:] if each))
        before = "".join(parts).rstrip()
        parts.append(amount[:1].upper() + amount[1:] if not before or before[-1] in ".?!" else amount)
        last = found.end()
    return "".join([*parts, words[last:]])


def _exact(kind: str, amount: float, whole: float = 0.0) -> str:
    if kind != "hours":
        return f"{rounded(amount / whole, 2) * 100:.0f}%"
    return in_hours(amount)


def in_hours(amount: float) -> str:
    """Hours exactly, such as `12.5 hours` or `1 hour`."""
    text = shown(amount, 1).removesuffix(".0")
    return f"{text} hour" if text == "1" else f"{text} hours"


def _coarse(kind: str, amount: float, whole: float = 0.0) -> str:
    if kind != "hours":
        return Share(amount, whole, kind).in_words()
    told = coarse_hours(amount)
    return f"{told:,.0f} hours" if told else f"less than {HOURS_STEP:.0f} hours"
