"""
The one word that a trust may put in front of its whole site: the host asks for it before it shows anything, the unlock page included.

It keeps strangers and search engines away and protects nobody from anybody who knows it; what protects is the seal. So it is never a reading code,
which a host would then be told in clear. It is kept as a bcrypt hash alone (docs/decisions/0013-the-word-in-front.md).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from sendsite.errors import DataRefused
from sendsite.publish.seal.codes import HANDLE, normalised, word_list

ROUNDS = 10
"""bcrypt's cost as OWASP asks for it (Password Storage, 2023), 50 ms: Apache and nginx work it out for each file of a page, so it must not be more."""
WORDS = 4
"""Words of one made here: 51.7 bits."""
LEAST, MOST = 12, 72
"""Characters of a word of one's own; bcrypt itself reads no more than 72 bytes."""
NAME = "trust"
"""The name that browsers ask for beside it, where none is chosen."""

_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")
_LIKE_A_CODE = 3
"""So many words of the codes' list behind what could be a handle are taken for a code."""


@dataclass(frozen=True)
class HostWord:
    """What is kept of it: the name beside it, its bcrypt hash as password files have it, and since when it is asked for."""

    name: str
    hash: str = field(repr=False)
    since: date

    @property
    def line(self) -> str:
        """Its line of a password file."""
        return f"{self.name}:{self.hash}\n"


def new_word() -> str:
    """A fresh word that can be dictated: four of the codes' list, with hyphens. It cannot be taken for a code."""
    while refused(word := "-".join(secrets.choice(word_list()) for _ in range(WORDS)), ()):
        pass
    return word


def kept(word: str, name: str, handles: Collection[str], *, on: date) -> HostWord:
    """What is kept of a word; DataRefused where it, or the name, will not do. `handles` are those of the site's codes."""
    import bcrypt

    if not _NAME.fullmatch(name):
        raise DataRefused(f"The name '{name}' was not taken. Write letters and digits without spaces, such as {NAME}.")
    if words := refused(word, handles):
        raise DataRefused(f"The word was not taken. {words}")
    made = bcrypt.hashpw(word.encode("ascii"), bcrypt.gensalt(ROUNDS)).decode("ascii")
    return HostWord(name, f"$2y${made.removeprefix('$2b$')}", on)


def fits(word: str, known: HostWord) -> bool:
    """Whether this is the word."""
    import bcrypt

    return bcrypt.checkpw(word.encode()[:MOST], known.hash.encode("ascii"))


def refused(word: str, handles: Collection[str]) -> str:
    """Why a word will not do, and what to write instead; "" where it will."""
    if not word.isascii() or not word.isprintable() or word != word.strip():
        return "Browsers send other signs in different ways. Write letters, digits and hyphens, with nothing before or after."
    if not LEAST <= len(word) <= MOST:
        return f"It has {len(word)} characters. Write {LEAST} to {MOST}, such as four words with hyphens; or leave the choice to sendsite."
    if like_a_code(word, handles):
        return "It looks like a reading code, and a code is its reader's alone: whoever looks after the host could read it. Choose another word."
    return ""


def like_a_code(word: str, handles: Collection[str]) -> bool:
    """Whether this could be a reading code, whole or in part: it begins with a reader's handle, or is made of the codes' own words as codes are."""
    code, listed = normalised(word), frozenset(word_list())
    behind = code.words.split("-") if code.words else []
    if behind and code.handle in handles:
        return True
    if len(code.handle) == 4 and set(code.handle) <= set(HANDLE) and len(behind) >= _LIKE_A_CODE and listed.issuperset(behind):
        return True
    apart = [part for part in re.split("[^a-z0-9]+", word.lower()) if part]
    return len(apart) > WORDS and listed.issuperset(apart)
