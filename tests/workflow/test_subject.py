"""Subject access: what is held about one person is in the page and the JSON, and nothing of anybody else."""

from __future__ import annotations

import json
import re
from datetime import date
from html import unescape

import pytest

from sendsite.demo.canaries import LEAVERS, PUPILS, STAFF
from sendsite.errors import DataRefused
from sendsite.framework.nameless import Who
from sendsite.framework.records import TABLES
from sendsite.intake.interchange import Wanted
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.snapshots.shelf import load, shelf
from sendsite.workflow import subject
from sendsite.workflow.folder import open_folder
from sendsite.workflow.subject import places
from sendsite.workflow.subject.mentioned import Sought, in_records, is_of
from sendsite.workflow.subject.wording import value

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
    assert [name for name in (*PUPILS, *LEAVERS) if name != pupil.name and name in said] == []
    supporting = {row.staff_id for copy in held.copies for row in copy.rows.get("deployment", ())}
    assert {name for name in STAFF if name in said} <= {held.adults[ident].partition(",")[0] for ident in supporting}
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


CODES = r"\b(?:q[1-8]|school_urn|sen_status|need_hours|not_started|on_track|in_class|False|None(?! found|:))\b"
RAW = re.compile(CODES + r"|\b(?:\d{4}-(?:autumn|spring|summer)|\d{4}-\d\d-\d\d)\b")


def words(page: bytes) -> str:
    """What is read on the page, without its stylesheet."""
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<style>.*?</style>", "", page.decode(), flags=re.DOTALL)))


def test_the_page_speaks_in_the_words_of_the_pupils_own_page(asked_for):
    folder, pupil = asked_for
    said = words(subject.page(subject.found(folder, pupil.school_urn, pupil.pupil_id), DAY, "Saltmarsh"))

    assert RAW.findall(said) == []
    for question in folder.framework().questions:
        assert question in said
    assert "Autumn term 2023/24" in said
    assert "1 November 2026" in said
    assert value("pupils", "need_hours", pupil.need_hours) in said


def test_a_colleagues_page_tells_pay_in_pounds_and_names_no_pupil(demo):
    folder = open_folder(demo)
    records = folder.records()[0]
    row = next(each for each in records.staff if each.annual_salary and any(cell.staff_id == each.staff_id for cell in records.deployment))
    said = words(subject.page(subject.found(folder, row.school_urn, row.staff_id, kind="staff"), DAY, "Saltmarsh"))

    assert RAW.findall(said) == []
    assert f"£{(row.annual_salary or 0) // 100:,}" in said
    assert [pupil.name for pupil in records.pupils if pupil.school_urn == row.school_urn and pupil.name in said] == []


@pytest.mark.parametrize(
    ("table", "column", "held", "said"),
    [
        ("pupils", "need_hours", 1150, "11.5 h"),
        ("pupils", "funding_amount", 1925000, "£19,250"),
        ("pupils", "rated_on", date(2026, 11, 22), "22 November 2026"),
        ("pupils", "primary_need", "DS", "Down syndrome"),
        ("pupils", "sen_status", "E", "EHC plan"),
        ("outcomes", "status", "not_started", "Not started"),
        ("moderations", "term", "2023-spring", "Spring term 2023/24"),
        ("deployment", "locked", False, "no"),
        ("pupils", "q1", "A", "amber"),
        ("pupils", "one_to_one_hours", None, ""),
    ],
)
def test_a_value_is_told_as_it_is_read(table, column, held, said):
    assert value(table, column, held) == said


def test_a_change_is_one_line_that_says_from_what_to_what(asked_for):
    folder, pupil = asked_for
    apply_to(folder, "pupils", pupil, pupil._replace(need_hours=925, class_name="Reef"))
    held = subject.found(folder, pupil.school_urn, pupil.pupil_id)
    newest = words(subject.page(held, DAY, "Saltmarsh")).partition("What was changed")[2].partition(pupil.name)[0]

    assert "Class: Reef" in newest
    assert "Hours of support needed a week: 9.25 h" in newest
    assert len({(each.number, each.row.table, each.row.key) for each in held.changes}) == len(held.changes)


