"""The file of secrets: private, whole or not there at all, one writer at a time, and missed when it is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from sendsite.errors import BuildFailed, DataRefused, NoRoom, NotAsked, SendsiteError
from sendsite.publish import secrets_file
from sendsite.publish.readers import add_readers
from sendsite.publish.secrets import Secrets, begin_term, fresh, new_epoch, next_publication, with_audiences
from sendsite.publish.secrets_file import before, changing, faults, load, place, save
from sendsite.publish.secrets_json import Unreadable, secrets_of, text_of
from sendsite.publish.wishes import wish

TODAY = date(2026, 10, 9)
NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
SCHOOLS = {"140001": "Ash Tree Primary School", "140002": "Oak Road School"}
posix = pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of Unix")


@pytest.fixture(scope="module")
def full() -> str:
    """The text of secrets with a reader, a leader, decoys, two epochs and a publication."""
    secrets = fresh()
    add_readers(secrets, [wish("Ann Lee", "ann@ash.example", ["140001"], SCHOOLS), wish("Bo Finch", "", ["trust"], SCHOOLS)], SCHOOLS, on=TODAY)
    new_epoch(secrets, ["school:140001"], on=TODAY, why="a test")
    next_publication(secrets, NOON)
    begin_term(secrets, "2026-autumn", on=TODAY)
    secrets.told.clear()
    return text_of(secrets)


@pytest.fixture
def kept(tmp_path: Path, full: str) -> Path:
    """A site folder's secrets on the disk."""
    path = place(tmp_path)
    save(secrets_of(full), path)
    return path


def begin_something(secrets: Secrets) -> None:
    """A change that wants to be noted."""
    secrets.told.append("Something")
    secrets.seq = 99


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_what_is_kept_is_read_again(kept, full):
    assert text_of(load(kept)) == full


@posix
def test_the_file_its_copy_and_its_folder_are_their_owners_alone(kept):
    with changing(kept) as secrets:
        next_publication(secrets, NOON)

    assert [mode(each) for each in (kept, before(kept), kept.parent)] == [0o600, 0o600, 0o700]


def test_the_version_before_the_last_change_stands_beside(kept, full):
    with changing(kept) as secrets:
        next_publication(secrets, NOON)

    assert before(kept).read_text("utf-8") == full
    assert load(kept).seq == 2


def test_a_change_that_fails_leaves_the_file_as_it_was(kept, full):
    def fail(secrets: Secrets) -> None:
        secrets.readers.clear()
        raise RuntimeError

    with pytest.raises(RuntimeError), changing(kept) as secrets:
        fail(secrets)

    assert kept.read_text("utf-8") == full


def test_a_change_that_cannot_be_noted_is_not_made(kept, full):
    def no_note(words: str) -> None:
        raise DataRefused("no history")

    with pytest.raises(DataRefused, match="no history"), changing(kept, note=no_note) as secrets:
        begin_something(secrets)

    assert kept.read_text("utf-8") == full
    assert [each.name for each in kept.parent.iterdir() if each.suffix == ".part"] == []


def test_a_full_disk_loses_nothing_and_says_so(kept, full, monkeypatch):
    def none_left(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", none_left)
    with pytest.raises(NoRoom, match="the disk is full"), changing(kept) as secrets:
        secrets.seq = 99
    monkeypatch.undo()

    assert kept.read_text("utf-8") == full
    assert sorted(each.name for each in kept.parent.iterdir()) == [".secrets.json.lock", "secrets.json"]


@posix
def test_a_file_that_others_could_read_is_made_private_and_that_is_told(kept):
    kept.chmod(0o644)
    told: list[str] = []

    assert len(faults(kept)) == 1
    load(kept, tell=told.append)

    assert mode(kept) == 0o600
    assert "could be read by others" in told[0]
    assert faults(kept) == ()


def test_missing_where_nobody_was_added_says_how_to_begin(tmp_path):
    with pytest.raises(DataRefused, match="There is no reader yet.*sendsite reader add"):
        load(place(tmp_path))


def test_missing_where_a_site_was_published_is_not_begun_anew_without_a_word(tmp_path):
    (tmp_path / "build" / "current").mkdir(parents=True)

    with (
        pytest.raises(NotAsked, match=r"the site was published with it\. Put it back from a backup.*new codes and cards for every reader"),
        changing(place(tmp_path), begin=True),
    ):
        pass
    with changing(place(tmp_path), begin=True, anew=True) as secrets:
        assert (secrets.seq, len(secrets.decoys)) == (0, 16)


def test_to_begin_anew_throws_no_secrets_away(kept, full):
    with changing(kept, begin=True, anew=True):
        pass

    assert kept.read_text("utf-8") == full


def test_secrets_never_stand_in_build(tmp_path, full):
    (tmp_path / "build" / "hidden").mkdir(parents=True)
    (tmp_path / "data").symlink_to(tmp_path / "build" / "hidden", target_is_directory=True)

    with pytest.raises(SendsiteError, match="which is put on a host"):
        save(secrets_of(full), place(tmp_path))
    assert list((tmp_path / "build" / "hidden").iterdir()) == []


def test_two_who_change_at_once_both_find_their_change(kept):
    code = (
        "import sys; from datetime import UTC, datetime; from pathlib import Path; from sendsite.publish import secrets_file as f;"
        "from sendsite.publish.secrets import next_publication\n"
        "for _ in range(10):\n with f.changing(Path(sys.argv[1])) as s: next_publication(s, datetime.now(UTC))"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(kept)]) for _ in range(2)]

    assert [each.wait(300) for each in running] == [0, 0]
    assert load(kept).seq == 21
    assert len({each.seq for each in load(kept).publications}) == 21


