"""A backup is put back into an empty folder, whole or not at all, and brings nothing to life that has ended since."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sendsite.errors import DataRefused, SendsiteError
from sendsite.publish import secrets_file
from sendsite.publish.archive import Told, sealed_zip
from sendsite.publish.secrets import next_publication
from sendsite.register import invites, sessions
from sendsite.register.history import history
from sendsite.register.marks import mark
from sendsite.register.people_edits import add_user
from sendsite.register.verify import verify_history
from sendsite.workflow.backing_up import MARK, back_up
from sendsite.workflow.folder import open_folder
from sendsite.workflow.putting_back import put_back
from sendsite.workflow.reading import Desk
from sendsite.workflow.since_backup import LEAP
from tests.backups.places import ON, files_of, small_backup


@pytest.mark.parametrize("percent", range(100))
def test_a_backup_that_was_cut_short_writes_nothing(backed_up, tmp_path, percent):
    raw = backed_up[1].path.read_bytes()
    (tmp_path / "cut.zip").write_bytes(raw[: len(raw) * percent // 100])

    with pytest.raises(DataRefused):
        put_back(tmp_path / "cut.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_folder_that_holds_anything_is_refused_and_left_as_it_is(backed_up, tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine", "utf-8")

    with pytest.raises(SendsiteError, match="holds files already"):
        put_back(backed_up[1].path, tmp_path / "there")
    assert files_of(tmp_path / "there") == {"mine.txt": b"mine"}


def test_a_folder_that_is_there_and_empty_is_taken(backed_up, tmp_path):
    (tmp_path / "empty").mkdir()

    assert put_back(backed_up[1].path, tmp_path / "empty").folder == (tmp_path / "empty").resolve()
    assert [path.name for path in (tmp_path / "empty").iterdir() if path.name.startswith(".restoring")] == []


def test_a_sound_archive_without_a_register_is_no_site_folder(tmp_path):
    with pytest.raises(SendsiteError):
        put_back(small_backup(tmp_path), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_register_that_is_none_is_refused(tmp_path):
    with pytest.raises(SendsiteError):
        put_back(small_backup(tmp_path, **{"data__sendsite.sqlite": b"SQLite format 3\0" + b"x" * 5000}), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_nobody_stays_signed_in_and_no_invitation_is_good_again(folder, tmp_path):
    with folder.open_register() as register:
        who = add_user(register, name="sam", shown_name="Sam", role="owner", password_hash="x", by="test")
        session, token = sessions.begin(register, who.id, proven=True), invites.invite(register, who.id, by="test")
    back = put_back(back_up(folder, by="test").path, tmp_path / "new")

    with open_folder(back.folder).open_register() as register:
        assert sessions.session(register, session) is None
        assert invites.invited(register, token) is None
        assert verify_history(register) == ()
        assert [each.kind for each in history(register, limit=1)] == ["restore"]
        assert mark(register, MARK) == back.manifest.made_at


def test_publications_go_on_above_any_that_a_reader_may_have_seen(folder, tmp_path):
    place = secrets_file.place(folder.root)
    made = back_up(folder, by="test")
    with secrets_file.changing(place) as secrets:
        for _ in range(3):
            published = next_publication(secrets, datetime.now(UTC))
    alone, beside = put_back(made.path, tmp_path / "alone"), put_back(made.path, tmp_path / "beside", old=folder)

    assert (alone.seq, beside.seq) == (LEAP, LEAP + published.seq)
    assert any("published 3 more times" in words for words in beside.since)


def test_whoever_was_revoked_since_stays_out_where_the_folder_of_today_still_stands(folder, tmp_path):
    made = back_up(folder, by="test")
    before = secrets_file.load(secrets_file.place(folder.root))
    Desk(folder, by="test").revoke("Ann Lee", on=ON)

    alone, beside = put_back(made.path, tmp_path / "alone"), put_back(made.path, tmp_path / "beside", old=folder)

    assert (alone.readers, alone.ended) == (1, ())
    assert (beside.readers, beside.ended) == (0, ("Ann Lee",))
    kept = secrets_file.load(secrets_file.place(alone.folder))
    assert kept.withdraw
    assert {each.key.key for each in kept.epochs.values()}.isdisjoint({each.key.key for each in before.epochs.values()})
    assert not secrets_file.before(secrets_file.place(beside.folder)).exists()


def test_what_was_entered_since_is_told(folder, tmp_path):
    from sendsite.register import facts
    from sendsite.register.changes import Changes
    from sendsite.register.edits import apply

    made = back_up(folder, by="test")
    with folder.open_register() as register:
        pupil = facts.records(register).pupils[0]
        apply(register, Changes(changed={"pupils": ((pupil, pupil._replace(need_hours=1975)),)}), by="sam")

    (words,) = put_back(made.path, tmp_path / "new", old=folder).since
    assert words.startswith("1 changes of records after the backup are not in it, by sam")


def test_whoever_was_erased_since_is_erased_again(folder, tmp_path):
    from sendsite.register import facts
    from sendsite.workflow.erasing import erase

    with folder.open_register() as register:
        pupil = facts.records(register).pupils[0]
    made = back_up(folder, by="test")
    erase(folder, pupil.school_urn, pupil.pupil_id, why="Asked for", by="test")

    back = put_back(made.path, tmp_path / "new")

    assert back.erased == 1
    assert [each for each in open_folder(back.folder).records()[0].pupils if each.name == pupil.name] == []


def test_a_frozen_term_is_told_from_a_damaged_backup(backed_up, tmp_path):
    term = backed_up[0].snapshots / "2025-autumn.zip"

    with pytest.raises(DataRefused, match="this is a frozen term, not a backup.*`sendsite snapshot restore TERM`"):
        put_back(term, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_an_archive_of_a_term_is_told_from_a_damaged_backup(tmp_path):
    told = Told("2025-autumn", "Autumn term 2025/26", "A trust", 1, "01.02.2026", "RWkey", "")
    (tmp_path / "2025-autumn.zip").write_bytes(sealed_zip({"index.html": b"<p>"}, told, lambda sums: b"signed"))

    with pytest.raises(DataRefused, match="this is an archive of a term's site, not a backup"):
        put_back(tmp_path / "2025-autumn.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_changed_backup_is_still_told_as_changed(backed_up, tmp_path):
    raw = bytearray(backed_up[1].path.read_bytes())
    raw[len(raw) // 2] ^= 1
    (tmp_path / "changed.zip").write_bytes(bytes(raw))

    with pytest.raises(DataRefused, match="it was cut short, or changed after it was made"):
        put_back(tmp_path / "changed.zip", tmp_path / "new")
