"""
What stays of an edition that was destroyed so that a person be forgotten: its manifest with the signature, and a signed note of when, by whom and why.

So the chain of manifests still verifies, and nobody can say that the edition was never there. The note and its reason name no pupil.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.signing import SignatureError, SigningKey, sign, verify
from sendsite.snapshots import archive, manifest
from sendsite.snapshots.contents import Keys, check_signature
from sendsite.snapshots.destroying import destroy, leftovers
from sendsite.snapshots.manifest import BACKUP, Manifest
from sendsite.snapshots.placing import line, put
from sendsite.snapshots.shelf import SnapshotInfo, file_name, keys_of, whole

MANIFEST, NOTE, SIGNED = ".manifest.json", ".note.json", ".minisig"
KEYS = ("by", "edition", "erased_at", "format", "manifest", "reason", "replaced_by", "signed_by", "term")
MOST = 64 * 1024


class Tombstone(NamedTuple):
    """
    An erased edition. `sha256` is that of its manifest, which the next one in the chain names; `replaced_by` the file that came in its place.

    `path` is its note's.
    """

    term: Term
    edition: int
    erased_at: str
    by: str
    reason: str
    replaced_by: str
    sha256: str
    manifest: Manifest
    path: Path

    @property
    def file(self) -> str:
        """The name of the file that was destroyed."""
        return file_name(self.term, self.edition)


def stem(term: Term, edition: int) -> str:
    """How the files of a tombstone begin: 2025-autumn.1, the first edition's number too."""
    return f"{term.name}.{edition}"


def bury(info: SnapshotInfo, key: SigningKey, *, erased_at: str, by: str, reason: str, replaced_by: str) -> Path:
    """
    Destroy an edition and keep its manifest, its signature and a signed note in its place; the note's path.

    Everything that stays is on the disk before the edition goes; what was stopped half way is done again with the same result.
    """
    folder, name = info.path.parent, stem(info.term, info.edition)
    if not (folder / replaced_by).is_file():
        raise DataRefused(f"{folder / replaced_by}: the edition that comes in its place is not there, so {info.path.name} was not destroyed.")
    try:
        files = archive.unpacked(whole(info.path))
    except archive.DamagedError as damage:
        raise DataRefused(f"{info.path}: this snapshot {damage} {BACKUP}") from None
    text = files[manifest.NAME]
    note = _note(info, manifest.sha256(text), key, erased_at=erased_at, by=line(by, "by"), reason=line(reason, "reason"), replaced_by=replaced_by)
    staying = {f"{name}{MANIFEST}": text, f"{name}{MANIFEST}{SIGNED}": files.get(manifest.SIGNATURE)}
    staying[f"{name}{NOTE}{SIGNED}"] = sign(note, key, comment=_words(info.term, info.edition, erased_at))
    staying[f"{name}{NOTE}"] = note
    for each, content in staying.items():
        if content is not None:
            put(folder / each, content, anew=True)
    _destroy(info.path)
    return folder / f"{name}{NOTE}"


def graves(folder: Path, keys: Keys | None = None) -> tuple[Tombstone, ...]:
    """All erased editions, in school order; DataRefused where a note or a manifest is not as it was written."""
    known = keys_of(folder) if keys is None else keys
    found = [read(path, known) for path in notes(folder)]
    return tuple(sorted(found, key=lambda each: (each.term, each.edition)))


def notes(folder: Path) -> tuple[Path, ...]:
    """The notes of the erased editions."""
    return tuple(sorted(path for path in folder.glob(f"*{NOTE}") if not path.name.startswith("."))) if folder.is_dir() else ()


def finish(folder: Path) -> tuple[str, ...]:
    """Destroy what a tombstone says is destroyed and still stands, because the power went just then; the names of those files."""
    leftovers(folder)
    left = [folder / each.file for each in graves(folder) if (folder / each.file).exists()]
    for path in left:
        _destroy(path)
    return tuple(path.name for path in left)


def read(path: Path, keys: Keys) -> Tombstone:
    """One tombstone by its note, every signature checked."""
    source, text = str(path), _read(path)
    table = _table(text, source)
    term, edition = Term.parse(table["term"]), int(table["edition"])
    beside = path.parent / f"{stem(term, edition)}{MANIFEST}"
    try:
        said = verify(text, _read(path.with_name(path.name + SIGNED)), keys)
    except SignatureError as fault:
        raise DataRefused(f"{source}: {fault} {BACKUP}") from None
    if said != _words(term, edition, table["erased_at"]) or path.name != f"{stem(term, edition)}{NOTE}":
        raise DataRefused(f"{source}: this note is of another edition. {BACKUP}")
    content = _read(beside)
    kept = manifest.parse(content, str(beside))
    signature = beside.with_name(beside.name + SIGNED)
    check_signature(kept, content, _read(signature) if kept.seq is not None else None, str(beside), keys)
    if manifest.sha256(content) != table["manifest"] or (kept.term, kept.edition) != (term, edition):
        raise DataRefused(f"{beside}: this is not the manifest of the edition that was erased. {BACKUP}")
    return Tombstone(term, edition, table["erased_at"], table["by"], table["reason"], table["replaced_by"], table["manifest"], kept, path)


def _note(info: SnapshotInfo, sha256: str, key: SigningKey, *, erased_at: str, by: str, reason: str, replaced_by: str) -> bytes:
    table = {"format": 1, "term": info.term.name, "edition": info.edition, "manifest": sha256, "erased_at": erased_at, "by": by, "reason": reason}
    return manifest.canonical({**table, "replaced_by": replaced_by, "signed_by": key.public.name})


def _table(text: bytes, source: str) -> dict[str, Any]:
    """A note's entries, each of its kind."""
    try:
        table: dict[str, Any] = json.loads(text)
        datetime.fromisoformat(table["erased_at"])
        texts = all(isinstance(table[name], str) for name in KEYS if name not in ("edition", "format"))
        if texts and tuple(sorted(table)) == KEYS and table["format"] == 1 and type(table["edition"]) is int and manifest.canonical(table) == text:
            return table
    except (ValueError, TypeError, KeyError, RecursionError):
        pass
    raise DataRefused(f"{source}: this is not a note as sendsite writes it. {BACKUP}")


def _words(term: Term, edition: int, erased_at: str) -> str:
    return f"sendsite erased {term}, edition {edition}, at {erased_at}"


def _destroy(path: Path) -> None:
    destroy(path)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST)
    except OSError as error:
        raise DataRefused(f"{path}: this cannot be read ({error.strerror or error}), and it is what stays of an erased edition. {BACKUP}") from None
