"""
Undo: a change taken back by a change of its own, which is kept in the history like any other.

It is refused, with the reason in words, where it would not lead back to what stood before: a row was changed or removed since, others hang
on it now, its own parents are gone, or it was taken back already. To redo is to undo the undo.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import DataRefused
from sendsite.framework.records import Records
from sendsite.register import facts
from sendsite.register.changes import Changes, Row, key_of
from sendsite.register.database import Register
from sendsite.register.dependents import orphans, outcome
from sendsite.register.edits import apply
from sendsite.register.history import ChangedRow, ChangeSet, found_rows, found_set
from sendsite.register.refusals import Touch
from sendsite.register.tables import HANGS_ON
from sendsite.register.versions import last_touch, standing
from sendsite.register.words import ONE_AND_MANY, subject, when

UNDO, REDO = "undo", "redo"
WHOLE = "demo"
"""The kind of a change that is more than its rows: snapshots and marks came or went with it."""


class CannotUndo(DataRefused):
    """A change that cannot be taken back. Its text begins `Can't undo:` and says why."""


def undo(register: Register, set_id: int, *, by: str, school: str | Collection[str] | None = None) -> int:
    """
    Take one change back and answer with the number of the change that does so; CannotUndo with the reason.

    With `school` (one or some) a change that touched anything else answers as one that never was.
    """
    with register.writing() as database:
        done, rows = _found(database, set_id, school)
        if reason := _reason(database, done, rows):
            raise CannotUndo(f"Can't undo: {reason}")
        kind = REDO if done.kind == UNDO else UNDO
        try:
            return apply(register, inverse(rows), by=by, kind=kind, title=_title(done, kind), undoes=set_id)
        except DataRefused as refusal:
            raise CannotUndo(f"Can't undo: {_hanging_in(facts.records(register), rows) or refusal}") from refusal


def undo_all(register: Register, set_ids: Sequence[int], *, by: str, school: str | Collection[str] | None = None) -> tuple[int, ...]:
    """Take several changes back, the newest first, all or none: edits that were shown as one."""
    with register.writing():
        return tuple(undo(register, set_id, by=by, school=school) for set_id in sorted(set_ids, reverse=True))


def undoable(register: Register, set_id: int, *, school: str | Collection[str] | None = None) -> str | None:
    """None where `undo` would go through now; else why not, in the words of its refusal."""
    with register.reading() as database:
        try:
            done, rows = _found(database, set_id, school)
        except CannotUndo as refusal:
            return str(refusal)
        reason = _reason(database, done, rows)
    reason = reason or _hanging_in(facts.records(register), rows)
    return f"Can't undo: {reason}" if reason else None


def inverse(rows: Sequence[ChangedRow]) -> Changes:
    """The edit that leads back."""
    added: dict[str, list[Row]] = {}
    changed: dict[str, list[tuple[Row, Row]]] = {}
    removed: dict[str, list[Row]] = {}
    for row in rows:
        if row.after is None:
            added.setdefault(row.table, []).append(row.before)
        elif row.before is None:
            removed.setdefault(row.table, []).append(row.after)
        else:
            changed.setdefault(row.table, []).append((row.after, row.before))
    return Changes(
        {table: tuple(each) for table, each in added.items()},
        {table: tuple(each) for table, each in changed.items()},
        {table: tuple(each) for table, each in removed.items()},
    )


def _found(database: APSWDatabase, set_id: int, school: str | Collection[str] | None) -> tuple[ChangeSet, tuple[ChangedRow, ...]]:
    """The change and its rows; one that touched another school's rows, or none of a school, is not there for who may see only some."""
    done = found_set(database, set_id)
    rows = found_rows(database, (set_id,)).get(set_id, ())
    schools = {school} if isinstance(school, str) else school
    if done is None or (schools is not None and (not rows or any(row.school not in schools for row in rows))):
        raise CannotUndo(f"Can't undo: there is no change {set_id}.")
    return done, rows


def _reason(database: APSWDatabase, done: ChangeSet, rows: Sequence[ChangedRow]) -> str | None:
    """Why the change cannot be taken back, as far as the change and its own rows tell."""
    if done.undone_by is not None:
        later = found_set(database, done.undone_by)
        return f"it was {'redone' if done.kind == UNDO else 'undone'} already{_by(later)}."
    if not done.rows:
        return "it changed no record."
    if done.kind == WHOLE:
        return "the invented trust comes and goes as a whole, with its frozen terms. Load it again from the first steps instead."
    if len(rows) != done.rows:
        return "what stood before it was erased."
    return _moved_on(database, done, rows)


def _moved_on(database: APSWDatabase, done: ChangeSet, rows: Sequence[ChangedRow]) -> str | None:
    """Rows that no longer stand as the change left them: which was the first, who changed it and when."""
    moved: list[str] = []
    for table in dict.fromkeys(row.table for row in rows):
        mine = {row.key: row for row in rows if row.table == table}
        there = standing(database, table, mine)
        for key, row in mine.items():
            now = there[key].row if key in there else None
            if now == row.after:
                continue
            if not moved:
                what = "removed" if now is None else "added again" if row.after is None else "changed again"
                touch = last_touch(database, table, key, done.id)
                moved.append(f"{row.subject} was {what}{_by(touch)}." if touch else f"{row.subject} no longer stands as that change left it.")
            else:
                moved.append(row.subject)
    return None if not moved else moved[0] + (f" The same goes for {len(moved) - 1:,} more of its rows." if len(moved) > 1 else "")


def _hanging_in(before: Records, rows: Sequence[ChangedRow]) -> str | None:
    """Rows that would be left without what they belong to: others that hang on a row that goes, or rows that come back to nothing."""
    back = inverse(rows)
    for table, lost in orphans(outcome(before, back)).items():
        coming = set(back.added.get(table, ()))
        for row in lost:
            if row in coming:
                return f"{subject(table, key_of(table, row))} belongs to {_missing(before, back, table, row)}, which is no longer there."
        what = f"{len(lost):,} {ONE_AND_MANY[table][len(lost) != 1]}"
        return f"{what} would lose what they belong to, such as {subject(table, key_of(table, lost[0]))}. Remove those first."
    return None


def _missing(before: Records, back: Changes, table: str, row: Row) -> str:
    """The first of a row's parents that would not be there."""
    after = outcome(before, back)
    for parent, columns in HANGS_ON.get(table, ()):
        key = tuple(getattr(row, "school_urn" if column == "owner" else "scenario" if column == "staff_scenario" else column) for column in columns)
        if key not in {key_of(parent, each) for each in getattr(after, parent)}:
            return subject(parent, key)
    return "a row"


def _by(touch: Touch | ChangeSet | None) -> str:
    return f" {when(touch.at)} by {touch.by}" if touch else ""


def _title(done: ChangeSet, kind: str) -> str:
    """`Undid: 3 pupils added`; what was undone and redone keeps its first name."""
    first = done.title.removeprefix("Undid: ").removeprefix("Redid: ")
    return f"{'Undid' if kind == UNDO else 'Redid'}: {first}"
