"""A term's site as one zip for a governor or an auditor: sealed, signed, opened by double click, tied to the frozen term without holding it."""

from __future__ import annotations

import hashlib
import hmac
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from sendsite import signing
from sendsite.errors import BuildFailed, DataRefused, NotAsked
from sendsite.framework.term import Shelved, Term
from sendsite.publish import archive, secrets_file
from sendsite.publish.audiences import TRUST
from sendsite.publish.editions import Edition
from sendsite.publish.freeze import Progress, silent
from sendsite.publish.lock import alone
from sendsite.publish.private_files import put_new
from sendsite.publish.publishing import Press, checked_release
from sendsite.publish.reader import bundle, later
from sendsite.publish.records import Record
from sendsite.publish.seal.encoding import enc
from sendsite.publish.seal.keys import Publication
from sendsite.publish.secrets import Secrets, with_audiences
from sendsite.publish.shelf import Shelf
from sendsite.snapshots import contents, manifest, shelf
from sendsite.snapshots.archive import unpacked
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.leak_list import leak_gate
from sendsite.workflow.site_terms import site_terms
from sendsite.workflow.terms import newest_editions
from sendsite.workflow.to_publish import one_term

Tell = Callable[[str], None]
NOT_INTO = {
    "build": "which is put on a host",
    "content": "which pages are made from",
    "themes": "which pages are made with",
    "data": "where the register and the frozen terms are",
}
"""Parts of a site folder that no archive is written into, and why."""


class Archived(NamedTuple):
    """An archive: where, its SHA-256, its bytes, how many files, and of which publication it has keys and number."""

    path: Path
    sha256: str
    size: int
    files: int
    seq: int


@dataclass(frozen=True)
class _Frozen:
    """The frozen term as an archive tells of it: no row of it, only its manifest, the signature over that, and the method."""

    files: dict[str, bytes]
    signed_by: str


def archive_term(folder: SiteFolder, term: Term, *, to: Path | None = None, progress: Progress = silent, tell: Tell = print) -> Archived:
    """
    The site of a term as it was frozen, sealed for the readers of today with the number of the newest publication.

    The same publication gives the same bytes. Nothing is published, and no file is replaced. `to` is a folder or the file to write.
    """
    terms = _up_to(folder, term)
    place = _place(folder, term, to)
    with alone(folder.current.parent / ".lock", tell=tell):
        newest = Shelf(folder.releases).newest()
        if newest is None:
            raise BuildFailed("Nothing was published yet, so there is no site to archive and nobody could open it. Run `sendsite publish` first.")
        files = _sealed(folder, terms, newest, progress, tell)
    frozen = _of_snapshot(folder, term)
    key = signing.key_of(folder.root / "data")
    told = archive.Told(
        term.name, term.label, folder.settings.trust, newest.seq, f"{newest.at:%d.%m.%Y}", _second_line(key.public), _key_file(frozen, key.public)
    )
    whole = {**files, **frozen.files, **_keys(folder, frozen, key.public)}
    content = archive.sealed_zip(whole, told, lambda sums: signing.sign(sums, key, comment=f"sendsite archive of {term}, publication {newest.seq}"))
    return Archived(_put(place, content), hashlib.sha256(content).hexdigest(), len(content), len(whole) + 3, newest.seq)


def _up_to(folder: SiteFolder, term: Term) -> tuple[Shelved, ...]:
    """The frozen terms up to one; DataRefused where that one is not frozen."""
    terms = tuple(each for each in site_terms(folder, draft=False) if each.term <= term)
    if not terms or terms[-1].term != term:
        known = ", ".join(each.term.name for each in newest_editions(folder)) or "none yet"
        raise DataRefused(f"There is no snapshot of {term}, so there is nothing to archive. There are: {known}.")
    return terms


