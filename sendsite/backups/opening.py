"""
Opening a backup without trusting it: its digest first, then every name, size and kind, then the files into an empty folder.

A digest only shows that nothing was damaged: whoever makes a file of their own can give it one. So nothing that a backup says of itself is
believed; a path out of the folder, a link, a member that is not stored, two of one name are refused before a byte is written.
"""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from sendsite.backups.manifest import BYTES_MOST, FILES_MOST, NAME, OTHER, Held, Manifest, parse
from sendsite.backups.packing import PIECE, SEAL, digest_before_seal
from sendsite.backups.room import FULL
from sendsite.errors import DataRefused, SendsiteError

MANIFEST_MOST = 8 * 1024 * 1024
SMALLEST = 22 + SEAL
OF_A_TERM = ("framework.toml", "metrics.json")
"""What every frozen term holds beside its manifest."""
MADE_BY = "Name a file that `sendsite backup` made."

Step = Callable[[str], None]


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself, once every byte of it was found as it was written."""
    with _opened(path) as (manifest, _):
        return manifest


def unpack(path: Path, to: Path, step: Step = lambda name: None) -> Manifest:
    """
    Write all files of a backup into `to`, an empty folder, each for its owner alone; DataRefused where one is not what the manifest says.

    What was written before a refusal stays in `to`: give it a folder that is thrown away.
    """
    with _opened(path) as (manifest, archive):
        for name, held in manifest.files.items():
            step(name)
            place = to.joinpath(*name.split("/"))
            for folder in [each for each in reversed(place.parents) if each != to and each.is_relative_to(to)]:
                folder.mkdir(mode=0o700, exist_ok=True)
            with archive.open(name) as member, place.open("xb") as file:
                place.chmod(0o600)
                if _copied(member, file, held.size) != held:
                    raise DataRefused(f"{path}: '{name}' in it is not what its {NAME} says. {OTHER}")
        return manifest


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Manifest, zipfile.ZipFile]]:
    """The manifest and the archive, its digest and its directory checked."""
    source = str(path)
    try:
        _whole(path)
        with zipfile.ZipFile(path) as archive:
            yield _checked(archive, path), archive
    except (zipfile.BadZipFile, EOFError, NotImplementedError, UnicodeDecodeError, ValueError, RuntimeError, OverflowError) as error:
        raise DataRefused(f"{source}: it is damaged inside ({type(error).__name__}). {OTHER}") from None
    except OSError as error:
        if error.errno in FULL:  # nothing is written here but by whoever unpacks, and they know where
            raise
        where = error.filename or source
        raise SendsiteError(f"{where}: the system says: {error.strerror or error}. See that it can be read, and that its disk has room.") from error


def _whole(path: Path) -> None:
    """Refuse what is no file, or is cut short, or differs in any byte from what was written."""
    if path.is_dir():
        raise DataRefused(f"{path} is a folder. Name the file of a backup in it, such as sendsite-3fa91c-2026-07-17-153000.zip.")
    if not path.is_file():
        raise DataRefused(f"{path}: there is no such file. Name the file of a backup.")
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04" or size < SMALLEST or size > BYTES_MOST:
            raise DataRefused(f"{path}: this is no backup of sendsite. {MADE_BY}")
        file.seek(size - SEAL)
        seal = file.read(SEAL)
    if seal != digest_before_seal(path):
        _not_another(path)
        raise DataRefused(f"{path}: it was cut short, or changed after it was made: its digest does not agree. {OTHER}")


def _not_another(path: Path) -> None:
    """Refuse by its own name what is whole and was never a backup: a frozen term, or a term's archive."""
    with suppress(zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError), zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if any(name.rpartition("/")[2] == "VERIFY.txt" and f"{name.rpartition('/')[0]}/index.html" in names for name in names):
            raise DataRefused(f"{path}: this is an archive of a term's site, not a backup. Unzip it to read it. {MADE_BY}")
        if {NAME, *OF_A_TERM} <= names:
            raise DataRefused(f"{path}: this is a frozen term, not a backup. `sendsite snapshot restore TERM` puts one into an empty register. {MADE_BY}")


def _checked(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """Its directory names what the manifest names, in that order, stored plainly, and all of it together no larger than the file."""
    members = archive.infolist()
    if len(members) > FILES_MOST + 1 or not members or members[0].filename != NAME or members[0].file_size > MANIFEST_MOST:
        raise DataRefused(f"{path}: it does not begin with a {NAME}, or holds too many files. Nothing was written. {OTHER}")
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1 or kind not in (0, stat.S_IFREG) or member.is_dir():
            raise DataRefused(f"{path}: '{member.filename[:80]}' in it is a link, a folder or packed, which a backup never holds. Nothing was written. {OTHER}")
    if sum(member.file_size for member in members) > path.stat().st_size:
        raise DataRefused(f"{path}: its files would be larger than itself. Nothing was written. {OTHER}")
    manifest = parse(archive.read(NAME), str(path))
    if [(member.filename, member.file_size) for member in members[1:]] != [(name, held.size) for name, held in manifest.files.items()]:
        raise DataRefused(f"{path}: its files are not those that its {NAME} names. Nothing was written. {OTHER}")
    return manifest


def _copied(member: IO[bytes], file: IO[bytes], most: int) -> Held:
    """Copy a member, at most one piece more than it may have; what came, as the manifest would say it."""
    digest, size = hashlib.sha256(), 0
    while size <= most and (piece := member.read(PIECE)):
        digest.update(piece)
        size += len(piece)
        file.write(piece)
    return Held(size, digest.hexdigest())
