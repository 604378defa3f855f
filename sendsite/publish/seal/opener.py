"""
A published site opened with a reading code as the browser opens it: the same checks in the same order, the same reasons.

It works on any place that files can be asked of, a folder or a host, and is what `verify` and the tests open sites with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from sendsite.publish.seal.codes import normalised
from sendsite.publish.seal.files import open_file, read_header
from sendsite.publish.seal.keyring import POINTER_NAME, Keyring, Manifest, keyring_name, manifest_kid, manifest_name, open_keyring, open_manifest, open_pointer
from sendsite.publish.seal.keys import Publication
from sendsite.publish.seal.paths import asset_name, folder_of, sealed_path
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.seal.shell import Parts, asset_parts, page_parts
from sendsite.publish.seal.slots import CONTENT, MASTER, Held, open_grant, open_ring, open_slot

Source = Callable[[str], bytes | None]
"""A file of the site by its path, None where there is none."""


class Seen(NamedTuple):
    """The newest publication that an audience's manifest has proved."""

    seq: int
    pub: str


class Reader:
    """
    Who has opened a site with their code. `seen` is what a browser remembers between visits: the newest publication by audience.

    Opening it says WRONG_CODE where no reader has the code.
    """

    def __init__(self, site: Path | Source, code: str, seen: dict[str, Seen] | None = None) -> None:
        self._source: Source = of_folder(site) if isinstance(site, Path) else site
        self._seen = {} if seen is None else seen
        self._manifests: dict[str, Manifest] = {}
        self._keys = _keys(self._keyring, code)

    @property
    def audiences(self) -> tuple[str, ...]:
        """The folders of the audiences that are this reader's."""
        return tuple(sorted({folder for kid, folder in self._keyring.audiences.items() if kid in self._keys}))

    @cached_property
    def publication(self) -> Publication:
        """The current publication, as now.js names it."""
        return open_pointer(self._file(POINTER_NAME))

    @cached_property
    def _keyring(self) -> Keyring:
        found = open_keyring(self._file(keyring_name(self.publication.pub)))
        if found.publication != self.publication:
            raise Refused(Reason.OLD)
        return found

    def manifest(self, folder: str) -> Manifest:
        """The files of an audience; OLD where this reader has seen a newer publication of it."""
        if folder in self._manifests:
            return self._manifests[folder]
        text = self._file(manifest_name(folder, self.publication.pub))
        key = self._key(manifest_kid(text, self.publication, folder), folder)
        if key is None:
            raise Refused(Reason.NOT_YOURS)
        opened = open_manifest(text, key, self.publication, folder)
        now = Seen(self.publication.seq, self.publication.pub)
        before = self._seen.get(folder, now)
        if now.seq < before.seq or (now.seq == before.seq and now.pub != before.pub):
            raise Refused(Reason.OLD)
        self._seen[folder] = now
        self._manifests[folder] = opened
        return opened

    def open(self, path: str) -> bytes:
        """The content of a page or asset, by its path as published or as the manifest has it."""
        path = sealed_path(path)
        if path.startswith("s/"):
            return self.open_parts(page_parts(self._file(f"{path}.html")), path)
        if folder_of(path) not in self.audiences:
            raise Refused(Reason.NOT_YOURS)
        digest = self.manifest(folder_of(path)).hashes.get(path)
        if digest is None:
            raise Refused(Reason.OLD)
        return self.open_parts(asset_parts(self._file(asset_name(path, digest))), path)

    def open_parts(self, parts: Parts, path: str) -> bytes:
        """The content of a sealed file that stands at a path, after every check in its order."""
        header, folder = read_header(parts.header), folder_of(path)
        if header.path != path:
            raise Refused(Reason.MOVED)
        key = self._key(header.kid, folder)
        if key is None:
            of_an_older_epoch = folder in self.audiences and header.kid not in self._keyring.audiences
            raise Refused(Reason.OLD if of_an_older_epoch else Reason.NOT_YOURS)
        digest = self.manifest(folder).hashes.get(path)
        if digest is None:
            raise Refused(Reason.OLD)
        return open_file(parts.header, parts.body, key, path=path, expected_hash=digest)

    def all_files(self) -> Iterator[tuple[str, bytes]]:
        """Path and content of every file that is this reader's."""
        for folder in self.audiences:
            for path in sorted(self.manifest(folder).hashes):
                yield path, self.open(path)

    def _key(self, kid: str, folder: str) -> bytes | None:
        """
        The key of this id, where it is held and is the folder's own.

        Somebody with one audience's key could else seal pages and a manifest in another's folder, for those who hold both.
        """
        return self._keys.get(kid) if self._keyring.audiences.get(kid) == folder else None

    def _file(self, name: str) -> bytes:
        """A file of the site; OLD where it is not there, as while a publication is under way."""
        text = self._source(name)
        if text is None:
            raise Refused(Reason.OLD)
        return text


def of_folder(folder: Path) -> Source:
    """The files of a folder on this machine."""

    def read(path: str) -> bytes | None:
        place = folder / path
        return place.read_bytes() if place.is_file() else None

    return read


def _keys(keyring: Keyring, typed: str) -> dict[str, bytes]:
    """Every content key that a code opens, by its kid: those of the ring, and with a master key those of the grants."""
    code = normalised(typed)
    if code.handle not in keyring.readers:
        raise Refused(Reason.WRONG_CODE)
    slot, box = keyring.readers[code.handle]
    publication = keyring.publication
    held = open_ring(box, publication, code.handle, open_slot(slot, publication.site, code.words))
    keys = {each.kid: each.key for each in held if each.kind == CONTENT}
    for each in held:
        if each.kind == MASTER:
            keys.update(_granted(keyring, each))
    return keys


def _granted(keyring: Keyring, master: Held) -> dict[str, bytes]:
    """The content keys that a master key opens; DAMAGED where the keyring's grants are for another."""
    if master.kid != keyring.master:
        raise Refused(Reason.DAMAGED)
    return {kid: open_grant(box, keyring.publication, master, kid) for kid, box in keyring.grants.items()}
