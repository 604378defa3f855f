"""
Many needles looked for at once, as runs of whole words: each waits at its rarest word, and only where that stands is the rest compared.

The words of a file are gone through once, however many needles there are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress

from sendsite.publish.leak_gate.needles import Needle
from sendsite.publish.leak_gate.plain_words import Words, plain

LONG = 8
"""Letters of a needle that is looked for in bytes that are no text, where anything shorter stands by chance."""

Waiting = dict[tuple[int, int], dict[Words, list[Needle]]]
"""By how many words stand before the rarest one and how many the needle has: the needles of those words."""


class Finder:
    """`usual` counts how often words stand in what the site says anyway: a needle does not wait at one of those."""

    def __init__(self, needles: Iterable[Needle], usual: Mapping[str, int] | None = None) -> None:
        known = {needle: None for needle in needles if needle.words}
        count = Counter(word for needle in known for word in needle.words)
        usual = usual or {}
        self.waiting: dict[str, Waiting] = {}
        self.size = len(known)
        for needle in known:
            rare = min(range(len(needle.words)), key=lambda at: (_often(needle.words[at]), usual.get(needle.words[at], 0), count[needle.words[at]]))
            at_word = self.waiting.setdefault(needle.words[rare], {})
            at_word.setdefault((rare, len(needle.words)), {}).setdefault(needle.words, []).append(needle)

    def within(self, said: Sequence[str]) -> Iterator[tuple[int, Needle]]:
        """The needles that stand in a row of words, and behind how many of them."""
        for at in compress(range(len(said)), map(self.waiting.__contains__, said)):
            for (before, length), runs in self.waiting[said[at]].items():
                if at >= before:
                    for needle in runs.get(tuple(said[at - before : at - before + length]), ()):
                        yield at - before, needle


def _often(word: str) -> bool:
    """Whether it stands all over drawings and tables: a short number, or one letter."""
    return len(word) < 2 or (len(word) <= 3 and word.isdecimal())


def is_spelled(needle: Needle, text: str) -> bool:
    """Whether the text has it written as it must be."""
    return not needle.spelled or re.search(needle.spelled, plain(text)) is not None


def is_long(needle: Needle) -> bool:
    """Whether it cannot stand in noise by chance."""
    return sum(map(len, needle.words)) >= LONG


def place_of(said: Words, text: str) -> str:
    """Where in a text words stand, told in words; "" where it cannot be told."""
    pattern = r"(?<![0-9a-z])" + r"(?:[^0-9a-z<]|<[^>]*>)*".join(said) + r"(?![0-9a-z])"
    found = re.search(pattern, plain(text).lower())
    if found is None:
        return ""
    before = plain(text)[: found.start()]
    line = before.count("\n") + 1
    return f"line {line:,}, character {len(before) - before.rfind(chr(10)):,}"
