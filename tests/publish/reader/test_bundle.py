"""The reader's files: small, made from the parts that can be read, and with no way to run what a page brings."""

from __future__ import annotations

import re

import pytest

from sendsite.publish.reader import HERE, PARTS, bundle, source
from tools.minify_reader import minified

KB = 1024


def test_the_script_has_at_most_12_kb():
    assert len((HERE / "reader.min.js").read_bytes()) <= 12 * KB


def test_the_script_that_is_served_is_made_from_the_parts():
    assert (HERE / "reader.min.js").read_text("utf-8") == minified()


def test_every_part_is_in_the_script():
    assert {path.stem for path in (HERE / "parts").glob("*.js")} == set(PARTS)


def test_the_files_names_hold_the_hash_of_their_content():
    names = list(bundle())

    assert [re.fullmatch(r"reader\.[0-9a-f]{16}\.(js|css)", name) is not None for name in names] == [True, True]
    assert names[0].endswith(".js")


WAYS = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "fetch(", "XMLHttpRequest", "localStorage")


@pytest.mark.parametrize("way", WAYS)
def test_the_script_has_no_way_to_run_or_send_what_a_page_brings(way: str):
    assert way not in source()


def test_no_key_can_be_exported_and_none_is_made_so():
    calls = re.findall(r"(?:importKey|unwrapKey|deriveKey)\(.*\)", source())

    assert len(calls) == 4
    assert [call for call in calls if ", false, " not in call] == []
    assert "exportKey" not in source()
