"""Names go when their time is over; figures, the newest term and everybody else stay."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sendsite.framework.nameless import Who, everybody
from sendsite.framework.records import Leaver
from sendsite.framework.term import Term
from sendsite.register import facts
from sendsite.register.verify import verify_history
from sendsite.snapshots.shelf import load, shelf
from sendsite.snapshots.verifying import verify_all
from sendsite.workflow import retention, terms
from sendsite.workflow.folder import SiteFolder
from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.workflow.test_restoring import a_site

URN = "140001"
LEFT, LATER, UNKNOWN = (Leaver(URN, "pupil", key, f"Canary {key}", day) for key, day in (("x1", date(2023, 7, 1)), ("x2", date(2025, 7, 1)), ("x3", None)))
ON = date(2026, 3, 2)


@pytest.fixture
def folder(tmp_path: Path) -> SiteFolder:
    """Three terms frozen, the first two more than seven years ago; three people left, one long ago and one nobody knows when."""
    school = a_school(a_pupil("p1", needs=10, gets=6), a_pupil("p2"), a_member_of_staff("s1", name="Canary Staff", contracted=30))
    site = a_site(tmp_path / "site", replace(school, leavers=(LEFT, LATER, UNKNOWN)))
    for term, day in ((Term(2017, "autumn"), date(2017, 12, 1)), (Term(2017, "spring"), date(2018, 3, 1)), (Term(2025, "autumn"), date(2025, 12, 1))):
        terms.take(site, term, on=day, by="Kim")
    return site


def test_what_is_due_is_told_and_nothing_is_changed(folder: SiteFolder):
    before = {path: path.read_bytes() for path in folder.snapshots.iterdir()}
    due = retention.due(folder, ON)

    assert [(each.info.path.name, each.since, each.people) for each in due.terms] == [
        ("2017-autumn.zip", date(2024, 12, 31), 6),
        ("2017-spring.zip", date(2025, 4, 14), 6),
    ]
    assert due.leavers == (retention.DueLeaver(Who("pupil", URN, "x1"), date(2023, 7, 1)),)
    assert due.undated == 1
    assert {path: path.read_bytes() for path in folder.snapshots.iterdir()} == before


def test_names_go_and_figures_stay(folder: SiteFolder):
    before = {info.term: load(info.path).document for info in shelf(folder.snapshots)}
    done = retention.retain(folder, by="Kim", on=ON)

    assert [each.edition for each in done.editions] == ["2017-autumn.2.zip", "2017-spring.2.zip"]
    assert {info.term: load(info.path).document for info in shelf(folder.snapshots)} == before
    first, second, newest = (everybody(load(info.path).records) for info in shelf(folder.snapshots))
    assert all(who.person_id.startswith("erased-") and names == {""} for who, names in (first | second).items())
    assert first.keys() == second.keys()
    assert Who("pupil", URN, "p1") in newest
    assert verify_all(folder.snapshots).good


def test_who_left_long_ago_leaves_the_register_and_its_history(folder: SiteFolder):
    done = retention.retain(folder, by="Kim", on=ON)

    assert (done.leavers, done.swept) == (1, True)
    with folder.open_register() as register:
        assert [row.person_id for row in facts.records(register).leavers] == ["x2", "x3"]
        assert verify_history(register) == ()
    assert b"Canary x1" not in folder.register.read_bytes()
    assert b"Canary x2" in folder.register.read_bytes()


def test_a_second_run_finds_nothing_to_do(folder: SiteFolder):
    retention.retain(folder, by="Kim", on=ON)

    assert not retention.due(folder, ON)
    assert retention.retain(folder, by="Kim", on=ON).editions == ()


def test_the_newest_term_keeps_its_names_however_old_it_is(folder: SiteFolder):
    due = retention.due(folder, date(2090, 1, 1))

    assert [each.info.term for each in due.terms] == [Term(2017, "autumn"), Term(2017, "spring")]


def test_a_leap_day_comes_round_on_the_first_of_march():
    assert retention.years_after(date(2024, 2, 29), 7) == date(2031, 3, 1)
    assert retention.years_after(date(2024, 3, 5), 2) == date(2026, 3, 5)


def test_the_command_shows_first_and_asks(folder: SiteFolder, run_command):
    words = ("snapshot", "retain", "--on", ON, "--dir", folder.root)
    shown = run_command(*words, "--dry-run", "--json")
    assert [each["file"] for each in json.loads(shown.stdout)["due"]["terms"]] == ["2017-autumn.zip", "2017-spring.zip"]

    assert run_command(*words).exit_code == 2
    assert len(shelf(folder.snapshots)) == 3

    done = run_command(*words, "--yes", "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["done"] == [
        {"destroyed": "2017-autumn.zip", "edition": "2017-autumn.2.zip"},
        {"destroyed": "2017-spring.zip", "edition": "2017-spring.2.zip"},
    ]
