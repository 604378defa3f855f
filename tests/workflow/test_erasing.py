"""An erased pupil is found nowhere afterwards, every figure stands, the chains verify, and what was stopped half way is finished."""

from __future__ import annotations

import importlib
import json
import logging
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.nameless import Who
from sendsite.framework.records import Leaver, Moderation, Outcome, Rating, Records, Review
from sendsite.framework.term import Term
from sendsite.register import facts
from sendsite.register.edits import Changes, apply
from sendsite.register.verify import verify_history
from sendsite.snapshots.shelf import load, shelf
from sendsite.snapshots.tombstones import graves
from sendsite.snapshots.verifying import verify_all
from sendsite.workflow import erasing, erasing_places, erasures_list, restoring, subject, terms
from sendsite.workflow.folder import SiteFolder
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.workflow.test_restoring import a_site

URN, ADA, DAY = "140001", "CANARYID42", date(2025, 12, 12)
WHO = Who("pupil", URN, ADA)
CANARIES = (b"CANARYID42", b"Ada Canaryname", b"canary text", b"Ada Newcanary", b"2025-09-21")
AUTUMN, SPRING = Term(2025, "autumn"), Term(2025, "spring")


def a_register() -> Records:
    """A school where Ada stands in tables of every kind, and in the text of another pupil."""
    ada, ben = (
        a_pupil(key, needs=10, gets=6, rated_on=date(2025, 9, 21) if key == ADA else DAY, name=name)
        for key, name in ((ADA, "Ada Canaryname"), ("p2", "Ben Other"))
    )
    school = a_school(ada, ben, a_member_of_staff("s1", contracted=30, name="Robin Example"), an_allocation("s1", ADA, 2, group="Ada Canaryname"))
    seen = date(2025, 9, 21)
    return replace(
        school,
        outcomes=(
            Outcome(URN, ADA, "o1", "", "canary text", "", 500, "developing", seen),
            Outcome(URN, "p2", "o1", "", "Plays with Ada Canaryname", "", None, "achieved"),
        ),
        reviews=(Review(URN, ADA, "o1", seen, "developing", "canary text"),),
        ratings=(Rating(URN, ADA, seen, "A", rated_by="Kim"),),
        moderations=(Moderation(URN, ADA, "2025-autumn", seen, "Kim", True, "canary text"),),
        leavers=(Leaver(URN, "pupil", ADA, "Ada Canaryname", seen),),
    )


@pytest.fixture
def folder(tmp_path: Path) -> SiteFolder:
    """Two terms frozen; in between Ada got another name."""
    site = a_site(tmp_path / "site", a_register())
    terms.take(site, AUTUMN, on=DAY, by="Kim")
    with site.open_register() as register:
        ada = facts.records(register).pupils[0]
        apply(register, Changes(changed={"pupils": ((ada, ada._replace(name="Ada Newcanary")),)}), by="Kim", title="Ada Newcanary is her name")
    terms.take(site, SPRING, on=date(2026, 3, 2), by="Kim")
    return site


def erased(folder: SiteFolder, **how: str) -> erasing.Erased:
    return erasing.erase(folder, URN, ADA, why="Asked for by the parents", by="Kim", **how)


def places_of(folder: SiteFolder, words: tuple[bytes, ...] = CANARIES) -> list[tuple[str, bytes]]:
    """Where any of these words stands in a byte of the site folder."""
    files = [path for path in folder.root.rglob("*") if path.is_file()]
    return [(path.name, word) for path in files for word in words if word in path.read_bytes()]


def all_good(folder: SiteFolder) -> bool:
    with folder.open_register() as register:
        return verify_history(register) == () and verify_all(folder.snapshots).good


def test_an_erased_pupil_is_found_nowhere(folder: SiteFolder, caplog: pytest.LogCaptureFixture):
    assert {word for _, word in places_of(folder)} == set(CANARIES)

    with caplog.at_level(logging.DEBUG):
        done = erased(folder)

    assert places_of(folder) == []
    assert done.swept
    assert "canary" not in caplog.text.casefold()
    assert all_good(folder)


