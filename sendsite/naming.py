"""Giving a finished file its name, so that no file is ever replaced and the name outlasts a loss of power."""

from __future__ import annotations

import os
from pathlib import Path


def give_name(beside: Path, path: Path) -> None:
    """
    Name a file that was written beside its place; FileExistsError, and nothing changed, where the name is taken.

    A link is refused for a taken name on every system at once; where there are no links, it is a rename after looking. Of a link, the
    first name still stands: whoever made it takes it away.
    """
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)


def flush_names(folder: Path) -> None:
    """Make names themselves safe against loss of power, on systems where a folder can be flushed."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
