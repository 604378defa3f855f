"""
The arithmetic of the history's chain: what is hashed, and how.

Each change set is hashed with the hash of the one before it. What is said of people enters only as a digest with a salt of its own,
so that the text and its salt can be erased and the chain still be checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

FORM = "sendsite history 1"
BEGINNING = bytes(32)
"""What the first change set names as the one before it."""

SIZE, SALT = 32, 16
"""Bytes of a digest and of a salt."""


class Said(NamedTuple):
    """What a change set says of itself, as stored. Nothing of it is ever erased, so it names no one the change is about."""

    made_at: str
    made_by: str
    kind: str
    counts: str
    together: str
    undoes: int | None
    title_digest: bytes | None


def compact(value: object) -> str:
    """JSON with no needless space: what is stored is what is hashed. Keys stay in the order they are given in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def salted(salt: bytes, texts: Sequence[str | None]) -> bytes:
    """The digest of some texts that can be guessed at only with the salt."""
    return hashlib.sha256(salt + compact(texts).encode()).digest()


def statement(said: Said) -> str:
    """What a change set says, as it is hashed."""
    return compact([*said[:-1], said.title_digest.hex() if said.title_digest else None])


def linked(previous: bytes, number: int, stated: str, digests: bytes) -> bytes:
    """The hash of change set `number`: SHA-256 over the hash before it, its number, its statement and its rows' digests, each ended by a line."""
    head = f"{FORM}\n{previous.hex()}\n{number}\n{stated}\n"
    return hashlib.sha256(head.encode() + digests).digest()
