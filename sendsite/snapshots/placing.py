"""Putting a file into the folder of snapshots: written aside, flushed to the disk, and given its name in one step, for its owner alone (0600)."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from sendsite.errors import DataRefused, NoRoom, SendsiteError
from sendsite.naming import flush_names, give_name
from sendsite.snapshots.manifest import WORDS_MOST

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def put(path: Path, content: bytes, *, anew: bool = False) -> Path:
    """Write one file. One that is there is never replaced, but `anew`: for what is begun again where it was stopped. Nothing half done is left behind."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).chmod(0o600)
            if anew:
                Path(beside).replace(path)
            else:
                _named(Path(beside), path)
        finally:
            Path(beside).unlink(missing_ok=True)
        flush_names(path.parent)
    except OSError as error:
        kind = NoRoom if error.errno in FULL else SendsiteError
        raise kind(f"{path}: the snapshot could not be written ({error.strerror}). Make room, or see who may write there. Nothing was changed.") from error
    return path


def line(words: str, what: str) -> str:
    """Words that stand in a manifest or a note for good: one line, not empty, not endless."""
    kept = words.strip()
    if not kept or not kept.isprintable() or len(kept) > WORDS_MOST:
        raise DataRefused(f"{what} is {kept[:80]!r}. Write one line of up to {WORDS_MOST} characters.")
    return kept


def _named(beside: Path, path: Path) -> None:
    try:
        give_name(beside, path)
    except FileExistsError:
        raise DataRefused(f"{path}: another program has just taken this snapshot. It stands as that one wrote it.") from None