def test_their_files_of_subject_access_go_too_and_no_others(folder: SiteFolder):
    for person in (ADA, ADA, "p2"):
        who = Who("pupil", URN, person)
        subject.write(subject.found(folder, URN, person), subject.place(folder, None, who), on=DAY, trust="A trust")
    shelf_of = folder.root / "data" / "subject-access"
    assert len(list(shelf_of.iterdir())) == 6

    erased(folder)

    assert sorted(path.name for path in shelf_of.iterdir()) == ["140001-p2.html", "140001-p2.json"]
    assert [each for each in places_of(folder) if not each[0].startswith("140001-p2")] == []


def test_the_write_ahead_log_keeps_nothing_while_the_register_is_open(folder: SiteFolder):
    with folder.open_register() as register:
        facts.records(register)
        erased(folder)

        assert places_of(folder) == []


def test_the_new_editions_keep_every_figure_to_the_last_byte(folder: SiteFolder):
    before = {info.term: load(info.path) for info in shelf(folder.snapshots)}
    done = erased(folder)

    assert [each.destroyed for each in done.editions] == ["2025-autumn.zip", "2025-spring.zip"]
    for info in shelf(folder.snapshots):
        after = load(info.path)
        assert (info.edition, info.reason) == (2, erasing_places.NAMES_OUT)
        assert after.document == before[info.term].document
        assert [len(getattr(after.records, table)) for table in ("pupils", "outcomes", "deployment", "reviews")] == [2, 2, 3, 1]


def test_a_signed_note_stays_of_each_destroyed_edition(folder: SiteFolder):
    erased(folder)

    notes = graves(folder.snapshots)
    assert [(note.file, note.by, note.reason, note.replaced_by) for note in notes] == [
        ("2025-autumn.zip", "Kim", "Asked for by the parents", "2025-autumn.2.zip"),
        ("2025-spring.zip", "Kim", "Asked for by the parents", "2025-spring.2.zip"),
    ]


def test_a_destroyed_edition_is_overwritten_before_it_is_removed(folder: SiteFolder, tmp_path: Path):
    beside = tmp_path / "the same bytes on the disk"
    beside.hardlink_to(folder.snapshots / "2025-autumn.zip")

    erased(folder)

    assert set(beside.read_bytes()) == {0}


def test_the_list_of_erasures_names_no_one_and_leads_nowhere(folder: SiteFolder):
    erased(folder)

    (each,) = erasures_list.read(folder.root / "data")
    ids = {row.pupil_id for info in shelf(folder.snapshots) for row in load(info.path).records.pupils}
    assert each.done
    assert each.is_of(WHO)
    assert each.is_called(WHO, {"ada  CANARYNAME"})
    assert not any(neutral in erasures_list.place(folder.root / "data").read_text("utf-8") for neutral in ids if neutral.startswith("erased-"))


def test_one_neutral_id_stands_in_all_terms_so_that_what_is_told_between_them_stands(folder: SiteFolder):
    erased(folder)

    ids = [{row.pupil_id for row in load(info.path).records.pupils} for info in shelf(folder.snapshots)]
    assert ids[0] == ids[1]


STOPS = {
    "before the register": ("sendsite.workflow.erasing", "in_register"),
    "before the history": ("sendsite.workflow.erasing_places", "_take_out"),
    "before a new edition": ("sendsite.workflow.erasing_places", "_written"),
    "before an edition is destroyed": ("sendsite.snapshots.tombstones", "bury"),
    "before a file is removed": ("sendsite.snapshots.tombstones", "destroy"),
    "before a file is overwritten": ("sendsite.snapshots.destroying", "_overwrite"),
    "before it is marked as done": ("sendsite.workflow.erasures_list", "ended"),
}


class PowerCutError(Exception):
    """The power went."""


