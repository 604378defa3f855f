"""Commands of other programs that carry files to a host: told before they are run, and run without a shell. None of them is given a password here."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, Protocol

from sendsite.errors import BuildFailed, ConfigError
from sendsite.publish.trees import linked

FILES = "{files}"
"""In a command's words: a folder that holds the command's files alone."""

TOLD = 600
"""Characters of what a program said at its end that are shown when it fails."""


class Going(NamedTuple):
    """What goes to a host: the whole site, each file's hash, and what of it is new or changed there, or no longer of the site, in the order of sending."""

    site: Path
    files: Mapping[str, str]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    note: str = ""
    altered: tuple[str, ...] = ()
    """Of what was sent: files that did not stand there as they had been left, so somebody else had changed, removed or added them."""


class Command(NamedTuple):
    """A program with its words, what it is given to read, the files it carries, and the folder it runs in."""

    words: tuple[str, ...]
    given: str = ""
    files: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = shlex.join(self.words).replace(f"'{FILES}'", f"[{len(self.files)} files]")
        lines = self.given.splitlines()
        return told + "".join(f"\n    {line}" for line in lines[:SHOWN]) + (f"\n    ... and {len(lines) - SHOWN} more" if len(lines) > SHOWN else "")


SHOWN = 20
"""Lines given to a program that are shown in a dry run."""


class Target(Protocol):
    """A place on some kind of host."""

    warning: str
    """What to know before anything is put there; "" where there is nothing."""
    tells: bool
    """Whether it finds out what stands there, and sends what differs; else what went there last is believed to stand."""

    def look(self, root: Path, dry_run: bool) -> None:
        """Whether this can be a target of the site folder `root`, looked at before anything is made; ConfigError where not. Nothing is touched or asked."""

    def plan(self, going: Going) -> tuple[str, ...]:
        """What `send` would do, in lines to read. Nothing is touched and nobody is asked."""

    def send(self, going: Going) -> Going:
        """
        Bring the place to hold the site, in the order that keeps readers from meeting half of it; BuildFailed where it could not be done.

        Answers with what was written and removed there, where the place can tell, else with what had to go as far as is known.
        """


class ByCommands:
    """A target whose commands are known beforehand. The program is looked for on this machine when it is run."""

    warning = ""
    tells = False
    program = ""
    """What carries the files."""

    def look(self, root: Path, dry_run: bool) -> None:
        """The program must be here; whoever only tries is shown its commands without it."""
        look_for(self.program, dry_run)

    def commands(self, going: Going) -> Sequence[Command]:
        """The commands, one after another."""
        raise NotImplementedError

    def plan(self, going: Going) -> tuple[str, ...]:
        """The commands as they would be typed."""
        return tuple(str(command) for command in self.commands(going))

    def send(self, going: Going) -> Going:
        """Run them; the first that fails ends it."""
        for command in self.commands(going):
            run(command, going.site)
        return going


def look_for(program: str, dry_run: bool) -> None:
    """Refuse a target whose program is not here, where it would be run."""
    if not dry_run and shutil.which(program) is None:
        raise ConfigError(f"target needs the program {program}, which is not on this machine. Install it, or write another target. Nothing was made.")


def run(command: Command, site: Path, *, environ: Mapping[str, str] | None = None) -> str:
    """Run a command and answer with what it wrote; BuildFailed with the end of what it said where it fails or is not here."""
    with _gathered(command, site) as words:
        try:
            around = {**os.environ, **(environ or {})}
            done = subprocess.run(words, input=command.given, encoding="utf-8", errors="replace", capture_output=True, check=False, env=around)
        except FileNotFoundError as error:
            raise BuildFailed(
                f"The program {words[0]} is not on this machine, so nothing was sent. Install it, or choose another target. The site stands in build/current."
            ) from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-TOLD:]
        raise BuildFailed(
            f"{words[0]} ended with {done.returncode}, so the host may not have all files yet; its readers meet the site of before, or are asked to reload. "
            f"Mend what it says and publish again, with --again to send without making anew: {said}"
        )
    return done.stdout


@contextmanager
def _gathered(command: Command, site: Path) -> Iterator[list[str]]:
    """A command's words, the folder of its files made for as long as it runs."""
    if FILES not in command.words:
        yield list(command.words)
        return
    with tempfile.TemporaryDirectory(prefix=".staging-send-", dir=site.parent) as folder:
        for path in command.files:
            linked(site / path, Path(folder) / path)
        yield [folder if word == FILES else word for word in command.words]


def plain_place(place: str, kind: str, example: str) -> str:
    """A place as it was written, refused where it is empty, could be read as an option, or holds a password."""
    if not place or place.startswith("-"):
        raise ConfigError(f"target is '{kind}:{place}'. Write it as {example}.")
    head = place.partition("://")[2].partition("/")[0] if "://" in place else place.partition("/")[0]
    if ":" in head.rpartition("@")[0]:
        raise ConfigError(f"target '{kind}:...' holds a password. Take it out: {kind} finds it where it keeps its own. Write the place as {example}.")
    return place
