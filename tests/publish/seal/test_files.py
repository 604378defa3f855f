"""One sealed file: what goes in comes out, nothing else does, and how large it may be and looks."""

from __future__ import annotations

import gzip
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.errors import BuildFailed
from sendsite.publish.seal.encoding import b64, canonical
from sendsite.publish.seal.files import PAGE_MOST, Sealed, aad_of, gzipped, hash_of, open_file, padded, padded_length, read_header, seal_file
from sendsite.publish.seal.keys import ContentKey, new_content_key, nonce, seal
from sendsite.publish.seal.refused import Reason, Refused

KEY = new_content_key("school:990001")
IV_KEY = bytes(range(32))
PAGE, OTHER, ASSET = (f"{kind}/{'0' * 16}/{name * 16}" for kind, name in (("s", "1"), ("s", "2"), ("a", "1")))


def sealed(content: bytes, path: str = PAGE, key: ContentKey = KEY, kind: str = "text/html", zipped: bool = True) -> Sealed:
    return seal_file(content, key=key, path=path, kind=kind, iv_key=IV_KEY, zipped=zipped)


def forged(plain: bytes, z: str = "gzip") -> Sealed:
    """A file that only a holder of the key could make: authentic, listed, and with a plain text of its own below the header."""
    fields = {"alg": "A256GCM", "kid": KEY.kid, "path": PAGE, "type": "text/html", "v": 1, "z": z}
    iv = nonce(IV_KEY, KEY.kid, canonical(fields), plain)
    header = canonical({**fields, "iv": b64(iv)})
    body = seal(KEY.key, iv, aad_of(header), plain)
    return Sealed(header, body, hash_of(header, body))


def opened(file: Sealed, path: str = PAGE) -> bytes:
    return open_file(file.header, file.body, KEY.key, path=path, expected_hash=file.hash)


def reason(file: Sealed, path: str = PAGE) -> Reason:
    with pytest.raises(Refused) as refused:
        opened(file, path)
    return refused.value.reason


@given(st.binary(max_size=20_000), st.booleans(), st.sampled_from([PAGE, ASSET]))
def test_what_is_sealed_is_opened(content, zipped, path):
    assert opened(sealed(content, path, zipped=zipped), path) == content


def test_the_header_is_canonical_and_says_no_more_than_it_must():
    file = sealed(b"x")

    assert file.header == canonical({**read_header(file.header)._asdict(), "alg": "A256GCM", "v": 1, "iv": b64(read_header(file.header).iv)})
    assert (read_header(file.header).path, read_header(file.header).kid) == (PAGE, KEY.kid)


def test_a_page_is_sealed_by_its_published_name_too():
    assert sealed(b"x", f"{PAGE}.html") == sealed(b"x", PAGE)


@pytest.mark.parametrize("bit", [0x01, 0x80])
def test_a_body_with_one_byte_changed_is_damaged(bit):
    file = sealed(b"<p>Some page</p>" * 90)

    for place in range(len(file.body)):
        body = bytearray(file.body)
        body[place] ^= bit
        assert reason(Sealed(file.header, bytes(body), file.hash)) is Reason.DAMAGED, place


def test_a_body_cut_short_or_grown_is_damaged():
    file = sealed(b"<p>Some page</p>")

    for body in (b"", file.body[:1], file.body[:16], file.body[:-1], file.body[1:], file.body + b"\0"):
        assert reason(Sealed(file.header, body, file.hash)) is Reason.DAMAGED


def test_an_older_text_of_the_page_is_out_of_date_and_not_damaged():
    old, new = sealed(b"old"), sealed(b"new")

    assert reason(Sealed(old.header, old.body, new.hash)) is Reason.OLD


def test_another_page_does_not_stand_where_this_one_did():
    assert reason(sealed(b"x", OTHER)) is Reason.MOVED


def test_another_key_opens_nothing():
    file = sealed(b"x", key=replace(KEY, key=bytes(32)))

    assert reason(file) is Reason.DAMAGED


