"""An edition sealed into a folder, file by file. What holds the same as in the release before, under the same key, is taken from there as it stands."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from sendsite.publish.editions import Edition, Item
from sendsite.publish.freeze import Progress
from sendsite.publish.records import Entry, Record, plain_hash
from sendsite.publish.seal.files import Sealed, seal_file
from sendsite.publish.seal.keys import ContentKey, Site
from sendsite.publish.seal.paths import PUBLIC, asset_name, sealed_path
from sendsite.publish.seal.shell import Shell, asset_file, page_file
from sendsite.publish.shelf import intact
from sendsite.publish.trees import linked

ZIPPED_ALREADY = frozenset({"image/png", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"})


class Before(NamedTuple):
    """The release before, to take unchanged files from."""

    place: Path
    record: Record


class Made(NamedTuple):
    """What was made: an entry for each published path, every file with its SHA-256, and the published paths that were made anew."""

    entries: dict[str, Entry]
    files: dict[str, str]
    anew: tuple[str, ...]


class Sealer:
    """Fills the folder of a release. `keys` are the content keys by audience."""

    def __init__(self, folder: Path, site: Site, keys: dict[str, ContentKey], shell: Shell, before: Before | None) -> None:
        self.folder, self.site, self.keys, self.shell, self.before = folder, site, keys, shell, before
        self.frame = hashlib.sha256(page_file(Sealed(b"", b"", ""), shell)).hexdigest()
        self.files: dict[str, str] = {}

    def all(self, edition: Edition, progress: Progress) -> Made:
        """Every file of an edition."""
        entries: dict[str, Entry] = {}
        anew: list[str] = []
        for done, item in enumerate(edition.items, start=1):
            content = item.read()
            digest = plain_hash(self.site, content)
            entry = self._taken_over(item, digest)
            if entry is None:
                entry = self._made(item, content, digest)
                anew.append(item.path)
            entries[item.path] = entry
            progress(done, len(edition.items), item.path)
        return Made(entries, self.files, tuple(anew))

    def write(self, path: str, content: bytes) -> None:
        """A file of the release that a web server may read."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        place.chmod(0o644)
        self.files[path] = hashlib.sha256(content).hexdigest()

    def take(self, path: str) -> bool:
        """Take a file of the release before as it stands; False where it is not as it was made."""
        if self.before is None:
            return False
        source, digest = self.before.place / path, self.before.record.files.get(path)
        if digest is None or not intact(source, digest):
            return False
        linked(source, self.folder / path)
        self.files[path] = digest
        return True

    def _taken_over(self, item: Item, digest: str) -> Entry | None:
        """The entry of the release before, its file taken over, where all that its bytes depend on is the same."""
        found = self.before.record.entries.get(item.path) if self.before else None
        if self.before is None or found is None or (found.audience, found.kind, found.plain) != (item.audience, item.kind, digest):
            return None
        same_key = found.kid == (self.keys[item.audience].kid if item.audience != PUBLIC else "")
        same_frame = not item.path.startswith("s/") or self.before.record.frame == self.frame
        return found if same_key and same_frame and self.take(found.at) else None

    def _made(self, item: Item, content: bytes, digest: str) -> Entry:
        """A file made anew: sealed, or as it is where it is public."""
        if item.audience == PUBLIC:
            self.write(item.path, content)
            return Entry(item.audience, item.real, item.kind, digest, "", "", item.path)
        key = self.keys[item.audience]
        sealed = seal_file(content, key=key, path=item.path, kind=item.kind, iv_key=self.site.iv_key, zipped=item.kind not in ZIPPED_ALREADY)
        page = item.path.startswith("s/")
        at = item.path if page else asset_name(sealed_path(item.path), sealed.hash)
        self.write(at, page_file(sealed, self.shell) if page else asset_file(sealed))
        return Entry(item.audience, item.real, item.kind, digest, key.kid, sealed.hash, at)
