"""Nothing that was changed after it was frozen is ever read as a snapshot."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.signing import SigningKey, sign
from sendsite.snapshots import manifest
from sendsite.snapshots import shelf as shelf_module
from sendsite.snapshots.archive import packed, unpacked
from sendsite.snapshots.shelf import load, shelf
from tests.register.sample import a_trust
from tests.snapshots.test_freeze import AUTUMN, taken


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return taken(tmp_path / "snapshots")


def test_the_shelf_is_in_school_order(tmp_path: Path):
    for name in ("2025-spring", "2024-summer", "2025-autumn", "2024-autumn", "2024-spring"):
        taken(tmp_path / "snapshots", Term.parse(name))

    assert [str(info.term) for info in shelf(tmp_path / "snapshots")] == ["2024-autumn", "2024-spring", "2024-summer", "2025-autumn", "2025-spring"]


def test_the_shelf_tells_what_a_manifest_tells(path: Path):
    (info,) = shelf(path.parent)

    assert (info.term, info.edition, info.by, info.path, info.rows["deployment"], info.previous) == (AUTUMN, 1, "J. Example", path, 6, None)
    assert info.sha256 == manifest.sha256(unpacked(path.read_bytes())["manifest.json"])


def test_the_shelf_reads_manifests_only(path: Path):
    path.write_bytes(path.read_bytes()[:-5000] + b"\x00" * 5000)

    assert [info.term for info in shelf(path.parent)] == [AUTUMN]


def test_to_list_the_shelf_reads_the_beginning_of_each_file_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    many = a_trust()
    pupils = tuple(many.pupils[0]._replace(pupil_id=f"Q{number}") for number in range(3000))
    for year in range(2015, 2025):
        taken(tmp_path / "snapshots", Term(year, "autumn"), replace(many, pupils=many.pupils + pupils))
    reads = []
    real = shelf_module._read

    def counted(path: Path, most: int) -> bytes:
        reads.append(real(path, most))
        return reads[-1]

    monkeypatch.setattr(shelf_module, "_read", counted)

    assert len(shelf(tmp_path / "snapshots")) == 10
    assert [len(read) for read in reads] == [shelf_module.HEAD_MOST] * 10
    assert all(path.stat().st_size > 2 * shelf_module.HEAD_MOST for path in (tmp_path / "snapshots").iterdir())


def test_no_folder_is_an_empty_shelf(tmp_path: Path):
    assert shelf(tmp_path / "snapshots") == ()


def test_what_is_no_zip_is_passed_over(path: Path):
    (path.parent / "notes.txt").write_text("ours")
    (path.parent / ".2025-spring.zip.abc.part").write_bytes(b"PK")

    assert len(shelf(path.parent)) == 1


@pytest.mark.parametrize("content", (b"", b"PK", b"urn,name\n", b"\x00" * 100_000))
def test_a_zip_that_is_no_snapshot_is_named_not_passed_over(path: Path, content: bytes):
    (path.parent / "2024-autumn.zip").write_bytes(content)

    with pytest.raises(DataRefused, match=r"2024-autumn\.zip: this snapshot is"):
        shelf(path.parent)


@pytest.mark.parametrize("name", ("2025-autumn (1).zip", "2025-spring.zip", "2025-autumn.2.zip"))
@pytest.mark.parametrize("read", (load, lambda path: shelf(path.parent)), ids=("load", "shelf"))
def test_a_snapshot_under_another_name_is_refused(path: Path, name: str, read: Callable[[Path], object]):
    other = path.rename(path.with_name(name))

    with pytest.raises(DataRefused, match=r"this is 2025-autumn\.zip under another name"):
        read(other)


def test_no_snapshot_is_refused_by_name(tmp_path: Path):
    with pytest.raises(DataRefused, match=r"there is no such snapshot\. `sendsite snapshot list`"):
        load(tmp_path / "2025-autumn.zip")


def test_every_cut_is_refused(path: Path):
    raw = path.read_bytes()
    for kept in (0, 1, 4, 29, 30, 45, *(len(raw) * share // 100 for share in range(1, 100)), len(raw) - 22, len(raw) - 1):
        path.write_bytes(raw[:kept])
        with pytest.raises(DataRefused, match="2025-autumn.zip: "):
            load(path)


def test_every_flipped_byte_is_refused(path: Path):
    raw, dice = path.read_bytes(), random.Random(20250901)
    for place in (*(dice.randrange(len(raw)) for _ in range(1000)), *range(30), *range(len(raw) - 60, len(raw))):
        changed = bytearray(raw)
        changed[place] ^= 1 << dice.randrange(8)
        path.write_bytes(changed)
        with pytest.raises(DataRefused, match="2025-autumn.zip: "):
            load(path)


@pytest.mark.parametrize("added", (b"\x00", b"PK\x05\x06" + b"\x00" * 18, b"#" * 4096))
def test_bytes_after_the_end_or_before_the_beginning_are_refused(path: Path, added: bytes):
    raw = path.read_bytes()
    for content in (raw + added, added + raw):
        path.write_bytes(content)
        with pytest.raises(DataRefused):
            load(path)


def test_a_snapshot_that_was_packed_again_by_another_tool_is_refused(path: Path):
    members = unpacked(path.read_bytes())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)

    with pytest.raises(DataRefused, match="2025-autumn.zip: this snapshot"):
        load(path)


Members = dict[str, bytes]


def noted(members: Members, change: Callable[[dict[str, Any]], object]) -> Members:
    """The members with a manifest that says something else, its own form kept."""
    table = json.loads(members["manifest.json"])
    change(table)
    return {**members, "manifest.json": manifest.canonical(table)}


def signed(members: Members) -> Members:
    """The members with the manifest signed anew by the folder's own key, so that it is the other checks that refuse."""
    if "manifest.json" not in members or "manifest.json.minisig" not in members:
        return members
    try:
        table = json.loads(members["manifest.json"])
        words = f"sendsite snapshot {table['term']}, edition {table['edition']}, number {table['seq']}, taken {table['taken_at']}"
    except (ValueError, TypeError, KeyError, RecursionError):
        return members
    return {**members, "manifest.json.minisig": sign(members["manifest.json"], SigningKey(bytes(32)), comment=words)}


