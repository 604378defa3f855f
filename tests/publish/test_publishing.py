"""Publishing: sealed for its readers, nothing made anew without need, and the site before whole until the step that ends it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.publish.editions import Edition, Item, release_edition
from sendsite.publish.readers import named, revoke
from sendsite.publish.records import read, written
from sendsite.publish.release import recover
from sendsite.publish.seal.keyring import open_pointer
from sendsite.publish.seal.opener import Reader
from sendsite.publish.seal.refused import Refused
from sendsite.publish.secrets import new_epoch
from tests.publish.presses import AUDIENCES, DAY, READER, SCHOOLS, a_site, an_edition, audience_of, files

MARSH, HILL = "school:140001", "school:140002"


def of(audience: str, edition: Edition) -> dict[str, bytes]:
    """What an edition has for an audience, by real name."""
    return {item.real: item.read() for item in edition.items if item.audience == audience}


@pytest.mark.parametrize("audience", AUDIENCES[1:])
def test_a_governor_opens_their_school_and_nothing_else(tmp_path, audience):
    site = a_site(tmp_path)
    edition = an_edition(site)
    site.publish(edition)

    assert site.opened(audience) == of(audience, edition)


def test_a_leader_opens_everything(tmp_path):
    site = a_site(tmp_path)
    edition = an_edition(site)
    site.publish(edition)

    assert site.opened("trust") == {real: content for each in AUDIENCES for real, content in of(each, edition).items()}


def test_nothing_of_a_sealed_page_stands_in_clear_in_a_file_or_in_a_name(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    written_out = b"".join(name.encode() + content for name, content in files(site.current).items())

    for secret in (*SCHOOLS, *SCHOOLS.values(), "41.5", "12345", "finance", "All schools", "trust/"):
        assert secret.encode() not in written_out.replace(b"The trust's own front page shows 41.5", b"")


def test_public_pages_stay_as_they_are(tmp_path):
    site = a_site(tmp_path)
    edition = an_edition(site)
    site.publish(edition)
    there = files(site.current)

    assert {real: there[real] for real in of("public", edition)} == of("public", edition)


def test_a_second_publication_of_the_same_makes_nothing_anew_but_keys_and_pointer(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    before = files(site.current)
    published, anew = site.publish(an_edition(site))
    now = files(site.current)

    assert (anew, published.unchanged) == ((), 11)
    assert {path for path in now if now[path] != before.get(path)} == {"now.js", *(path for path in now if published.record.pub in path)}
    assert set(site.opened("trust"))


def test_one_changed_page_is_sealed_and_no_other(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    published, anew = site.publish(an_edition(site, {"school/140001/finance.html": "<!doctype html><title>Other</title>"}))

    assert (anew, published.anew, published.unchanged) == (("school/140001/finance.html",), 1, 10)


def test_what_did_not_change_takes_no_room_twice(tmp_path):
    site = a_site(tmp_path)
    first, _ = site.publish(an_edition(site))
    second, _ = site.publish(an_edition(site))
    place = next(entry.at for entry in first.record.entries.values() if entry.real == "school/140001/index.html")

    assert (first.release / place).stat().st_ino == (second.release / place).stat().st_ino == (site.current / place).stat().st_ino


def test_a_new_epoch_seals_that_audience_anew_and_no_other(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    new_epoch(site.secrets, [MARSH], on=DAY, why="asked")
    _, anew = site.publish(an_edition(site))

    assert {audience_of(real) for real in anew} == {MARSH}
    assert len(anew) == 3


def test_a_new_reader_script_changes_what_stands_around_pages_and_not_what_is_sealed(tmp_path):
    site = a_site(tmp_path)
    first, _ = site.publish(an_edition(site))
    second, anew = site.publish(an_edition(site), reader={"reader.00cc.js": b"// opens pages better", "reader.00bb.css": b"main{}"})

    assert set(anew) == {entry.real for path, entry in first.record.entries.items() if path.startswith("s/")}
    assert {path: entry.hash for path, entry in first.record.entries.items()} == {path: entry.hash for path, entry in second.record.entries.items()}


def test_a_kept_file_that_was_touched_is_made_anew_rather_than_taken_over(tmp_path):
    site = a_site(tmp_path)
    first, _ = site.publish(an_edition(site))
    place = next(entry.at for entry in first.record.entries.values() if entry.real == "school/140002/index.html")
    (first.release / place).write_bytes(b"spoilt")
    _, anew = site.publish(an_edition(site))

    assert anew == ("school/140002/index.html",)
    assert site.opened(HILL) == of(HILL, an_edition(site))


def test_the_keyring_and_manifests_of_the_publication_before_stay_a_day(tmp_path):
    site = a_site(tmp_path)
    first, _ = site.publish(an_edition(site))
    site.publish(an_edition(site), hours=1)
    site.publish(an_edition(site), hours=2)
    mine = [path for path in first.record.files if first.record.pub in path]

    assert len(mine) == 4
    assert all((site.current / path).is_file() for path in mine)
    site.publish(an_edition(site), hours=25.5)
    assert not any((site.current / path).exists() for path in mine)


def test_after_a_revocation_nothing_of_earlier_keys_stays(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    revoke(site.secrets, named(site.secrets, f"Reader of {MARSH}"), on=DAY)
    published, _ = site.publish(an_edition(site), hours=1)

    assert {path.split("/")[1] for path in files(site.current) if path.startswith("k/")} == {f"{published.record.pub}.js"}
    with pytest.raises(Refused):
        Reader(site.current, site.codes[MARSH])
    assert site.opened(HILL) == of(HILL, an_edition(site))
    assert site.opened("trust").keys() >= of(MARSH, an_edition(site)).keys()


def test_the_last_three_releases_are_kept(tmp_path):
    site = a_site(tmp_path)
    for _ in range(5):
        site.publish(an_edition(site))

    assert [record.seq for record in site.shelf.records()] == [3, 4, 5]
    assert len(list(site.shelf.folder.iterdir())) == 3 * 4, 'the release, its record, its manifest and the signature'


@pytest.mark.parametrize("keys_ended", [False, True], ids=["same keys", "keys ended since"])
def test_an_earlier_release_is_published_anew_with_the_next_number_and_todays_keys(tmp_path, keys_ended):
    site = a_site(tmp_path)
    older, _ = site.publish(an_edition(site))
    site.publish(an_edition(site, {"school/140001/index.html": "<!doctype html><title>A mistake</title>"}))
    if keys_ended:
        new_epoch(site.secrets, ["trust"], on=DAY, why="asked")
    edition = release_edition(site.shelf.named("1"), site.shelf.place(older.record.pub), site.secrets.site)
    published, anew = site.publish(edition)

    assert open_pointer((site.current / "now.js").read_bytes()).seq == published.seq == 3
    assert site.opened(MARSH) == of(MARSH, an_edition(site))
    assert len(anew) == (8 if keys_ended else 1)


def test_a_spoilt_release_is_not_gone_back_to(tmp_path):
    site = a_site(tmp_path)
    older, _ = site.publish(an_edition(site))
    place = next(entry.at for entry in older.record.entries.values() if entry.real == "school/140002/index.html")
    (older.release / place).write_bytes(b"spoilt")
    edition = release_edition(older.record, older.release, site.secrets.site)

    with pytest.raises(DataRefused, match="is spoilt"):
        site.publish(edition)


def test_a_release_that_is_not_kept_is_named_with_those_that_are(tmp_path):
    site = a_site(tmp_path)
    with pytest.raises(DataRefused, match="no earlier release"):
        site.shelf.named("")
    site.publish(an_edition(site))

    with pytest.raises(DataRefused, match="There is no release '7'. Kept are: 1"):
        site.shelf.named("7")


def test_what_fails_half_way_leaves_the_site_and_no_remains(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    before, kept = files(site.current), site.shelf.newest()

    def fail() -> bytes:
        raise OSError("the disk is gone")

    edition = an_edition(site)
    broken = edition._replace(items=(*edition.items, Item("a.html", "public", "a.html", "text/html", fail)))
    with pytest.raises(OSError, match="the disk is gone"):
        site.publish(broken)

    assert files(site.current) == before
    assert site.shelf.newest() == kept


def test_a_record_is_read_as_it_was_written_and_anything_else_is_no_record(tmp_path):
    site = a_site(tmp_path)
    published, _ = site.publish(an_edition(site))

    assert read(written(published.record)) == published.record
    assert [read(each) for each in (b"", b"[]", b"{}", b'{"form": 2}', b"\xff", written(published.record)[:-9])] == [None] * 6


@pytest.mark.skipif(os.name != "posix", reason="elsewhere files have no such modes")
def test_a_web_server_may_read_the_site_and_only_its_owner_what_is_remembered(tmp_path):
    site = a_site(tmp_path)
    published, _ = site.publish(an_edition(site))

    assert {path.stat().st_mode & 0o777 for path in (site.current, *site.current.rglob("*")) if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in site.current.rglob("*") if path.is_file()} == {0o644}
    assert (site.shelf.folder.stat().st_mode & 0o777, (site.shelf.folder / f"{published.record.pub}.json").stat().st_mode & 0o777) == (0o700, 0o600)


def test_neither_record_nor_release_holds_a_key_in_clear(tmp_path):
    site = a_site(tmp_path)
    published, _ = site.publish(an_edition(site))
    kept = (site.shelf.folder / f"{published.record.pub}.json").read_bytes() + b"".join(files(published.release).values())

    for key in (*(epoch.key.key for epoch in site.secrets.epochs.values()), site.secrets.site.path_key, site.secrets.site.iv_key, site.secrets.master.key):
        for form in (key, key.hex().encode(), __import__("base64").b64encode(key)):
            assert form not in kept


KILLS = 40
PUBLISHER = """
import sys
from pathlib import Path
from tests.publish import presses
site = presses.Site(Path(sys.argv[1]), __import__("pickle").loads(Path(sys.argv[2]).read_bytes()), {})
print("ready", flush=True)
for edition in range(int(sys.argv[3]), 10**9):
    site.publish(presses.an_edition(site, {"school/140001/index.html": f"<!doctype html><title>{edition}</title>"}))
"""


def test_a_publication_that_is_killed_at_any_moment_leaves_a_whole_site(tmp_path):
    import pickle

    site = a_site(tmp_path)
    site.publish(an_edition(site))
    chance, code = random.Random(4), site.codes["trust"]
    for kill in range(KILLS):
        site.secrets.seq += 1000
        (tmp_path / "secrets").write_bytes(pickle.dumps(site.secrets))
        words = [sys.executable, "-c", PUBLISHER, str(tmp_path), str(tmp_path / "secrets"), str(kill)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as publisher:
            assert publisher.stdout is not None
            publisher.stdout.readline()
            time.sleep(chance.uniform(0, 0.05))
            publisher.kill()
        recover(site.current)
        pointer = open_pointer((site.current / "now.js").read_bytes())
        assert (site.current / f"k/{pointer.pub}.js").is_file()
        if kill % 10 == 0:
            assert len(dict(Reader(site.current, code).all_files())) == 8

    site.secrets.seq += 1000
    site.publish(an_edition(site), hours=1)
    assert site.opened(HILL) == of(HILL, an_edition(site))
    assert [path.name for path in site.current.parent.iterdir() if path.name.startswith(".staging")] == []
    assert READER.keys() <= files(site.current).keys()
