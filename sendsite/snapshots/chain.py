"""
The chain of manifests: each signed one names the one taken before it, so that none can be taken out or put in between without its showing.

A snapshot adds to its end and changes nothing before it. An erased edition stands in it with the manifest that its tombstone kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sendsite.snapshots.contents import Keys
from sendsite.snapshots.manifest import Manifest
from sendsite.snapshots.shelf import file_name, keys_of, manifest_of, paths
from sendsite.snapshots.tombstones import graves

BACKUP = "Put the missing one back from a backup."


class Link(NamedTuple):
    """A snapshot in the chain by its manifest, whether its file still stands or was erased."""

    name: str
    manifest: Manifest
    sha256: str


def links(folder: Path, keys: Keys | None = None) -> tuple[Link, ...]:
    """All that were ever taken here, in school order, then by edition; DataRefused where one cannot be read or is not what was signed."""
    known = keys_of(folder) if keys is None else keys
    buried = {each.file: Link(each.file, each.manifest, each.sha256) for each in graves(folder, known)}
    standing = {path.name: Link(path.name, *manifest_of(path, known)) for path in paths(folder)}
    return in_order({**standing, **buried}.values())


def in_order(found: Iterable[Link]) -> tuple[Link, ...]:
    """In school order, then by edition."""
    return tuple(sorted(found, key=lambda link: (link.manifest.term, link.manifest.edition)))


def next_place(found: Iterable[Link]) -> dict[str, Any]:
    """Where the next snapshot comes in the chain: its `seq`, `previous` and `adopts`."""
    there = tuple(found)
    signed = [link for link in there if link.manifest.seq is not None]
    if not signed:
        return {"seq": 1, "previous": None, "adopts": {link.name: link.sha256 for link in there}}
    last = max(signed, key=lambda link: link.manifest.seq or 0)
    return {"seq": (last.manifest.seq or 0) + 1, "previous": last.sha256, "adopts": {}}


def faults(found: tuple[Link, ...]) -> Iterator[str]:
    """What is wrong between the snapshots, each with what to do; nothing where the chain is whole."""
    signed = sorted((link for link in found if link.manifest.seq is not None), key=lambda link: link.manifest.seq or 0)
    unsigned = {link.name: link for link in found if link.manifest.seq is None}
    yield from _numbers(signed)
    yield from _names(signed)
    yield from _adopted(signed, unsigned)
    yield from strays(found)
    yield from _terms_before(found)
    yield from _editions(found)


def strays(found: tuple[Link, ...]) -> Iterator[str]:
    """Unsigned ones that the first signed one did not find, or found otherwise: nothing vouches for them."""
    first = next((link for link in found if link.manifest.seq == 1), None)
    for link in found if first else ():
        if first is None or link.manifest.seq is not None or first.manifest.adopts.get(link.name) == link.sha256:
            continue
        if link.name in first.manifest.adopts:
            yield f"{link.name} is not the unsigned snapshot that stood here when {first.name} was taken. Put the one of that day back from a backup."
        else:
            yield f"{link.name} is unsigned and was not here when the first signed one, {first.name}, was taken: nothing vouches for it. Move it elsewhere."


def _numbers(signed: list[Link]) -> Iterator[str]:
    """Counted from 1 with none missing and none twice."""
    numbers = Counter(link.manifest.seq or 0 for link in signed)
    for missing in sorted(set(range(1, max(numbers, default=0))) - set(numbers)):
        after = next((link.name for link in signed if (link.manifest.seq or 0) > missing), "")
        yield f"Snapshot number {missing} in the order of taking is missing: it was taken before {after}. {BACKUP}"
    for number, times in numbers.items():
        if times > 1:
            both = " and ".join(link.name for link in signed if link.manifest.seq == number)
            yield f"{both} both say that they are number {number} in the order of taking. Only one belongs here: put the folder back from a backup."


def _names(signed: list[Link]) -> Iterator[str]:
    """Each names the manifest with the number before its own."""
    by_number = {link.manifest.seq: link for link in signed}
    for link in signed:
        before = by_number.get((link.manifest.seq or 0) - 1)
        if before is not None and link.manifest.previous != before.sha256:
            yield f"{link.name} was taken after another {before.name} than the one that is here. Put the {before.name} of that day back from a backup."


def _adopted(signed: list[Link], unsigned: dict[str, Link]) -> Iterator[str]:
    """What the first signed one found unsigned is still there."""
    first = next((link for link in signed if link.manifest.seq == 1), None)
    if first is None:
        return
    for name in first.manifest.adopts:
        if name not in unsigned:
            yield f"{name} is missing: it stood here, unsigned, when {first.name} was taken. {BACKUP}"


def _terms_before(found: tuple[Link, ...]) -> Iterator[str]:
    """An unsigned one names the manifest of a term before it, as it was on the shelf then."""
    there = {link.sha256 for link in found}
    for link in found:
        if link.manifest.seq is None and link.manifest.previous not in (None, *there):
            yield f"{link.name} was taken after a snapshot of an earlier term that is missing. {BACKUP}"


def _editions(found: tuple[Link, ...]) -> Iterator[str]:
    """The editions of each term count from 1 with none missing."""
    for term in sorted({link.manifest.term for link in found}):
        there = {link.manifest.edition for link in found if link.manifest.term == term}
        for missing in sorted(set(range(1, max(there))) - there):
            yield f"{file_name(term, missing)}, an earlier edition of {term}, is missing. {BACKUP}"
