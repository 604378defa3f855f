"""The publications that there were: those that are kept and can be gone back to, and whether there ever was one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sendsite.publish.shelf import Shelf
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.register.database import Register

KIND = "publish"
"""How a publication is called in the history."""


WITH_DRAFT = re.compile(r"\bwith the draft of (?P<term>[A-Z][a-z]+ term \d{4}/\d\d)\b")
"""How a publication's note says that the register went along as it stood."""


class Kept(NamedTuple):
    """A publication that is kept: its number, when it was (ISO, with its zone), what was noted, and whether it is the one in build/current."""

    seq: int
    at: str
    note: str
    standing: bool


def kept(folder: SiteFolder) -> tuple[Kept, ...]:
    """The publications that can be gone back to, newest first, with the one that stands."""
    shelf = Shelf(folder.releases)
    standing = shelf.standing(folder.current)
    return tuple(Kept(each.seq, each.at.isoformat(), each.note, standing is not None and each.pub == standing.pub) for each in reversed(shelf.records()))


FROZEN_ALONE = "the frozen terms alone"
"""How a publication's note says that no draft went along."""


def along(draft: str) -> str:
    """What the note of a publication says of the draft that went along, by the label of its term; or that none did."""
    return f"with the draft of {draft}" if draft else FROZEN_ALONE


def along_in(note: str) -> str:
    """The same as a note tells it; "" where an older version wrote the note."""
    found = draft_in(note)
    return along(found) if found or FROZEN_ALONE in note else ""


def draft_in(note: str) -> str:
    """The label of the term whose draft went along, "" where a publication's note tells of none."""
    found = WITH_DRAFT.search(note)
    return found["term"] if found else ""


def was_published(register: Register) -> bool:
    """Whether the register's history tells of a publication, so that secrets there must have been, whatever became of the files."""
    from sendsite.register.history import history

    return bool(history(register, kind=KIND, limit=1))


def ever_published(folder: SiteFolder) -> bool:
    """The same of a site folder's own register; not so where there is none."""
    if not folder.register.is_file():
        return False
    with folder.open_register() as register:
        return was_published(register)
