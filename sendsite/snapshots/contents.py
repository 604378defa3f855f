"""From the bytes of a snapshot to a term's records and back: which members it has, and that each is what its manifest says."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sendsite.errors import ConfigError, DataRefused
from sendsite.framework import settings
from sendsite.framework.records import TABLES, Records
from sendsite.framework.term import TermRecords
from sendsite.intake import interchange
from sendsite.snapshots import archive, manifest
from sendsite.snapshots.manifest import FileNote, Manifest

FRAMEWORK, METRICS = "framework.toml", "metrics.json"
ORDER = (FRAMEWORK, METRICS, *(f"{table}.csv" for table in TABLES))
NEEDED = (FRAMEWORK, METRICS, "schools.csv")
BACKUP = "Put the snapshot back from a backup."


def members(records: Records, framework: settings.Framework, document: Mapping[str, object]) -> dict[str, bytes]:
    """The files of a snapshot beside its manifest, in their fixed order."""
    files = {FRAMEWORK: framework.text.encode(), METRICS: manifest.canonical(document), **interchange.files(records)}
    return {name: files[name] for name in ORDER if name in files}


def notes(records: Records, files: Mapping[str, bytes]) -> dict[str, FileNote]:
    """What the manifest says of each file."""
    return {name: FileNote(manifest.sha256(content), _rows(records, name)) for name, content in files.items()}


def opened(raw: bytes, source: str) -> tuple[Manifest, TermRecords]:
    """The manifest and all that it vouches for; DataRefused, naming `source` and what is wrong, unless every byte is as it was written."""
    try:
        files = archive.unpacked(raw)
    except archive.DamagedError as damage:
        raise DataRefused(f"{source}: this snapshot {damage} {BACKUP}") from None
    note = manifest.parse(files.pop(manifest.NAME, b""), source)
    _agree(source, note, files)
    records = _records(source, note, files)
    document = json.loads(files[METRICS])
    framework = _framework(source, files[FRAMEWORK])
    return note, TermRecords(note.term, note.data_date, records, framework, False, note.edition, note.taken_at, note.by, document)


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


def _records(source: str, note: Manifest, files: Mapping[str, bytes]) -> Records:
    try:
        records = interchange.records_of({name: content for name, content in files.items() if name.endswith(".csv")})
    except DataRefused as error:
        raise DataRefused(f"{source}: {error}") from None
    for name in files:
        if _rows(records, name) != note.files[name].rows:
            raise DataRefused(f"{source}: {name} has {_rows(records, name)} rows where its manifest says {note.files[name].rows}. {BACKUP}")
    return records


def _rows(records: Records, name: str) -> int | None:
    """Rows of the table in a file; None for what is no table."""
    table, dot, kind = name.partition(".")
    return len(getattr(records, table)) if (dot, kind) == (".", "csv") else None


def _framework(source: str, text: bytes) -> settings.Framework:
    try:
        return settings.parse(text.decode(), f"{source}, {FRAMEWORK}")
    except (ConfigError, UnicodeDecodeError) as error:
        raise DataRefused(f"{source}: {FRAMEWORK} cannot be used: {error}") from None
