"""
Proof 7, its second half: no nonce ever meets two plain texts under one key, over a site's whole life: edits, revocations, new readers, lost codes, going back.

The first half, that Python opens what a browser sealed and the reverse, is tests/publish/seal/test_webcrypto.py and tests/publish/reader/test_vectors.py.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from sendsite.publish.editions import release_edition
from sendsite.publish.readers import add_reader, replace_code, revoke
from sendsite.publish.seal import files, keyring, keys, slots
from sendsite.publish.secrets import begin_term, new_epoch
from sendsite.publish.wishes import Wish
from tests.publish.presses import AUDIENCES, DAY, SCHOOLS, Site, a_site, an_edition

MARSH, HILL = AUDIENCES[1:]
PAGES = ("trust/index.html", "school/140001/index.html", "school/140001/finance.html", "school/140002/index.html")
LIVES = 24


class Watched:
    """AES-GCM that remembers what was sealed under which key and nonce."""

    met: dict[tuple[bytes, bytes], tuple[bytes, bytes]]
    twice: list[str]
    sealed: int

    def __init__(self, key: bytes) -> None:
        self.key, self.real = key, AESGCM(key)

    def encrypt(self, nonce: bytes, plain: bytes, aad: bytes) -> bytes:
        Watched.sealed += 1
        if Watched.met.setdefault((self.key, nonce), (plain, aad)) != (plain, aad):
            Watched.twice.append(nonce.hex())
        return self.real.encrypt(nonce, plain, aad)

    def decrypt(self, nonce: bytes, body: bytes, aad: bytes) -> bytes:
        return self.real.decrypt(nonce, body, aad)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[Watched]:
    """All sealing watched, and codes stretched in no time: there are many of them. The readers that all tests share keep their real ones."""
    a_site(tmp_path)
    Watched.met, Watched.twice, Watched.sealed = {}, [], 0
    monkeypatch.setattr(keys, "AESGCM", Watched)
    monkeypatch.setattr(slots, "stretched", lambda words, salt, iterations: (words.encode() + salt).ljust(32, b"\0")[-32:])
    return Watched


def live(site: Site, seed: int, publications: int = LIVES) -> None:
    """A year or two of a site, from a fixed seed: something happens, then it is published; texts come back now and then."""
    draw, words = random.Random(seed), dict.fromkeys(PAGES, "as it was")
    for hour in range(publications):
        readers = list(site.secrets.readers.values())
        happening = draw.choice(("edit", "edit", "edit", "nothing", "revoke", "lost", "add", "epoch", "term"))
        if happening == "edit":
            words[draw.choice(PAGES)] = f"<!doctype html><title>Page</title><main>{draw.randrange(3)}</main>"
        elif happening == "revoke" and readers:
            revoke(site.secrets, draw.choice(readers), on=DAY)
        elif happening == "lost" and readers:
            replace_code(site.secrets, draw.choice(readers), on=DAY, lost=draw.random() < 0.5)
        elif happening == "add":
            add_reader(site.secrets, Wish(f"Reader {hour}", "", draw.choice((("trust",), (MARSH,), (MARSH, HILL)))), SCHOOLS, on=DAY)
        elif happening == "epoch":
            new_epoch(site.secrets, [draw.choice(AUDIENCES)], on=DAY, why="asked")
        elif happening == "term":
            begin_term(site.secrets, f"term {hour}", on=DAY)
        edition = an_edition(site, {page: said for page, said in words.items() if said != "as it was"})
        records = site.shelf.records()
        if records and draw.random() < 0.2:
            older = draw.choice(records)
            edition = release_edition(older, site.shelf.place(older.pub), site.secrets.site)
        site.publish(edition, hours=hour)


def test_no_nonce_meets_two_plain_texts_over_a_sites_life(tmp_path: Path, watched: type[Watched]):
    for seed in range(2):
        live(a_site(tmp_path / str(seed)), seed)

    assert watched.sealed > len(watched.met) > 1000, "much was sealed, and some of it twice alike"
    assert watched.twice == []


@pytest.mark.parametrize("where", [files, keyring, slots])
def test_a_nonce_that_forgets_what_is_sealed_would_be_found(tmp_path: Path, watched: type[Watched], monkeypatch: pytest.MonkeyPatch, where):
    """The same life with nonces that are made of the key's name alone in one place."""
    real = keys.nonce
    monkeypatch.setattr(where, "nonce", lambda iv_key, key_id, x, plain: real(iv_key, key_id, b"", b""))
    live(a_site(tmp_path), 0, publications=6)

    assert watched.twice


def test_the_same_seals_to_the_same_bytes_while_a_key_stands_and_to_others_after(tmp_path: Path):
    site = a_site(tmp_path)
    first, _ = site.publish(an_edition(site))
    site.publish(an_edition(site, {PAGES[1]: "<!doctype html><title>Other</title>"}))
    again, _ = site.publish(an_edition(site))
    new_epoch(site.secrets, [MARSH], on=DAY, why="asked")
    later, _ = site.publish(an_edition(site))

    assert {path: entry.hash for path, entry in again.record.entries.items()} == {path: entry.hash for path, entry in first.record.entries.items()}
    for path, entry in later.record.entries.items():
        assert (entry.hash == first.record.entries[path].hash) == (entry.audience != MARSH)
