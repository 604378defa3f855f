"""
Destroying a file that holds names: out of sight, overwritten, removed.

What a disk or a file system keeps of overwritten blocks (copies, snapshots of its own, worn cells) is beyond any program; an encrypted disk is the answer.
"""

from __future__ import annotations

import os
from pathlib import Path

from sendsite.naming import flush_names

GONE = ".gone"
PIECE = 1 << 20


def destroy(path: Path) -> None:
    """Overwrite a file and remove it; nothing happens where there is none. Under its own name it is never seen half overwritten."""
    hidden = path.with_name(f".{path.name}{GONE}")
    if path.exists():
        path.replace(hidden)
        flush_names(path.parent)
    if hidden.exists():
        _overwrite(hidden)
        hidden.unlink()
        flush_names(path.parent)


def leftovers(folder: Path) -> None:
    """Destroy what was being destroyed when the power went."""
    for hidden in folder.glob(f".*{GONE}"):
        _overwrite(hidden)
        hidden.unlink()


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        left = os.fstat(file.fileno()).st_size
        while left > 0:
            left -= file.write(bytes(min(left, PIECE)))
        file.flush()
        os.fsync(file.fileno())
