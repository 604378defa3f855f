"""A copy of the demo's folder to back up, and one backup of it that tests share."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sendsite.workflow.backing_up import Made, back_up
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.reading import Desk
from tests.backups.places import ON


@pytest.fixture(scope="session")
def backed_up(demo_register: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[SiteFolder, Made]:
    """The demo with a reader and an article of its own, and its backup. Both are only read."""
    root = tmp_path_factory.mktemp("backed up") / "demo"
    shutil.copytree(demo_register, root, ignore=shutil.ignore_patterns("build", "*-wal", "*-shm"))
    (root / "content" / "explainers").mkdir(parents=True, exist_ok=True)
    (root / "content" / "explainers" / "our-own.md").write_text("---\ntitle: Our own\ndate: 2026-01-02\nsummary: Ours.\n---\n\nWords.\n", "utf-8")
    folder = open_folder(root)
    Desk(folder, by="test").add("Ann Lee", "", ["trust"], on=ON)
    return folder, back_up(folder, by="test")


@pytest.fixture
def folder(backed_up: tuple[SiteFolder, Made], tmp_path: Path) -> SiteFolder:
    """A copy of that folder to change, without its backup."""
    return open_folder(Path(shutil.copytree(backed_up[0].root, tmp_path / "demo", ignore=shutil.ignore_patterns("backups"))))
