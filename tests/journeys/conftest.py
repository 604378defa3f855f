"""The admin of the demo as the SENCO of its school with room for 20 pupils by 10 adults meets it, and a copy of the demo to publish."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sendsite.admin.passwords import hashed
from sendsite.register.people_edits import add_user
from sendsite.workflow.folder import SiteFolder, open_folder
from tests.admin.conftest import Served, admin, demo_with_people, served, site_folder
from tests.admin.people import PASSWORD

__all__ = ["admin", "demo_with_people", "served", "site_folder"]

LARGE = "990005"


@pytest.fixture
def large(served: Served) -> Served:
    """The admin with a SENCO of that school, who signs in as `marsh`."""
    register = served.app.extensions["desk"].register
    add_user(register, name="marsh", shown_name="Ina Marsh", role="senco", schools=(LARGE,), password_hash=hashed(PASSWORD), by="test")
    return served


@pytest.fixture
def published(published_demo: Path, tmp_path: Path) -> SiteFolder:
    """A copy of the same as it stands after its first publication."""
    return open_folder(Path(shutil.copytree(published_demo, tmp_path / "demo")))


@pytest.fixture
def demo(demo_register: Path, tmp_path: Path) -> SiteFolder:
    """A copy of the demo without its snapshots, so that few pages are made: those of the live register."""
    return open_folder(Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "snapshots", "*-wal", "*-shm"))))
