"""A snapshot put back into an empty register: all of it or nothing, read again and compared before it is kept."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sendsite.errors import DataRefused, SendsiteError
from sendsite.framework.nameless import ordered
from sendsite.framework.records import TABLES
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.framework.term import TermRecords
    from sendsite.register.database import Register

KIND = "restore"
"""How a change that puts a snapshot back is called in the history."""

NOISE = 1e-9
"""Figures that differ by no more than this are equal: rows that were put in another order are added up in another order."""


@dataclass(frozen=True)
class Restored:
    """
    What was put back: the snapshot's name, its day, rows by table, and the number of the change that notes it.

    `same_metrics` says whether the figures of the restored register, by the snapshot's own method, are those that the snapshot keeps. `erased`
    counts the people who were taken out again because they had been erased since.
    """

    name: str
    data_date: str
    rows: dict[str, int]
    change: int
    same_metrics: bool
    erased: int = 0


def restore(folder: SiteFolder, name: str, *, by: str) -> Restored:
    """
    Put a snapshot into the register, which must hold no school; DataRefused, with nothing changed, where it does.

    The register is read back in the same transaction: where it would not equal the snapshot, nothing is kept. People who were erased since are
    taken out again afterwards.
    """
    from sendsite.snapshots.shelf import load
    from sendsite.workflow.erasing import reapply
    from sendsite.workflow.snapshots_diff import find

    info = find(folder, name)
    kept = load(info.path)
    new = not folder.register.is_file()
    try:
        with folder.open_register(create=True) as register:
            change = _put_in(register, kept, info.path.stem, by)
            same = equal(_document(register, kept), kept.document)
    except BaseException:
        if new:
            _take_away(folder)
        raise
    rows = {table: len(getattr(kept.records, table)) for table in TABLES if getattr(kept.records, table)}
    return Restored(info.path.stem, str(kept.data_date), rows, change, same, len(reapply(folder, by=by).people))


def equal(one: object, other: object) -> bool:
    """Whether two documents say the same, numbers to within NOISE."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(equal(one[key], other[key]) for key in one)
    if isinstance(one, Sequence) and isinstance(other, Sequence) and not isinstance(one, str) and not isinstance(other, str):
        return len(one) == len(other) and all(map(equal, one, other))
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=NOISE, abs_tol=NOISE)
    return one == other


def _put_in(register: Register, kept: TermRecords, name: str, by: str) -> int:
    """One transaction: look that it is empty, fill it, read it back."""
    from sendsite.register import chain, facts
    from sendsite.register.edits import replace_all

    chain.named(by)
    with register.writing():
        _refuse_filled(facts.records(register), name)
        replace_all(register, kept.records, by=by, kind=KIND, title=f"Put back the snapshot {name}")
        if facts.records(register) != ordered(kept.records):
            raise SendsiteError(f"{name}: the register would not have been equal to the snapshot, so nothing was put back.")
        return chain.head(register)[0]


def _refuse_filled(records: Records, name: str) -> None:
    schools = records.schools
    if schools:
        many = f"{schools[0].name} and {len(schools) - 1} more" if len(schools) > 1 else schools[0].name
        remedy = "Restore into a new site folder (`sendsite init`, with a copy of the snapshot in its data/snapshots)"
        raise DataRefused(f"The register holds {many}, and {name} can only be put into one that holds no school. {remedy}. Nothing was changed.")


def _document(register: Register, kept: TermRecords) -> Mapping[str, object]:
    """The figures of what the register holds now, by the snapshot's own method and of its own day."""
    from sendsite.register import facts
    from sendsite.workflow.measuring import document_of

    return document_of(facts.records(register), kept.framework, "", kept.data_date)


def _take_away(folder: SiteFolder) -> None:
    """A register that was begun for a restore that failed is not left behind."""
    for ending in ("", "-wal", "-shm"):
        folder.register.with_name(folder.register.name + ending).unlink(missing_ok=True)
