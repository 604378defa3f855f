"""Reading codes: how they are made, and how they are read whatever a keyboard makes of them."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.publish.seal.codes import HANDLE, WORDS, Code, new_code, new_handle, normalised, word_list

CODE = Code("K7QX", "copper-lantern-orbit-thimble-meadow")


def test_the_list_is_the_effs_with_its_licence():
    lines = WORDS.read_text("ascii").splitlines()

    assert len({line for line in lines if not line.startswith("#")}) == 7776
    assert any("Creative Commons Attribution 3.0" in line for line in lines if line.startswith("#"))


def test_a_words_code_cannot_be_guessed():
    assert 5 * math.log2(len(word_list())) > 64


def test_a_code_is_a_handle_and_words_of_the_list():
    code = new_code(6)

    assert re.fullmatch(rf"[{HANDLE}]{{4}}", code.handle)
    assert len(code.words.split("-")) == 6
    assert set(code.words.split("-")) <= set(word_list())


def test_a_handle_that_is_taken_is_not_given_again(monkeypatch):
    drawn = iter("AAAABBBB")
    monkeypatch.setattr("sendsite.publish.seal.codes.secrets.choice", lambda of: next(drawn))

    assert new_handle({"AAAA"}) == "BBBB"


@pytest.mark.parametrize(
    "typed",
    [
        "K7QX copper lantern orbit thimble meadow",
        "  k7qx-COPPER \u2013 lantern\u00a0orbit\tthimble\u2212meadow ",
        "\uff2b\uff17\uff31\uff38 copper\u2014lantern--orbit\u3000thimble meadow\n",
        "k7qx\u2011copper\u2010lantern\u301corbit\ufe58thimble meadow-",
        "k7qx.copper, lantern; orbit/thimble_meadow!",
        "K7QXcopper lantern orbit thimble meadow",
        "k 7 q x copper lantern orbit thimble meadow",
        "\ufeffK7QX cop\u00adper lan\u200btern orbit thimble meadow\u2060",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed):
    assert normalised(typed) == CODE


@pytest.mark.parametrize("typed, handle, words", [("", "", ""), ("K7QX", "K7QX", ""), (" - ", "", ""), ("k7", "K7", ""), ("\u00e9\u00df", "", "")])
def test_what_is_no_code_finds_nobody(typed, handle, words):
    assert normalised(typed) == (handle, words)


@given(st.integers(1, 8))
def test_what_a_card_shows_reads_back(words):
    code = new_code(words)

    assert normalised(str(code)) == code
