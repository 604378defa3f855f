"""
A branch of a git repository that a host shows, such as GitHub's or GitLab's pages.

Each publication is one commit without a past, put in the place of the one before. Only objects that the host has not yet are sent.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from sendsite.errors import BuildFailed, ConfigError
from sendsite.publish.order import NOW
from sendsite.publish.targets.commands import Command, Going, look_for, plain_place, run

BRANCH = "pages"
EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
"""What git calls a file without content."""
NAMED = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in (("NAME", "sendsite"), ("EMAIL", "sendsite@localhost"))}
ASK_NOBODY = {"GIT_TERMINAL_PROMPT": "0"}


class GitTarget:
    """A repository's address with a branch: https://host.example/trust/site.git#pages."""

    tells = False

    warning = (
        "A host of repositories may keep what was pushed before, even where no branch shows it: who held a code then can read it there still. "
        "Keep the repository private if its host can show its pages nevertheless."
    )

    def __init__(self, place: str, shelf: Path) -> None:
        self.remote, _, branch = plain_place(place, "git", "git:https://host.example/trust/site.git#pages").partition("#")
        self.branch = branch or BRANCH
        if self.branch in ("main", "master") or not self.branch.replace("-", "").replace("_", "").isalnum():
            raise ConfigError(f"target is 'git:{place}'. Write a branch of its own behind #, such as #{BRANCH}: what stands on it is replaced.")
        self.kept = shelf / f".git-{hashlib.sha256(f'{self.remote}#{self.branch}'.encode()).hexdigest()[:12]}"

    def look(self, root: Path, dry_run: bool) -> None:
        """git must be here. The repository is not asked beforehand."""
        look_for("git", dry_run)

    def plan(self, going: Going) -> tuple[str, ...]:
        """The push, and what is new in it."""
        push = f"git push --force {self.remote} a commit without a past, of {len(going.files)} files, to the branch {self.branch}"
        return (push, *(f"    new or changed: {path}" for path in going.changed))

    def send(self, going: Going) -> Going:
        """Make the commit in a repository of our own, look that the branch is ours, and put the commit there."""
        self._git("init", "--quiet", "--bare", str(self.kept), bare=False)
        self._refuse_other()
        tree = self._tree(going)
        commit = self._git("commit-tree", tree, "-m", going.note or "Publish the site", environ=NAMED).strip()
        self._git("push", "--quiet", "--force", self.remote, f"{commit}:refs/heads/{self.branch}", environ=ASK_NOBODY)
        self._git("update-ref", "refs/heads/sent", commit)
        self._git("gc", "--quiet", "--prune=now")
        return going

    def _tree(self, going: Going) -> str:
        """The site's files byte for byte, whatever git is told elsewhere to ignore or to rewrite, and a mark that no other program is to build it."""
        (self.kept / "index").unlink(missing_ok=True)
        (self.kept / "info").mkdir(exist_ok=True)
        (self.kept / "info" / "attributes").write_text("* -text -filter -ident -diff\n", "utf-8")
        self._git("--work-tree", str(going.site), "-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "add", "--all", "--force", ".", at=going.site)
        self._git("hash-object", "-w", "--stdin")
        self._git("update-index", "--add", "--cacheinfo", f"100644,{EMPTY},.nojekyll")
        return self._git("write-tree").strip()

    def _refuse_other(self) -> None:
        """Refuse a branch that holds something else than a published site; fetch what it holds, so that only what is new is sent."""
        there = self._git("ls-remote", "--heads", self.remote, f"refs/heads/{self.branch}", environ=ASK_NOBODY).split()
        if not there:
            return
        self._git("fetch", "--quiet", "--depth", "1", self.remote, f"+refs/heads/{self.branch}:refs/heads/sent", environ=ASK_NOBODY)
        if NOW not in self._git("ls-tree", "--name-only", "refs/heads/sent").split():
            raise BuildFailed(f"The branch {self.branch} of {self.remote} holds something else than a published site. Name another behind #.")

    def _git(self, *words: str, environ: dict[str, str] | None = None, bare: bool = True, at: Path | None = None) -> str:
        where = (*(("-C", str(at)) if at else ()), *(("--git-dir", str(self.kept)) if bare else ()))
        return run(Command(("git", *where, *words)), self.kept, environ=environ)
