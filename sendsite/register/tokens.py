"""Secrets that are handed out once: a person holds the token, the register its digest."""

from __future__ import annotations

import hashlib
import secrets
import time


def new_token() -> str:
    """256 random bits, as text that can stand in an address or a cookie."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> bytes:
    """What is kept of a token. It has no salt, for no token can be guessed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def seconds(now: int | None) -> int:
    """The moment that is meant: seconds since 1970, this one where none is given."""
    return int(time.time()) if now is None else now
