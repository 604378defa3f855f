"""What the checks of a published site are given, and what they answer."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol

from sendsite.publish.records import Entry, Record
from sendsite.publish.secrets import Secrets

NOT_OURS = (".git/", ".nojekyll", "CNAME", ".well-known/")
"""How names begin that hosts and their programs put beside a site."""


class Finding(NamedTuple):
    """Something that is not as it should be. `path` is the file, "" for the whole; a warning is what protects less than it could."""

    check: str
    path: str
    said: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.path}: {self.said}" if self.path else self.said


@dataclass(frozen=True)
class Release:
    """
    A published site in a folder, and what the publisher knows of it: its record, content keys by kid, secrets, and the schools by URN.

    `articles` are the words that are written for everybody.
    """

    folder: Path
    record: Record
    keys: Mapping[str, bytes] = field(repr=False)
    secrets: Secrets = field(repr=False)
    schools: Mapping[str, str] = field(default_factory=dict)
    articles: tuple[bytes, ...] = field(default=(), repr=False)

    def read(self, path: str) -> bytes | None:
        """A file of the site; None where there is none."""
        place = self.folder / path
        return place.read_bytes() if place.is_file() and not place.is_symlink() else None

    @property
    def kids(self) -> dict[str, str]:
        """The key of each audience, by its kid, that this publication was sealed with."""
        return {kept["audience"]: kid for kid, kept in self.record.keys.items()}


class File(NamedTuple):
    """A file as it stands: its path, the path that links have for it, who it is for (None of a file that is no page or download), its bytes and its content."""

    at: str
    published: str
    entry: Entry | None
    stored: bytes
    plain: bytes | None

    @property
    def named(self) -> str:
        """The path, and where the preview has what it holds."""
        return f"{self.at} ({self.entry.real})" if self.entry and self.entry.kid else self.at

    @property
    def is_page(self) -> bool:
        return self.entry is not None and self.entry.kind == "text/html"


class Check(Protocol):
    """Sees every file once, public ones first, and then tells what can only be told of them all."""

    def look(self, file: File) -> Iterable[Finding]: ...

    def end(self) -> Iterable[Finding]: ...


class Verified(NamedTuple):
    """
    What came of it: all findings, how many files, audiences and readers were looked at, and the publication's number.

    `by` is what it was looked through with: the site's "secrets", or a signed "manifest" alone, which knows neither audiences nor readers.
    """

    findings: tuple[Finding, ...]
    files: int
    audiences: int
    readers: int
    seq: int
    by: str = "secrets"

    @property
    def problems(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if not each.warning)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.warning)


def extra(folder: Path, published: Container[str]) -> Iterator[Finding]:
    """Files that were not published: an old page that was left, or one that somebody put there."""
    for place in sorted(folder.rglob("*")):
        path = place.relative_to(folder).as_posix()
        if (place.is_file() or place.is_symlink()) and path not in published and not path.startswith(NOT_OURS):
            yield Finding("files", path, "it is not part of the publication.")
