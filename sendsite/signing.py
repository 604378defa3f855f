"""
Signatures in the form of minisign (Ed25519 over BLAKE2b-512), so that anyone can check what a trust has frozen without this program.

The keys of a site folder stand in data/: signing.key (its owner's alone), signing.pub, and older public keys in signing.pub.d/.
"""

from __future__ import annotations

import hashlib
import os
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sendsite.errors import DataRefused, NotAsked, SendsiteError

UNTRUSTED, TRUSTED = "untrusted comment: ", "trusted comment: "
ALGORITHM, HASHED, CHECKED, UNLOCKED = b"Ed", b"ED", b"B2", b"\0\0"
UNUSED = bytes(32 + 8 + 8)
"""Salt and limits of a password, where minisign keeps them; a key of ours has no password, since a program must sign with it unattended."""

KEY, PUBLIC, OLDER = "signing.key", "signing.pub", "signing.pub.d"
ANEW = "make a new key with `sendsite snapshot new-key`: what the old one signed still verifies."
MOST = 64 * 1024
"""Bytes of a key's or a signature's file that are read."""


class SignatureError(DataRefused):
    """A signature that does not vouch for what it stands beside; the text says why."""


@dataclass(frozen=True)
class PublicKey:
    """What checks signatures: minisign's eight bytes of a name, and 32 bytes of Ed25519."""

    key_id: bytes
    raw: bytes

    @property
    def name(self) -> str:
        """The key's name as minisign prints it: 16 hexadecimal digits."""
        return self.key_id[::-1].hex().upper()

    def text(self) -> bytes:
        """The two lines of a public key's file; the second is what `minisign -P` takes."""
        return _lines(f"{UNTRUSTED}minisign public key {self.name}", ALGORITHM + self.key_id + self.raw)

    @classmethod
    def parse(cls, text: bytes, source: str) -> PublicKey:
        """Read a public key's file; DataRefused names `source` where it is none."""
        try:
            content = b64decode(_second(text), validate=True)
        except ValueError:
            content = b""
        if len(content) != 42 or content[:2] != ALGORITHM:
            raise DataRefused(f"{source}: this is no public key of minisign's form. Put it back from a backup.")
        return cls(content[2:10], content[10:])


