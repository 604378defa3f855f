"""A host that rsync reaches, over ssh as a rule: rsync itself finds out what differs."""

from __future__ import annotations

from sendsite.publish.order import by_stage
from sendsite.publish.targets.commands import ByCommands, Command, Going, plain_place

COPY = ("rsync", "--recursive", "--times", "--perms", "--checksum", "--delay-updates", "--files-from=-")
"""By checksum, since two sealed pages often have one size; each file takes its place at once."""
REMOVE = ("rsync", "--recursive", "--delete-missing-args", "--files-from=-")


class RsyncTarget(ByCommands):
    """A place as rsync writes it: governors@host.example:/srv/site."""

    def __init__(self, place: str) -> None:
        self.place = plain_place(place, "rsync", "rsync:user@host.example:/srv/site").rstrip("/") + "/"

    def commands(self, going: Going) -> list[Command]:
        """One run a stage with all its files, then one that removes what is gone."""
        ways = (f"{going.site}/", self.place)
        runs = [Command((*COPY, *ways), "\n".join(paths) + "\n") for paths in by_stage(going.files)]
        if going.removed:
            runs.append(Command((*REMOVE, *ways), "\n".join(going.removed) + "\n"))
        return runs
