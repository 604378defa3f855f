"""Targets: what goes to a host, in which order, by which words of which program, and what is never written or removed."""

from __future__ import annotations

import os
import shutil
import stat

import pytest

from sendsite.errors import BuildFailed, ConfigError
from sendsite.publish import sending
from sendsite.publish.order import by_stage, caching, in_order
from tests.publish.places import CHANGED, FIRST, REMOVED, SECOND, Place
from tests.publish.presses import files


@pytest.fixture
def recorded(tmp_path, monkeypatch):
    """Programs that do nothing but write down how they were called; answers with what was."""
    folder, log = tmp_path / "programs", tmp_path / "calls"
    folder.mkdir()
    for name in ("aws", "netlify", "wrangler", "sftp", "rsync"):
        program = folder / name
        program.write_text(
            f'#!/bin/sh\n{{ echo "$(basename "$0") $*"; cat\n'
            'for each in "$@"; do test -d "$each" && (cd "$each"; find . -type f | sort); done\n'
            f"echo; }} >> {log}\n"
            f"exit $(cat {folder}/fails 2>/dev/null || echo 0)\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")

    def calls() -> list[str]:
        said = log.read_text().strip().split("\n\n") if log.exists() else []
        log.unlink(missing_ok=True)
        return [call.strip() for call in said]

    calls.fail = lambda: (folder / "fails").write_text("3")  # type: ignore[attr-defined]
    calls.mend = lambda: (folder / "fails").unlink()  # type: ignore[attr-defined]
    return calls


def test_the_order_is_reader_assets_keys_manifests_pages_pointer():
    assert in_order(reversed(FIRST)) == (*tuple(FIRST)[:5], "index.html", "s/aa/dd.html", "s/aa/ee.html", "now.js")
    assert [len(stage) for stage in by_stage(FIRST)] == [2, 1, 1, 1, 3, 1]


def test_a_name_that_changes_with_its_content_may_be_kept_for_ever_and_no_other():
    kept = {path for path in FIRST if "immutable" in caching(path)}

    assert kept == {"reader.1.js", "static/site.2.css", "a/aa/bb.cc.js", "k/p1.js", "m/aa.p1.js"}


def test_only_what_changed_goes_again(tmp_path, recorded):
    place = Place(tmp_path, "sftp:gov@host.example/srv/site")
    first, second = place.send(FIRST), place.send(SECOND)

    assert first.changed == in_order(FIRST)
    assert (second.changed, second.removed) == (CHANGED, REMOVED)


def test_what_was_cut_off_goes_again_whole(tmp_path, recorded):
    place = Place(tmp_path, "sftp:gov@host.example/srv/site")
    place.send(FIRST)
    recorded.fail()
    with pytest.raises(BuildFailed, match="sftp ended with 3"):
        place.send(SECOND)
    recorded.mend()

    going = place.going(FIRST)
    assert set(going.changed) == {"s/aa/dd.html", "now.js", "k/p1.js", "m/aa.p1.js"}
    assert set(going.removed) == {"k/p2.js", "m/aa.p2.js"}


def test_a_folder_gets_what_differs_and_loses_what_is_gone(tmp_path):
    place = Place(tmp_path, f"folder:{tmp_path / 'stick'}")
    place.send(FIRST)
    kept = (tmp_path / "stick" / "s/aa/ee.html").stat().st_ino
    place.send(SECOND)

    assert files(tmp_path / "stick") == {path: said.encode() for path, said in SECOND.items()}
    assert (tmp_path / "stick" / "s/aa/ee.html").stat().st_ino == kept


def test_a_dry_run_of_a_folder_names_files_and_writes_none(tmp_path):
    place = Place(tmp_path, f"folder:{tmp_path / 'stick'}")
    place.send(FIRST)
    steps = place.target.plan(place.going(SECOND))

    assert [step.split()[0] for step in steps] == ["write"] * 4 + ["remove"] * 2
    assert files(tmp_path / "stick") == {path: said.encode() for path, said in FIRST.items()}


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.txt").write_text("keep me")
    place = Place(tmp_path, f"folder:{tmp_path / 'papers'}")

    with pytest.raises(BuildFailed, match="holds something else"):
        place.send(FIRST)
    assert files(tmp_path / "papers") == {"letter.txt": b"keep me"}


def test_a_hosts_own_hidden_files_stay(tmp_path):
    place = Place(tmp_path, f"folder:{tmp_path / 'web'}")
    place.send(FIRST)
    (tmp_path / "web" / ".well-known").mkdir()
    (tmp_path / "web" / ".well-known" / "proof").write_text("mine")
    place.send({**SECOND, ".htaccess": "ours"})
    place.send(SECOND)

    assert (tmp_path / "web" / ".well-known" / "proof").read_text() == "mine"
    assert not (tmp_path / "web" / ".htaccess").exists()


@pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not on this machine")
def test_rsync_brings_a_folder_to_hold_the_site(tmp_path):
    (tmp_path / "host").mkdir()
    (tmp_path / "host" / "not-ours.txt").write_text("stay")
    place = Place(tmp_path, f"rsync:{tmp_path / 'host'}")
    place.send(FIRST)
    place.send(SECOND)

    assert files(tmp_path / "host") == {**{path: said.encode() for path, said in SECOND.items()}, "not-ours.txt": b"stay"}


def test_rsync_runs_a_stage_at_a_time_the_pointer_last_and_removes_only_what_was_ours(tmp_path, recorded):
    place = Place(tmp_path, "rsync:gov@host.example:/srv/site")
    place.send(FIRST)
    recorded()
    place.send(SECOND)
    calls = recorded()

    assert len(calls) == 7
    assert all(call.split("\n")[0].endswith(f"{tmp_path}/current/ gov@host.example:/srv/site/") for call in calls)
    assert "\nnow.js" in calls[5]
    assert "--delete-missing-args" in calls[6]
    assert all(path in calls[6] for path in REMOVED)


def test_sftp_puts_each_file_aside_and_then_in_its_place(tmp_path, recorded):
    place = Place(tmp_path, "sftp:gov@host.example/srv/site")
    place.send(FIRST)
    recorded()
    place.send(SECOND)
    (call,) = recorded()
    lines = call.split("\n")

    assert lines[0] == "sftp -q -oBatchMode=yes -b - gov@host.example"
    assert f'put "{tmp_path}/current/now.js" "/srv/site/now.js.part"' in lines
    assert lines.index('rename "/srv/site/k/p2.js.part" "/srv/site/k/p2.js"') < lines.index('rename "/srv/site/now.js.part" "/srv/site/now.js"')
    assert lines[-2:] == ['-rm "/srv/site/k/p1.js"', '-rm "/srv/site/m/aa.p1.js"']


def test_a_bucket_is_told_of_each_file_how_long_it_may_be_kept(tmp_path, recorded):
    place = Place(tmp_path, "s3:trust-site/send")
    place.send(FIRST)
    calls = recorded()

    assert all(call.startswith("aws s3 cp ") and " s3://trust-site/send/ --recursive" in call for call in calls)
    assert [call.partition("\n")[2].split() for call in calls if "immutable" in call][-1] == ["./m/aa.p1.js"]
    assert calls[-1].endswith("--content-type text/javascript; charset=utf-8 --cache-control no-cache\n./now.js")
    place.send(SECOND)
    assert recorded()[-1] == "aws s3 rm s3://trust-site/send/ --recursive --only-show-errors --exclude * --include k/p1.js --include m/aa.p1.js"


def test_netlify_and_cloudflare_get_the_whole_site_at_once(tmp_path, recorded):
    for words in ("netlify:trust-send", "cloudflare:trust-send"):
        root = tmp_path / words.partition(":")[0]
        root.mkdir()
        Place(root, words).send(FIRST)

    netlify, cloudflare = recorded()
    assert netlify.split("\n")[0] == f"netlify deploy --prod --no-build --dir {tmp_path}/netlify/current --site trust-send --message Autumn"
    assert cloudflare.startswith(f"wrangler pages deploy {tmp_path}/cloudflare/current --project-name trust-send --branch main")
    assert netlify.count("\n./") == cloudflare.count("\n./") == len(FIRST)


@pytest.mark.parametrize("words", ["rsync:gov@host.example:/srv", "sftp:gov@host.example/srv", "s3:bucket", "netlify:x", "cloudflare:x"])
def test_a_dry_run_shows_the_commands_and_runs_none(tmp_path, recorded, words):
    place = Place(tmp_path, words)
    steps = place.target.plan(place.going(FIRST))

    assert steps
    assert steps[0].split()[0] in ("rsync", "sftp", "aws", "netlify", "wrangler")
    assert recorded() == []


def test_a_program_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BuildFailed, match="The program netlify is not on this machine, so nothing was sent"):
        Place(tmp_path, "netlify:x").send(FIRST)


@pytest.mark.parametrize(
    "words, said",
    [
        ("ftp:host", "Kinds: folder, git, rsync"),
        ("rsync", "Write a kind and a place"),
        ("rsync:", "Write it as rsync:"),
        ("rsync:-e sh", "Write it as rsync:"),
        ("git:https://me:secret@host.example/x.git#pages", "holds a password"),
        ("sftp:me:secret@host.example/srv", "holds a password"),
        ("git:https://host.example/x.git#main", "branch of its own"),
        ("sftp:host.example", "a host and a folder"),
        ("s3:", "Write it as s3:"),
        ("s3:a b", "a bucket's name"),
    ],
)
def test_a_target_that_cannot_be_one_is_refused(tmp_path, words, said):
    with pytest.raises(ConfigError, match=said) as refused:
        sending.target_of(words, tmp_path)
    assert "secret" not in str(refused.value)


def test_no_target_leaves_the_site_in_the_folder(tmp_path):
    assert sending.target_of("", tmp_path) is None
