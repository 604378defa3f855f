"""
Writing a backup: a zip of stored members, the manifest first, that ends with the SHA-256 of every byte before.

Nothing is compressed, so nothing can unfold into more than the file itself; any zip tool opens it. Large files go through in pieces.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from sendsite.backups.manifest import NAME, Held, Manifest

PIECE = 1024 * 1024
FIRST_DAY = (1980, 1, 1, 0, 0, 0)
PRIVATE_FILE = 0o100600 << 16
MARK = b"sha256:"
SEAL = len(MARK) + 64
"""Bytes at the end of a backup: its digest, as the comment of the zip."""

Step = Callable[[str], None]


def held(path: Path) -> Held:
    """The size and SHA-256 of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return Held(size, digest.hexdigest())


def pack(to: Path, manifest: Manifest, sources: Mapping[str, Path], step: Step = lambda path: None) -> None:
    """Write the backup of these files, by their paths in it, and flush it to the disk. `step` is told each file as it goes in."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_member(NAME), manifest.text())
        for path in manifest.files:
            step(path)
            with sources[path].open("rb") as source, archive.open(_member(path), "w", force_zip64=True) as member:
                while piece := source.read(PIECE):
                    member.write(piece)
        archive.comment = b"\0" * SEAL
    _seal(to)


def digest_before_seal(path: Path) -> bytes:
    """The seal that a backup of these bytes ends with."""
    digest, left = hashlib.sha256(), path.stat().st_size - SEAL
    with path.open("rb") as file:
        while left > 0 and (piece := file.read(min(PIECE, left))):
            digest.update(piece)
            left -= len(piece)
    return MARK + digest.hexdigest().encode()


def _seal(path: Path) -> None:
    seal = digest_before_seal(path)
    with path.open("r+b") as file:
        file.seek(-SEAL, os.SEEK_END)
        file.write(seal)
        file.flush()
        os.fsync(file.fileno())


def _member(path: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(path, FIRST_DAY)
    member.external_attr, member.create_system = PRIVATE_FILE, 3
    return member