@pytest.mark.parametrize(
    "changes, why",
    [
        ({"v": 2}, Reason.UNKNOWN_VERSION),
        ({"v": "1"}, Reason.UNKNOWN_VERSION),
        ({"alg": "A128GCM"}, Reason.UNKNOWN_VERSION),
        ({"z": "br"}, Reason.UNKNOWN_VERSION),
        ({"z": []}, Reason.UNKNOWN_VERSION),
        ({"extra": 1}, Reason.UNKNOWN_VERSION),
        ({"iv": "AAAA"}, Reason.DAMAGED),
        ({"iv": "AAAAAAAAAAAAAAA"}, Reason.DAMAGED),
        ({"kid": "xyz"}, Reason.DAMAGED),
        ({"kid": 7}, Reason.DAMAGED),
        ({"path": OTHER}, Reason.MOVED),
        ({"type": "text/plain"}, Reason.DAMAGED),
        ({"z": "none"}, Reason.DAMAGED),
    ],
)
def test_a_header_that_was_changed_is_refused(changes, why):
    file = sealed(b"x")
    header = canonical({"alg": "A256GCM", "v": 1, **read_header(file.header)._asdict(), "iv": b64(read_header(file.header).iv), **changes})

    assert reason(Sealed(header, file.body, hash_of(header, file.body))) is why


@pytest.mark.parametrize("header", [b"", b"[]", b"null", b"1", b'{"v":1', b'"\xc3\xa9"', b"[" * 100_000])
def test_what_is_no_header_is_damaged(header):
    file = sealed(b"x")

    assert reason(Sealed(header, file.body, file.hash)) is Reason.DAMAGED


@pytest.mark.parametrize("length", [2045, 2**31, 2**32 - 1])
def test_a_length_beyond_what_is_there_is_damaged(length):
    assert reason(forged(length.to_bytes(4, "big") + bytes(2044))) is Reason.DAMAGED


def test_less_than_a_length_is_damaged():
    assert reason(forged(b"\0\0")) is Reason.DAMAGED


@pytest.mark.parametrize("content", [b"no gzip", gzipped(b"text")[:-1], gzipped(b"text") + b"\0", gzipped(b"text") * 2, b""])
def test_gzip_that_is_not_whole_is_damaged(content):
    assert reason(forged(padded(content))) is Reason.DAMAGED


def test_a_gzip_bomb_is_refused_before_it_fills_the_memory():
    bomb = gzip.compress(bytes(1_000_000_000), 1)

    assert reason(forged(padded(bomb))) is Reason.TOO_LARGE


def test_the_largest_page_opens_and_one_byte_more_is_refused_by_reader_and_publisher():
    most = bytes(PAGE_MOST)

    assert opened(sealed(most)) == most
    assert reason(forged(padded(gzipped(most + b"\0")))) is Reason.TOO_LARGE
    assert reason(forged(padded(most + b"\0"), "none")) is Reason.TOO_LARGE
    with pytest.raises(BuildFailed, match="8,000,001 bytes"):
        sealed(most + b"\0")


@given(st.integers(4, 2**27))
def test_lengths_are_padded_to_steps_of_2048_or_padme(length):
    shown = padded_length(length)

    assert shown >= length
    assert shown % 2048 == 0
    assert shown < length + 2048 or shown <= length * 1.12
    assert padded_length(shown) == shown


@pytest.mark.parametrize("length, shown", [(4, 2048), (2048, 2048), (2049, 4096), (100_000, 100_352), (1_000_000, 1_015_808), (8_000_004, 8_126_464)])
def test_known_lengths_are_padded_as_the_format_says(length, shown):
    assert padded_length(length) == shown


@given(st.binary(max_size=5000))
def test_a_body_shows_a_padded_length_only(content):
    assert (len(sealed(content, zipped=False).body) - 16) % 2048 == 0


def test_an_unchanged_page_keeps_its_bytes_while_its_key_stands():
    assert sealed(b"text") == sealed(b"text")
    assert sealed(b"text").body != sealed(b"text", key=new_content_key(KEY.audience)).body


def test_a_gzip_tells_neither_time_nor_machine():
    assert gzipped(b"text")[:10] == bytes.fromhex("1f8b08000000000000ff")
    assert gzip.decompress(gzipped(b"text")) == b"text"


def test_no_nonce_meets_two_plain_texts():
    draw = random.Random(7)
    texts = [draw.randbytes(draw.randrange(0, 300)) for _ in range(2000)]
    ways = [(path, kind) for path in (PAGE, OTHER) for kind in ("text/html", "text/csv")]
    met: dict[bytes, tuple[bytes, str, str]] = {}
    for text in texts:
        for path, kind in ways:
            iv = read_header(sealed(text, path, kind=kind, zipped=False).header).iv
            assert met.setdefault(iv, (text, path, kind)) == (text, path, kind)

    assert len(met) == len(set(texts)) * len(ways)
