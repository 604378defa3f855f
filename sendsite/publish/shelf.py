"""The releases that the publisher keeps, build/releases: each a folder named by its publication, its record and its manifest beside it. Three stay."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from sendsite.errors import DataRefused
from sendsite.publish.private_files import put
from sendsite.publish.records import Record, read, written
from sendsite.publish.release import STAGING, fresh_staging
from sendsite.publish.seal.keyring import POINTER_NAME, open_pointer
from sendsite.publish.seal.refused import Refused

KEPT = 3


class Shelf:
    """build/releases, for its owner alone. To be used with the build's lock held."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self) -> Path:
        """A fresh folder to make a release in; what a killed publication left is removed."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for leftover in self.folder.glob(f"{STAGING}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        return fresh_staging(self.folder / "release")

    def place(self, pub: str) -> Path:
        """Where a release stands."""
        return self.folder / pub

    def manifest(self, pub: str) -> Path:
        """Where a release's manifest stands; its signature is beside it, with .minisig behind the name."""
        return self.folder / f"{pub}.manifest.json"

    def put(self, made: Path, record: Record, manifest: bytes = b"", signature: bytes = b"") -> Path:
        """Give a finished release its name. Its record is kept first: a release without one would be sealed anew, a record without one is nothing."""
        put(self.folder / f"{record.pub}.json", written(record))
        if signature:
            put(self.manifest(record.pub), manifest)
            put(signature_of(self.manifest(record.pub)), signature)
        made.rename(self.place(record.pub))
        return self.place(record.pub)

    def records(self) -> tuple[Record, ...]:
        """The releases there are, oldest first."""
        found = (read(path.read_bytes()) for path in self.folder.glob("*.json") if self.place(path.stem).is_dir())
        return tuple(sorted((record for record in found if record is not None), key=lambda record: record.seq))

    def newest(self) -> Record | None:
        """The release made last."""
        return next(reversed(self.records()), None)

    def standing(self, current: Path) -> Record | None:
        """What is remembered of the publication in a folder, by the name in its now.js; None where that is not kept."""
        try:
            pub = open_pointer((current / POINTER_NAME).read_bytes()).pub
        except (OSError, Refused):
            return None
        return next((record for record in self.records() if record.pub == pub), None)

    def named(self, words: str) -> Record:
        """The release that is meant by its number or name; by no words the one before the newest."""
        records = self.records()
        if not words:
            if len(records) < 2:
                raise DataRefused("There is no earlier release to go back to: only the last three publications are kept, and there was one.")
            return records[-2]
        found = [record for record in records if words in (str(record.seq), record.pub)]
        if not found:
            known = ", ".join(f"{record.seq} ({record.at:%d.%m.%Y %H:%M})" for record in records) or "none yet"
            raise DataRefused(f"There is no release '{words}'. Kept are: {known}.")
        return found[0]

    def trim(self) -> None:
        """Remove all but the last releases, and records that have lost theirs."""
        keep = {record.pub for record in self.records()[-KEPT:]}
        for path in self.folder.iterdir():
            if path.is_dir() and not path.name.startswith(".") and path.name not in keep:
                shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.iterdir():
            if path.is_file() and not path.name.startswith((".", "sent-")) and path.name.partition(".")[0] not in keep:
                path.unlink(missing_ok=True)


def signature_of(manifest: Path) -> Path:
    """Where a manifest's signature stands."""
    return manifest.with_name(f"{manifest.name}.minisig")


def intact(place: Path, digest: str | None) -> bool:
    """Whether a file is still the one that was made; what was touched or spoilt since is not taken over into the next release."""
    try:
        return digest is not None and hashlib.sha256(place.read_bytes()).hexdigest() == digest
    except OSError:
        return False
