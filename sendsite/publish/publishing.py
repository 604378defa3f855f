"""
An edition published: sealed into a release of its own, then put in the place of the current one in one step.

Whatever fails before that step, and at whatever moment, leaves the site that readers see as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from sendsite.publish.editions import NO_SCRIPT, NO_STYLE, Edition
from sendsite.publish.freeze import Progress, silent
from sendsite.publish.leak_gate.gate import LeakGate
from sendsite.publish.manifests import comment_of, manifest_of, written
from sendsite.publish.order import NOW
from sendsite.publish.reader import LATER
from sendsite.publish.records import Record, kept
from sendsite.publish.release import fresh_staging, switch
from sendsite.publish.seal.keyring import keyring, keyring_name, manifest, manifest_name, pointer
from sendsite.publish.seal.keys import ContentKey, Publication
from sendsite.publish.seal.paths import sealed_path, segment
from sendsite.publish.seal.shell import load_shell
from sendsite.publish.sealing import Before, Made, Sealer
from sendsite.publish.search import index_path
from sendsite.publish.secrets import Secrets, holders
from sendsite.publish.shelf import Shelf
from sendsite.publish.trees import cloned
from sendsite.publish.verify.findings import Release
from sendsite.publish.verify.gates import Inspector, passed

STAY = timedelta(days=1)
"""How long the keyring and the manifests of a publication stay on the host after the next, for pages that were being read."""


class Published(NamedTuple):
    """What a publication made: its number, its folder, its record, how many files were made anew or stayed as they were, bytes of all together."""

    seq: int
    release: Path
    record: Record
    anew: int
    unchanged: int
    size: int


@dataclass(frozen=True)
class Press:
    """
    What an edition is published with: the site's secrets, the publication's name, the reader's files, the host's, and the moment it is.

    The `leak_gate` looks through all that is made, before it is sealed and after; nothing is published without one. `gates` are passed beside
    those that always are; `sign` signs the release's manifest, with a line of words.
    """

    secrets: Secrets
    publication: Publication
    shelf: Shelf
    reader: Mapping[str, bytes]
    host: Mapping[str, bytes]
    at: datetime
    leak_gate: LeakGate
    note: str = ""
    gates: Sequence[Inspector] = ()
    sign: Callable[[bytes, str], bytes] | None = None

    def keys(self, edition: Edition) -> dict[str, ContentKey]:
        """The content key of each audience that has pages."""
        return {audience: self.secrets.content_key(audience) for audience in edition.audiences}


def checked_release(edition: Edition, press: Press, progress: Progress = silent) -> tuple[Path, Record, Made]:
    """A release that is made in a folder of its own and passed the gates; where it does not, nothing of it stays. What leaks is not even sealed."""
    press.leak_gate.edition(edition)
    made_in = press.shelf.begin()
    try:
        record, made = make_release(edition, press, made_in, progress)
        keys = {key.kid: key.key for key in press.keys(edition).values()}
        press.leak_gate.tree(made_in, record.files)
        passed(Release(made_in, record, keys, press.secrets), press.gates)
    except BaseException:
        shutil.rmtree(made_in, ignore_errors=True)
        raise
    return made_in, record, made


def make_release(edition: Edition, press: Press, made_in: Path, progress: Progress = silent) -> tuple[Record, Made]:
    """Seal an edition into a folder: its files, the reader's, the host's, keyring, manifests and pointer."""
    newest = press.shelf.newest()
    before = Before(press.shelf.place(newest.pub), newest) if newest else None
    keys, site = press.keys(edition), press.secrets.site
    script, style = (next(name for name in press.reader if name.endswith(ending)) for ending in (".js", ".css"))
    later = {each: name for each in LATER for name in press.reader if name.startswith(f"reader.{each}.")}
    shell = load_shell(reader=script, style=style, **later, site_style=edition.style, site_script=edition.script)
    sealer = Sealer(made_in, site, keys, shell, before)
    made = sealer.all(edition, progress)
    for name, content in {**press.reader, **press.host, **_nothing(edition)}.items():
        sealer.write(name, content)
    leaving = _leaving(sealer, before, press)
    _write_keys(sealer, edition, made, press)
    sealer.write(NOW, pointer(press.publication))
    record = Record(
        pub=press.publication.pub,
        seq=press.publication.seq,
        at=press.at,
        note=press.note,
        style=edition.style,
        script=edition.script,
        frame=sealer.frame,
        entries=made.entries,
        files=made.files,
        starts=edition.starts,
        leaving=leaving,
        keys=kept(site, keys.values()),
    )
    return record, made


def publish_edition(edition: Edition, press: Press, current: Path, progress: Progress = silent) -> tuple[Published, tuple[str, ...]]:
    """
    Make a release, let it pass the gates, sign it and switch `current` to it; keep the last three. Answers with the published paths made anew, too.

    What does not pass is never switched to. The build's lock must be held, `release.recover` been called, and the secrets of the press been kept:
    its number is never given out again.
    """
    made_in, record, made = checked_release(edition, press, progress)
    release = press.shelf.put(made_in, record, *_signed(record, made_in, press))
    staging = fresh_staging(current)
    try:
        cloned(release, staging)
        switch(staging, current)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    press.shelf.trim()
    return told(record, made, release), made.anew


def _signed(record: Record, release: Path, press: Press) -> tuple[bytes, bytes]:
    """The release's manifest and its signature; both empty where nobody signs."""
    if press.sign is None:
        return b"", b""
    manifest = manifest_of(record, release, press.secrets.site.id)
    content = written(manifest)
    return content, press.sign(content, comment_of(manifest))


