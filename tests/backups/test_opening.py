"""A backup is opened without trusting it: what is cut, flipped or made up is refused, and nothing is written outside or at all."""

from __future__ import annotations

import hashlib
import json
import random
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from sendsite.backups.manifest import NAME, TOP, Held, check_paths, parse
from sendsite.backups.opening import read_manifest, unpack
from sendsite.backups.packing import SEAL, digest_before_seal
from sendsite.errors import DataRefused
from tests.backups.places import files_of, manifest_of, small_backup


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return small_backup(tmp_path, data__sendsite_sqlite=b"r" * 5000, content__pages__home_md=b"# Home\n")


def resealed(path: Path, raw: bytes) -> Path:
    """The bytes with a digest that agrees, as a forger would give them one."""
    path.write_bytes(raw)
    path.write_bytes(raw[:-SEAL] + digest_before_seal(path))
    return path


def forged(path: Path, members: list[tuple[zipfile.ZipInfo, bytes]]) -> Path:
    """An archive of these members as they come, under a digest that agrees."""
    with zipfile.ZipFile(path, "w") as archive:
        for member, content in members:
            archive.writestr(member, content)
        archive.comment = b"\0" * SEAL
    return resealed(path, path.read_bytes())


def with_files(names: list[str], content: bytes = b"x") -> list[tuple[zipfile.ZipInfo, bytes]]:
    files = {name: Held(len(content), hashlib.sha256(content).hexdigest()) for name in sorted(names)}
    return [(zipfile.ZipInfo(NAME), manifest_of(files).text()), *((zipfile.ZipInfo(name), content) for name in files)]


def refused(path: Path, tmp_path: Path) -> str:
    """Why a file is refused; nothing stands where it would have been written."""
    to = tmp_path / "to"
    to.mkdir(exist_ok=True)
    with pytest.raises(DataRefused) as caught:
        unpack(path, to)
    assert files_of(to) == {}
    return str(caught.value)


def test_what_is_packed_is_unpacked_for_its_owner_alone(small, tmp_path):
    to = tmp_path / "to"
    to.mkdir()

    assert unpack(small, to) == read_manifest(small)
    assert files_of(to) == {"sendsite.toml": b'trust = "A trust"\n', "data/sendsite_sqlite": b"r" * 5000, "content/pages/home_md": b"# Home\n"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in to.rglob("*")} == {0o600, 0o700}


def test_any_zip_tool_opens_it(small):
    with zipfile.ZipFile(small) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read(NAME))["what"] == "a backup of sendsite"


