"""A site, on its host or in a folder, compared byte by byte with a release manifest: no secret of the site is needed, and nothing is opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sendsite.publish.freeze import Progress
from sendsite.publish.manifests import Manifest, same
from sendsite.publish.verify.findings import Finding, Verified, extra
from sendsite.publish.verify.hosted import hosted
from sendsite.publish.verify.visitor import ANYBODY, Visitor

CHECK = "files"


def compared(manifest: Manifest, where: str, progress: Progress, visitor: Visitor = ANYBODY) -> Verified:
    """What differs between a publication as it was signed and the site at an address or in a folder."""
    found = hosted(manifest.files, manifest.seq, where, progress, visitor) if "://" in where else _in_folder(manifest, Path(where), progress)
    return Verified(tuple(found), len(manifest.files), 0, 0, manifest.seq, "manifest")


def _in_folder(manifest: Manifest, folder: Path, progress: Progress) -> Iterator[Finding]:
    for done, path in enumerate(sorted(manifest.files), start=1):
        progress(done, len(manifest.files), path)
        place = folder / path
        if not place.is_file() or place.is_symlink():
            yield Finding(CHECK, path, "it is missing.")
        elif place.stat().st_size != manifest.files[path].size or not same(manifest.files[path], place.read_bytes()):
            yield Finding(CHECK, path, "it has other bytes than were published.")
    yield from extra(folder, manifest.files)
