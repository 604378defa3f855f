"""Python opens what WebCrypto sealed, and both seal alike: two programs from one description (docs/sealing.md)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sendsite.publish.seal.encoding import unb64
from sendsite.publish.seal.keyring import KEYS
from sendsite.publish.seal.opener import Reader
from sendsite.publish.seal.shell import Parts
from tools import sealing_vectors, webcrypto_vectors

KEPT: dict[str, Any] = json.loads(webcrypto_vectors.PLACE.read_text("utf-8"))
OURS: dict[str, Any] = json.loads(sealing_vectors.PLACE.read_text("utf-8"))


def test_python_opens_all_that_webcrypto_sealed():
    reader = Reader(lambda name: KEPT["site"][name].encode() if name in KEPT["site"] else None, OURS["codes"]["a"])
    contents = {each["path"]: unb64(each["content"]) for each in OURS["files"]}

    assert {file["z"] for file in webcrypto_vectors.given()["files"]} == {"gzip", "none"}
    for file in KEPT["files"]:
        assert reader.open_parts(Parts(file["header"].encode(), unb64(file["body"])), file["path"]) == contents[file["path"]]


def test_what_is_not_zipped_is_sealed_to_the_same_bytes_by_both():
    ours = {each["path"]: each for each in OURS["files"] if each["z"] == "none"}
    theirs = {each["path"]: each for each in KEPT["files"] if each["path"] in ours}

    assert len(theirs) == 2
    for path, file in theirs.items():
        assert (file["header"], file["body"], file["hash"]) == (ours[path]["header"], ours[path]["body"], ours[path]["hash"])


def test_slots_rings_and_grants_are_sealed_to_the_same_bytes_by_both():
    name = f"k/{OURS['publication']['pub']}.js"
    ours, theirs = (json.loads(text["site"][name].removeprefix(f"{KEYS}(")[:-1]) for text in (OURS, KEPT))

    assert OURS["site"]["now.js"] == KEPT["site"]["now.js"]
    assert theirs["readers"]["K7QX"] == ours["readers"]["K7QX"]
    assert theirs["grants"].items() <= ours["grants"].items()


@pytest.mark.browser
def test_todays_browser_seals_what_the_kept_one_did(browser):
    again = webcrypto_vectors.witnessed(browser)
    plain = {each["path"] for each in OURS["files"] if each["z"] == "none"}

    assert [each for each in again["files"] if each["path"] in plain] == [each for each in KEPT["files"] if each["path"] in plain]
    assert again["site"]["now.js"] == KEPT["site"]["now.js"]
    assert [text for name, text in again["site"].items() if name.startswith("k/")] == [text for name, text in KEPT["site"].items() if name.startswith("k/")]
