"""An archive of a term: checked by the very steps that stand in it, the same bytes again, and nobody's name inside."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from sendsite.errors import BuildFailed, DataRefused, NotAsked
from sendsite.framework.term import Term
from sendsite.publish.archive import STEP
from sendsite.workflow.archiving import Archived, archive_term
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.publishing import Wish, publish
from sendsite.workflow.reading import Desk
from sendsite.workflow.terms import kept_term, listed
from tests.publish.reader.reading import enter

TERM = Term.parse("2023-spring")
TOOLS = ("unzip", "sha256sum", "minisign")


def quiet(words: str) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def folder(demo_register: Path, tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The demo with its first two terms alone, published for a governor and a leader."""
    root = tmp_path_factory.mktemp("archive") / "demo"
    made = open_folder(Path(shutil.copytree(demo_register, root, ignore=shutil.ignore_patterns("build", "*-wal", "*-shm"))))
    for info in listed(made)[2:]:
        info.path.unlink()
    publish(made, Wish(draft=False), tell=quiet)
    return made


@pytest.fixture(scope="module")
def code(folder: SiteFolder) -> str:
    """A governor's code, given before the archive is made."""
    return Desk(folder, by="test").add("Grace Appleyard", "", ["990001"], on=date(2026, 11, 6)).code


@pytest.fixture(scope="module")
def made(folder: SiteFolder, code: str) -> Archived:
    return archive_term(folder, TERM, tell=quiet)


def steps(verify: str) -> list[str]:
    """The lines that VERIFY.txt says to type."""
    return [line.removeprefix(STEP) for line in verify.splitlines() if line.startswith(STEP)]


def in_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def typed(lines: list[str], where: Path) -> subprocess.CompletedProcess[str]:
    """The steps as somebody types them into one shell, which stops at the first that fails."""
    return subprocess.run(["sh", "-e", "-c", "\n".join(lines)], cwd=where, capture_output=True, text=True, check=False)


@pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason="one of the tools is not on this machine")
def test_the_steps_that_stand_in_an_archive_check_it(made, tmp_path):
    shutil.copy(made.path, tmp_path)
    lines = steps(in_zip(made.path)[f"{TERM}/VERIFY.txt"].decode())

    done = typed(lines, tmp_path)

    assert done.returncode == 0, done.stderr
    assert {line.split()[0] for line in lines} >= {"unzip", "sha256sum", "minisign"}
    assert done.stdout.count("Signature and comment signature verified") == 2
    assert '"sha256"' in done.stdout.splitlines()[-1]


@pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason="one of the tools is not on this machine")
@pytest.mark.parametrize("name", ["index.html", "method/framework.toml", "SHA256SUMS", "snapshot/manifest.json"])
def test_the_steps_find_a_changed_file(made, tmp_path, name):
    shutil.copy(made.path, tmp_path)
    lines = steps(in_zip(made.path)[f"{TERM}/VERIFY.txt"].decode())
    assert typed(lines[:2], tmp_path).returncode == 0
    place = tmp_path / TERM.name / name
    place.write_bytes(place.read_bytes().replace(b"e", b"a", 1))

    assert typed(lines[2:], tmp_path / TERM.name).returncode != 0


@pytest.mark.skipif(any(shutil.which(tool) is None for tool in TOOLS), reason="one of the tools is not on this machine")
def test_the_steps_show_an_added_file(made, tmp_path):
    shutil.copy(made.path, tmp_path)
    lines = steps(in_zip(made.path)[f"{TERM}/VERIFY.txt"].decode())
    look = next(line for line in lines if "find" in line)
    assert typed([*lines[:2], look], tmp_path).stdout == ""
    (tmp_path / TERM.name / "explainers" / "not ours.html").write_text("added")

    assert typed([look], tmp_path / TERM.name).stdout == "explainers/not ours.html\n"


