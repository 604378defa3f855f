"""Publishing the demo as a trust officer does: sealed for its readers, one edit seals few pages, a stop at any moment leaves the site that was."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from sendsite.errors import BuildFailed
from sendsite.publish.records import Record
from sendsite.publish.seal.keyring import open_pointer
from sendsite.publish.seal.opener import Reader
from sendsite.publish.shelf import Shelf
from sendsite.register.edits import replace_all
from sendsite.register.facts import records
from sendsite.register.history import history
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.publishing import Wish, publish
from tests.at_once import begun, looked_at, stopped_amid_its_pages, two_that_wait
from tests.journeys.publications import OWN, a_reader, quiet

TOP = Path(__file__).parent.parent.parent


def newest(folder: SiteFolder) -> Record:
    found = Shelf(folder.releases).newest()
    assert found is not None
    return found


def run(folder: SiteFolder, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "sendsite", *words, "--dir", str(folder.root)], cwd=TOP, capture_output=True, text=True, check=False)


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file of a folder with its size and time, but for what is kept for the next build."""
    files = (path for path in folder.rglob("*") if path.is_file() and not {".pictures", ".decisions"} & set(path.parts))
    return {str(path.relative_to(folder)): (path.stat().st_size, path.stat().st_mtime_ns) for path in files}


def remains(folder: SiteFolder) -> list[str]:
    """What an unfinished publication left."""
    return [
        path.name for path in (*folder.current.parent.iterdir(), *(folder.releases.iterdir() if folder.releases.is_dir() else ())) if "staging" in path.name
    ]


def edit_one_school(folder: SiteFolder, more: int = 25) -> None:
    """A pupil of one school needs some hundredths of an hour more."""
    with folder.open_register() as register:
        before = records(register)
        pupil = next(each for each in before.pupils if each.school_urn == OWN)
        pupils = tuple(each._replace(need_hours=each.need_hours + more) if each is pupil else each for each in before.pupils)
        replace_all(register, replace(before, pupils=pupils), by="senco", kind="edit")


def test_readers_open_their_own_and_an_edit_seals_that_schools_pages_and_the_trusts_alone(demo):
    codes = {asked: a_reader(demo, asked) for asked in (OWN, "trust")}
    first = publish(demo, Wish(note="Autumn", draft=True), tell=quiet).published.record.entries
    mine = {path for path, entry in first.items() if entry.audience == f"school:{OWN}"}

    assert len(dict(Reader(demo.current, codes["trust"]).all_files())) == sum(entry.audience != "public" for entry in first.values())
    assert len(dict(Reader(demo.current, codes[OWN]).all_files())) == len(mine) > 20

    edit_one_school(demo)
    second = publish(demo, Wish(draft=True), tell=quiet)
    now = second.published.record.entries

    assert {entry.audience for path, entry in now.items() if entry != first.get(path)} == {f"school:{OWN}", "trust"}
    assert second.published.anew == sum(entry != first.get(path) for path, entry in now.items()) < len(now) / 4
    assert len(dict(Reader(demo.current, codes[OWN]).all_files())) == len(mine)

    edit_one_school(demo, 1000)
    others = {name for name in publish(demo, Wish(draft=True), tell=quiet).anew if name.startswith("school/") and OWN not in name}
    shown = "other schools' pages that show the trust's own index, which moved, and what their search finds; others where another figure is hidden now"
    assert {name.rpartition("/")[2] for name in others} >= {"index.html", "summary.html", "search.json"}, shown
    assert remains(demo) == []


def test_the_command_publishes_sends_says_what_it_did_and_notes_it(demo, tmp_path):
    stick = tmp_path / "stick"
    said = run(demo, "publish", "--with-draft", "--target", f"folder:{stick}", "--for", "netlify", "--note", "Half term")

    assert said.returncode == 0, said.stderr
    assert "Publication 1: " in said.stderr
    assert "Nobody has a code for school:990001, " in said.stderr
    assert said.stdout.strip() == str(demo.current / "index.html")
    assert {path.relative_to(stick) for path in stick.rglob("*")} == {path.relative_to(demo.current) for path in demo.current.rglob("*")}
    assert (stick / "_headers").is_file()
    with demo.open_register() as register:
        titles = [change.title for change in history(register, kind="publish")]
    assert titles == ["Published the site, number 1: with the draft of Autumn term 2026/27; Half term"]

    manifest = next(demo.releases.glob("*.manifest.json"))
    assert f"Signed list of all files, to compare the host with from anywhere: {manifest}" in said.stderr
    compared = run(demo, "verify", str(stick), "--against", str(manifest))
    assert (compared.returncode, "compared with the signed manifest: all as they should be." in compared.stdout) == (0, True), compared.stdout

    again = run(demo, "publish", "--again", "--target", f"folder:{stick}")
    assert (again.returncode, "Nothing had to go" in again.stderr) == (0, True), again.stderr


