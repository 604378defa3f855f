"""
Passwords: hashed by argon2 as argon2-cffi's own profile has it, and what makes one good enough to be taken.

A name that nobody has is checked against a hash that nobody has the password of, so that it takes as long as any other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

LEAST, MOST = 12, 200
RUNS = ("0123456789" * 3, "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm", "qwertyuiopqwertyuiop")
FIRST_GUESSES = ("password", "passwort", "welcome", "letmein", "changeme", "sendsite", "admin")
GOOD = "Three or four plain words that do not belong together make a good one, such as a thing, a colour and a place."

_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(2)
"""A hash takes 64 MB: however many sign in at once, two are made at a time."""


def hashed(password: str) -> str:
    """What the register keeps of a password."""
    with _AT_ONCE:
        return _HASHER.hash(_bytes(password))


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept; "" (nobody, or no password yet) takes as long and never matches."""
    nobody = _nobodys()
    try:
        with _AT_ONCE:
            _HASHER.verify(kept or nobody, _bytes(password))
        return bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(kept)


def weakness(password: str, known: Iterable[str] = ()) -> str:
    """
    Why a password is not good enough, in words, "" where it is. `known` are names that the first guess would be made of.

    Length is what counts: no character is asked for, and none is forbidden.
    """
    if len(password) < LEAST:
        return f"This has {len(password)} characters. Write at least {LEAST}. {GOOD}"
    if len(password) > MOST:
        return f"This has {len(password)} characters. Write at most {MOST}."
    plain = _plain(password)
    if len(set(plain or password)) < 5:
        return f"This repeats a few characters only. {GOOD}"
    if plain and (any(plain in run or plain[::-1] in run for run in RUNS) or plain in (plain + plain)[1:-1]):
        return f"This is a simple sequence, or one thing written twice. {GOOD}"
    if any(_is_mostly(plain, _plain(name)) for name in (*known, *FIRST_GUESSES)):
        return f"This is little more than a name or a word that is guessed first. {GOOD}"
    return ""


def _is_mostly(plain: str, name: str) -> bool:
    """Whether hardly a letter is left once a name is taken out."""
    return len(name) > 2 and name in plain and len(re.sub(r"\d", "", plain.replace(name, ""))) < 4


def _plain(text: str) -> str:
    """Letters and digits alone, in lower case."""
    return "".join(each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalnum())


def _bytes(password: str) -> bytes:
    """What is hashed: the same however a keyboard composes its letters; of what is too long to have been taken, enough to be wrong."""
    return unicodedata.normalize("NFKC", password[: MOST + 1]).encode("utf-8", "surrogatepass")


@cache
def _nobodys() -> str:
    return hashed("nobody has this password")
