"""The word in front of the site: made or chosen, kept as a hash alone, and never a reading code."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.publish.host_word import HostWord, fits, kept, like_a_code, new_word
from sendsite.publish.seal.codes import LEADER_WORDS, SCHOOL_WORDS, new_code
from sendsite.publish.secrets import fresh
from sendsite.publish.secrets_json import Unreadable, secrets_of, text_of

DAY = date(2026, 10, 1)
OWN = "our-hall-has-a-clock"


def test_a_word_that_is_made_is_taken_and_is_four_plain_words():
    words = {new_word() for _ in range(50)}

    assert len(words) == 50
    assert all(len(word.split("-")) == 4 and not like_a_code(word, ()) for word in words)


def test_only_a_hash_is_kept_that_the_word_fits_and_no_other():
    known = kept(OWN, "trust", (), on=DAY)

    assert known.line.startswith("trust:$2y$10$")
    assert OWN not in known.line
    assert OWN not in repr(known)
    assert (fits(OWN, known), fits(f"{OWN}s", known)) == (True, False)


@pytest.mark.parametrize("words", [SCHOOL_WORDS, LEADER_WORDS])
def test_a_reading_code_is_never_the_word_however_it_is_written(words):
    code = new_code(words)

    for typed in (str(code), str(code).lower(), str(code).replace(" ", "-"), code.words, f"{code.handle}-{'-'.join(code.words.split('-')[:3])}"):
        with pytest.raises(DataRefused, match="looks like a reading code"):
            kept(typed, "trust", (), on=DAY)


def test_a_word_that_begins_as_a_readers_code_does_is_refused():
    assert like_a_code("K7QX-clocktower", {"K7QX"})
    assert not like_a_code("K7QX-clocktower", {"M3PT"})


@pytest.mark.parametrize(
    "word, said",
    [
        ("short", "It has 5 characters. Write 12 to 72"),
        ("l" * 73, "It has 73 characters"),
        ("caf\u00e9-by-the-harbour", "Browsers send other signs in different ways"),
        (" our-hall-has-a-clock", "nothing before or after"),
        ("our\thall has a clock", "Browsers send other signs"),
    ],
)
def test_a_word_that_browsers_or_bcrypt_would_not_read_is_refused(word, said):
    with pytest.raises(DataRefused, match=said):
        kept(word, "trust", (), on=DAY)


@pytest.mark.parametrize("name", ["", "a:b", "two words", "n" * 41, "na\nme"])
def test_a_name_that_a_password_file_cannot_hold_is_refused(name):
    with pytest.raises(DataRefused, match="Write letters and digits without spaces"):
        kept(OWN, name, (), on=DAY)


def test_the_secrets_keep_it_and_a_file_from_before_there_was_one_is_read():
    secrets = fresh()
    before = text_of(secrets)
    secrets.host_word = HostWord("trust", "$2y$10$abc", DAY)

    assert secrets_of(text_of(secrets)).host_word == secrets.host_word
    assert secrets_of(before).host_word is None
    assert "host_word" not in before


def test_a_word_in_the_secrets_that_is_not_as_it_was_written_is_refused():
    secrets = fresh()
    secrets.host_word = HostWord("trust", "$2y$10$abc", DAY)

    with pytest.raises(Unreadable, match="host_word"):
        secrets_of(text_of(secrets).replace('"since": "2026-10-01"', '"since": 7'))


@pytest.mark.skipif(shutil.which("htpasswd") is None, reason="Apache's own program is not on this machine")
def test_apaches_own_program_reads_the_file(tmp_path: Path):
    (tmp_path / "passwords").write_text(kept(OWN, "trust", (), on=DAY).line)

    def said(word: str) -> int:
        return subprocess.run(["htpasswd", "-vb", "passwords", "trust", word], cwd=tmp_path, capture_output=True, check=False).returncode

    assert (said(OWN), said("another-word-altogether")) == (0, 3)
