"""A host that rsync reaches, over ssh as a rule: rsync itself finds out what differs."""

from __future__ import annotations

from sendsite.publish.order import by_stage
from sendsite.publish.targets.commands import ByCommands, Command, Going, plain_place, run

TOLD = "--out-format=%i %n"
"""How rsync tells of each file what it did with it: `>f+++++++++ index.html`."""
COPY = ("rsync", "--recursive", "--times", "--perms", "--checksum", "--delay-updates", "--files-from=-", TOLD)
"""By checksum, since two sealed pages often have one size; each file takes its place at once."""
REMOVE = ("rsync", "--recursive", "--delete-missing-args", "--files-from=-", TOLD)
WRITTEN, REMOVED = ("<f", ">f"), "*deleting"


class RsyncTarget(ByCommands):
    """A place as rsync writes it: governors@host.example:/srv/site."""

    program = "rsync"
    tells = True

    def __init__(self, place: str) -> None:
        self.place = plain_place(place, "rsync", "rsync:user@host.example:/srv/site").rstrip("/") + "/"

    def commands(self, going: Going) -> list[Command]:
        """One run a stage with all its files, then one that removes what is gone."""
        ways = (f"{going.site}/", self.place)
        runs = [Command((*COPY, *ways), "\n".join(paths) + "\n") for paths in by_stage(going.files)]
        if going.removed:
            runs.append(Command((*REMOVE, *ways), "\n".join(going.removed) + "\n"))
        return runs

    def send(self, going: Going) -> Going:
        """Run them; what rsync says that it did is what was written and removed."""
        said = [line for command in self.commands(going) for line in run(command, going.site).splitlines()]
        written = tuple(line.partition(" ")[2] for line in said if line.startswith(WRITTEN))
        return going._replace(changed=written, removed=tuple(line.removeprefix(REMOVED).strip() for line in said if line.startswith(REMOVED)))