@pytest.mark.parametrize("percent", range(100))
def test_a_backup_that_was_cut_short_is_refused(small, tmp_path, percent):
    raw = small.read_bytes()
    cut = tmp_path / "cut.zip"
    cut.write_bytes(raw[: len(raw) * percent // 100])

    refused(cut, tmp_path)


def test_a_thousand_flips_are_refused(small, tmp_path):
    raw, chance, flipped = small.read_bytes(), random.Random(5), tmp_path / "flipped.zip"
    for _ in range(1000):
        spoilt = bytearray(raw)
        spoilt[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        flipped.write_bytes(spoilt)
        with pytest.raises(DataRefused):
            read_manifest(flipped)


def test_flips_under_a_digest_that_agrees_write_only_what_is_named_and_vouched_for(small, tmp_path):
    raw, chance, flipped = small.read_bytes(), random.Random(6), tmp_path / "flipped.zip"
    for number in range(1000):
        spoilt = bytearray(raw)
        spoilt[chance.randrange(len(raw) - SEAL)] ^= 1 << chance.randrange(8)
        to = tmp_path / "in" / str(number)
        to.mkdir(parents=True)
        try:
            found = unpack(resealed(flipped, bytes(spoilt)), to).files
        except DataRefused:
            continue
        assert {name: Held(len(content), hashlib.sha256(content).hexdigest()) for name, content in files_of(to).items()} == found
    assert {path.name for path in tmp_path.iterdir()} & {"outside", "data", "content"} == set()


HOSTILE = (
    "../outside", "data/../../outside", "/etc/passwd", "data//x", "data/./x", "C:/x", "data\\..\\x", "data/x:stream", "data/nul.txt", "data/CON", "data/x.",
    "data/x ", "other/x", "build/current/index.html", "build/releases/../x", "build/releases/a/b.json", "data/\x1b[31m", "data/\u202efdp", "data/" + "x" * 500,
    "",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_path_that_leads_out_or_means_something_else_elsewhere_is_refused(tmp_path, name):
    with pytest.raises(DataRefused):
        check_paths([name], "it")
    if name and "\0" not in name:
        refused(forged(tmp_path / "forged.zip", with_files(["sendsite.toml", name])), tmp_path)
    assert not (tmp_path / "outside").exists()


@pytest.mark.parametrize("names", [["data/a", "data/A"], ["data/a", "data/a/b"], ["content", "content/x"]])
def test_two_names_that_are_one_somewhere_are_refused(tmp_path, names):
    assert "Nothing was written" in refused(forged(tmp_path / "forged.zip", with_files(names)), tmp_path)


def test_a_link_is_refused(tmp_path):
    members = with_files(["data/link"], b"/etc/passwd")
    members[1][0].external_attr = (stat.S_IFLNK | 0o777) << 16

    assert "a link" in refused(forged(tmp_path / "forged.zip", members), tmp_path)


def test_what_would_unfold_is_refused(tmp_path):
    members = with_files(["data/bomb"], b"\0" * 5_000_000)
    members[1][0].compress_type = zipfile.ZIP_DEFLATED

    assert "packed" in refused(forged(tmp_path / "forged.zip", members), tmp_path)


def test_files_that_would_be_larger_than_the_backup_are_refused(tmp_path):
    path = forged(tmp_path / "forged.zip", with_files(["data/a"], b"x" * 100))
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 20 : at + 28] = struct.pack("<2I", 2**31, 2**31)

    assert "larger than itself" in refused(resealed(path, bytes(raw)), tmp_path)


def test_what_the_manifest_does_not_name_is_refused(tmp_path):
    members = with_files(["data/a"])

    assert "not those" in refused(forged(tmp_path / "more.zip", [*members, (zipfile.ZipInfo("data/b"), b"y")]), tmp_path)
    assert "not those" in refused(forged(tmp_path / "fewer.zip", members[:1]), tmp_path)
    assert "does not begin" in refused(forged(tmp_path / "none.zip", members[1:]), tmp_path)


def test_content_that_the_manifest_does_not_vouch_for_is_refused(tmp_path):
    members = with_files(["data/a"])
    to = tmp_path / "to"
    to.mkdir()

    with pytest.raises(DataRefused, match="not what its manifest"):
        unpack(forged(tmp_path / "forged.zip", [members[0], (members[1][0], b"y")]), to)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 5000, b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_refused(tmp_path, content):
    path = tmp_path / "other.zip"
    path.write_bytes(content)

    assert "no backup of sendsite" in refused(path, tmp_path)


@pytest.mark.parametrize("change", [{"format": 2}, {"format": "1"}, {"head": "x"}, {"rows": []}, {"made_at": "yesterday"}, {"by": "\x1b[2J"}, {"more": 1}])
def test_a_manifest_that_sendsite_would_not_write_is_refused(change):
    table = json.loads(manifest_of({}).text()) | change

    with pytest.raises(DataRefused, match="newer sendsite" if change == {"format": 2} else "manifest"):
        parse((json.dumps(table, sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode(), "it")


def test_the_names_of_a_site_folder_are_taken():
    check_paths([*TOP[:3], "content/explainers/été.md", "data/snapshots/2025-autumn.2.zip", "build/releases/00ff.json"], "it")
