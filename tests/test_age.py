"""A sealed copy is opened by those it was sealed to, with age itself, and by nobody else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pyrage import x25519

from sendsite.age import decrypt, encrypt, is_sealed
from sendsite.errors import ConfigError, DataRefused

CONTENT = "Zoë's term\n".encode() * 100


@pytest.fixture
def key(tmp_path: Path) -> tuple[str, Path]:
    """A recipient, and the file with its secret key as age-keygen writes it."""
    identity = x25519.Identity.generate()
    path = tmp_path / "key.txt"
    path.write_text(f"# created: 2025-09-01T00:00:00Z\n# public key: {identity.to_public()}\n{identity}\n")
    return str(identity.to_public()), path


def test_each_recipient_opens_what_was_sealed(key):
    sealed = encrypt(CONTENT, [str(x25519.Identity.generate().to_public()), key[0]])

    assert is_sealed(sealed)
    assert CONTENT[:20] not in sealed
    assert decrypt(sealed, key[1]) == CONTENT


def test_another_key_opens_nothing(key):
    with pytest.raises(DataRefused, match="sealed to other recipients"):
        decrypt(encrypt(CONTENT, [str(x25519.Identity.generate().to_public())]), key[1])


def test_what_was_cut_or_changed_is_refused(key):
    sealed = encrypt(CONTENT, [key[0]])
    for spoilt in (sealed[:-1], sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[:60]):
        with pytest.raises(DataRefused, match="cut short or changed"):
            decrypt(spoilt, key[1])


def test_what_is_not_sealed_is_refused(key):
    with pytest.raises(DataRefused, match="not sealed with age"):
        decrypt(CONTENT, key[1])


def test_nobody_to_seal_to_is_refused_with_the_line_to_write():
    with pytest.raises(ConfigError, match='age_recipients is empty.*age_recipients = ."age1'):
        encrypt(CONTENT, [])


def test_a_recipient_with_a_wrong_letter_is_refused(key):
    with pytest.raises(ConfigError, match="is no recipient"):
        encrypt(CONTENT, [key[0][:-1] + ("q" if key[0][-1] != "q" else "p")])


def test_a_secret_key_is_no_recipient_and_is_not_repeated():
    secret = str(x25519.Identity.generate())
    with pytest.raises(ConfigError, match="holds a secret key") as refusal:
        encrypt(CONTENT, [secret])

    assert secret not in str(refusal.value)


@pytest.mark.parametrize("content", (b"", b"\xff\xfe", b"hello\n", b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"))
def test_a_file_without_a_secret_key_is_refused(key, content: bytes):
    key[1].write_bytes(content)

    with pytest.raises(DataRefused, match="no secret key"):
        decrypt(encrypt(CONTENT, [key[0]]), key[1])


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed here")
def test_age_itself_opens_what_we_seal(key, tmp_path: Path):
    (tmp_path / "copy.age").write_bytes(encrypt(CONTENT, [key[0]]))
    opened = subprocess.run(["age", "-d", "-i", str(key[1]), "copy.age"], cwd=tmp_path, capture_output=True, check=True)

    assert opened.stdout == CONTENT
