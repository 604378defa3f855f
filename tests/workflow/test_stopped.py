"""Ctrl-C ends in one line that says what stands: for a publication whether its one step was taken, for all else that nothing was changed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from sendsite.cli.group import INTERRUPTED
from sendsite.publish.verify.findings import Release
from sendsite.workflow import publishing
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.publishing import Wish
from sendsite.workflow.sending import send_again
from sendsite.workflow.to_publish import plain_folder

DRAFT = Wish(draft=True)


def quiet(words: str) -> None:
    """Nobody listens."""


def stop(words: object) -> None:
    raise KeyboardInterrupt


def stop_when_it_is_sent(words: str) -> None:
    """Ctrl-C just when the target's warning is shown, which is after the switch."""
    if "may keep what was pushed" in words:
        raise KeyboardInterrupt


@pytest.fixture
def folder(demo_register: Path, tmp_path: Path) -> SiteFolder:
    """The demo without its frozen terms, with a repository as its target."""
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "host.git")], check=True)
    root = Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm", "snapshots", "secrets*")))
    return open_folder(root, {"target": f"git:{tmp_path / 'host.git'}#pages"})


@pytest.mark.slow
def test_a_stopped_publication_says_whether_its_site_stands(folder):
    def look(release: Release) -> None:
        raise KeyboardInterrupt

    def stopped(**how: object) -> str:
        with pytest.raises(KeyboardInterrupt) as stopping:
            publishing.publish(folder, DRAFT, **{"tell": quiet, **how})  # type: ignore[arg-type]
        (words,) = stopping.value.__notes__
        return str(words)

    first = stopped(gates=[stop])
    assert first == "Nothing was published."
    assert not folder.current.exists()
    switched = stopped(tell=stop_when_it_is_sent)
    standing = (folder.current / "now.js").read_bytes()
    assert switched.endswith(" is whole and stands in build/current. It may not have arrived whole at the target: run `sendsite publish --again`.")
    number = switched.split()[1]
    assert stopped(inspectors=[look]) == f"Nothing was published: publication {number} stands, in build/current and for its readers."
    assert (folder.current / "now.js").read_bytes() == standing
    with pytest.raises(KeyboardInterrupt) as again:
        send_again(folder, tell=stop_when_it_is_sent)
    assert again.value.__notes__[0].startswith("build/current stands as it was. It may not have arrived whole")
    assert send_again(folder, tell=quiet).changed


@pytest.mark.parametrize("command, said", [("check", "Nothing was changed."), ("backup", "No backup was made; the older ones stand.")])
def test_any_other_command_says_that_nothing_was_changed(run_command, demo, monkeypatch, command, said):
    monkeypatch.setattr(f"sendsite.workflow.{'checking.check' if command == 'check' else 'backing_up.back_up'}", lambda *_, **__: stop(""))

    result = run_command(command, "--dir", demo)
    assert result.exit_code == INTERRUPTED
    assert result.stderr.splitlines()[-1] == f"sendsite: stopped. {said}"
    assert "Aborted" not in result.stderr


def test_no_answer_at_a_question_says_so_too(run_command, demo):
    result = run_command("verify", "https://send.trust.example/", "--host-word", "--dir", demo)

    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "sendsite: stopped. Nothing was changed."


def test_who_stops_while_plain_pages_go_leaves_none_of_them(folder, monkeypatch):
    remove, stops = shutil.rmtree, [False, True]

    def removed(place: Path, ignore_errors: bool = False) -> None:
        if stops.pop():
            raise KeyboardInterrupt
        remove(place, ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", removed)
    folder.current.parent.mkdir(parents=True)
    with pytest.raises(KeyboardInterrupt), plain_folder(folder) as plain:
        (plain / "page.html").write_text("plain", "utf-8")

    assert list(folder.current.parent.iterdir()) == []
