"""Targets are looked at before anything is made, and tell afterwards what was really written and removed there."""

from __future__ import annotations

import os
import shutil

import pytest

from sendsite.errors import ConfigError
from sendsite.publish import sending
from sendsite.publish.order import in_order
from sendsite.workflow import publishing
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.publishing import Wish
from sendsite.workflow.sending import send_again
from tests.publish.places import CHANGED, FIRST, REMOVED, SECOND, Place
from tests.publish.presses import files


@pytest.mark.parametrize("place", ["/etc", "{root}/data", "{root}/data/web", "{root}/build/releases", "{root}", "{root}/..", "{root}/sendsite.toml"])
def test_a_folder_that_cannot_be_the_target_is_refused_by_the_settings_name_before_anything_is_made(tmp_path, place):
    root = tmp_path / "site"
    (root / "data").mkdir(parents=True)
    (root / "sendsite.toml").write_text('trust = "A trust"')
    words = f"folder:{place.format(root=root)}"
    target = sending.target_of(words, tmp_path)

    assert target is not None
    with pytest.raises(ConfigError, match="target is '") as refused:
        target.look(root, False)
    assert words in str(refused.value)
    assert sorted(path.name for path in root.rglob("*")) == ["data", "sendsite.toml"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the owner of everything may write everywhere")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path):
    (tmp_path / "web").mkdir(mode=0o500)
    target = sending.target_of(f"folder:{tmp_path / 'web' / 'send'}", tmp_path)

    assert target is not None
    with pytest.raises(ConfigError, match=r"You may not read and write in .*web\. See who may"):
        target.look(tmp_path / "site", False)


def test_a_folder_that_is_new_or_empty_or_a_published_site_may_be_the_target(tmp_path):
    (tmp_path / "empty").mkdir()
    place = Place(tmp_path, f"folder:{tmp_path / 'web'}")
    place.target.look(tmp_path / "site", False)
    place.send(FIRST)
    place.target.look(tmp_path / "site", False)
    for words in (f"folder:{tmp_path / 'empty'}", f"folder:{tmp_path / 'site' / 'build' / 'current'}"):
        target = sending.target_of(words, tmp_path)
        assert target is not None
        target.look(tmp_path / "site", False)


@pytest.mark.parametrize("words", ["netlify:x", "cloudflare:x", "s3:bucket", "sftp:gov@host.example/x", "rsync:gov@host.example:/x", "git:/x.git#pages"])
def test_a_program_that_is_not_there_is_missed_before_anything_is_made_and_not_by_who_only_tries(tmp_path, monkeypatch, words):
    monkeypatch.setenv("PATH", str(tmp_path))
    target = sending.target_of(words, tmp_path)

    assert target is not None
    target.look(tmp_path, True)
    with pytest.raises(ConfigError, match="target needs the program .* Nothing was made"):
        target.look(tmp_path, False)


@pytest.mark.parametrize("kind", ["folder", "rsync"])
def test_what_was_altered_on_the_host_is_mended_and_told(tmp_path, kind):
    if kind == "rsync" and shutil.which("rsync") is None:
        pytest.skip("rsync is not on this machine")
    host = tmp_path / "host"
    host.mkdir()
    place = Place(tmp_path, f"{kind}:{host}")
    first = place.send(FIRST)
    (host / "s/aa/dd.html").write_text("other")
    (host / "index.html").unlink()
    second, third = place.send(FIRST), place.send(FIRST)

    assert (first.changed, first.altered) == (in_order(FIRST), ())
    assert set(second.changed) == set(second.altered) == {"s/aa/dd.html", "index.html"}
    assert (third.changed, third.removed, third.altered) == ((), (), ())
    assert files(host) == {path: said.encode() for path, said in FIRST.items()}


def test_what_somebody_put_into_a_folder_is_removed_and_told_and_what_was_due_is_not(tmp_path):
    place = Place(tmp_path, f"folder:{tmp_path / 'web'}")
    place.send(FIRST)
    (tmp_path / "web" / "evil.html").write_text("not ours")
    done = place.send(SECOND)

    assert done.altered == ("evil.html",)
    assert (set(done.changed), set(done.removed)) == (set(CHANGED), {*REMOVED, "evil.html"})


def test_rsync_tells_what_it_removed(tmp_path):
    if shutil.which("rsync") is None:
        pytest.skip("rsync is not on this machine")
    (tmp_path / "host").mkdir()
    place = Place(tmp_path, f"rsync:{tmp_path / 'host'}")
    place.send(FIRST)

    assert set(place.send(SECOND).removed) == set(REMOVED)


@pytest.mark.slow
def test_publishing_refuses_such_a_target_before_it_makes_anything_and_sending_again_tells_what_it_mended(demo_register, tmp_path):
    ignored = shutil.ignore_patterns("build", "*-wal", "*-shm", "snapshots", "secrets*")
    root, web = shutil.copytree(demo_register, tmp_path / "demo", ignore=ignored), tmp_path / "web"
    told: list[str] = []

    def folder(target: object) -> SiteFolder:
        return open_folder(root, {"target": f"folder:{target}"})

    with pytest.raises(ConfigError, match="target is 'folder:/etc'"):
        publishing.publish(folder("/etc"), tell=told.append)
    assert not (root / "data" / "secrets.json").exists()

    publishing.publish(folder(web), Wish(draft=True), tell=told.append)
    as_published = files(web)
    (web / "index.html").write_text("altered")
    (web / "evil.html").write_text("added")
    done = send_again(folder(web), tell=told.append)

    assert files(web) == as_published
    assert (done.changed, done.removed) == (("index.html",), ("evil.html",))
    assert told[-1].startswith("The host had been altered since the last time: 2 files were not as they had been left there.")
    assert told[-1].endswith("evil.html, index.html.")