def test_a_dry_run_says_what_would_go_and_changes_nothing(published, tmp_path):
    edit_one_school(published)
    before, secrets = tree(published.root / "build"), (published.root / "data" / "secrets.json").read_bytes()
    said = run(published, "publish", "--with-draft", "--dry-run", "--json", "--target", f"folder:{tmp_path / 'stick'}")
    document = json.loads(said.stdout)

    assert (document["seq"], document["dry_run"]) == (2, True)
    assert document["anew"]
    assert {name.split("/")[0] for name in document["anew"]} <= {"trust", "school"}
    assert document["steps"][-1] == f"write {tmp_path / 'stick' / 'now.js'}"
    assert (tree(published.root / "build"), (published.root / "data" / "secrets.json").read_bytes()) == (before, secrets)
    assert not (tmp_path / "stick").exists()


def test_going_back_publishes_what_was_with_the_next_number_and_todays_readers(published):
    first = newest(published).entries
    edit_one_school(published)
    publish(published, Wish(draft=True), tell=quiet)
    code = a_reader(published, OWN)
    said = run(published, "publish", "--rollback")

    assert said.returncode == 0, said.stderr
    assert "Going back to publication 1 of" in said.stderr
    assert open_pointer((published.current / "now.js").read_bytes()).seq == 3
    assert {path: entry.plain for path, entry in newest(published).entries.items()} == {path: entry.plain for path, entry in first.items()}
    assert dict(Reader(published.current, code).all_files())


def test_a_pupil_s_name_in_the_trust_s_own_article_stops_the_publication(demo):
    with demo.open_register() as register:
        pupil = next(each for each in records(register).pupils if " " in each.name)
    (demo.root / "content" / "explainers").mkdir(parents=True, exist_ok=True)
    head = '+++\ntitle = "News"\nsummary = "News of ours"\npublished = 2026-09-25\n+++\n'
    (demo.root / "content" / "explainers" / "news.md").write_text(f"{head}\nWell done, {pupil.name}!\n", "utf-8")

    place = rf"news\.html: line \d+, character \d+: the full name of a pupil of school {pupil.school_urn} stands there"
    with pytest.raises(BuildFailed, match=place) as refused:
        publish(demo, Wish(draft=True), tell=quiet)

    assert pupil.name not in str(refused.value)
    assert not demo.current.exists()
    assert remains(demo) == []


def test_a_gate_that_finds_something_stops_the_publication_before_anything_is_sealed(demo):
    def gate(plain: Path) -> None:
        assert plain.stat().st_mode & 0o777 == 0o700
        raise BuildFailed("a name stands in a page")

    with pytest.raises(BuildFailed, match="a name stands in a page"):
        publish(demo, Wish(draft=True), gates=(gate,), tell=quiet)

    assert not demo.current.exists()
    assert remains(demo) == []


def test_of_two_publications_at_once_both_end_well_one_after_the_other(demo):
    assert two_that_wait(demo, "publish", "--with-draft") == [0, 0]
    assert open_pointer((demo.current / "now.js").read_bytes()).seq == 2
    assert remains(demo) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
def test_whoever_stops_a_publication_leaves_no_plain_page_behind(published):
    for asked in (signal.SIGTERM, signal.SIGINT):
        stopped = stopped_amid_its_pages(published, asked, "publish", "--with-draft", look=lambda: tree(published.current))
        assert stopped.code != 0
        assert stopped.after == stopped.before
        assert [name for name in remains(published) if "plain" in name] == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a reader may meet the moment between two renames")
def test_a_reader_never_meets_half_a_site_while_real_publications_are_killed(published):
    faults: list[str] = []

    def read() -> None:
        try:
            pub = open_pointer((published.current / "now.js").read_bytes()).pub
            if not ((published.current / f"k/{pub}.js").is_file() and (published.current / "index.html").read_bytes().rstrip().endswith(b"</html>")):
                faults.append(f"{pub} was not whole")
        except OSError as error:
            faults.append(str(error))

    chance = random.Random(7)
    with looked_at(read):
        for _ in range(4):
            going = begun(published, "publish", "--with-draft")
            time.sleep(chance.uniform(1, 4))
            going.kill()
            going.communicate()

    assert [fault for fault in faults if "was not whole" not in fault] == []
    publish(published, Wish(draft=True), tell=quiet)
    assert remains(published) == []