def _place(folder: SiteFolder, term: Term, to: Path | None) -> Path:
    """Where the archive goes: into archives/, a folder that is there, or a new .zip in one; never into a part of the site folder that is for something else."""
    path = to or folder.root / "archives"
    if to is None or path.is_dir():
        path = path / f"{term.name}.zip"
    for part, what in NOT_INTO.items():
        if path.resolve().is_relative_to((folder.root / part).resolve()):
            raise NotAsked(f"{path} is inside {part}/, {what}. Name another place for the archive, such as archives/.")
    if to is not None and (path.suffix != ".zip" or not path.parent.is_dir()):
        wanted = path.parent if path.suffix == ".zip" else path
        raise NotAsked(f"{wanted}: there is no such folder. Is the disk or stick there? Make the folder first, or name a file that ends in .zip in one.")
    return path


def _put(place: Path, content: bytes) -> Path:
    """Write it where it is not there yet; the same archive again is left as it stands, another one gets a name of its own."""
    if place.is_file() and place.read_bytes() == content:
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    return put_new(place, content)


def _sealed(folder: SiteFolder, terms: tuple[Shelved, ...], newest: Record, progress: Progress, tell: Tell) -> dict[str, bytes]:
    """The files of the term's site, with the keys of today."""
    secrets = secrets_file.load(secrets_file.place(folder.root), tell=tell)
    own = replace(secrets, site=replace(secrets.site, path_key=_path_key(secrets, terms[-1].term)))
    with one_term(folder, terms, own, progress) as edition, _workshop(folder) as workshop:
        _with_keys(folder, own, edition, tell)
        publication = Publication(own.site.id, newest.pub, newest.seq)
        press = Press(own, publication, Shelf(workshop), {**bundle(), **later()}, {}, newest.at, leak_gate(folder))
        made_in, record, _ = checked_release(edition, press)
        return {name: (made_in / name).read_bytes() for name in record.files}


def _with_keys(folder: SiteFolder, own: Secrets, edition: Edition, tell: Tell) -> None:
    """A key for a school that has left since and has none any more: leaders can then open its pages. Kept, so that the next archive has the same."""
    wanted = {TRUST, *edition.audiences}
    if wanted <= own.epochs.keys():
        return
    with secrets_file.changing(secrets_file.place(folder.root), tell=tell) as secrets:
        with_audiences(secrets, wanted, on=folder.records()[1])
        own.epochs = dict(secrets.epochs)


def _path_key(secrets: Secrets, term: Term) -> bytes:
    """An archive has addresses of its own: a browser that has seen the site of today, or another archive, does not take this one for a stale copy of it."""
    return hmac.digest(secrets.site.path_key, enc("sendsite/1 archive", term.name), hashlib.sha256)


@contextmanager
def _workshop(folder: SiteFolder) -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix=".staging-archive-", dir=folder.current.parent))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _of_snapshot(folder: SiteFolder, term: Term) -> _Frozen:
    """What of the newest edition of a frozen term holds nobody's data."""
    info = next(each for each in newest_editions(folder) if each.term == term)
    members = unpacked(shelf.whole(info.path))
    files = {archive.SNAPSHOT: members[manifest.NAME], archive.METHOD: members[contents.FRAMEWORK]}
    if manifest.SIGNATURE in members:
        files[f"{archive.SNAPSHOT}.minisig"] = members[manifest.SIGNATURE]
    return _Frozen(files, info.signed_by)


def _key_file(frozen: _Frozen, public: signing.PublicKey) -> str:
    if not frozen.signed_by:
        return ""
    return archive.PUBLIC_KEY if frozen.signed_by == public.name else "snapshot/signing.pub"


def _keys(folder: SiteFolder, frozen: _Frozen, public: signing.PublicKey) -> dict[str, bytes]:
    """The public key of today, and the older one that signed the snapshot, if it was another."""
    found = {archive.PUBLIC_KEY: public.text()}
    for key in signing.public_keys(folder.root / "data"):
        if key.name == frozen.signed_by != public.name:
            found["snapshot/signing.pub"] = key.text()
    return found


def _second_line(public: signing.PublicKey) -> str:
    return public.text().decode().splitlines()[1]
