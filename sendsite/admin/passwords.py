"""Passwords: argon2 as argon2-cffi's own profile has it, and a hash to check against where there is nobody, so that both take as long."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """What the register keeps of a password."""
    return _HASHER.hash(password)


def matches(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept; "" (nobody, or no password yet) takes as long and never matches."""
    try:
        _HASHER.verify(kept or _nobodys(), password)
        return bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def is_old(kept: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(kept)


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody has this password")
