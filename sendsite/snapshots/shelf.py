"""The snapshots of a trust: which there are, and one of them read back."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sendsite.errors import DataRefused
from sendsite.framework.term import SEASONS, Term, TermRecords
from sendsite.intake.interchange import Wanted
from sendsite.signing import public_keys
from sendsite.snapshots import archive, contents, manifest
from sendsite.snapshots.contents import Keys
from sendsite.snapshots.manifest import Manifest

HEAD_MOST = 64 * 1024
"""Bytes in which a manifest and its signature stand."""


@dataclass(frozen=True)
class SnapshotInfo:
    """
    A snapshot as its manifest tells it. `rows` is by table; `sha256` that of the manifest, which the next one names as `previous`.

    `seq` is its number in the order of taking and `signed_by` the key that signed it: None and "" where an older sendsite took it unsigned.
    """

    term: Term
    edition: int
    data_date: date
    taken_at: str
    by: str
    path: Path
    rows: dict[str, int]
    product: str
    previous: str | None
    sha256: str
    reason: str
    seq: int | None
    signed_by: str
    findings: dict[str, int] | None
    adopts: dict[str, str]

    @property
    def signed(self) -> bool:
        """Whether its manifest carries a signature; `shelf` and `load` have looked that it is good."""
        return bool(self.signed_by)


def file_name(term: Term, edition: int = 1) -> str:
    """2025-autumn.zip, and 2025-autumn.2.zip for the second edition."""
    return f"{term.name}.zip" if edition == 1 else f"{term.name}.{edition}.zip"


def keys_of(folder: Path) -> Keys:
    """The public keys that count for a folder of snapshots: those of the data/ it stands in."""
    return public_keys(folder.parent)


def shelf(folder: Path, keys: Keys | None = None) -> tuple[SnapshotInfo, ...]:
    """
    Every snapshot of a folder, in school order and then by edition, by reading its manifest and its signature alone; empty where there is no folder.

    A .zip that is no snapshot, or is signed by nobody that counts here, is refused by name rather than passed over: no term drops out silently.
    """
    known = keys_of(folder) if keys is None else keys
    found = [look(path, known) for path in paths(folder)]
    return tuple(sorted(found, key=lambda info: (info.term, info.edition)))


def paths(folder: Path) -> tuple[Path, ...]:
    """The files that are, or ought to be, snapshots: in school order by their names, strangers last."""
    return tuple(sorted((path for path in folder.glob("*.zip") if not path.name.startswith(".")), key=_by_name)) if folder.is_dir() else ()


def _by_name(path: Path) -> tuple[bool, int, int, int, str]:
    match = re.fullmatch(r"(\d{4})-(autumn|spring|summer)(?:\.(\d{1,9}))?\.zip", path.name)
    if match is None:
        return True, 0, 0, 0, path.name
    return False, int(match[1]), SEASONS.index(match[2]), int(match[3] or 1), path.name


def load(path: Path, keys: Keys | None = None, wanted: Wanted | None = None) -> TermRecords:
    """
    A snapshot read back whole: the records, the framework of that day and the metrics as they were computed then; with `wanted`, of the
    records these rows alone.

    DataRefused, naming the file and what is wrong, unless every byte is as it was written and signed by one of these keys (else by those
    of the data/ that it stands in). One of format 1, which was never signed, is taken at its checksums.
    """
    note, term = contents.opened(whole(path), str(path), keys_of(path.parent) if keys is None else keys, wanted)
    named_rightly(path, note)
    return term


def look(path: Path, keys: Keys) -> SnapshotInfo:
    """One snapshot by its manifest, the signature checked."""
    note, digest = manifest_of(path, keys)
    return info_of(note, path, digest)


def manifest_of(path: Path, keys: Keys) -> tuple[Manifest, str]:
    """The manifest of a snapshot, its signature checked, and its SHA-256."""
    head = _read(path, HEAD_MOST)
    try:
        place = archive.first_place(head)
        text = archive.checked(head[place.start : place.end], place)
        note = manifest.parse(text, str(path))
        signature = _second(head, place.end) if note.seq is not None else None
    except archive.DamagedError as damage:
        raise DataRefused(f"{path}: this snapshot {damage} Put it back from a backup, or move it out of the folder.") from None
    contents.check_signature(note, text, signature, str(path), keys)
    named_rightly(path, note)
    return note, manifest.sha256(text)


def info_of(note: Manifest, path: Path, sha256: str) -> SnapshotInfo:
    """What is told of a manifest."""
    rows = {name.removesuffix(".csv"): file.rows for name, file in note.files.items() if file.rows is not None}
    return SnapshotInfo(
        note.term,
        note.edition,
        note.data_date,
        note.taken_at,
        note.by,
        path,
        rows,
        note.product,
        note.previous,
        sha256,
        note.reason,
        note.seq,
        note.signed_by,
        note.findings,
        note.adopts,
    )


def whole(path: Path) -> bytes:
    """A snapshot's bytes; one that is larger than any can be is refused unread."""
    try:
        if path.stat().st_size > archive.FILE_MOST:
            raise DataRefused(f"{path}: this is larger than a snapshot can be ({archive.FILE_MOST:,} bytes). Move it out of the folder.")
    except OSError:
        pass
    return _read(path, archive.FILE_MOST)


def named_rightly(path: Path, note: Manifest) -> None:
    """Refuse a snapshot under a name that is not its own."""
    if path.name != file_name(note.term, note.edition):
        raise DataRefused(f"{path}: this is {file_name(note.term, note.edition)} under another name. Give it that name again, or move it out of the folder.")


def _second(head: bytes, at: int) -> bytes | None:
    """The signature, which is the member after the manifest."""
    place = archive.first_place(head, at)
    return archive.checked(head[place.start : place.end], place) if place.name == manifest.SIGNATURE else None


def _read(path: Path, most: int) -> bytes:
    """The beginning of a file, so that a huge one cannot fill the memory."""
    try:
        with path.open("rb") as file:
            return file.read(min(most, os.fstat(file.fileno()).st_size + 1))  # a reader makes room for all it is asked for, before it reads
    except FileNotFoundError:
        raise DataRefused(f"{path}: there is no such snapshot. `sendsite snapshot list` names those there are.") from None
    except OSError as error:
        raise DataRefused(f"{path}: cannot be read ({error.strerror}).") from None