class SigningKey:
    """What signs. Kept in the form that `minisign -S -W` reads, for its owner alone (mode 0600)."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        raw = self._private.public_key().public_bytes_raw()
        self.public = PublicKey(hashlib.sha256(raw).digest()[:8], raw)

    @classmethod
    def generate(cls) -> SigningKey:
        """A new key."""
        return cls(os.urandom(32))

    @classmethod
    def load(cls, path: Path) -> SigningKey:
        """Read a key; DataRefused where the file is none or is damaged, or is locked with a password."""
        try:
            content = b64decode(_second(_read(path)), validate=True)
        except ValueError:
            content = b""
        if len(content) != 158 or content[:2] + content[4:6] != ALGORITHM + CHECKED:
            raise DataRefused(f"{path}: this is no signing key. Put it back from a backup.")
        if content[2:4] != UNLOCKED:
            raise DataRefused(f"{path}: this key is locked with a password, and sendsite signs unattended. Put back its own from a backup.")
        key = cls(content[62:94])
        if content != key._content():
            raise DataRefused(f"{path}: this signing key is damaged. Put it back from a backup.")
        return key

    def save(self, path: Path) -> None:
        """Write the key, and its public half beside it as <name>.pub. A key that is there is never written over."""
        write_new(path, _lines(f"{UNTRUSTED}minisign secret key {self.public.name}", self._content()), 0o600)
        public = path.with_suffix(".pub")
        if not public.exists():
            write_new(public, self.public.text(), 0o644)

    def sign_bytes(self, content: bytes) -> bytes:
        """The bare Ed25519 signature, 64 bytes."""
        return self._private.sign(content)

    def _content(self) -> bytes:
        named = self.public.key_id + self._seed + self.public.raw
        checksum = hashlib.blake2b(ALGORITHM + named, digest_size=32).digest()
        return ALGORITHM + UNLOCKED + CHECKED + UNUSED + named + checksum


def sign(content: bytes, key: SigningKey, *, comment: str) -> bytes:
    """A .minisig of the content; the comment, one line, is signed as well. The same input gives the same bytes."""
    if not comment.isprintable():
        raise ValueError("a trusted comment is one line of printable characters")
    signature = key.sign_bytes(hashlib.blake2b(content).digest())
    first = _lines(f"{UNTRUSTED}signature by sendsite with key {key.public.name}", HASHED + key.public.key_id + signature)
    return first + _lines(TRUSTED + comment, key.sign_bytes(signature + comment.encode()))


def verify(content: bytes, signature: bytes, public: PublicKey | Iterable[PublicKey]) -> str:
    """The trusted comment of a signature of this content by this key, or by one of these; else SignatureError in plain words."""
    keys = {key.key_id: key for key in ([public] if isinstance(public, PublicKey) else public)}
    named, comment, over_comment = _parts(signature)
    key = keys.get(named[2:10])
    if key is None:
        raise SignatureError(f"it is signed with the key {PublicKey(named[2:10], b'').name}, which is not a key of this site folder.")
    checker = Ed25519PublicKey.from_public_bytes(key.raw)
    try:
        checker.verify(named[10:], hashlib.blake2b(content).digest())
    except InvalidSignature:
        raise SignatureError(f"it is not what was signed with the key {key.name}: it was changed after it was signed.") from None
    try:
        checker.verify(over_comment, named[10:] + comment.encode())
    except InvalidSignature:
        raise SignatureError("the words beside the signature were changed after it was signed.") from None
    return comment


def signer(signature: bytes) -> str:
    """The name of the key that a signature says it is by; SignatureError where it is no signature."""
    return PublicKey(_parts(signature)[0][2:10], b"").name


def key_of(data: Path) -> SigningKey:
    """
    The key that signs for a site folder, by its data/; the first one is made when it is first needed.

    A key that is lost is not quietly replaced by another: that is `new_key`, when it is asked for.
    """
    path, public = data / KEY, data / PUBLIC
    if path.exists():
        key = SigningKey.load(path)
        if not public.exists():
            write_new(public, key.public.text(), 0o644)
        if PublicKey.parse(_read(public), str(public)) != key.public:
            raise DataRefused(f"{public} is not the public half of {path}. Put both back from one backup.")
        return key
    if public.exists():
        raise NotAsked(f"{path} is missing, and {PUBLIC} beside it says that it was there. Put it back from a backup. If there is none, {ANEW}")
    SigningKey.generate().save(path)
    return SigningKey.load(path)


def new_key(data: Path) -> SigningKey:
    """
    Sign with a new key from now on.

    The public half of the old one is kept in signing.pub.d/: what it signed still verifies. Its private half is destroyed.
    """
    public = data / PUBLIC
    if public.exists():
        old = PublicKey.parse(_read(public), str(public))
        kept = data / OLDER / f"{old.name}.pub"
        if not kept.exists():
            write_new(kept, old.text(), 0o644)
        public.unlink()
    (data / KEY).unlink(missing_ok=True)
    return key_of(data)


def public_keys(data: Path) -> tuple[PublicKey, ...]:
    """The keys whose signatures count for a site folder: the one of today, then the older ones."""
    found = [path for path in (data / PUBLIC, *sorted((data / OLDER).glob("*.pub"))) if path.is_file()]
    return tuple(PublicKey.parse(_read(path), str(path)) for path in found)


def _parts(signature: bytes) -> tuple[bytes, str, bytes]:
    """The named signature (algorithm, key, signature), the trusted comment and the signature over both; exactly minisign's four lines."""
    try:
        lines = signature.decode().split("\n")
        untrusted, first, trusted, second, end = lines
        named, over_comment = b64decode(first, validate=True), b64decode(second, validate=True)
    except ValueError:
        raise SignatureError("its signature is not in minisign's form: it is damaged.") from None
    right = untrusted.startswith(UNTRUSTED) and trusted.startswith(TRUSTED) and not end
    canonical = (b64encode(named).decode(), b64encode(over_comment).decode()) == (first, second)
    if not right or not canonical or len(named) != 74 or len(over_comment) != 64 or named[:2] != HASHED:
        raise SignatureError("its signature is not in minisign's form: it is damaged.")
    return named, trusted.removeprefix(TRUSTED), over_comment


def _lines(first: str, second: bytes) -> bytes:
    return f"{first}\n{b64encode(second).decode()}\n".encode()


def _second(text: bytes) -> bytes:
    """The second line of a key's file, which begins with an untrusted comment; nothing where it does not."""
    lines = text.splitlines()
    return lines[1].strip() if len(lines) >= 2 and lines[0].startswith(UNTRUSTED.encode()) else b""


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST)
    except OSError as error:
        raise SendsiteError(f"{path}: this cannot be read ({error.strerror or error}). Put it back from a backup, or see who may read it.") from None


def write_new(path: Path, content: bytes, mode: int) -> None:
    """Write a file that is not there yet, with this mode from its first byte on."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        try:
            with os.fdopen(opened, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    except FileExistsError:
        raise DataRefused(f"{path}: this is there already and is never written over.") from None
    except OSError as error:
        raise SendsiteError(f"{path}: this could not be written ({error.strerror or error}). Make room, or see who may write there.") from error
