"""A backup holds what cannot be made again, restores equal, counts only once proven, and removes nothing that is not its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
import pytest

from sendsite.backups.opening import read_manifest, unpack
from sendsite.backups.shelf import PART_ENDING
from sendsite.errors import DataRefused, SendsiteError
from sendsite.register import facts
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.marks import mark
from sendsite.workflow import backing_up, proving
from sendsite.workflow.backing_up import MARK, NOT_SEALED, SAME_DISK, back_up, kept
from sendsite.workflow.measuring import live_document
from sendsite.workflow.putting_back import put_back
from tests.backups.places import files_of


def test_a_backup_of_the_demo_restores_equal(backed_up, tmp_path):
    folder, made = backed_up
    back = put_back(made.path, tmp_path / "new")

    from sendsite.workflow.folder import open_folder

    restored = open_folder(back.folder)
    assert restored.records() == folder.records()
    assert live_document(restored) == live_document(folder)
    assert files_of(restored.snapshots) == files_of(folder.snapshots)
    assert (restored.root / "content" / "explainers" / "our-own.md").read_bytes() == (folder.root / "content" / "explainers" / "our-own.md").read_bytes()
    assert restored.settings == folder.settings


def test_it_holds_what_cannot_be_made_again_and_no_more(backed_up):
    paths = set(backed_up[1].manifest.files)

    assert {"sendsite.toml", ".gitignore", "data/sendsite.sqlite", "data/secrets.json", "content/explainers/our-own.md"} <= paths
    assert {path for path in paths if path.startswith("data/snapshots/")} == {f"data/snapshots/{name}" for name in files_of(backed_up[0].snapshots)}
    assert [path for path in paths if "/cards/" in path or "-wal" in path or path.endswith((".lock", ".before")) or path.startswith("build/")] == []


def test_it_is_its_owners_alone_and_the_mark_says_when_it_was_proven(backed_up):
    folder, made = backed_up

    with folder.open_register() as register:
        assert mark(register, MARK) == made.manifest.made_at
        assert [each.path for each in kept(folder, register)] == [made.path]
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert datetime.now(UTC) >= made.manifest.moment


def test_it_says_that_it_is_not_sealed_and_on_the_same_disk(backed_up):
    assert backed_up[1].warnings == (NOT_SEALED, SAME_DISK)


def test_a_backup_is_sealed_for_those_who_are_named(folder, tmp_path):
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(f"# made for this test\n{key}\n", "utf-8")
    sealed = replace(folder, settings=replace(folder.settings, age_recipients=(str(key.to_public()),)))

    made = back_up(sealed, by="test")

    assert made.sealed
    assert made.path.name.endswith(".zip.age")
    assert NOT_SEALED not in made.warnings
    assert b"sendsite" not in made.path.read_bytes()[200:]
    assert put_back(made.path, tmp_path / "new", identity=tmp_path / "key.txt").manifest == made.manifest
    with pytest.raises(SendsiteError, match="--identity"):
        put_back(made.path, tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_a_key_that_does_not_open_it_is_refused_with_nothing_written(folder, tmp_path):
    sealed = replace(folder, settings=replace(folder.settings, age_recipients=(str(pyrage.x25519.Identity.generate().to_public()),)))
    made = back_up(sealed, by="test")
    (tmp_path / "key.txt").write_text(str(pyrage.x25519.Identity.generate()), "utf-8")

    with pytest.raises(DataRefused, match="no key in"):
        put_back(made.path, tmp_path / "new", identity=tmp_path / "key.txt")
    assert not (tmp_path / "new").exists()


def test_a_backup_taken_while_editors_work_is_of_one_moment(folder):
    with folder.open_register() as register:
        pupil = facts.records(register).pupils[0]
        stop, edits = threading.Event(), []

        def edit() -> None:
            before, hours = pupil, 0
            while not stop.is_set():
                hours += 1
                after = pupil._replace(need_hours=hours * 25 % 3000)
                edits.append(apply(register, Changes(changed={"pupils": ((before, after),)}), by="editor"))
                before = after

        editor = threading.Thread(target=edit)
        editor.start()
        try:
            heads = []
            for number in range(3):
                heads.append(back_up(folder, folder.root.parent / f"{number}.zip", by="test", register=register).manifest.head)
                while editor.is_alive() and max(edits, default=0) <= heads[-1]:
                    time.sleep(0.01)
        finally:
            stop.set()
            editor.join()

    assert len(edits) > 5
    assert heads == sorted(set(heads))
    assert heads[-1] <= max(edits) + 3


def test_a_backup_that_does_not_restore_equal_is_thrown_away(folder, monkeypatch):
    def another(*given):
        return replace(real(*given), head=0)

    real = proving.standing
    monkeypatch.setattr(backing_up, "standing", another)

    with pytest.raises(SendsiteError, match="sound|does not restore"):
        back_up(folder, by="test")
    with folder.open_register() as register:
        assert kept(folder, register) == ()
    assert files_of(folder.root / "data" / "backups") == {}


def test_a_damaged_snapshot_is_named_and_no_backup_is_called_proven(folder):
    path = next(iter(sorted(folder.snapshots.glob("*.zip"))))
    path.write_bytes(path.read_bytes()[:-40])

    with pytest.raises(SendsiteError, match=path.name):
        back_up(folder, by="test")
    assert files_of(folder.root / "data" / "backups") == {}


def test_a_full_disk_leaves_nothing_behind(folder):
    from tests.admin.disk import full_disk

    with pytest.raises(SendsiteError), full_disk():
        back_up(folder, by="test")

    assert [path.name for path in (folder.root / "data").iterdir() if path.name.startswith(".backup-")] == []
    assert files_of(folder.root / "data" / "backups") == {}


def test_the_last_ones_are_kept_and_nothing_of_others_is_touched(folder):
    few = replace(folder, settings=replace(folder.settings, backups_kept=2))
    place = folder.root / "data" / "backups"
    first = back_up(few, by="test").path
    others = {"sendsite-ffffff-2020-01-01-000000.zip", "holiday.zip", f"{first.name}.txt", first.name.replace("sendsite", "copy-of-sendsite")}
    for name in others:
        (place / name).write_bytes(b"mine")
    shutil.copy(first, place / first.name.replace(first.name[16:20], "2001"))
    shutil.copy(first, place / first.name.replace(first.name[16:20], "2002"))

    made = back_up(few, place / first.name.replace(first.name[16:20], "2003"), by="test")
    assert made.removed == ()
    time.sleep(1.1)
    last = back_up(few, by="test")

    assert {path.name[16:20] for path in last.removed} == {"2001", "2002", "2003"}
    assert {path.name for path in place.iterdir()} == others | {first.name, last.path.name}


@pytest.mark.parametrize("where", ["build/current/b.zip", "content/b.zip", "themes/x/b.zip", "data/snapshots/b.zip"])
def test_no_backup_goes_where_it_would_be_published_or_backed_up(folder, where):
    with pytest.raises(DataRefused, match="inside"):
        back_up(folder, folder.root / where, by="test")


def test_no_file_is_written_over(folder, tmp_path):
    (tmp_path / "there.zip").write_bytes(b"mine")

    with pytest.raises(DataRefused, match="written over"):
        back_up(folder, tmp_path / "there.zip", by="test")
    assert (tmp_path / "there.zip").read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_not_taken_for_a_files_name(folder, tmp_path):
    with pytest.raises(DataRefused, match="no such folder"):
        back_up(folder, tmp_path / "media" / "stick", by="test")
    assert not (tmp_path / "media").exists()


def test_links_are_named_and_not_followed(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("not of this folder", "utf-8")
    (folder.root / "content" / "link.md").symlink_to(tmp_path / "secret.txt")
    (folder.root / "content" / "folder").symlink_to(tmp_path)

    made = back_up(folder, by="test")

    assert made.links == ("content/folder", "content/link.md")
    assert [path for path in made.manifest.files if "link" in path or "folder" in path] == []


def test_backups_within_one_second_bear_names_of_their_own(folder):
    made = [back_up(folder, by="test").path for _ in range(3)]

    assert len(set(made)) == 3
    assert all(path.is_file() for path in made)


@pytest.mark.parametrize("seconds", [0.3, 0.6, 0.75, 0.9, 1.05, 1.2, 1.5])
def test_a_backup_that_was_killed_leaves_no_file_that_looks_done(folder, seconds):
    place = folder.root / "data" / "backups"
    running = subprocess.Popen([sys.executable, "-m", "sendsite", "backup", "--dir", str(folder.root)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()

    done = [path for path in place.iterdir() if not path.name.startswith(".")] if place.is_dir() else []
    assert [path for path in done if not read_manifest(path).files] == []
    back_up(folder, by="test")
    assert [path.name for path in place.iterdir() if path.name.endswith(PART_ENDING)] == []
    assert [path.name for path in (folder.root / "data").iterdir() if path.name.startswith(".backup-")] == []


def test_the_trial_reads_the_file_itself(folder, monkeypatch, tmp_path):
    """What is on the disk is tried, not what was meant to be there."""

    def spoilt(path: Path, *rest: Any) -> object:
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 1
        path.write_bytes(raw)
        return unpack(path, *rest)

    monkeypatch.setattr(proving, "unpack", spoilt)

    with pytest.raises(DataRefused, match="digest"):
        back_up(folder, tmp_path / "x.zip", by="test")
    assert not (tmp_path / "x.zip").exists()