@pytest.mark.parametrize("place", ["a.txt", "nowhere", "nowhere/deep/a.zip"])
def test_a_folder_that_is_not_there_is_refused(folder, tmp_path, place):
    with pytest.raises(NotAsked, match="there is no such folder"):
        archive_term(folder, TERM, to=tmp_path / place, tell=quiet)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("part", ["content", "themes", "build", "data", "data/snapshots"])
def test_no_archive_is_written_into_a_part_of_the_site_that_is_for_something_else(folder, part):
    (folder.root / part).mkdir(exist_ok=True)
    for place in (folder.root / part, folder.root / part / "a.zip"):
        with pytest.raises(NotAsked, match=f"is inside {part.partition('/')[0]}/"):
            archive_term(folder, TERM, to=place, tell=quiet)
        assert not (folder.root / part / "a.zip").exists()


def test_the_same_publication_gives_the_same_bytes(made, folder, tmp_path):
    again = archive_term(folder, TERM, to=tmp_path / "again.zip", tell=quiet)

    assert again.path.read_bytes() == made.path.read_bytes()


def test_an_archive_that_stands_there_is_left_alone(made, folder):
    again = archive_term(folder, TERM, tell=quiet)

    assert again.path == made.path
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_no_name_and_no_row_of_the_register_is_in_it(made, folder):
    term = kept_term(folder, TERM)
    files = in_zip(made.path)
    names = [pupil.name for pupil in term.records.pupils if pupil.name] + [each.name for each in term.records.staff if each.name]
    names += [school.name for school in term.records.schools]

    assert not [name for name in files if name.endswith((".csv", ".json")) and "research" not in name and not name.endswith("snapshot/manifest.json")]
    text = b"\n".join(files.values())
    assert not [name for name in names if name.encode() in text]


def test_it_holds_the_method_of_its_term_and_the_signed_manifest(made, folder):
    files = in_zip(made.path)

    assert files[f"{TERM}/method/framework.toml"].decode() == kept_term(folder, TERM).framework.text
    assert {f"{TERM}/snapshot/manifest.json", f"{TERM}/snapshot/manifest.json.minisig", f"{TERM}/signing.pub"} <= files.keys()


def test_its_zip_shows_neither_time_nor_compression(made):
    with zipfile.ZipFile(io.BytesIO(made.path.read_bytes())) as archive:
        notes = archive.infolist()

    assert {(note.date_time, note.compress_type) for note in notes} == {((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED)}
    assert [note.filename for note in notes] == sorted(note.filename for note in notes)


@pytest.mark.browser
def test_it_opens_by_double_click_with_a_governors_code(made, code, tmp_path, browser: Browser):
    with zipfile.ZipFile(made.path) as archive:
        archive.extractall(tmp_path)
    context = browser.new_context()
    page = context.new_page()
    page.goto((tmp_path / TERM.name / "index.html").as_uri())
    page.get_by_role("link", name="Open", exact=False).first.click()

    enter(page, code)

    expect(page.get_by_role("heading", level=1)).to_contain_text("Winterbrook Primary School")
    expect(page.locator("footer")).to_contain_text("Spring term 2023/24, edition 1")
    context.close()


def test_a_term_that_was_never_frozen_is_refused_by_name(folder):
    with pytest.raises(DataRefused, match="There is no snapshot of 2020-autumn.*2023-autumn, 2023-spring"):
        archive_term(folder, Term.parse("2020-autumn"), tell=quiet)


@pytest.mark.parametrize("place", ["build/archive.zip", "build/current", "data/snapshots/x.zip"])
def test_an_archive_goes_neither_onto_a_host_nor_among_the_snapshots(folder, place):
    with pytest.raises(NotAsked, match="Name another place"):
        archive_term(folder, TERM, to=folder.root / place, tell=quiet)


def test_before_a_publication_there_is_nothing_to_archive(demo_register, tmp_path):
    unpublished = open_folder(Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm"))))

    with pytest.raises(BuildFailed, match="Nothing was published yet"):
        archive_term(unpublished, TERM, tell=quiet)

    assert not (unpublished.root / "archives").exists()
