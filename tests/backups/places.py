"""What tests of backups share: a day, a small backup, and the files of a folder."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from sendsite.backups.manifest import Held, Manifest
from sendsite.backups.packing import held, pack

ON = date(2026, 11, 22)


def manifest_of(files: dict[str, Held]) -> Manifest:
    return Manifest("2026-11-22T10:00:00+00:00", "test", "0.1.0", "A trust", "3fa91c", 1, "00", 0, {"schools": 1}, files)


def small_backup(folder: Path, **contents: bytes) -> Path:
    """A backup of a few small files, whatever they are called; `__` in a name stands for /."""
    sources = {}
    for name, content in {"sendsite.toml": b'trust = "A trust"\n', **contents}.items():
        path = name.replace("__", "/")
        sources[path] = folder / hashlib.sha256(path.encode()).hexdigest()
        sources[path].write_bytes(content)
    place = folder / "small.zip"
    pack(place, manifest_of({path: held(source) for path, source in sorted(sources.items())}), sources)
    return place


def files_of(root: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
