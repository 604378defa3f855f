"""Who changed a cell that two people wanted to change, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sendsite.admin.cell_edits import Cell, Clash, Ground
from sendsite.register.database import Register
from sendsite.register.versions import last_touch

ASKED_AT_MOST = 50
"""Cells of which the history is asked who changed them: a paste over a whole matrix names the first ones."""


class Contested(NamedTuple):
    """A cell that somebody else changed: what it is called, both values, and who changed it when ("" where it is not known)."""

    cell: Cell
    name: str
    theirs: str
    mine: str
    who: str
    when: str


def contested(register: Register, on: Ground, clashes: Iterable[Clash]) -> tuple[Contested, ...]:
    """Cells that clash, as they are told."""
    found = []
    for number, clash in enumerate(clashes):
        who, when = _touch(register, clash) if number < ASKED_AT_MOST else ("", "")
        found.append(Contested(clash.cell, on.name(clash.cell), clash.theirs, clash.mine, who, when))
    return tuple(found)


def _touch(register: Register, clash: Clash) -> tuple[str, str]:
    with register.asking() as database:
        touches = [touch for key in clash.keys if (touch := last_touch(database, "deployment", key)) is not None]
    if not touches:
        return "", ""
    newest = max(touches, key=lambda touch: touch.set_id)
    moment = datetime.fromisoformat(newest.at).astimezone()
    return newest.by, f"{moment:%H:%M}" if moment.date() == datetime.now().astimezone().date() else f"{moment.day} {moment:%B}, {moment:%H:%M}"
