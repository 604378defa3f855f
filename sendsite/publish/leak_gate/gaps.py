"""
A full name whose letters stand apart: by blanks, dots, hyphens, marks of a page, or the pieces that a script or a drawing puts together.

Only words as they stand are put together, so that a name that begins within one word and ends within another is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress

from sendsite.publish.leak_gate.needles import Person, joined
from sendsite.publish.leak_gate.plain_words import Words, words_of

MOST_FIGURES = 2
"""Numbers in a row that may stand between two letters, such as the distance that a PDF moves them."""


class Gaps:
    """Full names of eight letters or more, as one row of letters."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.names: dict[str, str] = {}
        self.usual: dict[str, set[Words]] = {}
        for one in people:
            for name in joined(one.name):
                self.names[name] = f"the full name of {one.who}"
                self.usual.setdefault(name, set()).add((name,))
        for one in people:
            named = words_of(one.name)
            for turned in (named[at:] + named[:at] for at in range(len(named))):
                self.usual.get("".join(turned), set()).add(turned)
        self.begun = {name[:length] for name in self.names for length in range(1, len(name))}

    def within(self, said: Sequence[str]) -> Iterator[tuple[Words, str]]:
        """The words whose letters together are a name, unless they stand as names usually do; a figure or two between are passed over."""
        begun, names = self.begun, self.names
        for at in compress(range(len(said) - 1), map(begun.__contains__, said)):
            first = said[at] + said[at + 1]
            if not (first in begun or first in names or said[at + 1].isdecimal()):
                continue
            letters, parts, figures = said[at], [said[at]], 0
            for place in range(at + 1, len(said)):
                if said[place].isdecimal():
                    figures += 1
                    if figures > MOST_FIGURES:
                        break
                    continue
                letters, figures = letters + said[place], 0
                parts.append(said[place])
                if letters in names and tuple(parts) not in self.usual[letters]:
                    yield tuple(said[at : place + 1]), names[letters]
                if letters not in begun:
                    break