def test_who_waits_too_long_is_told(kept, monkeypatch):
    monkeypatch.setattr(secrets_file, "WAIT", 0.0)

    with secrets_file.locked(kept), pytest.raises(BuildFailed, match="Another change of the readers and their keys is still at work"), changing(kept):
        pass


def test_a_killed_writer_leaves_a_whole_file(kept):
    code = "import sys; from pathlib import Path; from sendsite.publish import secrets_file as f\n"
    code += "while True:\n with f.changing(Path(sys.argv[1])) as s: s.seq += 1"
    for moment in range(8):
        running = subprocess.Popen([sys.executable, "-c", code, str(kept)])
        time.sleep(0.4 + moment * 0.03)
        running.kill()
        running.wait()

        assert load(kept).readers
        assert not before(kept).exists() or secrets_of(before(kept).read_text("utf-8")).readers


def broken(full: str) -> list[tuple[str, str]]:
    """Texts that are no secrets, each with a word of what is said."""
    document = json.loads(full)
    reader = document["readers"][0]
    changes: list[tuple[dict[str, object], str]] = [
        ({"version": 2}, "a newer sendsite"),
        ({"version": "1"}, "version"),
        ({"seq": -1}, "out of bounds"),
        ({"seq": 2**53}, "out of bounds"),
        ({"seq": True}, "seq"),
        ({"extra": 1}, "'extra', which is not known"),
        ({"site": {**document["site"], "id": "xyz"}}, "hexadecimal"),
        ({"master": {"kid": "0" * 12, "key": "AAAA"}}, "not 32 bytes"),
        ({"master": {"kid": "0" * 12, "key": "?"}}, "not base64"),
        ({"readers": [reader, reader]}, "one handle"),
        ({"readers": [{**reader, "added": "yesterday"}]}, "not a day"),
        ({"readers": [{**reader, "slot": {**reader["slot"], "iterations": 1}}]}, "out of bounds"),
        ({"readers": [{**reader, "audiences": [1]}]}, "not a list of texts"),
        ({"publications": [{"pub": "0" * 16, "seq": 1, "at": "noon"}]}, "not a moment"),
    ]
    texts = [(json.dumps({**document, **change}), word) for change, word in changes]
    missing = [(json.dumps({key: value for key, value in document.items() if key != gone}), gone) for gone in document]
    return [*texts, *missing, ("", "not JSON"), ("[]", "not an object"), (full[: len(full) // 2], "not JSON")]


def test_what_was_altered_or_cut_short_is_refused_by_its_place_and_no_key_is_shown(kept, full):
    keys = [part for part in full.split('"') if len(part) == 44 and part.endswith("=")]
    for text, word in broken(full):
        kept.write_text(text, "utf-8")
        with pytest.raises(DataRefused, match=r"not as it was written.*Put it back from a backup") as refused:
            load(kept)
        assert word in str(refused.value)
        assert not [key for key in keys if key in str(refused.value)]


def test_no_key_shows_where_secrets_are_printed(full):
    secrets = secrets_of(full)

    for key in (secrets.site.iv_key, secrets.site.path_key, secrets.master.key, *(each.ring_key for each in secrets.readers.values())):
        assert repr(key)[2:-1] not in repr(secrets)


def test_an_epoch_ends_for_the_audiences_asked_and_for_no_other(full):
    secrets = secrets_of(full)
    with_audiences(secrets, ["school:140002"], on=TODAY)
    keys = {audience: epoch.key for audience, epoch in secrets.epochs.items()}

    assert new_epoch(secrets, ["school:140002"], on=TODAY, why="asked") == ("school:140002",)
    assert {audience for audience, epoch in secrets.epochs.items() if epoch.key != keys[audience]} == {"school:140002"}


def test_an_epoch_of_the_trust_ends_all_and_the_master_key(full):
    secrets = secrets_of(full)
    master = secrets.master

    assert new_epoch(secrets, ["trust"], on=TODAY, why="asked") == ("school:140001", "trust")
    assert secrets.master != master


def test_a_new_term_begins_new_epochs_once_and_the_first_term_none(full):
    secrets: Secrets = secrets_of(full)

    assert begin_term(secrets, "2026-autumn", on=TODAY) == ()
    assert begin_term(secrets, "2026-spring", on=TODAY) == ("school:140001", "trust")
    assert begin_term(secrets, "2026-spring", on=TODAY) == ()
    assert secrets.epochs["trust"].why == "a new term began"


def test_publications_are_numbered_on_and_never_below_what_stands_published(full):
    secrets = secrets_of(full)

    assert (next_publication(secrets, NOON).seq, next_publication(secrets, NOON, after=40).seq) == (2, 41)
    assert len({each.pub for each in secrets.publications}) == 3


def test_a_text_that_is_not_utf8_is_refused(kept):
    kept.write_bytes(b"\xff\xfe")

    with pytest.raises(DataRefused, match="not UTF-8"):
        load(kept)


def test_unreadable_is_a_refusal():
    with pytest.raises(Unreadable):
        secrets_of("null")
