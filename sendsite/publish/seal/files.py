"""One sealed file: a header that all may read, and a body that only the audience's key opens. What is padded and zipped, and how far it may grow."""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import NamedTuple

from sendsite.errors import BuildFailed
from sendsite.publish.seal.encoding import b64, canonical, enc, parsed, unb64
from sendsite.publish.seal.keys import ALGORITHM, NONCE_SIZE, VERSION, Box, ContentKey, nonce, seal, unseal
from sendsite.publish.seal.paths import sealed_path
from sendsite.publish.seal.refused import Reason, Refused

PAGE_MOST = 8_000_000
ASSET_MOST = 64_000_000
"""Bytes that a page and an asset may have when they are opened: a small file must not fill a tablet's memory."""

STEP = 2048
LEVEL = 6
NAMES = frozenset({"alg", "iv", "kid", "path", "type", "v", "z"})
KID = re.compile(r"[0-9a-f]{12}")
ZIPPED, AS_IT_IS = "gzip", "none"


class Sealed(NamedTuple):
    """A sealed file: its header as stored, its body, and the hash that its audience's manifest has for it (64 hex digits)."""

    header: bytes
    body: bytes
    hash: str


class Header(NamedTuple):
    """What a header says."""

    iv: bytes
    kid: str
    path: str
    type: str
    z: str


def seal_file(content: bytes, *, key: ContentKey, path: str, kind: str, iv_key: bytes, zipped: bool = True) -> Sealed:
    """
    Seal a page or asset for its audience. The same content, key, path and kind give the same bytes each time.

    `path` is its published path, `kind` its MIME type. What a reader would refuse as too large is refused here first.
    """
    path = sealed_path(path)
    if len(content) > most_of(path):
        raise BuildFailed(f"The file published as {path} has {len(content):,} bytes. At most {most_of(path):,} can be sealed. Split it, or leave tables out.")
    fields = {"alg": ALGORITHM, "kid": key.kid, "path": path, "type": kind, "v": VERSION, "z": ZIPPED if zipped else AS_IT_IS}
    plain = padded(gzipped(content) if zipped else content)
    iv = nonce(iv_key, key.kid, canonical(fields), plain)
    header = canonical({**fields, "iv": b64(iv)})
    body = seal(key.key, iv, aad_of(header), plain)
    return Sealed(header, body, hash_of(header, body))


def open_file(header: bytes, body: bytes, key: bytes, *, path: str, expected_hash: str, most: int | None = None) -> bytes:
    """
    The content of a sealed file that stands at `path` and that the manifest has with this hash; Refused otherwise.

    A file that is authentic but another than the manifest's is OLD, one that is not is DAMAGED.
    """
    said = read_header(header)
    if said.path != sealed_path(path):
        raise Refused(Reason.MOVED)
    plain = unseal(key, Box(said.iv, body), aad_of(header))
    if hash_of(header, body) != expected_hash:
        raise Refused(Reason.OLD)
    content = _unpadded(plain)
    return _limited(content, said.z == ZIPPED, most_of(said.path) if most is None else most)


def read_header(header: bytes) -> Header:
    """A header's fields: UNKNOWN_VERSION where it says what this format does not know, DAMAGED where it is no header."""
    try:
        fields = parsed(header)
    except ValueError as error:
        raise Refused(Reason.DAMAGED) from error
    if not isinstance(fields, dict):
        raise Refused(Reason.DAMAGED)
    known = set(fields) == NAMES and type(fields["v"]) is int and (fields["v"], fields["alg"]) == (VERSION, ALGORITHM)
    if not known or fields["z"] not in (ZIPPED, AS_IT_IS):
        raise Refused(Reason.UNKNOWN_VERSION)
    texts = [fields[name] for name in ("iv", "kid", "path", "type")]
    if not all(isinstance(text, str) for text in texts) or not KID.fullmatch(fields["kid"]):
        raise Refused(Reason.DAMAGED)
    return Header(iv_of(fields["iv"]), fields["kid"], fields["path"], fields["type"], fields["z"])


def iv_of(text: str) -> bytes:
    """A nonce as JSON has it; DAMAGED unless it is twelve bytes."""
    try:
        iv = unb64(text)
    except ValueError as error:
        raise Refused(Reason.DAMAGED) from error
    if len(iv) != NONCE_SIZE:
        raise Refused(Reason.DAMAGED)
    return iv


def aad_of(header: bytes) -> bytes:
    """What is authenticated beside a file's body: its header, exactly as stored."""
    return enc("sendsite/1 file", header)


def hash_of(header: bytes, body: bytes) -> str:
    """The hash of a sealed file as its manifest has it."""
    return hashlib.sha256(len(header).to_bytes(4, "big") + header + body).hexdigest()


def most_of(path: str) -> int:
    """How many bytes the file at a sealed path may have when it is opened."""
    return PAGE_MOST if path.startswith("s/") else ASSET_MOST


def padded(content: bytes) -> bytes:
    """The length in four bytes, the content, and zeros up to a length that tells little about it."""
    plain = len(content).to_bytes(4, "big") + content
    return plain.ljust(padded_length(len(plain)), b"\0")


def padded_length(length: int) -> int:
    """The next multiple of 2,048, or the Padme length (at most 12% more, Nikitin and others, 2019) where that is larger."""
    exponent = length.bit_length() - 1
    mask = (1 << max(exponent - exponent.bit_length(), 0)) - 1
    return max(-(-length // STEP) * STEP, (length + mask) & ~mask)


def _unpadded(plain: bytes) -> bytes:
    """The content that was padded; DAMAGED where its length is not in range."""
    length = int.from_bytes(plain[:4], "big")
    if not 4 + length <= len(plain):
        raise Refused(Reason.DAMAGED)
    return plain[4 : 4 + length]


def gzipped(content: bytes) -> bytes:
    """The content as gzip without a time or a system in it, so that every machine writes the same head."""
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    written = squeeze.compress(content) + squeeze.flush()
    return b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + written[10:]


def _limited(content: bytes, zipped: bool, most: int) -> bytes:
    """The content unzipped as far as it may grow and not a byte further."""
    if zipped:
        loosen = zlib.decompressobj(31)
        try:
            content = loosen.decompress(content, most + 1)
        except zlib.error as error:
            raise Refused(Reason.DAMAGED) from error
        if len(content) <= most and (not loosen.eof or loosen.unused_data):
            raise Refused(Reason.DAMAGED)
    if len(content) > most:
        raise Refused(Reason.TOO_LARGE)
    return content
