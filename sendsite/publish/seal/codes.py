"""Reading codes: generated, never chosen; four characters that find the reader's slot, then words that open it."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import NamedTuple

HANDLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""What handles are made of: no sign that is easily taken for another, and no U, so that few words come about."""

SCHOOL_WORDS, LEADER_WORDS = 5, 6
"""Words of a code: 64.6 bits for a school's reader, 77.5 for who opens all."""

WORDS = Path(__file__).with_name("words.txt")
_APART = re.compile("[^a-z0-9]+")
_HANDLE_FIRST = re.compile("(?:[a-z0-9]-?){0,4}")


class Code(NamedTuple):
    """A reading code: its handle in capitals, and its words in small letters with a hyphen between them."""

    handle: str
    words: str

    def __str__(self) -> str:
        """As it is printed on a reader's card."""
        return f"{self.handle} {self.words.replace('-', ' ')}"


@cache
def word_list() -> tuple[str, ...]:
    """The long list of the EFF without its four words that have a hyphen of their own: dictated, they would be two."""
    lines = WORDS.read_text("ascii").splitlines()
    return tuple(line for line in lines if not line.startswith("#") and "-" not in line)


def new_code(words: int = SCHOOL_WORDS, taken: Collection[str] = ()) -> Code:
    """A fresh code of so many words, with a handle that is not among those taken."""
    handle = new_handle(taken)
    return Code(handle, "-".join(secrets.choice(word_list()) for _ in range(words)))


def new_handle(taken: Collection[str] = ()) -> str:
    """A handle that is not among those taken."""
    while True:
        handle = "".join(secrets.choice(HANDLE) for _ in range(4))
        if handle not in taken:
            return handle


def normalised(typed: str) -> Code:
    """
    A code as somebody typed it: NFKC, small letters, what is neither letter nor digit as one hyphen; the first four signs are the handle.

    Signs that cannot be seen, which mail programs put into words, do not count. What no code can be gives a handle that nobody has.
    """
    text = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if unicodedata.category(sign) != "Cf").lower()
    plain = "-".join(part for part in _APART.split(text) if part)
    found = _HANDLE_FIRST.match(plain)
    assert found is not None, "four signs or none: it always matches"
    return Code(found[0].replace("-", "").upper(), plain[found.end() :].removeprefix("-"))
