"""The switch: a reader beside it never finds half a site or none, whatever happens to the build."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sendsite.errors import BuildFailed
from sendsite.publish import release
from sendsite.publish.lock import alone

KILLS = 150
BUILDER = """
import sys, time
from pathlib import Path
from sendsite.publish.lock import alone
from sendsite.publish.release import fresh_staging, recover, switch

current = Path(sys.argv[1])
print("ready", flush=True)
for edition in range(10_000):
    with alone(current.parent / ".lock"):
        recover(current)
        staging = fresh_staging(current)
        for page in range(8):
            (staging / f"page-{page}.html").write_text(f"edition {edition} is whole")
        switch(staging, current)
"""


def a_site(folder: Path, words: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(words)
    return folder


def staged(current: Path, words: str) -> Path:
    return a_site(release.fresh_staging(current), words)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@contextmanager
def a_reader(current: Path) -> Iterator[list[str]]:
    """Read every page over and over in another thread; what it could not read, or not whole, is listed."""
    faults: list[str] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            for page in range(8):
                try:
                    words = (current / f"page-{page}.html").read_text()
                except OSError as error:
                    faults.append(str(error))
                else:
                    if not words.endswith("is whole"):
                        faults.append(words)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield faults
    finally:
        stop.set()
        thread.join()


@pytest.mark.parametrize("can_exchange", [True, False], ids=["exchange", "two renames"])
def test_the_new_site_takes_the_old_ones_place_and_nothing_is_left(tmp_path, monkeypatch, can_exchange):
    if not can_exchange:
        monkeypatch.setattr(release, "exchange", lambda one, other: False)
    current = a_site(tmp_path / "preview", "old")

    release.switch(staged(current, "new"), current)

    assert (current / "index.html").read_text() == "new"
    assert names(tmp_path) == ["preview"]


def test_the_first_site_needs_no_old_one(tmp_path):
    current = tmp_path / "build" / "preview"

    release.switch(staged(current, "new"), current)

    assert (current / "index.html").read_text() == "new"


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is Linux's")
def test_linux_exchanges_in_one_step(tmp_path):
    one, other = a_site(tmp_path / "one", "1"), a_site(tmp_path / "other", "2")

    assert release.exchange(one, other)
    assert ((one / "index.html").read_text(), (other / "index.html").read_text()) == ("2", "1")


def test_a_switch_that_fails_half_way_leaves_the_old_site(tmp_path, monkeypatch):
    monkeypatch.setattr(release, "exchange", lambda one, other: False)
    current = a_site(tmp_path / "preview", "old")

    with pytest.raises(BuildFailed, match="The site before it stands"):
        release.switch(tmp_path / "no such staging", current)

    assert (current / "index.html").read_text() == "old"
    assert names(tmp_path) == ["preview"]


def test_a_build_killed_between_two_renames_is_mended_at_the_next_start(tmp_path):
    current = tmp_path / "preview"
    a_site(tmp_path / ".preview.before", "old")
    a_site(tmp_path / f"{release.STAGING}abc", "never finished")

    release.recover(current)

    assert (current / "index.html").read_text() == "old"
    assert names(tmp_path) == ["preview"]


def test_leftovers_go_and_the_current_site_stays(tmp_path):
    current = a_site(tmp_path / "preview", "old")
    a_site(tmp_path / ".preview.before", "older")
    a_site(tmp_path / f"{release.STAGING}abc", "half")

    release.recover(current)

    assert (current / "index.html").read_text() == "old"
    assert names(tmp_path) == ["preview"]


def test_a_link_in_the_sites_place_is_refused(tmp_path):
    a_site(tmp_path / "elsewhere", "precious")
    (tmp_path / "preview").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(BuildFailed, match="is not a folder"):
        release.switch(staged(tmp_path / "preview", "new"), tmp_path / "preview")

    assert (tmp_path / "elsewhere" / "index.html").read_text() == "precious"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a reader may meet the moment between two renames")
def test_a_reader_never_meets_a_missing_page_while_builds_are_killed(tmp_path):
    current = tmp_path / "build" / "preview"
    staging = release.fresh_staging(current)
    for page in range(8):
        (staging / f"page-{page}.html").write_text("the first is whole")
    release.switch(staging, current)
    chance = random.Random(2)

    with a_reader(current) as faults:
        for _ in range(KILLS):
            with subprocess.Popen([sys.executable, "-c", BUILDER, str(current)], stdout=subprocess.PIPE) as builder:
                assert builder.stdout is not None
                builder.stdout.readline()
                time.sleep(chance.uniform(0, 0.02))
                builder.kill()

    assert faults == []
    release.recover(current)
    assert names(current.parent) == [".lock", "preview"]


def test_of_two_builds_the_second_waits_and_says_so(tmp_path):
    told: list[str] = []
    order: list[str] = []

    def second() -> None:
        with alone(tmp_path / ".lock", tell=told.append):
            order.append("second")

    with alone(tmp_path / ".lock"):
        thread = threading.Thread(target=second)
        thread.start()
        while not told:
            time.sleep(0.01)
        order.append("first")
    thread.join()

    assert order == ["first", "second"]
    assert "Another build is at work" in told[0]


def test_a_build_that_may_not_wait_longer_gives_up(tmp_path):
    with alone(tmp_path / ".lock"), pytest.raises(BuildFailed, match="still at work"), alone(tmp_path / ".lock", wait=0.2):
        pass
