"""A snapshot is the same bytes wherever it is taken, is written whole or not at all, and is never written over."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.records import Records
from sendsite.framework.settings import default
from sendsite.framework.term import Term
from sendsite.signing import SigningKey
from sendsite.snapshots.archive import packed
from sendsite.snapshots.freeze import take
from sendsite.snapshots.shelf import load, shelf
from tests.register.sample import a_trust

ROOT = Path(__file__).parents[2]
DOCUMENT: dict[str, object] = {
    "framework": "hearts-1",
    "schools": [{"urn": "140001", "name": "Zoë's", "kpis": {}, "rank": 1}],
    "trust": {"sei": {"value": 2.4000000000000004, "band": None}},
}
HOW: dict[str, Any] = {"data_date": date(2025, 12, 12), "taken_at": "2025-12-19T15:30:00+00:00", "by": "J. Example", "today": date(2026, 3, 2)}
AUTUMN = Term(2025, "autumn")


def taken(folder: Path, term: Term = AUTUMN, records: Records | None = None, **how: Any) -> Path:
    """A snapshot in a folder, signed with one and the same key beside it."""
    if not (folder.parent / "signing.key").exists() and folder.parent.exists():
        SigningKey(bytes(32)).save(folder.parent / "signing.key")
    return take(folder, term, records or a_trust(), default(), DOCUMENT, **{**HOW, **how})


def test_what_was_frozen_is_read_back_exactly(tmp_path: Path):
    found = load(taken(tmp_path / "snapshots"))

    assert found.records == a_trust()
    assert found.framework == default()
    assert found.document == DOCUMENT
    assert (found.term, found.data_date, found.edition) == (AUTUMN, date(2025, 12, 12), 1)
    assert (found.taken_at, found.taken_by, found.draft) == (HOW["taken_at"], "J. Example", False)


def test_a_trust_of_schools_alone_can_be_frozen(tmp_path: Path):
    alone = Records(schools=a_trust().schools)

    assert load(taken(tmp_path / "snapshots", records=alone)).records == alone


TAKE = """
import os, sys
from pathlib import Path
os.umask(int(sys.argv[2], 8))
import locale
locale.setlocale(locale.LC_ALL, "")
from tests.snapshots.test_freeze import taken
print(taken(Path(sys.argv[1])))
"""


def test_the_bytes_are_the_same_whatever_the_machine_is_set_to(tmp_path: Path):
    settings = (
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1", "umask": "000"},
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "umask": "077"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "POSIX", "PYTHONHASHSEED": "77", "PYTHONUTF8": "0", "umask": "027"},
    )
    found = set()
    for number, setting in enumerate(settings):
        folder = tmp_path / str(number) / "snapshots"
        folder.parent.mkdir()
        environment = {**os.environ, **setting}
        subprocess.run([sys.executable, "-c", TAKE, str(folder), environment.pop("umask")], env=environment, cwd=ROOT, check=True, capture_output=True)
        path = folder / "2025-autumn.zip"
        assert path.stat().st_mode & 0o777 == 0o600
        found.add(hashlib.sha256(path.read_bytes()).hexdigest())

    (tmp_path / "here").mkdir()
    assert found == {hashlib.sha256(taken(tmp_path / "here" / "snapshots").read_bytes()).hexdigest()}


def test_the_form_of_the_archive_never_changes():
    """Written down once; another value here means that old snapshots could no longer be verified."""
    raw = packed({"manifest.json": b"{}\n", "schools.csv": "urn,name\n1,Zoë\n".encode()})

    assert hashlib.sha256(raw).hexdigest() == "435f31286b29e3f4085eac6e5bb49d610862008dd072cdc0baa86f85ab64eef3"


def test_any_zip_tool_opens_it(tmp_path: Path):
    path = taken(tmp_path / "snapshots")

    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        entries = archive.infolist()
        manifest = json.loads(archive.read("manifest.json"))
        contents = {entry.filename: archive.read(entry) for entry in entries}

    assert [entry.filename for entry in entries][:5] == ["manifest.json", "manifest.json.minisig", "framework.toml", "metrics.json", "schools.csv"]
    assert {(entry.compress_type, entry.date_time, entry.create_system, entry.external_attr >> 16) for entry in entries} == {
        (zipfile.ZIP_STORED, (1980, 1, 1, 0, 0, 0), 3, 0o100600)
    }
    assert set(manifest["files"]) == set(contents) - {"manifest.json", "manifest.json.minisig"}
    assert all(hashlib.sha256(contents[name]).hexdigest() == file["sha256"] for name, file in manifest["files"].items())
    assert (manifest["files"]["pupils.csv"]["rows"], manifest["files"]["framework.toml"]["rows"]) == (3, None)


def test_each_manifest_names_the_one_taken_before_it_whatever_its_term(tmp_path: Path):
    for term in (Term(2024, "autumn"), AUTUMN, Term(2024, "summer")):
        taken(tmp_path / "snapshots", term)

    first, summer, autumn = shelf(tmp_path / "snapshots")
    assert [str(info.term) for info in (first, summer, autumn)] == ["2024-autumn", "2024-summer", "2025-autumn"]
    assert (first.previous, autumn.previous, summer.previous) == (None, first.sha256, autumn.sha256)
    assert (first.seq, autumn.seq, summer.seq) == (1, 2, 3)


REFUSED = (
    ({"term": Term(2025, "winter")}, "'2025-winter' is not a term. Write the calendar year"),
    ({"term": Term(1999, "autumn")}, "'1999-autumn' is not a term"),
    ({"term": Term(2025, "summer")}, "this term begins on 2026-04-15, so there is nothing to freeze yet. Take 2025-spring, or wait"),
    ({"data_date": date(2026, 3, 3)}, "The data's date, 2026-03-03, lies in the future"),
    ({"taken_at": "yesterday"}, "'yesterday' is not a time"),
    ({"by": ""}, "Who takes it is ''. Write one line"),
    ({"by": "A\u202eB"}, "Who takes it is .*Write one line"),
    ({"reason": "A wrong figure"}, "there is no snapshot of this term yet, so there is nothing to correct"),
)


@pytest.mark.parametrize("how, words", REFUSED, ids=[words[:20] for _, words in REFUSED])
def test_a_snapshot_that_cannot_be_is_refused_and_nothing_is_written(tmp_path: Path, how: dict[str, Any], words: str):
    with pytest.raises(DataRefused, match=words):
        taken(tmp_path / "snapshots", **how)

    assert not (tmp_path / "snapshots").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"signing.key", "signing.pub"}, "which the test put there"


def test_a_term_may_be_taken_on_its_first_day(tmp_path: Path):
    taken(tmp_path / "snapshots", Term(2025, "summer"), today=date(2026, 4, 15))

    assert [info.term for info in shelf(tmp_path / "snapshots")] == [Term(2025, "summer")]


def test_a_term_on_the_shelf_is_not_taken_again(tmp_path: Path):
    path = taken(tmp_path / "snapshots")
    before = path.read_bytes()

    with pytest.raises(DataRefused, match=r"there is a snapshot already, 2025-autumn\.zip, taken .* by J\. Example.*A correction is a new edition beside it"):
        taken(tmp_path / "snapshots", records=Records(schools=a_trust().schools))

    assert (path.read_bytes(), len(list(path.parent.iterdir()))) == (before, 1)


@pytest.mark.parametrize("inside", ("build", "build/snapshots", "build/preview/files/snapshots"))
def test_a_snapshot_never_stands_inside_a_build(tmp_path: Path, inside: str):
    (tmp_path / "build" / "preview").mkdir(parents=True)

    with pytest.raises(DataRefused, match="never stands inside a build folder"):
        taken(tmp_path / inside)

    assert list((tmp_path / "build").rglob("*.zip")) == []


def test_a_folder_somewhere_below_another_build_folder_is_fine(tmp_path: Path):
    """Such as a home folder that is called build."""
    assert taken(tmp_path / "build" / "our trust" / "data" / "snapshots").exists()
