"""A build: the whole site or the old one, the same bytes from the same facts."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sendsite.errors import BuildFailed, ConfigError
from sendsite.framework.term import Term
from sendsite.workflow import building, terms
from sendsite.workflow.folder import SiteFolder, open_folder
from tests.at_once import begun, looked_at, two_that_wait
from tests.workflow.two_schools import two_schools

TOP = Path(__file__).parent.parent.parent
PAGES = ("index.html", "trust/index.html", "404.html")
OLD = "<!doctype html><title>The old site</title></html>"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two schools with two frozen terms."""
    return two_schools(tmp_path_factory.mktemp("two") / "demo").root


def with_an_old_site(root: Path) -> SiteFolder:
    """A folder to change at will, in which a site stands as the old one."""
    folder = open_folder(root)
    folder.preview.mkdir(parents=True)
    for page in PAGES:
        (folder.preview / page).parent.mkdir(exist_ok=True)
        (folder.preview / page).write_text(OLD)
    return folder


@pytest.fixture
def demo(two: Path, tmp_path: Path) -> SiteFolder:
    """A copy of the two schools' folder."""
    return with_an_old_site(Path(shutil.copytree(two, tmp_path / "demo")))


@pytest.fixture
def whole_demo(demo_register: Path, tmp_path: Path) -> SiteFolder:
    """A copy of the demo with its two newest snapshots."""
    folder = with_an_old_site(Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm"))))
    for info in terms.listed(folder)[:-2]:
        info.path.unlink()
    return folder


def digests(site: Path) -> dict[str, str]:
    """Every file of a site and the hash of its bytes."""
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(site.rglob("*")) if path.is_file()}


def leftovers(folder: SiteFolder) -> list[str]:
    return [path.name for path in folder.preview.parent.iterdir() if path.name.startswith(".staging") or path.name.endswith(".before")]


def test_two_builds_of_the_same_facts_are_the_same_bytes(whole_demo):
    built = building.build(whole_demo, tell=print)
    first = digests(whole_demo.preview)
    for kept in (".pictures", ".decisions"):
        shutil.rmtree(whole_demo.preview.parent / kept)

    environ = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-m", "sendsite", "build", "--dir", str(whole_demo.root)], cwd=TOP, env=environ, check=True, capture_output=True)

    assert digests(whole_demo.preview) == first
    assert len(first) == built.frozen.files > 1000
    assert leftovers(whole_demo) == []


def test_every_term_of_the_demo_and_its_draft_are_on_its_site(demo_folder):
    folder = open_folder(demo_folder)
    older = [info.term.name for info in terms.listed(folder)][:-1]

    for term in (*older, "draft"):
        assert (folder.preview / term / "trust" / "index.html").is_file()
    assert (folder.preview / "trust" / "index.html").is_file()


def test_a_page_that_fails_leaves_the_old_site(demo):
    before = digests(demo.preview)
    (demo.root / "content" / "explainers" / "broken.md").write_text("no front matter at all")

    with pytest.raises((BuildFailed, ConfigError), match=r"broken\.md"):
        building.build(demo, tell=print)

    assert digests(demo.preview) == before
    assert leftovers(demo) == []


def test_a_theme_that_fails_on_one_page_leaves_the_old_site(demo):
    before = digests(demo.preview)
    theme = demo.root / "themes" / "default"
    shutil.copytree(TOP / "themes" / "default", theme)
    page = theme / "templates" / "term_archive.html"
    page.write_text(page.read_text() + "{{ page.figures.no_such_field }}{{ figures.no_such_field }}{{ no_such_name }}")

    with pytest.raises((BuildFailed, ConfigError)):
        building.build(demo, tell=print)

    assert digests(demo.preview) == before
    assert leftovers(demo) == []


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from sendsite.errors import BuildFailed
from sendsite.workflow.building import build
from sendsite.workflow.folder import open_folder

def fill(done, total, address):
    if done == total // 2:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
try:
    build(open_folder(Path(sys.argv[1])), progress=fill)
except BuildFailed as error:
    sys.exit(str(error))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_a_disk_that_is_full_in_the_middle_of_the_pages_leaves_the_old_site(demo):
    before = digests(demo.preview)

    run = subprocess.run([sys.executable, "-c", FULL_DISK, str(demo.root)], cwd=TOP, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert "The site before it stands untouched" in run.stderr
    assert digests(demo.preview) == before
    assert leftovers(demo) == []


def test_of_two_builds_at_once_both_end_well(demo):
    assert two_that_wait(demo, "build") == [0, 0]
    assert leftovers(demo) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a reader may meet the moment between two renames")
def test_a_reader_never_meets_half_a_site_while_real_builds_are_killed(demo):
    faults: list[str] = []

    def read() -> None:
        for page in PAGES:
            try:
                if not (demo.preview / page).read_bytes().rstrip().endswith(b"</html>"):
                    faults.append(f"{page} was not whole")
            except OSError as error:
                faults.append(str(error))

    chance = random.Random(7)
    with looked_at(read):
        for _ in range(5):
            build = begun(demo, "build")
            time.sleep(chance.uniform(0.5, 3))
            build.kill()
            build.communicate()

    assert faults == []
    building.build(demo, tell=print)
    assert leftovers(demo) == []


def test_a_site_without_a_snapshot_shows_the_draft(demo):
    shutil.rmtree(demo.snapshots)

    built = building.build(demo, tell=print)

    assert built.terms == ("2026-autumn (draft)",)
    assert (demo.preview / "trust" / "index.html").is_file()


def test_a_site_of_snapshots_needs_no_register_and_is_its_owners_alone(demo):
    demo.register.unlink()

    assert building.build(demo, tell=print).terms == ("2025-spring", "2025-summer")
    assert os.name != "posix" or demo.preview.stat().st_mode & 0o077 == 0


def test_a_snapshot_that_was_changed_stops_the_build(demo):
    path = terms.newest_editions(demo)[0].path
    spoilt = bytearray(path.read_bytes())
    spoilt[len(spoilt) // 2] ^= 1
    path.write_bytes(spoilt)
    before = digests(demo.preview)

    with pytest.raises(Exception, match=path.name):
        building.build(demo, tell=print)

    assert digests(demo.preview) == before


def test_a_term_frozen_since_and_the_trusts_own_words_are_on_the_next_site(demo):
    terms.take(demo, Term(2026, "autumn"), by="Ada Quill")
    (demo.root / "content" / "pages" / "privacy.md").write_text((TOP / "content" / "pages" / "privacy.md").read_text() + "\n\nAsk Ada Quill in the office.\n")

    built = building.build(demo, tell=print)

    assert "2026-autumn" in built.terms
    assert "Ask Ada Quill in the office." in (demo.preview / "privacy.html").read_text()
