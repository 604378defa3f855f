"""A snapshot that was taken once opens for good: every later version reads it as what it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.settings import LATER, default
from sendsite.framework.term import Term
from sendsite.snapshots import manifest
from sendsite.snapshots.archive import packed, unpacked
from sendsite.snapshots.shelf import load, shelf
from sendsite.snapshots.steps import FORMAT, KEYS, STEPS, to_newest, v1_to_v2
from sendsite.snapshots.tombstones import graves
from sendsite.snapshots.verifying import verify_all
from tests.snapshots.golden.trust import of_2025_autumn

GOLDEN = Path(__file__).parent / "golden"
PATH = GOLDEN / "2025-autumn.zip"
TWO = GOLDEN / "format-2" / "snapshots"


def test_the_golden_snapshot_is_the_file_that_was_taken():
    assert hashlib.sha256(PATH.read_bytes()).hexdigest() == "0518bff0ea58117cc4bb9ffbcb0634eb9de5bfe743ceafa8a6417e38a9bad755"


def test_the_golden_snapshot_holds_the_records_it_held():
    assert load(PATH).records == of_2025_autumn()


def test_the_golden_snapshot_holds_the_figures_of_its_day():
    found = load(PATH)

    assert found.document == json.loads((GOLDEN / "2025-autumn.json").read_text(encoding="utf-8"))
    assert (found.framework.id, found.framework.rates["TA"]) == ("hearts-1", 21)
    assert (found.term, str(found.data_date), found.taken_at, found.taken_by) == (Term(2025, "autumn"), "2025-12-12", "2025-12-19T15:30:00+00:00", "J. Example")


def test_the_golden_snapshot_stands_on_the_shelf():
    assert [(str(info.term), info.edition, info.rows["deployment"]) for info in shelf(GOLDEN)] == [("2025-autumn", 1, 6)]


def another_framework(folder: Path, old: str, new: str) -> Path:
    """The golden snapshot as a version would have taken it whose framework.toml was another."""
    members = unpacked(PATH.read_bytes())
    text = members["framework.toml"].decode()
    assert old in text
    members["framework.toml"] = text.replace(old, new).encode()
    note = json.loads(members["manifest.json"])
    note["files"]["framework.toml"]["sha256"] = manifest.sha256(members["framework.toml"])
    path = folder / PATH.name
    path.write_bytes(packed({**members, "manifest.json": manifest.canonical(note)}))
    return path


def test_a_snapshot_from_before_a_setting_was_there_is_read_with_its_default(tmp_path):
    found = load(another_framework(tmp_path, "concentration_share = 0.6\n", ""))

    assert found.framework.drift.concentration_share == default().drift.concentration_share
    assert found.framework.source("drift.concentration_share") == LATER
    assert found.records == of_2025_autumn()


def test_a_snapshot_with_a_setting_of_a_newer_version_is_refused_with_what_to_install(tmp_path):
    path = another_framework(tmp_path, "concentration_share = 0.6\n", "concentration_share = 0.6\nconcentration_hours = 2.0\n")

    with pytest.raises(DataRefused, match="does not know the settings drift.concentration_hours. Install the version of sendsite that wrote it, or a newer"):
        load(path)


def test_the_golden_snapshots_of_format_2_are_the_files_that_were_taken():
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(TWO.iterdir())}

    assert sums == json.loads((GOLDEN / "format-2.json").read_text(encoding="utf-8"))


def test_format_2_verifies_with_its_chain_its_older_key_and_its_erased_edition():
    verdict = verify_all(TWO)

    assert verdict.good
    assert [(each.name, each.state) for each in verdict.told] == [
        ("2025-autumn.zip", "unsigned"),
        ("2025-spring.zip", "good"),
        ("2025-spring.2.zip", "good"),
        ("2025-summer.2.zip", "good"),
        ("2025-summer.1.note.json", "erased"),
        ("the chain", "good"),
    ]
    assert "2025-spring.zip vouches for 1 unsigned" in verdict.told[-1].words


def test_format_2_holds_what_it_held():
    first, corrected, renewed = (load(TWO / name) for name in ("2025-spring.zip", "2025-spring.2.zip", "2025-summer.2.zip"))

    assert first.records == corrected.records == of_2025_autumn()
    assert (corrected.edition, corrected.reason) == (2, "A school's roll was entered wrongly")
    assert [pupil.name for pupil in renewed.records.pupils] == ["", "", ""]
    assert [(grave.file, grave.by, grave.reason, grave.replaced_by) for grave in graves(TWO)] == [
        ("2025-summer.zip", "K. Other", "Asked for by the parents", "2025-summer.2.zip")
    ]
    assert [(info.seq, info.findings) for info in shelf(TWO)] == [(None, None), (1, {"high": 1, "medium": 2, "low": 0}), (2, None), (4, None)]


def test_every_format_before_todays_has_its_step_and_its_golden_snapshot():
    assert sorted(STEPS) == list(range(1, FORMAT))
    assert sorted(KEYS) == list(range(1, FORMAT + 1))
    found = {json.loads(unpacked(path.read_bytes())["manifest.json"])["format"] for path in GOLDEN.rglob("*.zip")}
    assert found == set(KEYS)


def test_a_step_is_pure():
    table = json.loads(unpacked(PATH.read_bytes())["manifest.json"])
    before = json.dumps(table)
    stepped = v1_to_v2(table)

    assert json.dumps(table) == before
    assert stepped == to_newest(table)
    assert (stepped["format"], stepped["seq"], stepped["signed_by"], stepped["reason"], stepped["previous"]) == (2, None, "", "", table["previous"])
