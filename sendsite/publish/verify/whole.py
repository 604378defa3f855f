"""All checks over a published site, each file read once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from sendsite.publish.freeze import Progress, silent
from sendsite.publish.manifests import manifest_of
from sendsite.publish.seal.paths import PUBLIC
from sendsite.publish.verify.findings import Check, File, Finding, Release, Verified, extra
from sendsite.publish.verify.hosted import hosted
from sendsite.publish.verify.leaks import Leaks
from sendsite.publish.verify.links import Links
from sendsite.publish.verify.publication import one_publication
from sendsite.publish.verify.rings import rings
from sendsite.publish.verify.sealed import SealedFiles
from sendsite.publish.verify.sizes import Sizes
from sendsite.publish.verify.visitor import ANYBODY, Visitor

CHECK = "files"


def verify(release: Release, address: str = "", progress: Progress = silent, visitor: Visitor = ANYBODY, further: Sequence[Check] = ()) -> Verified:
    """Look through a published site, and where an address is given through what its host gives; `further` checks see each file beside those of the house."""
    looked = _each(release, silent if address else progress, further)
    findings = [*one_publication(release), *rings(release), *looked, *extra(release.folder, release.record.files)]
    if address:
        listed = manifest_of(release.record, release.folder, release.secrets.site.id).files
        findings += hosted(listed, release.record.seq, address, progress, visitor)
    return Verified(tuple(findings), len(release.record.files), len(release.kids), len(release.secrets.readers), release.record.seq)


def _each(release: Release, progress: Progress, further: Sequence[Check]) -> Iterator[Finding]:
    """What is wrong with each file, and with them together."""
    checks: tuple[Check, ...] = (Links(release), Leaks(release), Sizes(), *further)
    by_place = {entry.at: (published, entry) for published, entry in release.record.entries.items()}
    opener = SealedFiles(release)

    def sealed(at: str) -> tuple[bool, str]:
        return at in by_place and by_place[at][1].audience != PUBLIC, at

    for done, at in enumerate(sorted(release.record.files, key=sealed), start=1):
        progress(done, len(release.record.files), at)
        published, entry = by_place.get(at, (at, None))
        stored = release.read(at)
        named = f"{at} ({entry.real})" if entry and entry.kid else at
        if stored is None:
            yield Finding(CHECK, named, "it is missing.")
            continue
        if hashlib.sha256(stored).hexdigest() != release.record.files[at]:
            yield Finding(CHECK, named, "it has other bytes than were published.")
        plain: bytes | None = stored
        if entry is not None and entry.audience != PUBLIC:
            plain, wrong = opener.open(at, published, entry, stored)
            yield from wrong
        for check in checks:
            yield from check.look(File(at, published, entry, stored, plain))
    for check in checks:
        yield from check.end()
