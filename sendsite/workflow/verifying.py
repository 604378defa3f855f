"""A published site looked through, in build/current, in another folder or on its host, with the trust's own secrets at hand."""

from __future__ import annotations

from pathlib import Path

from sendsite.errors import BuildFailed, DataRefused, NotAsked
from sendsite.publish import secrets_file
from sendsite.publish.freeze import Progress, silent
from sendsite.publish.records import Record, opened
from sendsite.publish.seal.keyring import POINTER_NAME, open_pointer
from sendsite.publish.seal.refused import Refused
from sendsite.publish.shelf import Shelf
from sendsite.publish.verify.findings import Finding, Release, Verified
from sendsite.publish.verify.whole import verify as look_through
from sendsite.workflow.folder import SiteFolder

__all__ = ["Finding", "Verified", "verify"]


def verify(folder: SiteFolder, where: str = "", *, progress: Progress = silent) -> Verified:
    """
    Look through the site in build/current, or at `where`: a folder, or the address of a host.

    It is compared with the release that its now.js names where that is kept, else with the newest. Nothing is changed.
    """
    shelf = Shelf(folder.releases)
    hosted = "://" in where
    place = Path(where) if where and not hosted else folder.current
    if not hosted and not place.is_dir():
        raise NotAsked(f"{place} is no folder. Name the folder of a published site or the address of a host, or run `sendsite publish` first.")
    record = _record(shelf, None if hosted else place)
    secrets = secrets_file.load(secrets_file.place(folder.root))
    try:
        keys = opened(secrets.site, record.keys)
    except Refused as error:
        said = f"Publication {record.seq} was sealed with other secrets than are in {folder.root / 'data'}. Put those back, or publish anew."
        raise DataRefused(said) from error
    release = Release(shelf.place(record.pub) if hosted else place, record, keys, secrets, _schools(folder), _articles(folder))
    return look_through(release, where if hosted else "", progress)


def _record(shelf: Shelf, place: Path | None) -> Record:
    """What is remembered of the publication in a folder; of the newest where none is told or it is not known."""
    newest = shelf.newest()
    if newest is None:
        raise BuildFailed(f"There is no record of a publication in {shelf.folder}, so there is nothing to compare with. Run `sendsite publish` first.")
    if place is None:
        return newest
    try:
        pub = open_pointer((place / POINTER_NAME).read_bytes()).pub
    except (OSError, Refused):
        return newest
    return next((record for record in shelf.records() if record.pub == pub), newest)


def _schools(folder: SiteFolder) -> dict[str, str]:
    """The name of each school by its URN, none where there is no register on this machine."""
    from sendsite.workflow.reading import Desk

    return Desk(folder, by="").schools() if folder.register.is_file() else {}


def _articles(folder: SiteFolder) -> tuple[bytes, ...]:
    """The product's and the trust's own articles as they are written."""
    return tuple(path.read_bytes() for place in folder.content for path in sorted(place.rglob("*.md")))
