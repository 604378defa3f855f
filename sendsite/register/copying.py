"""A copy of the register as it stands at one moment, while others go on writing: SQLite's own online backup."""

from __future__ import annotations

import os
from pathlib import Path

import apsw

from sendsite.register.database import PRIVATE, Register


def copy_to(register: Register, path: Path) -> None:
    """
    Write a copy of the register to a new file, page by page, for its owner alone.

    Inside a block of `register.reading()` it is the very moment that the block's questions see. Nobody waits: what is written meanwhile
    is not in the copy.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
    with register.reading() as database:
        copy = apsw.Connection(str(path))
        try:
            with copy.backup("main", database.connection(), "main") as copying:
                while not copying.done:
                    copying.step()
        finally:
            copy.close()