def told(record: Record, made: Made, place: Path) -> Published:
    """What a publication made, or what it would have made."""
    size = sum((place / path).stat().st_size for path in record.files)
    return Published(record.seq, place, record, len(made.anew), len(made.entries) - len(made.anew), size)


def nobody_reads(edition: Edition, secrets: Secrets) -> tuple[str, ...]:
    """The audiences that have pages and no reader: their pages are sealed, and nobody can open them."""
    return tuple(audience for audience in edition.audiences if not secrets.readers_of(audience))


def nothing_to_read(edition: Edition, secrets: Secrets) -> tuple[str, ...]:
    """The names of readers whose audiences have no page."""
    shown = set(edition.audiences)
    return tuple(reader.name for reader in secrets.readers.values() if not reader.leads and not shown & set(reader.audiences))


def _nothing(edition: Edition) -> dict[str, bytes]:
    """The empty files that stand for a style or script the theme has not."""
    return {name: b"" for name in (edition.style, edition.script) if name in (NO_STYLE, NO_SCRIPT)}


def _write_keys(sealer: Sealer, edition: Edition, made: Made, press: Press) -> None:
    """The keyring, and the manifest of each audience."""
    keys, publication, secrets = sealer.keys, press.publication, press.secrets
    content = keyring(publication, holders(secrets), contents=keys.values(), master=secrets.master, site=secrets.site)
    sealer.write(keyring_name(publication.pub), content)
    for audience, key in keys.items():
        hashes = {sealed_path(path): entry.hash for path, entry in made.entries.items() if entry.audience == audience}
        start = sealed_path(edition.starts[audience])
        search = index_path(made.entries, audience)
        content = manifest(hashes, start, search=search, key=key, publication=publication, site=secrets.site)
        sealer.write(manifest_name(segment(secrets.site.path_key, audience), publication.pub), content)


def _leaving(sealer: Sealer, before: Before | None, press: Press) -> dict[str, datetime]:
    """
    Keyrings and manifests of earlier publications that may stay for now, taken over, each with the moment until which.

    None stays where somebody may no longer read what they could: an old keyring holds an old code's slot.
    """
    if before is None or press.secrets.withdraw:
        return {}
    pub = before.record.pub
    mine = {path: press.at + STAY for path in before.record.files if path.startswith(("k/", "m/")) and path.endswith(f"{pub}.js")}
    earlier = {path: until for path, until in before.record.leaving.items() if until > press.at}
    return {path: until for path, until in {**earlier, **mine}.items() if sealer.take(path)}


Gate = Callable[[Path], None]
"""Looks through the plain files before anything of them is sealed; raises where they may not be published."""
