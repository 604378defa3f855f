"""What the doctor says of the last backup."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sendsite.admin.lately import STALE
from sendsite.register.marks import set_mark
from sendsite.workflow.backing_up import MARK
from sendsite.workflow.doctor import BACKUP_STALE, Look, examine
from sendsite.workflow.folder import SiteFolder, open_folder


@pytest.fixture
def folder(demo_register: Path, tmp_path: Path) -> SiteFolder:
    return open_folder(Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm"))))


def backup(folder: SiteFolder, age: timedelta | None = None) -> Look:
    """What is said of a backup that was proven so long ago."""
    if age is not None:
        with folder.open_register() as register:
            set_mark(register, MARK, (datetime.now(UTC) - age).isoformat(timespec="seconds"))
    (look,) = (look for look in examine(folder.root) if look.name == "backup")
    return look


def test_without_a_backup_there_is_none_proven_yet(folder):
    assert backup(folder)[1:] == (None, "none proven yet. `sendsite backup` makes one, and restores it on trial")


@pytest.mark.parametrize("days, sound, said", [(0, True, "today"), (1, True, "1 day ago"), (6, True, "6 days ago"), (40, False, "40 days ago")])
def test_the_age_of_the_last_proven_backup_is_said(folder, days, sound, said):
    look = backup(folder, timedelta(days=days))

    assert look.sound is sound
    assert look.words.startswith(f"the last was proven {said} (")
    assert ("sendsite backup" in look.words) is not sound


def test_it_is_old_when_the_admins_home_says_so():
    assert BACKUP_STALE == STALE
