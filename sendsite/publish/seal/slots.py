"""
From a reader's code to the keys they hold: the code opens a slot, the slot holds the reader's key, that opens the ring, the ring holds keys.

A ring is 512 bytes, however many keys are in it: count (1), then for each key its kind (1), kid (6) and key (32), then zeros.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sendsite.publish.seal.codes import Code
from sendsite.publish.seal.encoding import enc
from sendsite.publish.seal.keys import KEY_SIZE, Box, ContentKey, MasterKey, Publication, Site, new_reader_key, nonce, seal, unseal
from sendsite.publish.seal.refused import Reason, Refused

ITERATIONS = 600_000
MOST_ITERATIONS = 10_000_000
"""Of PBKDF2-HMAC-SHA256. A reader refuses fewer than the first, which a code was not made for, and more than the second, which would never end."""

SALT_SIZE = 16
RING_SIZE, MOST_KEYS = 512, 13
CONTENT, MASTER = 1, 2
"""The kinds of a key in a ring."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A reader's key, wrapped with what comes of their code. It stays as it is until the code is replaced."""

    handle: str
    iterations: int
    salt: bytes
    box: Box


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a place in the keyring: their slot, their own key, and the keys their ring holds; a decoy's holds none."""

    slot: Slot
    reader_key: bytes = field(repr=False)
    keys: tuple[ContentKey | MasterKey, ...] = ()


class Held(NamedTuple):
    """A key of an opened ring."""

    kind: int
    kid: str
    key: bytes


def slot(code: Code, reader_key: bytes, site: Site) -> Slot:
    """Wrap a reader's key with their code, under a fresh salt."""
    salt = secrets.token_bytes(SALT_SIZE)
    return wrapped(stretched(code.words, salt, ITERATIONS), code.handle, salt, reader_key, site)


def decoy(handle: str, site: Site) -> Holder:
    """A reader who does not exist. The slot is wrapped with a random key, which nobody can tell from one that comes of a code."""
    reader_key, salt = new_reader_key(), secrets.token_bytes(SALT_SIZE)
    return Holder(wrapped(secrets.token_bytes(KEY_SIZE), handle, salt, reader_key, site), reader_key)


def wrapped(kek: bytes, handle: str, salt: bytes, reader_key: bytes, site: Site) -> Slot:
    """A slot made with a key that is at hand."""
    aad = slot_aad(site.id, handle, ITERATIONS, salt)
    iv = nonce(site.iv_key, f"slot {handle}", aad, reader_key)
    return Slot(handle, ITERATIONS, salt, Box(iv, seal(kek, iv, aad, reader_key)))


def open_slot(found: Slot, site: str, words: str) -> bytes:
    """The reader's key; WRONG_CODE where the words are others or the slot was touched, which look the same."""
    if not ITERATIONS <= found.iterations <= MOST_ITERATIONS:
        raise Refused(Reason.DAMAGED)
    kek = stretched(words, found.salt, found.iterations)
    return unseal(kek, found.box, slot_aad(site, found.handle, found.iterations, found.salt), Reason.WRONG_CODE)


def stretched(words: str, salt: bytes, iterations: int) -> bytes:
    """The key that comes of a code's words, slowly."""
    return PBKDF2HMAC(SHA256(), KEY_SIZE, salt, iterations).derive(words.encode("utf-8"))


def slot_aad(site: str, handle: str, iterations: int, salt: bytes) -> bytes:
    """What is authenticated beside a slot."""
    return enc("sendsite/1 slot", site, handle, iterations, salt)


def ring(holder: Holder, publication: Publication, iv_key: bytes) -> Box:
    """A reader's keys, sealed for one publication."""
    handle, plain = holder.slot.handle, ring_bytes(holder.keys)
    aad = ring_aad(publication, handle)
    iv = nonce(iv_key, f"ring {handle}", aad, plain)
    return Box(iv, seal(holder.reader_key, iv, aad, plain))


def open_ring(box: Box, publication: Publication, handle: str, reader_key: bytes) -> tuple[Held, ...]:
    """The keys of a ring; DAMAGED where it is another reader's, another publication's or was touched."""
    plain = unseal(reader_key, box, ring_aad(publication, handle))
    if len(plain) != RING_SIZE or plain[0] > MOST_KEYS:
        raise Refused(Reason.DAMAGED)
    step = 1 + 6 + KEY_SIZE
    rows = [plain[1 + step * place : 1 + step * (place + 1)] for place in range(plain[0])]
    if any(row[0] not in (CONTENT, MASTER) for row in rows):
        raise Refused(Reason.UNKNOWN_VERSION)
    return tuple(Held(row[0], row[1:7].hex(), row[7:]) for row in rows)


def ring_bytes(keys: Sequence[ContentKey | MasterKey]) -> bytes:
    """A ring before it is sealed; ValueError where there are more keys than it has room for: such a reader is a leader, and holds the master key."""
    if len(keys) > MOST_KEYS:
        raise ValueError(f"A ring has room for {MOST_KEYS} keys, and these are {len(keys)}.")
    rows = (bytes([CONTENT if isinstance(key, ContentKey) else MASTER]) + bytes.fromhex(key.kid) + key.key for key in keys)
    return (bytes([len(keys)]) + b"".join(rows)).ljust(RING_SIZE, b"\0")


def ring_aad(publication: Publication, handle: str) -> bytes:
    """What is authenticated beside a ring."""
    return enc("sendsite/1 ring", publication.site, publication.pub, publication.seq, handle)


def grant(content: ContentKey, master: MasterKey, publication: Publication, iv_key: bytes) -> Box:
    """A content key, sealed for whoever holds the master key."""
    aad = grant_aad(publication, master.kid, content.kid)
    iv = nonce(iv_key, master.kid, aad, content.key)
    return Box(iv, seal(master.key, iv, aad, content.key))


def open_grant(box: Box, publication: Publication, master: Held, kid: str) -> bytes:
    """The content key of a grant."""
    return unseal(master.key, box, grant_aad(publication, master.kid, kid))


def grant_aad(publication: Publication, master_kid: str, kid: str) -> bytes:
    """What is authenticated beside a grant."""
    return enc("sendsite/1 grant", publication.site, publication.pub, publication.seq, master_kid, kid)
