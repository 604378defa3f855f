"""A bucket of S3 or of a store that speaks like it, by the `aws` command, which keeps its own credentials and its own endpoint."""

from __future__ import annotations

from itertools import groupby

from sendsite.errors import ConfigError
from sendsite.publish.order import by_stage, caching
from sendsite.publish.targets.commands import FILES, ByCommands, Command, Going, plain_place
from sendsite.site.addresses import content_type

MOST = 200
"""Names in one command that removes."""


class S3Target(ByCommands):
    """A bucket, perhaps with a folder in it: bucket-name/folder."""

    program = "aws"

    def __init__(self, place: str) -> None:
        self.bucket, _, folder = plain_place(place.removeprefix("//"), "s3", "s3:bucket-name/folder").partition("/")
        self.prefix = f"{folder.strip('/')}/" if folder.strip("/") else ""
        if not self.bucket.replace("-", "").replace(".", "").isalnum():
            raise ConfigError(f"target is 's3:{place}'. Write a bucket's name, with a folder if it has one, as s3:bucket-name/folder.")

    def commands(self, going: Going) -> list[Command]:
        """For each stage and kind of file one copy, which says how long it may be kept; then what is gone, some hundreds at a time."""
        copies = []
        for paths in by_stage(going.changed):
            for (kind, kept), group in groupby(sorted(paths, key=_said), _said):
                words = ("aws", "s3", "cp", FILES, f"s3://{self.bucket}/{self.prefix}", "--recursive", "--only-show-errors", "--no-guess-mime-type")
                copies.append(Command((*words, "--content-type", kind, "--cache-control", kept), files=tuple(group)))
        return copies + [self._removal(going.removed[start : start + MOST]) for start in range(0, len(going.removed), MOST)]

    def _removal(self, paths: tuple[str, ...]) -> Command:
        """Remove these and nothing else."""
        named = (word for path in paths for word in ("--include", path))
        return Command(("aws", "s3", "rm", f"s3://{self.bucket}/{self.prefix}", "--recursive", "--only-show-errors", "--exclude", "*", *named))


def _said(path: str) -> tuple[str, str]:
    """What the store says beside a file."""
    return content_type(path), caching(path)