def without(members: Members, name: str) -> Members:
    return {key: content for key, content in members.items() if key != name}


def truly_without(members: Members, name: str) -> Members:
    return without(noted(members, lambda table: table["files"].pop(name)), name)


def metrics(members: Members, content: bytes) -> Members:
    """Other metrics, truly noted."""
    return {**noted(members, lambda table: table["files"]["metrics.json"].update(sha256=manifest.sha256(content))), "metrics.json": content}


MADE_OVER: dict[str, tuple[Callable[[Members], Members], str]] = {
    "another row": (lambda m: {**m, "staff.csv": m["staff.csv"].replace(b"Robin", b"Rosin")}, "staff.csv is not what was frozen, its SHA-256"),
    "other metrics": (lambda m: {**m, "metrics.json": m["metrics.json"].replace(b"2.4", b"2.5")}, "metrics.json is not what was frozen"),
    "a file more": (lambda m: {**m, "extra.csv": b"a\n"}, "its files are not those that its manifest names"),
    "a file out of its folder": (lambda m: {**m, "../../evil.csv": b"a\n"}, "its files are not those that its manifest names"),
    "a file out of its folder, and noted": (
        lambda m: {**noted(m, lambda table: table["files"].update({"../evil.csv": {"sha256": manifest.sha256(b"a\n"), "rows": None}})), "../evil.csv": b"a\n"},
        "its files are not those that its manifest names",
    ),
    "a file less": (lambda m: without(m, "pupils.csv"), "its files are not those that its manifest names"),
    "no framework, truly noted": (lambda m: truly_without(m, "framework.toml"), "framework.toml is missing from it"),
    "no schools, truly noted": (lambda m: truly_without(m, "schools.csv"), "schools.csv is missing from it"),
    "another order": (lambda m: dict(sorted(m.items(), reverse=True)), "its files are not those that its manifest names"),
    "no manifest": (lambda m: without(m, "manifest.json"), "manifest.json cannot be read"),
    "a manifest that is no JSON": (lambda m: {**m, "manifest.json": b"{"}, "manifest.json cannot be read"),
    "a deep manifest": (lambda m: {**m, "manifest.json": b"[" * 60_000}, "manifest.json cannot be read"),
    "a list for a manifest": (lambda m: {**m, "manifest.json": b"[]\n"}, "manifest.json cannot be read"),
    "a newer format": (lambda m: noted(m, lambda table: table.update(format=3)), "a newer sendsite took this snapshot .format 3; this one reads 2.. Upgrade"),
    "an older format": (lambda m: noted(m, lambda table: table.update(format=1)), "says something that no snapshot says"),
    "a format that is no number": (lambda m: noted(m, lambda table: table.update(format="2")), "says something that no snapshot says"),
    "no signature": (lambda m: without(m, "manifest.json.minisig"), "its signature, manifest.json.minisig, is missing"),
    "a signature that is none": (lambda m: {**m, "manifest.json.minisig": b"hello\n"}, "its signature is not in minisign's form"),
    "a number of taking that is none": (lambda m: noted(m, lambda table: table.update(seq=0)), "says something that no snapshot says"),
    "a reason for the first edition": (lambda m: noted(m, lambda table: table.update(reason="Why not")), "only a new edition has a reason"),
    "an edition without a reason": (lambda m: noted(m, lambda table: table.update(edition=2)), "only a new edition has a reason"),
    "adopting": (lambda m: noted(m, lambda table: table.update(seq=2, previous="0" * 64, adopts={"a.zip": "0" * 64})), "only the first that is"),
    "a number, and nothing before it": (lambda m: noted(m, lambda table: table.update(seq=2)), "only the first has nothing before it"),
    "a hash that is none": (lambda m: noted(m, lambda table: table["files"]["pupils.csv"].update(sha256="x")), "'x' is not a SHA-256"),
    "metrics that are no JSON, truly noted": (lambda m: metrics(m, b"["), "metrics.json cannot be read"),
    "metrics too deep, truly noted": (lambda m: metrics(m, b"[" * 100_000), "metrics.json cannot be read"),
    "a manifest in another form": (lambda m: {**m, "manifest.json": m["manifest.json"] + b"\n"}, "manifest.json is not as sendsite writes it"),
    "an entry more": (lambda m: noted(m, lambda table: table.update(more=1)), "says something that no snapshot says"),
    "an entry less": (lambda m: noted(m, lambda table: table.pop("by")), "says something that no snapshot says"),
    "another count": (lambda m: noted(m, lambda table: table["files"]["pupils.csv"].update(rows=4)), "pupils.csv has 3 rows where its manifest says 4"),
    "a count that is none": (lambda m: noted(m, lambda table: table["files"]["pupils.csv"].update(rows=-3)), "is not a number of rows"),
    "a term that is none": (lambda m: noted(m, lambda table: table.update(term="2025-winter")), "says something that no snapshot says"),
    "a day that is none": (lambda m: noted(m, lambda table: table.update(data_date="2025-02-30")), "says something that no snapshot says"),
    "edition nought": (lambda m: noted(m, lambda table: table.update(edition=0)), "says something that no snapshot says"),
    "another term": (lambda m: noted(m, lambda table: table.update(term="2024-autumn")), "this is 2024-autumn.zip under another name"),
}


@pytest.mark.parametrize("case", MADE_OVER)
def test_what_was_made_over_is_refused_with_what_is_wrong(path: Path, case: str):
    make_over, words = MADE_OVER[case]
    made = make_over(unpacked(path.read_bytes()))
    path.write_bytes(packed(made if "signature" in case else signed(made)))

    with pytest.raises(DataRefused, match=f"2025-autumn.zip: .*{words}"):
        load(path)


def test_the_untouched_one_is_accepted(path: Path):
    """So that the refusals above refuse what was changed, and not everything."""
    path.write_bytes(packed(unpacked(path.read_bytes())))

    assert load(path).records == a_trust()
