"""A signature vouches for exactly what was signed, by a key that is known, and anyone's minisign checks it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sendsite.errors import DataRefused, NotAsked
from sendsite.signing import PublicKey, SignatureError, SigningKey, key_of, new_key, public_keys, sign, signer, verify

CONTENT = "Zoë's term\n".encode()
KEY = SigningKey(bytes(range(32)))


def test_what_was_signed_verifies_with_its_words():
    assert verify(CONTENT, sign(CONTENT, KEY, comment="2025-autumn"), KEY.public) == "2025-autumn"


def test_the_same_is_signed_the_same():
    assert sign(CONTENT, KEY, comment="a") == sign(CONTENT, SigningKey(bytes(range(32))), comment="a")


@pytest.mark.parametrize("content", (b"", CONTENT[:-1], CONTENT + b"\n"))
def test_another_content_is_refused(content: bytes):
    with pytest.raises(SignatureError, match="changed after it was signed"):
        verify(content, sign(CONTENT, KEY, comment="a"), KEY.public)


def test_other_words_are_refused():
    changed = sign(CONTENT, KEY, comment="2025-autumn").replace(b"2025-autumn", b"2026-autumn")

    with pytest.raises(SignatureError, match="the words beside the signature were changed"):
        verify(CONTENT, changed, KEY.public)


def test_an_unknown_key_is_refused_by_name():
    other = SigningKey.generate()

    with pytest.raises(SignatureError, match=f"the key {other.public.name}, which is not a key of this site folder"):
        verify(CONTENT, sign(CONTENT, other, comment="a"), KEY.public)


def test_a_signature_that_names_our_key_but_is_by_another_is_refused():
    other = SigningKey.generate()
    forged = PublicKey(other.public.key_id, KEY.public.raw)

    with pytest.raises(SignatureError, match="changed after it was signed"):
        verify(CONTENT, sign(CONTENT, other, comment="a"), forged)


def test_every_flipped_bit_of_a_signature_is_refused_but_in_its_untrusted_comment():
    signature = sign(CONTENT, KEY, comment="a")
    for place in range(signature.index(b"\n") + 1, len(signature)):
        changed = bytearray(signature)
        changed[place] ^= 1
        with pytest.raises(SignatureError):
            verify(CONTENT, bytes(changed), KEY.public)


@pytest.mark.parametrize("signature", (b"", b"\n\n\n\n", b"\xff", b"untrusted comment: a\nAAAA\ntrusted comment: b\nAAAA\n"))
def test_what_is_no_signature_is_refused(signature: bytes):
    with pytest.raises(SignatureError, match="not in minisign's form"):
        signer(signature)


def test_a_key_is_kept_for_its_owner_alone_and_read_back(tmp_path: Path):
    KEY.save(tmp_path / "data" / "signing.key")

    assert (tmp_path / "data" / "signing.key").stat().st_mode & 0o777 == 0o600
    assert SigningKey.load(tmp_path / "data" / "signing.key").public == KEY.public
    assert public_keys(tmp_path / "data") == (KEY.public,)


def test_a_key_is_never_written_over(tmp_path: Path):
    KEY.save(tmp_path / "signing.key")

    with pytest.raises(DataRefused, match="never written over"):
        SigningKey.generate().save(tmp_path / "signing.key")


@pytest.mark.parametrize("place", (60, 120, 180, 240))
def test_a_damaged_key_is_refused(tmp_path: Path, place: int):
    KEY.save(tmp_path / "signing.key")
    text = bytearray((tmp_path / "signing.key").read_bytes())
    text[place] = ord("A") if text[place] != ord("A") else ord("B")
    (tmp_path / "signing.key").write_bytes(text)

    with pytest.raises(DataRefused, match=r"signing\.key: this"):
        SigningKey.load(tmp_path / "signing.key")


def test_the_first_key_is_made_when_it_is_needed_and_then_stays(tmp_path: Path):
    assert key_of(tmp_path).public == key_of(tmp_path).public


def test_a_lost_key_is_not_quietly_replaced(tmp_path: Path):
    key_of(tmp_path)
    (tmp_path / "signing.key").unlink()

    with pytest.raises(NotAsked, match="is missing.*snapshot new-key"):
        key_of(tmp_path)


@pytest.mark.parametrize("lost", (True, False))
def test_after_a_new_key_the_old_ones_signatures_still_count(tmp_path: Path, lost: bool):
    old = key_of(tmp_path)
    if lost:
        (tmp_path / "signing.key").unlink()
    new = new_key(tmp_path)

    assert new.public != old.public
    assert public_keys(tmp_path) == (new.public, old.public)
    assert verify(CONTENT, sign(CONTENT, old, comment="a"), public_keys(tmp_path)) == "a"


def test_two_halves_that_do_not_belong_together_are_refused(tmp_path: Path):
    key_of(tmp_path)
    (tmp_path / "signing.pub").write_bytes(SigningKey.generate().public.text())

    with pytest.raises(DataRefused, match="not the public half"):
        key_of(tmp_path)


@pytest.mark.skipif(shutil.which("minisign") is None, reason="minisign is not installed here")
def test_minisign_itself_accepts_our_signatures_and_keys(tmp_path: Path):
    KEY.save(tmp_path / "signing.key")
    for name in ("ours", "theirs"):
        (tmp_path / name).write_bytes(CONTENT)
    (tmp_path / "ours.minisig").write_bytes(sign(CONTENT, KEY, comment="2025-autumn"))

    checked = subprocess.run(["minisign", "-Vm", "ours", "-p", "signing.pub"], cwd=tmp_path, capture_output=True, text=True, check=True)
    subprocess.run(["minisign", "-Sm", "theirs", "-s", "signing.key", "-t", "hello"], cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, check=True)

    assert "Trusted comment: 2025-autumn" in checked.stdout
    assert verify(CONTENT, (tmp_path / "theirs.minisig").read_bytes(), KEY.public) == "hello"
