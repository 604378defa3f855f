"""Texts as plain words, so that a name is the same however it is written: small letters, no accents, nothing but letters and figures."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache

from sendsite.publish.leak_gate.look_alikes import READ_AS

Words = tuple[str, ...]

FOREIGN = re.compile(r"[^\x00-\x7f]+")
KEPT = string.ascii_lowercase + string.digits
SMALL = "".join(sign if (sign := chr(code).lower()) in KEPT else " " for code in range(128))
SMALL_BYTES = (SMALL + " " * 128).encode("ascii")
WRITTEN_AS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ı": "i", "ħ": "h", "Ħ": "H"})
WRITTEN_AS |= str.maketrans({"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "Th"})
WRITTEN_AS |= str.maketrans(READ_AS)
"""Letters that Unicode does not take apart into a plain one and its mark, and those that look like a plain one."""

PUNCTUATION = "’‘“”–—…·£\u00a0×−▲◆●→←"
"""What pages are full of, taken out first, for that is faster."""

APOSTROPHES = re.compile("['’‘ʼ`´]")


def plain(text: str) -> str:
    """
    A text in ASCII, large letters kept. Accents and invisible signs go; letters that look like plain ones become those, others of other scripts their numbers.

    All other signs become a blank.
    """
    if text.isascii():
        return text
    for sign in PUNCTUATION:
        text = text.replace(sign, " ")
    return text if text.isascii() else FOREIGN.sub(_spelled, text)


def words(text: str) -> list[str]:
    """The words of a text, in plain small letters."""
    return plain(text).translate(SMALL).split()


def words_of(text: str) -> Words:
    """The same for what is looked for."""
    return tuple(words(text))


def words_in_bytes(text: str) -> list[str]:
    """The words in bytes that are no text, each of which stands here as the letter of its number."""
    return text.encode("latin-1").translate(SMALL_BYTES).decode("ascii").split()


@lru_cache(maxsize=65536)
def _of_run(run: str) -> str:
    return "".join(map(_sign, unicodedata.normalize("NFKD", run.translate(WRITTEN_AS)).translate(WRITTEN_AS)))


def _spelled(found: re.Match[str]) -> str:
    return _of_run(found[0])


def _sign(sign: str) -> str:
    """A sign in ASCII."""
    if sign.isascii():
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf"):
        return ""
    return f"u{ord(sign.lower()):x}" if kind[0] in "LN" else " "
