"""The fixed vectors: Python opens all that is right, refuses all that is wrong for its reason, and writes them the same again."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from sendsite.publish.seal.codes import normalised
from sendsite.publish.seal.encoding import enc
from sendsite.publish.seal.keyring import Manifest, open_keyring
from sendsite.publish.seal.opener import Reader
from sendsite.publish.seal.refused import Refused
from sendsite.publish.seal.shell import Parts
from sendsite.publish.seal.slots import stretched
from tools import sealing_vectors

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text("utf-8"))
OWN = {"a": {"page, gzip", "page, plain", "table", "picture"}, "b": {"page of another school"}, "leader": {each["name"] for each in VECTORS["files"]}}


def reader(who: str, **changed: str) -> Reader:
    """A reader of the vectors' site, with some files changed."""
    site = {**VECTORS["site"], **changed}
    return Reader(lambda name: site[name].encode() if name in site else None, VECTORS["codes"][who])


def parts(file: dict[str, str]) -> Parts:
    return Parts(file["header"].encode(), base64.b64decode(file["body"]))


def named(rows: list[dict[str, Any]]) -> list[Any]:
    return [pytest.param(row, id=row["name"]) for row in rows]


@pytest.fixture(scope="module")
def governor() -> Reader:
    return reader("a")


@pytest.mark.parametrize("row", VECTORS["normalised"])
def test_codes_are_read_alike(row):
    assert normalised(row["typed"]) == (row["handle"], row["words"])


@pytest.mark.parametrize("row", VECTORS["enc"])
def test_fields_are_written_alike(row):
    assert enc(*row["fields"]).hex() == row["bytes"]


def test_a_code_is_stretched_alike():
    code = normalised(VECTORS["codes"]["a"])
    found, _ = open_keyring(VECTORS["site"][f"k/{VECTORS['publication']['pub']}.js"].encode()).readers[code.handle]

    assert stretched(code.words, found.salt, found.iterations).hex() == VECTORS["unlocking"]["kek"]


@pytest.mark.parametrize("who", OWN)
def test_each_reader_opens_their_own_files_and_no_others(who):
    found = reader(who)
    for file in VECTORS["files"]:
        if file["name"] in OWN[who]:
            assert found.open_parts(parts(file), file["path"]) == base64.b64decode(file["content"])
        else:
            with pytest.raises(Refused, match="another school or group"):
                found.open_parts(parts(file), file["path"])


@pytest.mark.parametrize("row", named(VECTORS["wrong_files"]))
def test_a_wrong_file_is_refused_for_its_reason(row, governor):
    folder = row["path"].split("/")[1]
    found = reader("a") if row["listed"] else governor
    if row["listed"]:
        real = found.manifest(folder)
        found._manifests[folder] = Manifest({**real.hashes, row["path"]: row["hash"]}, real.start)

    with pytest.raises(Refused) as refused:
        found.open_parts(parts(row), row["path"])

    assert refused.value.reason.value == row["reason"]


@pytest.mark.parametrize("row", named([*VECTORS["wrong_keyrings"], *VECTORS["wrong_manifests"]]))
def test_a_wrong_keyring_or_manifest_is_refused_for_its_reason(row):
    folder = VECTORS["files"][0]["path"].split("/")[1]

    with pytest.raises(Refused) as refused:
        reader("a", **{row["file"]: row["text"]}).manifest(folder)

    assert refused.value.reason.value == row["reason"]


def test_the_vectors_are_what_their_tool_writes(tmp_path, monkeypatch):
    """All but gzip, which another zlib may squeeze otherwise: then what hangs on it differs too."""
    monkeypatch.setattr(sealing_vectors, "PLACE", tmp_path / "vectors.json")

    sealing_vectors.main()

    again = json.loads((tmp_path / "vectors.json").read_text("utf-8"))
    for name in ("codes", "normalised", "enc", "publication", "site_keys", "keys", "master", "unlocking"):
        assert again[name] == VECTORS[name]
    plain = [[each for each in document["files"] if each["z"] == "none"] for document in (again, VECTORS)]
    assert plain[0] == plain[1]
    assert [each["reason"] for each in again["wrong_files"]] == [each["reason"] for each in VECTORS["wrong_files"]]