@pytest.mark.parametrize("again", ["the same command", "reapply"])
@pytest.mark.parametrize("stop", STOPS)
@pytest.mark.parametrize("after", [0, 1])
def test_what_was_stopped_half_way_is_finished(folder: SiteFolder, monkeypatch: pytest.MonkeyPatch, stop: str, after: int, again: str):
    where, name = STOPS[stop]
    module, count = importlib.import_module(where), 0
    real = getattr(module, name)

    def stopped(*given: object, **named: object) -> object:
        nonlocal count
        count += 1
        if count > after:
            raise PowerCutError
        return real(*given, **named)

    with monkeypatch.context() as patch:
        patch.setattr(module, name, stopped)
        try:
            erased(folder)
        except PowerCutError:
            pass

    if again == "reapply":
        erasing.reapply(folder, by="Kim")
    else:
        try:
            erased(folder)
        except DataRefused:
            assert erasures_list.read(folder.root / "data")[0].done
    assert places_of(folder) == []
    assert all_good(folder)
    assert [info.path.name for info in shelf(folder.snapshots)] == ["2025-autumn.2.zip", "2025-spring.2.zip"]
    assert [each.done for each in erasures_list.read(folder.root / "data")] == [True]


def test_what_is_put_back_from_an_older_copy_is_erased_again(folder: SiteFolder):
    older = folder.register.read_bytes(), (folder.snapshots / "2025-spring.zip").read_bytes()
    erased(folder)
    folder.register.write_bytes(older[0])

    found = erasing.reapply(folder, by="Kim")

    assert found.people == (WHO,)
    assert places_of(folder) == []
    assert erasing.reapply(folder, by="Kim").people == ()


def test_somebody_else_who_got_the_id_later_is_left_and_told(folder: SiteFolder):
    erased(folder)
    with folder.open_register() as register:
        new = replace(a_register(), outcomes=(), reviews=()).pupils[0]._replace(name="Cara Newcomer")
        apply(register, Changes(added={"pupils": (new,)}), by="Kim")

    found = erasing.reapply(folder, by="Kim")

    assert (found.people, found.doubtful) == ((), (WHO,))
    with folder.open_register() as register:
        assert new in facts.records(register).pupils


def test_a_member_of_staff_can_be_erased(folder: SiteFolder):
    erasing.erase(folder, URN, "s1", kind="staff", why="Left, and asked for it", by="Kim")

    assert places_of(folder, (b"Robin Example",)) == []
    assert all_good(folder)


@pytest.mark.parametrize("why", ["Ada asked", "CANARYID42 left", "Ben Other's parents asked", " "])
def test_a_reason_that_names_somebody_is_refused_with_nothing_changed(folder: SiteFolder, why: str):
    with pytest.raises(DataRefused, match="reason"):
        erasing.erase(folder, URN, ADA, why=why, by="Kim")

    assert erasures_list.read(folder.root / "data") == ()
    assert erasing.survey(folder, URN, ADA).rows["pupils"] == 1


def test_of_whom_nothing_is_held_nothing_is_erased(folder: SiteFolder):
    with pytest.raises(DataRefused, match="Nothing is held of pupil P77"):
        erasing.erase(folder, URN, "P77", why="Asked for", by="Kim")


def test_what_is_held_is_told_first(folder: SiteFolder):
    held = erasing.survey(folder, URN, ADA)

    assert held.names == ("Ada Canaryname", "Ada Newcanary")
    assert held.rows == {"pupils": 1, "outcomes": 1, "deployment": 2, "reviews": 1, "ratings": 1, "moderations": 1, "leavers": 1}
    assert (held.in_history, held.snapshots) == (True, ("2025-autumn.zip", "2025-spring.zip"))


def test_an_erased_edition_can_be_restored(folder: SiteFolder):
    erased(folder)
    for path in folder.register.parent.glob("sendsite.sqlite*"):
        path.unlink()

    assert restoring.restore(folder, "2025-spring", by="Kim").same_metrics


def test_the_commands_ask_before_they_erase(folder: SiteFolder, run_command):
    words = ("snapshot", "erase", URN, ADA, "--why", "Asked for by the parents", "--dir", folder.root)
    asked = run_command(*words)
    assert asked.exit_code == 2
    assert "Ada Newcanary" in asked.stderr
    assert places_of(folder) != []

    done = run_command(*words, "--yes", "--json")
    assert done.exit_code == 0, done.stderr
    assert [each["destroyed"] for each in json.loads(done.stdout)["editions"]] == ["2025-autumn.zip", "2025-spring.zip"]
    assert places_of(folder) == []

    again = run_command("snapshot", "erase", "--again", "--json", "--dir", folder.root)
    assert json.loads(again.stdout) == {"people": [], "doubtful": [], "editions": [], "swept": True}
