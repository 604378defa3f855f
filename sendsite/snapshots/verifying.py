"""Verifying the snapshots of a folder: each byte, SHA-256 and signature, the chain, the editions and what stays of erased ones. Nothing is changed."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from sendsite.errors import DataRefused, SendsiteError
from sendsite.framework.term import Term
from sendsite.snapshots import chain, contents, shelf, tombstones
from sendsite.snapshots.chain import Link
from sendsite.snapshots.contents import Keys

GOOD, UNSIGNED, ERASED, BAD = "good", "unsigned", "erased", "bad"
CHAIN = "the chain"


class Told(NamedTuple):
    """What was found of one file, or of the chain: its state (good, unsigned, erased or bad) and that in words, with what to do where it is bad."""

    name: str
    state: str
    words: str


class Verdict(NamedTuple):
    """Each file, then the chain. `head` is the newest manifest's file, number and SHA-256, to be written down elsewhere; "" where nothing is signed yet."""

    told: tuple[Told, ...]
    head: str

    @property
    def good(self) -> bool:
        """Whether nothing is bad; what is unsigned because it is of format 1 is told, and is not bad."""
        return all(each.state != BAD for each in self.told)


def verify_all(folder: Path, keys: Keys | None = None, *, term: Term | None = None, edition: int | None = None) -> Verdict:
    """All snapshots of a folder, or those of one term, or one edition of it, read in full; the chain always whole, by the manifests."""
    known = shelf.keys_of(folder) if keys is None else keys
    told, links = list[Told](), list[Link]()
    for path in shelf.paths(folder):
        told.append(_one(path, known, links, term))
    for path in tombstones.notes(folder):
        told.append(_erased(path, known, links, term))
    shown = [each for each in told if each.state == BAD or term is None or _is_of(each.name, term, edition)]
    whole = [Told(CHAIN, BAD, words) for words in chain.faults(chain.in_order(links))]
    if term is not None and not any(_is_of(name, term, edition) for name in (*(link.name for link in links), *(each.name for each in told))):
        asked = f"of {term}" if edition is None else shelf.file_name(term, edition).removesuffix(".zip")
        raise DataRefused(f"There is no snapshot {asked}. There are: {', '.join(link.name for link in links) or 'none yet'}.")
    return Verdict((*shown, *(whole or _whole(links))), _head(links))


def _is_of(name: str, term: Term, edition: int | None) -> bool:
    """Whether a file is of a term, or of that edition of it: the snapshot, or what stays where it was erased."""
    if edition is None:
        return name.startswith(f"{term}.")
    file = shelf.file_name(term, edition)
    return name in (file, f"{file.removesuffix('.zip')}{tombstones.NOTE}")


def _one(path: Path, keys: Keys, links: list[Link], term: Term | None) -> Told:
    """One snapshot: in full where it is of the term that is asked about, by its manifest else. Its place in the chain is added to `links`."""
    try:
        link = Link(path.name, *shelf.manifest_of(path, keys))
        links.append(link)
        if term is None or link.manifest.term == term:
            contents.opened(shelf.whole(path), path.name, keys)
    except SendsiteError as fault:
        return Told(path.name, BAD, _short(str(fault), path))
    note = link.manifest
    if note.seq is None:
        return Told(path.name, UNSIGNED, f"unsigned, taken by an older sendsite ({note.product}); its checksums agree")
    again = f", because: {note.reason}" if note.reason else ""
    return Told(path.name, GOOD, f"number {note.seq}, edition {note.edition}, taken {note.taken_at} by {note.by}{again}; signed with {note.signed_by}")


def _erased(path: Path, keys: Keys, links: list[Link], term: Term | None) -> Told:
    """What stays of an erased edition."""
    try:
        grave = tombstones.read(path, keys)
    except SendsiteError as fault:
        return Told(path.name, BAD, _short(str(fault), path))
    links[:] = [*(link for link in links if link.name != grave.file), Link(grave.file, grave.manifest, grave.sha256)]
    if (path.parent / grave.file).exists():
        words = f"{grave.file} was to be destroyed and still stands, because the power went just then. Run the erasure again."
        return Told(path.name, BAD, words)
    if not (path.parent / grave.replaced_by).exists() and not (path.parent / f"{grave.replaced_by.removesuffix('.zip')}{tombstones.NOTE}").exists():
        return Told(path.name, BAD, f"{grave.replaced_by}, which came in place of {grave.file}, is missing. Put it back from a backup.")
    return Told(path.name, ERASED, f"{grave.file} was erased {grave.erased_at} by {grave.by}, because: {grave.reason}. {grave.replaced_by} came in its place")


def _whole(links: list[Link]) -> tuple[Told, ...]:
    """The chain, where nothing is wrong with it."""
    signed = [link for link in links if link.manifest.seq is not None]
    if not signed:
        return ()
    first = next(link for link in signed if link.manifest.seq == 1)
    adopted = f"; {first.name} vouches for {len(first.manifest.adopts)} unsigned ones before it" if first.manifest.adopts else ""
    return (Told(CHAIN, GOOD, f"{len(signed)} signed manifests, each naming the one before it, none missing{adopted}"),)


def _head(links: list[Link]) -> str:
    """The newest manifest: that none was taken off the end shows by comparing it with where it was written down."""
    last = max((link for link in links if link.manifest.seq is not None), key=lambda link: link.manifest.seq or 0, default=None)
    return mark(last) if last else ""


def mark(link: Link) -> str:
    """What of a snapshot is to be written down elsewhere, such as in minutes."""
    return f"{link.name}, number {link.manifest.seq}, manifest {link.sha256}"


def _short(words: str, path: Path) -> str:
    """A refusal without the file's name before it, which stands in the column beside."""
    return words.removeprefix(f"{path}: ").removeprefix(f"{path.name}: ")
