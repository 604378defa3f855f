"""
A published site looked through: in build/current, in another folder or on its host, with the trust's own secrets at hand;

or compared with a release manifest that the trust signed, from any machine and without secrets.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sendsite.errors import BuildFailed, DataRefused, NotAsked, SendsiteError
from sendsite.publish import secrets_file
from sendsite.publish.freeze import Progress, silent
from sendsite.publish.leak_gate.check import LeakCheck
from sendsite.publish.manifests import MOST, Manifest, manifest_of, read
from sendsite.publish.records import Record, opened
from sendsite.publish.seal.refused import Refused
from sendsite.publish.shelf import Shelf, signature_of
from sendsite.publish.verify.against import compared
from sendsite.publish.verify.findings import Finding, Release, Verified
from sendsite.publish.verify.visitor import ANYBODY, Visitor
from sendsite.publish.verify.whole import verify as look_through
from sendsite.signing import PublicKey, SignatureError, public_keys
from sendsite.signing import verify as signed_words
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.leak_list import leak_gate

__all__ = ["ANYBODY", "Finding", "Verified", "Visitor", "compare", "verify"]

CHECK = "signature"


def verify(folder: SiteFolder, where: str = "", *, visitor: Visitor = ANYBODY, progress: Progress = silent) -> Verified:
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
    held = (LeakCheck(leak_gate(folder)),) if folder.register.is_file() else ()
    found = look_through(release, where if hosted else "", progress, visitor._replace(asked=secrets.host_word is not None), held)
    return found._replace(findings=(*_signature(folder, shelf, record, secrets.site.id), *found.findings))


def compare(where: str, manifest: Path, key: str, folder: Path, *, visitor: Visitor = ANYBODY, progress: Progress = silent) -> Verified:
    """
    Compare a host or a folder with a release manifest, whose signature (`manifest`.minisig) must be by the trust's key.

    `key` is the file of a public key or its second line; "" where this is the site folder itself, which has it.
    """
    if "://" not in where and not (where and Path(where).is_dir()):
        what = f"{where} is no folder" if where else "It is not said what to compare"
        raise NotAsked(f"{what}. Name the address of the site, as https://send.trust.example/, or the folder of a copy.")
    return compared(_vouched(manifest, _keys(key, folder)), where, progress, visitor)


def _record(shelf: Shelf, place: Path | None) -> Record:
    """What is remembered of the publication in a folder; of the newest where none is told or it is not known."""
    newest = shelf.newest()
    if newest is None:
        raise BuildFailed(f"There is no record of a publication in {shelf.folder}, so there is nothing to compare with. Run `sendsite publish` first.")
    return (shelf.standing(place) if place else None) or newest


def _signature(folder: SiteFolder, shelf: Shelf, record: Record, site: str) -> Iterator[Finding]:
    """Whether the publication's manifest was signed with the folder's key, and lists what is remembered of it."""
    path = shelf.manifest(record.pub)
    if not path.is_file():
        yield Finding(CHECK, path.name, f"publication {record.seq} has no signed manifest. The next has one.", warning=True)
        return
    try:
        manifest = _vouched(path, public_keys(folder.root / "data"))
    except SendsiteError as error:
        yield Finding(CHECK, "", str(error))
        return
    remembered = manifest_of(record, shelf.place(record.pub), site)
    if (manifest.site, manifest.pub, manifest.seq) != (site, record.pub, record.seq) or set(manifest.files) != set(remembered.files):
        yield Finding(CHECK, path.name, "it was signed for another publication than its record.")
        return
    for at, each in manifest.files.items():
        if each.digest != remembered.files[at].digest:
            yield Finding(CHECK, at, "other bytes were signed than the record has for it.")


def _vouched(path: Path, keys: tuple[PublicKey, ...]) -> Manifest:
    """A manifest whose signature counts; refused in words where it does not."""
    content, signature = _bytes(path), _bytes(signature_of(path))
    try:
        signed_words(content, signature, keys)
    except SignatureError as error:
        raise SignatureError(f"{path}: {error} Nothing was compared with it.") from error
    return read(content, path.name)


def _keys(key: str, folder: Path) -> tuple[PublicKey, ...]:
    """The public key that is named, in a file or as its line; else those of the site folder."""
    if not key:
        if found := public_keys(folder / "data"):
            return found
        raise NotAsked("It is not said whose signature counts. Name the trust's public key (its data/signing.pub, or the second line of that) with --key.")
    text = _bytes(Path(key)) if len(key) < 200 and Path(key).is_file() else f"untrusted comment: named\n{key}\n".encode()
    return (PublicKey.parse(text, key),)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST)
    except OSError as error:
        raise DataRefused(f"{path}: this cannot be read ({error.strerror or error}). Its signature (.minisig) must stand beside a manifest.") from error


def _schools(folder: SiteFolder) -> dict[str, str]:
    """The name of each school by its URN, none where there is no register on this machine."""
    from sendsite.workflow.reading import Desk

    return Desk(folder, by="").schools() if folder.register.is_file() else {}


def _articles(folder: SiteFolder) -> tuple[bytes, ...]:
    """The product's and the trust's own articles as they are written."""
    return tuple(path.read_bytes() for place in folder.content for path in sorted(place.rglob("*.md")))
