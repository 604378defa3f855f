"""
The list of erasures kept beside the backups too: a backup cannot know who was erased after it was made, and must not bring them back.

The list names no one (workflow/erasures_list.py), so it may lie where sealed backups lie. It is written with each backup and each erasure.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite.errors import SendsiteError
from sendsite.publish.private_files import put
from sendsite.workflow import erasures_list
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.workflow.erasures_list import Erasure

MOST = 64 * 1024 * 1024


def name(series: str) -> str:
    """What the list of one site folder is called beside its backups."""
    return f"sendsite-{series}-erasures.json"


def put_beside(folder: SiteFolder, place: Path, series: str) -> None:
    """Write the list into a folder of backups, together with what it holds there already; nothing where nobody was ever erased."""
    listed = {each.salt: each for each in (*_read(place / name(series)), *erasures_list.read(folder.root / "data"))}
    if listed:
        put(place / name(series), erasures_list.text_of(sorted(listed.values(), key=lambda each: (each.at, each.salt))))


def put_beside_backups(folder: SiteFolder) -> None:
    """
    The same where the folder's own backups go, after an erasure.

    Where that place cannot be written just now the erasure stands all the same: the next backup brings the list.
    """
    from sendsite.register.marks import mark
    from sendsite.workflow.backing_up import SERIES, folder_of

    if not folder.register.is_file() or not folder_of(folder).is_dir():
        return
    with folder.open_register() as register:
        series = mark(register, SERIES)
    if series:
        with suppress(SendsiteError):
            put_beside(folder, folder_of(folder), series)


def since(backup: Path, series: str, old: SiteFolder | None) -> tuple[Erasure, ...]:
    """The erasures that are known beside a backup, and to the folder of today."""
    found = _read(backup.parent / name(series))
    if old is not None:
        found += _read(erasures_list.place(old.root / "data"))
    return found


def _read(path: Path) -> tuple[Erasure, ...]:
    """A list, or none where there is no such file. One that cannot be read stops what was asked: it must not be passed over."""
    if not path.is_file():
        return ()
    try:
        with path.open("rb") as file:
            return erasures_list.parsed(file.read(MOST), str(path))
    except OSError as error:
        raise SendsiteError(f"{path}: the list of erasures cannot be read ({error.strerror or error}). See who may read it.") from error
