"""From the bytes of a snapshot to a term's records and back: which members it has, that each is what its manifest says, and whose signature is on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sendsite.errors import ConfigError, DataRefused
from sendsite.framework import settings
from sendsite.framework.records import TABLES, Records
from sendsite.framework.term import TermRecords
from sendsite.intake import interchange
from sendsite.signing import PublicKey, SignatureError, SigningKey, sign, signer, verify
from sendsite.snapshots import archive, manifest
from sendsite.snapshots.manifest import BACKUP, FileNote, Manifest

FRAMEWORK, METRICS = "framework.toml", "metrics.json"
ORDER = (FRAMEWORK, METRICS, *(f"{table}.csv" for table in TABLES))
NEEDED = (FRAMEWORK, METRICS, "schools.csv")
UNKNOWN_KEY = (
    "If it is of another site folder, it is not to be believed here. If your keys were lost, put data/signing.pub and data/signing.pub.d/ back from a backup."
)

Keys = tuple[PublicKey, ...]


def members(records: Records, framework: bytes, metrics: bytes) -> dict[str, bytes]:
    """The files of a snapshot beside its manifest, in their fixed order."""
    files = {FRAMEWORK: framework, METRICS: metrics, **interchange.files(records)}
    return {name: files[name] for name in ORDER if name in files}


def notes(records: Records, files: Mapping[str, bytes]) -> dict[str, FileNote]:
    """What the manifest says of each file."""
    return {name: FileNote(manifest.sha256(content), _rows(records, name)) for name, content in files.items()}


def packed(note: Manifest, files: Mapping[str, bytes], key: SigningKey) -> bytes:
    """The snapshot: its manifest, the signature over that, then the files. DataRefused where it is larger than one can be."""
    text = note.text()
    return archive.packed({manifest.NAME: text, manifest.SIGNATURE: sign(text, key, comment=signed_words(note)), **files})


def signed_words(note: Manifest) -> str:
    """What the signature says in words, as minisign prints it."""
    return f"sendsite snapshot {note.term}, edition {note.edition}, number {note.seq}, taken {note.taken_at}"


def opened(raw: bytes, source: str, keys: Keys, wanted: interchange.Wanted | None = None) -> tuple[Manifest, TermRecords]:
    """
    The manifest and all that it vouches for; DataRefused, naming `source` and what is wrong, unless every byte is as it was written.

    With `wanted` the bytes are looked at no less, and records are made of these rows alone.
    """
    note, files = checked(raw, source, keys)
    records = _records(source, note, files, wanted)
    document = _document(source, files[METRICS])
    framework = _framework(source, files[FRAMEWORK])
    term = TermRecords(note.term, note.data_date, records, framework, False, note.edition, note.taken_at, note.by, document, reason=note.reason)
    return note, term


def checked(raw: bytes, source: str, keys: Keys) -> tuple[Manifest, dict[str, bytes]]:
    """The manifest and the files beside it: signed by one of these keys, and each with the SHA-256 that the manifest says."""
    try:
        files = archive.unpacked(raw)
    except archive.DamagedError as damage:
        raise DataRefused(f"{source}: this snapshot {damage} {BACKUP}") from None
    text = files.pop(manifest.NAME, b"")
    note = manifest.parse(text, source)
    check_signature(note, text, files.pop(manifest.SIGNATURE, None), source, keys)
    _agree(source, note, files)
    return note, files


def check_signature(note: Manifest, text: bytes, signature: bytes | None, source: str, keys: Keys) -> None:
    """DataRefused unless the manifest is signed by a key of this site folder, or is of the format that was never signed."""
    if note.seq is None:
        if signature is not None:
            raise DataRefused(f"{source}: a snapshot of format 1 was never signed, and this one has a signature. {BACKUP}")
        return
    if signature is None:
        raise DataRefused(f"{source}: its signature, {manifest.SIGNATURE}, is missing. {BACKUP}")
    try:
        _signed_rightly(note, signature, verify(text, signature, keys))
    except SignatureError as fault:
        remedy = BACKUP if _claimed(signature) in {key.name for key in keys} | {""} else UNKNOWN_KEY
        raise DataRefused(f"{source}: {fault} {remedy}") from None


def _signed_rightly(note: Manifest, signature: bytes, words: str) -> None:
    """The signature is in every letter as it is written here, in its untrusted comment too."""
    beginning = f"untrusted comment: signature by sendsite with key {note.signed_by}\n".encode()
    if words != signed_words(note) or not signature.startswith(beginning) or signer(signature) != note.signed_by:
        raise SignatureError("its signature is not as sendsite writes it.")


def _claimed(signature: bytes) -> str:
    """The key that a signature says it is by; "" where it says nothing."""
    try:
        return signer(signature)
    except SignatureError:
        return ""


def _agree(source: str, note: Manifest, files: Mapping[str, bytes]) -> None:
    """Exactly the files the manifest names, in their fixed order, each with its SHA-256."""
    if list(files) != [name for name in ORDER if name in note.files] or len(files) != len(note.files):
        raise DataRefused(f"{source}: its files are not those that its manifest names. {BACKUP}")
    for name in NEEDED:
        if name not in files:
            raise DataRefused(f"{source}: {name} is missing from it. {BACKUP}")
    for name, content in files.items():
        if manifest.sha256(content) != note.files[name].sha256:
            raise DataRefused(f"{source}: {name} is not what was frozen, its SHA-256 does not agree. {BACKUP}")


def _records(source: str, note: Manifest, files: Mapping[str, bytes], wanted: interchange.Wanted | None) -> Records:
    try:
        records = interchange.records_of({name: content for name, content in files.items() if name.endswith(".csv")}, wanted)
    except DataRefused as error:
        raise DataRefused(f"{source}: {error}") from None
    for name in files if wanted is None else ():
        if _rows(records, name) != note.files[name].rows:
            raise DataRefused(f"{source}: {name} has {_rows(records, name)} rows where its manifest says {note.files[name].rows}. {BACKUP}")
    return records


def _rows(records: Records, name: str) -> int | None:
    """Rows of the table in a file; None for what is no table."""
    table, dot, kind = name.partition(".")
    return len(getattr(records, table)) if (dot, kind) == (".", "csv") else None


def _document(source: str, text: bytes) -> dict[str, object]:
    try:
        document: Any = json.loads(text)
        if isinstance(document, dict):
            return document
    except (ValueError, RecursionError):
        pass
    raise DataRefused(f"{source}: {METRICS} cannot be read. {BACKUP}")


def _framework(source: str, text: bytes) -> settings.Framework:
    try:
        return _parsed(text)
    except (ConfigError, UnicodeDecodeError) as error:
        raise DataRefused(f"{source}: {FRAMEWORK} cannot be used: {error}") from None


@lru_cache(maxsize=8)
def _parsed(text: bytes) -> settings.Framework:
    """A framework by its text: most terms were frozen with the one of the term before."""
    return settings.parse(text.decode(), FRAMEWORK)
