"""Subject access: what is held about one person is in the page and the JSON, and nothing of anybody else."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sendsite.demo.canaries import LEAVERS, PUPILS, STAFF
from sendsite.errors import DataRefused
from sendsite.framework.records import TABLES
from sendsite.workflow import subject
from sendsite.workflow.folder import open_folder

DAY = date(2026, 11, 1)


@pytest.fixture
def asked_for(demo):
    """A pupil of the demo who was there for more than a term."""
    folder = open_folder(demo)
    pupil = next(each for each in folder.records()[0].pupils if each.name == PUPILS[0])
    return folder, pupil


def test_everything_of_a_pupil_is_in_the_page_and_the_json_and_nobody_elses_name(asked_for):
    folder, pupil = asked_for
    held = subject.found(folder, pupil.school_urn, pupil.pupil_id)
    page, document = subject.write(held, subject.place(folder, None, held.who), on=DAY, trust="Saltmarsh")
    said, listed = page.read_text("utf-8"), json.loads(document.read_text("utf-8"))

    records = folder.records()[0]
    for table in TABLES:
        theirs = [row for row in getattr(records, table) if row[:1] == (pupil.school_urn,) and getattr(row, "pupil_id", "") == pupil.pupil_id]
        assert len(listed["held"]["the register today"].get(table, [])) == len(theirs)
    assert len(listed["held"]) > 1, "frozen terms too"
    assert listed["names"] == [pupil.name]
    assert pupil.name in said
    assert [name for name in (*PUPILS, *STAFF, *LEAVERS) if name != pupil.name and name in said] == []
    assert page.stat().st_mode & 0o077 == document.stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_not_replaced_and_none_goes_into_the_built_site(asked_for):
    folder, pupil = asked_for
    held = subject.found(folder, pupil.school_urn, pupil.pupil_id)
    first, _ = subject.write(held, subject.place(folder, None, held.who), on=DAY, trust="Saltmarsh")
    second, _ = subject.write(held, subject.place(folder, None, held.who), on=DAY, trust="Saltmarsh")

    assert first != second
    with pytest.raises(DataRefused, match="put on a host"):
        subject.place(folder, folder.root / "build" / "x.html", held.who)


def test_nobody_is_refused_in_words(asked_for):
    folder, pupil = asked_for

    with pytest.raises(DataRefused, match="Nothing is held of pupil X-9"):
        subject.found(folder, pupil.school_urn, "X-9")


def test_the_command_writes_both_and_says_where(asked_for, run_command, tmp_path):
    folder, pupil = asked_for
    done = run_command("subject", pupil.school_urn, pupil.pupil_id, "--to", tmp_path / "theirs.html", "--dir", folder.root)

    assert done.exit_code == 0, done.output
    assert {path.name for path in tmp_path.glob("theirs.*")} == {"theirs.html", "theirs.json"}
