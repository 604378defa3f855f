"""
Which change of a matrix undo and redo are about: the asker's own newest one that stands, or the last one that they took back.

A change that was undone may have been redone, and undone again; what stands is told by the end of that row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sendsite.register.database import Register
from sendsite.register.history import ChangeSet, change_set, history
from sendsite.register.undo import CannotUndo

LOOKED_AT = 200
"""How many of a person's changes of one matrix are looked at: more steps back than anybody takes."""


class Step(NamedTuple):
    """A change of a matrix, whether it stands, and the change that must be taken back to alter that."""

    stands: bool
    newest: int


def to_undo(register: Register, by: str, group: str) -> int:
    """The number of the change to undo; CannotUndo where there is none."""
    for step in _steps(register, by, group):
        if step.stands:
            return step.newest
    raise CannotUndo("Can't undo: there is no change of yours here to take back.")


def to_redo(register: Register, by: str, group: str) -> int:
    """The number of the undo to take back; CannotUndo where nothing was undone since the last change."""
    last = 0
    for step in _steps(register, by, group):
        if step.stands:
            break
        last = step.newest
    if not last:
        raise CannotUndo("Can't redo: nothing was undone since your last change here.")
    return last


def _steps(register: Register, by: str, group: str) -> Iterator[Step]:
    for each in history(register, by=by, group=group, limit=LOOKED_AT):
        yield _end_of(register, each)


def _end_of(register: Register, made: ChangeSet) -> Step:
    """Follow who undid what: an even number of times, and it stands."""
    stands, end = True, made
    while end.undone_by is not None:
        following = change_set(register, end.undone_by)
        assert following is not None
        stands, end = not stands, following
    return Step(stands, end.id)
