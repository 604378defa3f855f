"""
The keys of a site, as the publisher holds them. Every one is 32 random bytes, and none shows in a message or a log.

A content key opens one audience's files for one epoch; the master key opens the grants, and so every content key, for leaders.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sendsite.publish.seal.encoding import enc
from sendsite.publish.seal.refused import Reason, Refused

VERSION = 1
ALGORITHM = "A256GCM"
KEY_SIZE = 32
NONCE_SIZE = 12


@dataclass(frozen=True, slots=True)
class Site:
    """What stays as long as the site does: its name in the format (16 hex digits) and the two keys that no reader ever has."""

    id: str
    iv_key: bytes = field(repr=False)
    path_key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class ContentKey:
    """The key of one audience's files for one epoch; `kid` (12 hex digits) names it."""

    audience: str
    kid: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MasterKey:
    """The key that leaders hold: it opens the grants, and nothing else."""

    kid: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication of a site: `pub` (16 hex digits) is random, `seq` one more than the last."""

    site: str
    pub: str
    seq: int

    def next(self) -> Publication:
        """The publication after this one."""
        return Publication(self.site, secrets.token_hex(8), self.seq + 1)


@dataclass(frozen=True, slots=True)
class Box:
    """Something sealed: its nonce, and the sealed bytes with their tag at the end."""

    iv: bytes
    body: bytes


def new_site() -> Site:
    """A site that has published nothing yet."""
    return Site(secrets.token_hex(8), secrets.token_bytes(KEY_SIZE), secrets.token_bytes(KEY_SIZE))


def first_publication(site: Site) -> Publication:
    """The first publication of a site."""
    return Publication(site.id, secrets.token_hex(8), 1)


def new_content_key(audience: str) -> ContentKey:
    """The key of an audience's new epoch."""
    return ContentKey(audience, secrets.token_hex(6), secrets.token_bytes(KEY_SIZE))


def new_master_key() -> MasterKey:
    """A master key that no reader holds yet."""
    return MasterKey(secrets.token_hex(6), secrets.token_bytes(KEY_SIZE))


def new_reader_key() -> bytes:
    """The key that a reader's ring is sealed with, as long as the reader stays one."""
    return secrets.token_bytes(KEY_SIZE)


def nonce(iv_key: bytes, key_id: str, x: bytes, plain: bytes) -> bytes:
    """
    The nonce of what is sealed: made from all that is sealed and how, so that the same is sealed the same and two things never share one.

    `key_id` names the sealing key, `x` is the header without its nonce or the further data, `plain` the very bytes that are sealed.
    """
    return hmac.digest(iv_key, enc("sendsite/1 iv", key_id, x, plain), hashlib.sha256)[:NONCE_SIZE]


def seal(key: bytes, iv: bytes, aad: bytes, plain: bytes) -> bytes:
    """AES-256-GCM: the sealed bytes and their tag."""
    return AESGCM(key).encrypt(iv, plain, aad)


def unseal(key: bytes, box: Box, aad: bytes, otherwise: Reason = Reason.DAMAGED) -> bytes:
    """What was sealed; Refused with the given reason where the key, the further data or a single bit is another."""
    try:
        return AESGCM(key).decrypt(box.iv, box.body, aad)
    except (InvalidTag, ValueError) as error:
        raise Refused(otherwise) from error
