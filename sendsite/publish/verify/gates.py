"""
What a release must pass before it is switched to. None of it can be left out: there is no option for that, and a dry run passes it too.

The rules here are those that cost little. `sendsite verify` looks at the rest, and opens every file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from sendsite.errors import BuildFailed
from sendsite.publish.verify.findings import Finding, Release
from sendsite.publish.verify.publication import one_publication
from sendsite.publish.verify.rings import rings

Inspector = Callable[[Release], Iterable[Finding]]
"""Looks at a finished release, and tells what is wrong with it."""

SHOWN = 10


def complete(release: Release) -> Iterator[Finding]:
    """Whether each file that the record names is there."""
    for path in release.record.files:
        if not (release.folder / path).is_file():
            yield Finding("files", path, "it is missing.")


ALWAYS: tuple[Inspector, ...] = (complete, one_publication, rings)
"""One publication in pointer, keyring and manifests; every reader opens every audience that is theirs and no other."""


def passed(release: Release, further: Sequence[Inspector] = ()) -> None:
    """Refuse a release that is not what it should be, with what is wrong with it."""
    found = [finding for gate in (*ALWAYS, *further) for finding in islice(gate(release), SHOWN + 1) if not finding.warning]
    if found:
        more = "\nand more." if len(found) > SHOWN else ""
        raise BuildFailed("\n".join(("Nothing was published: the new release is not what it should be.", *map(str, found[:SHOWN]))) + more)
