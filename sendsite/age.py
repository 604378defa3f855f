"""Sealing a copy that leaves the machine with age (age-encryption.org), to the people the trust names: `age -d -i KEY` opens it, without this program."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyrage

from sendsite.errors import ConfigError, DataRefused

SUFFIX = ".age"
MAGIC = b"age-encryption.org/v1\n"
SETTING = "age_recipients"
UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
"""What the system says of a file that is written and not of one that is read."""
Identity = pyrage.x25519.Identity | pyrage.ssh.Identity
Recipient = pyrage.x25519.Recipient | pyrage.ssh.Recipient


def is_sealed(content: bytes) -> bool:
    """Whether these bytes begin as a file of age does."""
    return content.startswith(MAGIC)


def encrypt(content: bytes, recipients: Sequence[str]) -> bytes:
    """The content for each of these recipients (age1..., or an SSH public key); refused where there are none. Never the same bytes twice."""
    if not recipients:
        raise ConfigError(f'{SETTING} is empty, so nobody could open it. Make a key with age-keygen, and write {SETTING} = ["age1..."] in sendsite.toml.')
    sealed: bytes = pyrage.encrypt(content, [recipient(each) for each in recipients])
    return sealed


def recipient(text: str) -> Recipient:
    """One recipient; ConfigError where a letter of it is wrong (it carries a checksum) or it is a secret key."""
    kind = pyrage.ssh.Recipient if text.startswith("ssh-") else pyrage.x25519.Recipient
    if text.upper().startswith("AGE-SECRET-KEY"):
        raise ConfigError(f"{SETTING} holds a secret key. It opens what is sealed, so keep it elsewhere, and write the public half, age1..., instead.")
    try:
        return kind.from_str(text)
    except pyrage.RecipientError:
        raise ConfigError(f"{SETTING}: '{text}' is no recipient. Copy the whole of it: age1 and 58 letters and digits, or an SSH public key.") from None


def decrypt(content: bytes, identity: Path) -> bytes:
    """Open what was sealed, with a file of secret keys (of `age-keygen`, or an SSH key without a password); DataRefused says what is wrong."""
    if not is_sealed(content):
        raise DataRefused("This is not sealed with age.")
    keys = identities(identity)
    try:
        opened: bytes = pyrage.decrypt(content, list(keys))
    except pyrage.DecryptError as error:
        if "matching" in str(error):
            raise DataRefused(f"{identity}: no key in it opens this. It was sealed to other recipients, so use one of their keys.") from None
        raise DataRefused("This was cut short or changed after it was sealed. Use another copy.") from None
    return opened


def identities(path: Path) -> tuple[Identity, ...]:
    """The secret keys in a file."""
    try:
        text = path.read_bytes()
    except OSError as error:
        raise DataRefused(f"{path}: this cannot be read ({error.strerror or error}). Name the file with the secret key.") from None
    try:
        found = tuple(_each(text))
    except (pyrage.IdentityError, UnicodeDecodeError):
        found = ()
    if not found:
        raise DataRefused(f"{path}: this holds no secret key that can be used: a line that begins with AGE-SECRET-KEY-1, or an SSH key without a password.")
    return found


def _each(text: bytes) -> Iterable[Identity]:
    if text.lstrip().startswith(b"-----BEGIN"):
        yield pyrage.ssh.Identity.from_buffer(text)
        return
    for line in text.decode().splitlines():
        if line.strip() and not line.startswith("#"):
            yield pyrage.x25519.Identity.from_str(line.strip())


def encrypt_file(source: Path, to: Path, recipients: Sequence[str], witness: pyrage.x25519.Identity) -> None:
    """Seal a file of any size for the recipients and for `witness`, a key made for this once and then forgotten, with which it is tried whether it opens."""
    keys = [*(recipient(each) for each in recipients), witness.to_public()]
    try:
        with source.open("rb") as content, to.open("wb") as file:
            pyrage.encrypt_io(content, file, keys)
            file.flush()
            os.fsync(file.fileno())
    except (pyrage.EncryptError, OSError) as error:
        raise _of_the_system(error, source, to) or error from None


def decrypt_file(source: Path, to: Path, keys: Sequence[Identity], called: str = "no key given") -> None:
    """Open a file of any size; DataRefused says what is wrong, and what was written to `to` until then is not to be used."""
    try:
        with source.open("rb") as content, to.open("wb") as file:
            pyrage.decrypt_io(content, file, list(keys))
    except (pyrage.DecryptError, OSError) as error:
        if fault := _of_the_system(error, source, to):
            raise fault from None
        if "matching" in str(error):
            raise DataRefused(f"{source}: {called} opens this. It was sealed to other recipients, so use one of their keys.") from None
        raise DataRefused(f"{source}: this was cut short or changed after it was sealed. Use another copy.") from None


def _of_the_system(error: Exception, source: Path, to: Path) -> OSError | None:
    """The fault of the system, which age may tell in words alone, `OSError: [Errno 28] No space left on device`, with the file that it is of."""
    found = re.search(r"\[Errno (\d+)\]", str(error))
    number = error.errno if isinstance(error, OSError) and error.errno is not None else int(found[1]) if found else None
    if number is None:
        return None
    named = error.filename if isinstance(error, OSError) else None
    return OSError(number, os.strerror(number), str(named or (to if number in UNWRITABLE else source)))


def witness() -> pyrage.x25519.Identity:
    """A key that is kept nowhere."""
    return pyrage.x25519.Identity.generate()


def file_is_sealed(path: Path) -> bool:
    """Whether a file begins as one of age does."""
    with path.open("rb") as file:
        return is_sealed(file.read(len(MAGIC)))
