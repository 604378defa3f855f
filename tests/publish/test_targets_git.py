"""The target git, with real repositories: one commit without a past, byte for byte, and never over something else."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sendsite.errors import BuildFailed
from tests.publish.places import FIRST, SECOND, Place


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def remote(tmp_path):
    """An empty repository to push to."""
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    return tmp_path / "remote.git"


def test_a_branch_holds_the_site_in_one_commit_without_a_past(tmp_path, remote):
    place = Place(tmp_path, f"git:{remote}#pages")
    place.send(FIRST)
    place.send(SECOND)

    assert git(remote, "rev-list", "--count", "pages").strip() == "1"
    assert set(git(remote, "ls-tree", "-r", "--name-only", "pages").split()) == {*SECOND, ".nojekyll"}
    assert git(remote, "show", "pages:s/aa/dd.html") == "page 1!!"
    assert git(remote, "log", "-1", "--format=%an <%ae> %s", "pages").strip() == "sendsite <sendsite@localhost> Autumn"


def test_git_is_told_neither_to_rewrite_nor_to_ignore(tmp_path, remote, monkeypatch):
    (tmp_path / "gitconfig").write_text(f"[core]\nautocrlf = true\nexcludesFile = {tmp_path / 'ignored'}\n")
    (tmp_path / "ignored").write_text("*.js\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    Place(tmp_path, f"git:{remote}#pages").send({**FIRST, "robots.txt": "a\r\nb\r\n"})

    shown = subprocess.run(["git", "-C", str(remote), "show", "pages:robots.txt"], check=True, capture_output=True).stdout
    assert shown == b"a\r\nb\r\n"
    assert "now.js" in git(remote, "ls-tree", "--name-only", "pages").split()


def test_a_branch_of_something_else_is_left_alone(tmp_path, remote):
    git(tmp_path, "init", "--quiet", "-b", "pages", "work")
    (tmp_path / "work" / "thesis.txt").write_text("years of work")
    git(tmp_path / "work", "add", ".")
    git(tmp_path / "work", "-c", "user.name=A", "-c", "user.email=a@b.example", "commit", "--quiet", "-m", "x")
    git(tmp_path / "work", "push", "--quiet", str(remote), "pages")

    with pytest.raises(BuildFailed, match="holds something else"):
        Place(tmp_path, f"git:{remote}#pages").send(FIRST)
    assert git(remote, "show", "pages:thesis.txt") == "years of work"


def test_git_warns_that_a_host_may_keep_what_was_pushed(tmp_path, remote):
    assert "may keep what was pushed before" in Place(tmp_path, f"git:{remote}#pages").target.warning
