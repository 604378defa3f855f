"""Where a person is erased: in the register with its history, in files of subject access, and in each snapshot, for which an edition without them comes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sendsite.errors import SendsiteError
from sendsite.framework.nameless import Who, everybody, nameless, ordered, searchable, without_names
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.framework.term import TermRecords
    from sendsite.register.changes import Changes
    from sendsite.register.database import Register
    from sendsite.signing import SigningKey
    from sendsite.snapshots.shelf import SnapshotInfo

KIND = "erasure"
NAMES_OUT = "Names were taken out; every figure stands as it was"
"""The reason of each edition that comes in place of another here. A page may show it, so it tells neither who asked nor why: the private note does."""



class Word(NamedTuple):
    """Who erases, why (naming no one) and when."""

    by: str
    why: str
    at: str


class Renewed(NamedTuple):
    """An edition that was destroyed, and the one that came in its place."""

    destroyed: str
    edition: str


def in_register(folder: SiteFolder, people: Mapping[Who, Collection[str]], word: Word) -> tuple[int, bool]:
    """
    Take people out of the register, its history and the copies beside it: rows removed, and whether the file was swept clean.

    What was done already is passed over, so that it can be begun again. It was not swept where another program was reading: do it again then.
    """
    from sendsite.register.erasure import erase_history, sweep
    from sendsite.snapshots.destroying import destroy, leftovers

    if not folder.register.is_file():
        return 0, True
    with folder.open_register() as register:
        removed = _take_out(register, people, word)
        for who, names in people.items():
            erase_history(register, school=who.school_urn, **{who.kind: who.person_id}, by=word.by, why=word.why, words=searchable(who, names))
        swept = sweep(register)
    leftovers(folder.register.parent)
    for copy in folder.register.parent.glob(f"{folder.register.stem}.before-schema-*"):
        destroy(copy)
    return removed, swept


def in_copies(folder: SiteFolder, people: Collection[Who]) -> int:
    """Destroy the files of subject access about people; how many there were. A page goes before the JSON that says whose it is."""
    from sendsite.snapshots.destroying import destroy, leftovers
    from sendsite.workflow.subject.writing import shelf, written_of

    there = list(written_of(folder, people))
    for path in there:
        destroy(path)
    leftovers(shelf(folder))
    return len(there)


def in_snapshots(folder: SiteFolder, people: Mapping[Who, Collection[str]], neutral: Mapping[Who, str], word: Word) -> Iterator[Renewed]:
    """
    Renew each snapshot that holds one of them, in the order of its editions, so that the newest stays the newest.

    An edition that was written before a fault is found again and used. Figures are compared before anything is written.
    """
    from sendsite.snapshots import tombstones
    from sendsite.snapshots.shelf import load, shelf

    tombstones.finish(folder.snapshots)
    called = {name: neutral[who] for who, names in people.items() for name in searchable(who, names)}
    for info in shelf(folder.snapshots):
        kept = load(info.path)
        without = nameless(kept.records, {who: neutral[who] for who in people}, called, kept.data_date)
        if without != ordered(kept.records):
            yield renewed(folder, info, kept, without, word)


def renewed(folder: SiteFolder, info: SnapshotInfo, kept: TermRecords, without: Records, word: Word) -> Renewed:
    """
    A new edition with these records in place of one that is destroyed; a signed note stays of that.

    Refused with nothing written where a figure would not stand.
    """
    from sendsite.signing import key_of
    from sendsite.snapshots import tombstones
    from sendsite.workflow.measuring import document_of
    from sendsite.workflow.restoring import equal

    was, now = (document_of(each, kept.framework, "", kept.data_date) for each in (kept.records, without))
    if not equal(was, now):
        raise SendsiteError(f"{info.path.name}: its figures would not be the same without them, so it was left as it is.")
    key = key_of(folder.root / "data")
    new = _written_before(folder, info, without) or _written(folder, info, without, key, word)
    tombstones.bury(info, key, erased_at=word.at, by=word.by, reason=word.why, replaced_by=new)
    return Renewed(info.path.name, new)


def held(records: Records, people: Collection[Who]) -> dict[Who, set[str]]:
    """Which of these people the records hold, with their names there."""
    there = everybody(records)
    return {who: there[who] for who in people if who in there}


def _take_out(register: Register, people: Mapping[Who, Collection[str]], word: Word) -> int:
    """Remove their rows with all that hangs on them, and strike their names from other people's texts, as one edit; the rows touched."""
    from sendsite.register import facts
    from sendsite.register.edits import apply, outcome, with_dependents

    with register.writing():
        there = facts.records(register)
        gone = with_dependents(there, _rows_of(there, people))
        left = outcome(there, gone)
        words = [name for who, names in people.items() for name in searchable(who, names)]
        changes = replace(gone, changed=without_names(left, words))
        apply(register, changes, by=word.by, kind=KIND)
    return sum(len(rows) for part in (changes.removed, changes.changed) for rows in part.values())


def _rows_of(records: Records, people: Collection[Who]) -> Changes:
    from sendsite.register.edits import Changes

    return Changes(
        removed={
            "pupils": tuple(row for row in records.pupils if Who("pupil", row.school_urn, row.pupil_id) in people),
            "staff": tuple(row for row in records.staff if Who("staff", row.school_urn, row.staff_id) in people),
            "leavers": tuple(row for row in records.leavers if Who(row.kind, row.school_urn, row.person_id) in people),
        }
    )


def _written(folder: SiteFolder, info: SnapshotInfo, without: Records, key: SigningKey, word: Word) -> str:
    from sendsite.snapshots.freeze import renew

    return renew(folder.snapshots, info, without, key=key, taken_at=word.at, by=word.by, reason=NAMES_OUT).name


def _written_before(folder: SiteFolder, info: SnapshotInfo, without: Records) -> str:
    """The later edition of the term that holds just these records, which an erasure that was stopped has left; "" where there is none."""
    from sendsite.snapshots.shelf import load, shelf

    for other in shelf(folder.snapshots):
        if other.term == info.term and other.edition > info.edition and load(other.path).records == without:
            return other.path.name
    return ""
