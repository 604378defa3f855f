"""Backups from the admin: made beside the requests, their age shown, taken away by an owner alone."""

from __future__ import annotations

import pytest

from sendsite.backups.packing import MARK as SEAL
from sendsite.register.history import history
from sendsite.register.marks import set_mark
from sendsite.register.put_back import MARK as PUT_BACK
from sendsite.workflow.backing_up import MARK
from tests.admin.at_rest import at_rest
from tests.admin.people import document, texts


@pytest.fixture
def officer(as_role):
    return as_role("trust_officer")


@pytest.fixture
def made(admin, officer):
    """The officer's admin after a backup from its screen; the name of the file."""
    officer.post("/backups")
    bench = admin.extensions["desk"].bench
    at_rest()
    assert (bench.work.state, bench.work.kind) == ("done", "backup"), bench.work.words
    return next(iter((admin.extensions["desk"].root / "data" / "backups").glob("*.zip"))).name


def test_before_the_first_it_says_that_there_is_none(officer):
    page = officer.get("/backups").text

    assert "No backup has been proven yet." in texts(page, "b")
    assert [form.get("action") for form in document(page).iter("form")].count("/backups") == 1


def test_a_backup_from_the_screen_is_proven_listed_and_noted(made, admin, officer):
    page = officer.get("/backups").text

    assert any("The last one was proven just now" in words for words in texts(page, "p"))
    assert made in " ".join(texts(page, "th"))
    assert [(each.by, each.title) for each in history(admin.extensions["desk"].register, kind="backup")] == [
        ("trust_officer", f"Made and proved the backup {made}")
    ]
    assert any("A backup was proven just now" in words for words in texts(officer.get("/").text, "p"))


def test_it_warns_of_the_same_disk_and_of_what_is_not_sealed(officer):
    bold = texts(officer.get("/backups").text, "b")

    assert {"That is on the same disk as the register", "It is not sealed"} <= set(bold)


def test_an_old_one_is_said_to_be_old(admin, officer):
    set_mark(admin.extensions["desk"].register, MARK, "2020-01-01T00:00:00+00:00")

    assert "The last proven backup is old:" in texts(officer.get("/backups").text, "b")
    assert "The last proven backup is old:" in texts(officer.get("/").text, "b")


def test_an_owner_alone_takes_one_away_and_the_history_notes_it(made, admin, officer, as_role):
    with as_role("owner").post(f"/backups/{made}/download") as answer:
        assert answer.data[-71:-64] == SEAL
        assert made in answer.headers["Content-Disposition"]

    assert next(iter(history(admin.extensions["desk"].register, kind="export", limit=1))).title == f"Took away the backup {made}"
    assert officer.post(f"/backups/{made}/download").status_code == 403
    assert "Download" not in " ".join(texts(officer.get("/backups").text, "button"))


@pytest.mark.parametrize("name", ["sendsite.sqlite", "..%2fsecrets.json", "sendsite-ffffff-2026-01-01-000000.zip"])
def test_nothing_but_a_backup_of_this_folder_is_handed_out(made, admin, as_role, name):
    (admin.extensions["desk"].root / "data" / "backups" / "sendsite-ffffff-2026-01-01-000000.zip").write_bytes(b"of another")

    assert as_role("owner").post(f"/backups/{name}/download").status_code == 404


def test_the_end_of_a_backup_brings_the_list(made, officer):
    parts = [each.get("id") for each in document(officer.part("get", "/backups/progress").text).iter("div")]

    assert {"backup", "kept"} <= set(parts)


def test_a_register_that_was_put_back_says_from_when(admin, officer):
    set_mark(admin.extensions["desk"].register, PUT_BACK, "2026-05-04T03:02:01+00:00")

    assert any("put back from the backup of 4 May 2026" in words for words in texts(officer.get("/backups").text, "p"))
