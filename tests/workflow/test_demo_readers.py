"""The demo's readers: their codes are told once, and again when the demo was renewed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sendsite.publish.secrets_file import load, place
from sendsite.workflow.demo_readers import add_demo_readers
from sendsite.workflow.folder import SiteFolder, open_folder


@pytest.fixture
def folder(demo_register: Path, tmp_path: Path) -> SiteFolder:
    """A copy of the demo that was published before."""
    copied = Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm")))
    (copied / "build" / "current").mkdir(parents=True)
    return open_folder(copied)


def test_a_governor_s_and_a_leader_s_code_are_told(folder):
    _, governor, leader = add_demo_readers(folder, by="the demo")

    assert re.search(r"^  \w{4}( [a-z]+){5}   Grace Appleyard, a governor, reads Winterbrook Primary School$", governor)
    assert re.search(r"^  \w{4}( [a-z]+){6}   Leonard Marchbank, a leader, reads everything$", leader)
    assert sorted(each.audiences for each in load(place(folder.root)).readers.values()) == [("school:990001",), ("trust",)]


def test_codes_that_were_told_are_not_made_anew_until_the_demo_is(folder):
    add_demo_readers(folder, by="the demo")

    assert add_demo_readers(folder, by="the demo") == ()
