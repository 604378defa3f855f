"""A host that only SFTP reaches. It cannot tell what it holds, so what went there last is remembered here."""

from __future__ import annotations

from pathlib import PurePosixPath

from sendsite.errors import ConfigError
from sendsite.publish.targets.commands import ByCommands, Command, Going, plain_place

EXAMPLE = "sftp:user@host.example/srv/site"
QUOTED = frozenset('"\\\n\r*?[')


class SftpTarget(ByCommands):
    """A host with its folder: user@host.example/srv/site; a path below the user's own folder begins with ~/ after the host."""

    program = "sftp"

    def __init__(self, place: str) -> None:
        self.host, slash, folder = plain_place(place, "sftp", EXAMPLE).partition("/")
        self.folder = folder.removeprefix("~/") if folder.startswith("~/") else slash + folder
        if not folder or set(self.folder) & QUOTED:
            raise ConfigError(f"target is 'sftp:{place}'. Write a host and a folder, as {EXAMPLE}.")

    def commands(self, going: Going) -> list[Command]:
        """One session. Each file arrives under another name and then takes its place; a folder that is there already is no fault."""
        folders = sorted({str(parent) for path in going.changed for parent in PurePosixPath(self.folder, path).parents if str(parent) not in ("/", ".")})
        lines = [f'-mkdir "{folder}"' for folder in folders]
        for path in going.changed:
            to = f"{self.folder}/{path}"
            lines += [f'put "{going.site / path}" "{to}.part"', f'rename "{to}.part" "{to}"']
        lines += [f'-rm "{self.folder}/{path}"' for path in going.removed]
        return [Command(("sftp", "-q", "-oBatchMode=yes", "-b", "-", self.host), "\n".join(lines) + "\n")]
