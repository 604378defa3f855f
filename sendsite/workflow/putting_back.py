"""A backup put back: into an empty folder, all of it or nothing, looked through first, and made safe against what has happened since."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sendsite import age, config
from sendsite.backups.manifest import Manifest
from sendsite.backups.opening import unpack
from sendsite.backups.room import room_in
from sendsite.errors import DataRefused, NotAsked, SendsiteError
from sendsite.workflow import erasures_beside, since_backup
from sendsite.workflow.backing_up import MARK
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.proving import look_through
from sendsite.workflow.terms import who

if TYPE_CHECKING:
    from sendsite.workflow.erasures_list import Erasure

STAGING = ".restoring-"
Step = Callable[[str], None]


class PutBack(NamedTuple):
    """What came of it. `since` says what differs from today, `ended` are readers whose codes were ended again, `erased` counts people erased again."""

    folder: Path
    manifest: Manifest
    since: tuple[str, ...]
    ended: tuple[str, ...]
    readers: int
    seq: int
    erased: int

    @property
    def days(self) -> int:
        """How old the backup is."""
        return (datetime.now(UTC) - self.manifest.moment).days


def put_back(path: Path, to: Path, *, old: SiteFolder | None = None, identity: Path | None = None, by: str = "", step: Step = lambda words: None) -> PutBack:
    """
    Restore a backup into `to`, which must be empty or new. `identity` is the file with the secret key of a sealed one.

    It is unpacked and looked through inside `to` under a name of its own; only then do its files get their places, sendsite.toml last, so that a folder
    is none of ours until it is whole. `old` is the folder as it is today, where there still is one: what ended there since stays ended.
    """
    with _empty(to) as staging:
        plain = _plain(path, identity, staging)
        site = staging / "site"
        site.mkdir(mode=0o700)
        manifest = unpack(plain, site, step)
        folder = look_through(site, manifest, step)
        step("erasures")
        known = erasures_beside.since(path, manifest.series, old)
        found = _settled(folder, manifest, old, by or who())
        found = found._replace(erased=_erased_again(folder, known, by or who()))
        _moved(site, to)
    return found._replace(folder=to.resolve())


def _settled(folder: SiteFolder, manifest: Manifest, old: SiteFolder | None, by: str) -> PutBack:
    """End what a backup would bring to life again: sign-ins, invitations, keys, codes, and people who were erased."""
    from sendsite.publish import secrets_file
    from sendsite.register.put_back import settle

    here = since_backup.now(old, manifest) if old else since_backup.Now()
    with folder.open_register() as register:
        settle(register, made_at=manifest.made_at, proven=MARK, by=by)
    place = secrets_file.place(folder.root)
    if not place.exists():
        return PutBack(folder.root, manifest, here.words, (), 0, 0, 0)
    with secrets_file.changing(place) as secrets:
        ended = since_backup.settle_secrets(secrets, here, on=date.today())
    secrets_file.before(place).unlink(missing_ok=True)  # whom it would let in again is ended
    return PutBack(folder.root, manifest, here.words, ended, len(secrets.readers), secrets.seq, 0)


def _erased_again(folder: SiteFolder, known: tuple[Erasure, ...], by: str) -> int:
    """Take out again whoever was erased, by the lists of the backup, beside it and of the folder of today; how many people that were."""
    from sendsite.workflow import erasures_list
    from sendsite.workflow.erasing import reapply

    if known:
        erasures_list.merge(folder.root / "data", known)
    return len(reapply(folder, by=by).people)


def _plain(path: Path, identity: Path | None, staging: Path) -> Path:
    """The backup itself, or what comes out of a sealed one."""
    if path.is_dir() or not path.is_file():
        raise DataRefused(f"{path}: there is no such file. Name the file of a backup, such as sendsite-3fa91c-2026-07-17-153000.zip.")
    if not age.file_is_sealed(path):
        return path
    if identity is None:
        raise NotAsked(f"{path} is sealed with age. Name the file with the secret key: --identity KEYFILE.")
    opened = staging / "opened.zip"
    age.decrypt_file(path, opened, age.identities(identity), f"no key in {identity}")
    return opened


@contextmanager
def _empty(to: Path) -> Iterator[Path]:
    """A private folder inside an empty one, gone at the end; a folder that was made for this goes with it where nothing came of it."""
    new = not to.exists()
    if not new and (not to.is_dir() or any(to.iterdir())):
        what = "holds files already" if to.is_dir() else "is a file"
        raise NotAsked(f"{to} {what}. A backup is only put back into a new or an empty folder: name one with --to FOLDER. Nothing was changed.")
    try:
        if new:
            to.mkdir(mode=0o700)
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=to))
    except OSError as error:
        raise SendsiteError(f"{to}: no folder can be made here ({error.strerror or error}). Name one in a folder that there is.") from error
    try:
        with room_in(to, "so the backup was not put back. Make room there, or name a folder on another disk with --to FOLDER."):
            yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if new and not any(to.iterdir()):
            to.rmdir()


def _moved(site: Path, to: Path) -> None:
    """Everything to its place, the file last that makes a folder a site folder."""
    for path in sorted(site.iterdir(), key=lambda path: path.name == config.FILE):
        path.rename(to / path.name)