def test_where_notes_name_them_is_told_for_the_full_name_and_perhaps_for_a_part_and_in_the_history_too(asked_for):
    folder, pupil = asked_for
    full, part = others_reviews(folder, pupil)[:2]
    apply_to(folder, "reviews", full, full._replace(note=f"Reads with {pupil.name.upper()}"))
    apply_to(folder, "reviews", part, part._replace(note=f"Sits by {pupil.name.split()[0]}"))
    apply_to(folder, "reviews", part._replace(note=f"Sits by {pupil.name.split()[0]}"), part)
    listed = places(subject.found(folder, pupil.school_urn, pupil.pupil_id).mentions, pupil.school_urn)

    assert [(each.perhaps, each.about, [re.sub(r"\d+", "N", where) for where in each.where]) for each in listed] == [
        (False, Who("pupil", full.school_urn, full.pupil_id), ["the register today", "change N of the history"]),
        (True, Who("pupil", part.school_urn, part.pupil_id), ["change N of the history"] * 2),
    ]


def test_a_name_of_long_ago_is_looked_for_in_every_frozen_term(asked_for):
    folder, pupil = asked_for
    apply_to(folder, "pupils", pupil, pupil._replace(name="Perpetua Quickthorn"))
    review = others_reviews(folder, pupil)[0]
    apply_to(folder, "reviews", review, review._replace(note=f"Reads with {pupil.name}"))
    held = subject.found(folder, pupil.school_urn, pupil.pupil_id)

    assert held.names == tuple(sorted((pupil.name, "Perpetua Quickthorn")))
    assert len(held.mentions) == 2


def test_neither_file_holds_where_notes_about_others_name_them(asked_for):
    folder, pupil = asked_for
    review = others_reviews(folder, pupil)[0]
    apply_to(folder, "reviews", review, review._replace(note=f"Reads with {pupil.name}"))
    held = subject.found(folder, pupil.school_urn, pupil.pupil_id)
    files = words(subject.page(held, DAY, "Saltmarsh")) + subject.document(held, DAY).decode()

    assert held.mentions
    assert [other.pupil_id for other in folder.records()[0].pupils if other.pupil_id != pupil.pupil_id and re.search(rf"\b{other.pupil_id}\b", files)] == []


def test_the_command_lists_where_notes_name_them_and_then_writes_nothing(asked_for, run_command):
    folder, pupil = asked_for
    review = others_reviews(folder, pupil)[0]
    apply_to(folder, "reviews", review, review._replace(note=f"Reads with {pupil.name}"))
    done = run_command("subject", pupil.school_urn, pupil.pupil_id, "--others", "--dir", folder.root)

    assert review.pupil_id in done.stdout
    assert not (folder.root / "data" / "subject-access").exists()


def test_a_frozen_term_is_read_for_rows_that_may_be_about_them_alone_and_misses_none(asked_for):
    folder, pupil = asked_for
    who = Who("pupil", pupil.school_urn, pupil.pupil_id)
    sought = Sought.of(who, {pupil.name})
    path = shelf(folder.snapshots)[-1].path
    whole = load(path).records
    part = load(path, wanted=Wanted(frozenset(), frozenset({pupil.pupil_id}), sought.first_words)).records

    for table in TABLES:
        assert [row for row in getattr(part, table) if is_of(row, who)] == [row for row in getattr(whole, table) if is_of(row, who)]
    assert list(in_records(part, "then", sought)) == list(in_records(whole, "then", sought))
    assert sum(len(getattr(part, table)) for table in TABLES) < sum(len(getattr(whole, table)) for table in TABLES) / 20


def others_reviews(folder, pupil):
    return [row for row in folder.records()[0].reviews if row.school_urn == pupil.school_urn and row.pupil_id != pupil.pupil_id]


def apply_to(folder, table, before, after):
    with folder.open_register() as register:
        apply(register, Changes(changed={table: ((before, after),)}), by="senco")
