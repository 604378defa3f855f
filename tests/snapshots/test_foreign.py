"""A zip that sendsite did not write is refused before anything of it is believed, whatever it tries; nothing is written and little memory is taken."""

from __future__ import annotations

import io
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.snapshots import archive
from sendsite.snapshots.shelf import load, shelf
from sendsite.snapshots.verifying import verify_all
from tests.snapshots.test_freeze import taken


def zipped(*members: tuple[str, bytes], how: int = zipfile.ZIP_STORED, mode: int = 0o100600, comment: bytes = b"") -> bytes:
    """An archive as another program writes it."""
    into = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(into, "w", how) as file:
        warnings.simplefilter("ignore", UserWarning)
        for name, content in members:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.compress_type = mode << 16, how
            file.writestr(entry, content)
        file.comment = comment
    return into.getvalue()


NOTE = ("manifest.json", b"{}\n")
HUGE = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, 13, 0) + b"manifest.json"

FOREIGN: dict[str, Callable[[], bytes]] = {
    "a path out of the folder": lambda: zipped(NOTE, ("../../etc/passwd", b"x")),
    "an absolute path": lambda: zipped(NOTE, ("/etc/passwd", b"x")),
    "a path of Windows": lambda: zipped(NOTE, ("C:\\Windows\\x", b"x")),
    "a symbolic link": lambda: zipped(NOTE, ("schools.csv", b"/etc/passwd"), mode=0o120777),
    "a folder": lambda: zipped(NOTE, ("schools.csv/", b"")),
    "a bomb": lambda: zipped(("manifest.json", bytes(200_000_000)), how=zipfile.ZIP_DEFLATED),
    "a bomb behind the manifest": lambda: zipped(NOTE, ("schools.csv", bytes(200_000_000)), how=zipfile.ZIP_DEFLATED),
    "a name twice": lambda: zipped(NOTE, ("schools.csv", b"a"), ("schools.csv", b"b")),
    "a manifest twice": lambda: zipped(NOTE, NOTE),
    "20,000 members": lambda: zipped(NOTE, *((f"{number}.csv", b"") for number in range(20_000))),
    "a size of 4 GB in its header": lambda: HUGE + b"{}\n",
    "a name of 64 KB": lambda: zipped(("a" * 65_535, b"")),
    "a name that is no ASCII": lambda: zipped(("pupils\u202ecsv", b"")),
    "a comment": lambda: zipped(NOTE, comment=b"hello"),
    "nothing in it": lambda: zipped(),
    "another kind of file": lambda: b"%PDF-1.7\n" * 1000,
}


@pytest.mark.parametrize("case", FOREIGN)
def test_a_foreign_archive_is_refused_by_name(tmp_path: Path, case: str):
    taken(tmp_path / "snapshots")
    path = tmp_path / "snapshots" / "2024-autumn.zip"
    path.write_bytes(FOREIGN[case]())
    before = {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*")}
    tracemalloc.start()
    for read in (load, lambda path: shelf(path.parent)):
        with pytest.raises(DataRefused, match=r"2024-autumn\.zip: "):
            read(path)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    verdict = verify_all(tmp_path / "snapshots")

    assert [(each.name, each.state) for each in verdict.told][:2] == [("2024-autumn.zip", "bad"), ("2025-autumn.zip", "good")]
    assert most < 10_000_000
    assert {each: each.stat().st_mtime_ns for each in tmp_path.rglob("*")} == before


def test_a_file_larger_than_any_snapshot_is_refused_unread(tmp_path: Path):
    path = taken(tmp_path / "snapshots")
    with path.open("r+b") as file:
        file.truncate(archive.FILE_MOST + 1)

    with pytest.raises(DataRefused, match="larger than a snapshot can be"):
        load(path)


def test_a_term_cannot_be_taken_beside_what_is_no_snapshot(tmp_path: Path):
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / "2024-autumn.zip").write_bytes(b"PK")
    with pytest.raises(DataRefused, match=r"2024-autumn\.zip: this snapshot"):
        taken(tmp_path / "snapshots")

    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["2024-autumn.zip"]
