"""A snapshot is written whole or not at all: beside editors at work, beside another who takes one, and on a disk that is full."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from sendsite.errors import NoRoom
from sendsite.framework.term import Term
from sendsite.register.chain import head
from sendsite.register.database import open_register
from sendsite.register.edits import replace_all
from sendsite.register.facts import records
from sendsite.snapshots.shelf import load, shelf
from sendsite.snapshots.verifying import verify_all
from tests.register.sample import a_trust
from tests.snapshots.test_freeze import ROOT, taken

TAKE = """
import sys
from pathlib import Path
from sendsite.errors import SendsiteError
from sendsite.framework.term import Term
from tests.snapshots.test_freeze import taken
for name in sys.argv[2:]:
    try:
        print("took", taken(Path(sys.argv[1]), Term.parse(name), by=f"process {sys.argv[2]}").name)
    except SendsiteError as error:
        print("refused", error)
"""

EDIT = """
import sys
from pathlib import Path
from dataclasses import replace
from sendsite.register.database import open_register
from sendsite.register.edits import replace_all
from tests.register.sample import a_trust
trust = a_trust()
with open_register(Path(sys.argv[1])) as register:
    print("begun", flush=True)
    turn = 0
    while True:
        turn += 1
        hours = 1_00 + turn % 30 * 1_00
        pupils = tuple(pupil._replace(need_hours=hours, one_to_one_hours=None) for pupil in trust.pupils)
        replace_all(register, replace(trust, pupils=pupils), by="an editor", kind="edit", title="")
"""


def test_of_processes_that_take_the_same_terms_at_once_one_takes_each_and_the_chain_is_whole(tmp_path: Path):
    folder = tmp_path / "snapshots"
    taken(folder, Term(2023, "autumn"))
    terms = ("2024-autumn", "2024-spring", "2024-summer", "2025-autumn")
    orders = (terms, terms[::-1], terms[1:] + terms[:1])
    running = [subprocess.Popen([sys.executable, "-c", TAKE, str(folder), *order], cwd=ROOT, stdout=subprocess.PIPE, text=True) for order in orders]
    said = [line for each in running for line in each.communicate(timeout=300)[0].splitlines()]

    assert Counter(line.split()[0] for line in said) == {"took": 4, "refused": 8}
    assert all("there is a snapshot already" in line for line in said if line.startswith("refused"))
    assert sorted(info.seq or 0 for info in shelf(folder)) == [1, 2, 3, 4, 5]
    assert verify_all(folder).good


def test_a_snapshot_taken_while_editors_write_is_of_one_moment(tmp_path: Path):
    """Every edit sets the need of all pupils to one same number: a snapshot with two numbers would be of two moments."""
    path, folder = tmp_path / "sendsite.sqlite", tmp_path / "snapshots"
    with open_register(path, create=True) as register:
        replace_all(register, a_trust(), by="a test", kind="edit", title="")
        editors = [subprocess.Popen([sys.executable, "-c", EDIT, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        try:
            for editor in editors:
                assert editor.stdout is not None
                editor.stdout.readline()
            for term in [Term(year, season) for year in range(2015, 2020) for season in ("autumn", "spring", "summer")]:
                seen = head(register)
                taken(folder, term, records(register))
                while head(register) == seen and all(editor.poll() is None for editor in editors):
                    time.sleep(0.01)
        finally:
            for editor in editors:
                editor.kill()
                editor.communicate()
    needs = [{pupil.need_hours for pupil in load(info.path).records.pupils} for info in shelf(folder)]

    assert len(set.union(*needs)) > 3, "the editors did write meanwhile"
    assert [len(numbers) for numbers in needs[1:]] == [1] * 14


def test_threads_that_take_editions_of_one_term_each_get_a_number_of_their_own(tmp_path: Path):
    folder = tmp_path / "snapshots"
    taken(folder)
    threads = [threading.Thread(target=taken, args=(folder,), kwargs={"reason": f"Correction {number}"}) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [info.edition for info in shelf(folder)] == [1, 2, 3, 4, 5, 6, 7]
    assert verify_all(folder).good


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are of POSIX")
@pytest.mark.parametrize("room", (1, 500, 5_000))
def test_on_a_full_disk_nothing_is_left_and_it_works_again_with_room(tmp_path: Path, room: int):
    folder = tmp_path / "snapshots"
    taken(folder, Term(2024, "autumn"))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    limited = f"import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
    run = subprocess.run([sys.executable, "-c", limited + TAKE, str(folder), "2025-autumn"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "the snapshot could not be written" in run.stdout
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert taken(folder).exists()


def test_a_full_disk_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "snapshots").mkdir()
    fsync = os.fsync

    def full(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").resolve().parent == tmp_path / "snapshots":
            raise OSError(28, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NoRoom, match="the snapshot could not be written .No space left on device.. Make room"):
        taken(tmp_path / "snapshots")

    assert list((tmp_path / "snapshots").iterdir()) == []


def test_what_a_killed_taking_left_is_removed_by_the_next(tmp_path: Path):
    (tmp_path / "snapshots").mkdir()
    (tmp_path / "snapshots" / ".2024-autumn.zip.abc.part").write_bytes(b"PK")
    taken(tmp_path / "snapshots")

    assert [path.name for path in (tmp_path / "snapshots").iterdir()] == ["2025-autumn.zip"]


def test_a_snapshot_that_others_would_write_over_is_never_replaced(tmp_path: Path):
    """Where a file of the name has come in between, whoever wrote it: it stands."""
    from sendsite.errors import DataRefused
    from sendsite.snapshots.placing import put

    put(tmp_path / "2025-autumn.zip", b"first")
    with pytest.raises(DataRefused, match="another program has just taken this snapshot"):
        put(tmp_path / "2025-autumn.zip", b"second")

    assert (tmp_path / "2025-autumn.zip").read_bytes() == b"first"


def test_the_findings_of_the_day_stand_in_the_snapshot(tmp_path: Path):
    taken(tmp_path / "snapshots", findings={"high": 2, "medium": 0, "low": 1})

    assert [info.findings for info in shelf(tmp_path / "snapshots")] == [{"high": 2, "medium": 0, "low": 1}]
