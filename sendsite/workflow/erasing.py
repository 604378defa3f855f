"""
Erasing a person: out of the register, its history and every snapshot, while every published figure stands.

First the erasure is put on the list (data/erasures.json), last it is marked as done. Whatever stops it in between, `reapply` or the same command
again goes on where it was; and what is put back from an older copy is gone through in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sendsite.errors import DataRefused
from sendsite.framework.nameless import Who, everybody, name_in, searchable
from sendsite.publish.lock import alone
from sendsite.workflow import erasures_list
from sendsite.workflow.erasing_places import Renewed, Word, held, in_copies, in_register, in_snapshots
from sendsite.workflow.erasures_beside import put_beside_backups
from sendsite.workflow.erasures_list import Erasure
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.terms import who as machine_user

if TYPE_CHECKING:
    from sendsite.framework.records import Records

LOCK = ".erasing.lock"
PART = 3
"""Letters of a part of a name that a reason may not hold."""


@dataclass(frozen=True)
class Held:
    """What is held of a person: the names they go by, rows in the register by table, whether the history has any, and in which snapshots."""

    who: Who
    names: tuple[str, ...]
    rows: dict[str, int]
    in_history: bool
    snapshots: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.rows or self.in_history or self.snapshots)


@dataclass(frozen=True)
class Erased:
    """What was erased: rows of the register, editions with their successors; `swept` is False where another program kept the file from being cleaned."""

    rows: int
    editions: tuple[Renewed, ...]
    swept: bool


@dataclass(frozen=True)
class Reapplied:
    """
    Who of the list of erasures was found again and erased again.

    `doubtful` have the id of somebody erased but a name that was never theirs: perhaps an id given out anew. They were left; look at them.
    """

    people: tuple[Who, ...]
    doubtful: tuple[Who, ...]
    editions: tuple[Renewed, ...]
    swept: bool


def survey(folder: SiteFolder, urn: str, person_id: str, *, kind: str = "pupil") -> Held:
    """All that the site folder holds of a person, without changing anything."""
    from sendsite.snapshots.shelf import load, shelf

    who, names, rows = Who(kind, urn, person_id), set[str](), dict[str, int]()
    in_history = False
    if folder.register.is_file():
        from sendsite.register.erasure import names_in_history
        from sendsite.register.facts import records

        with folder.open_register() as register:
            there = records(register)
            past = names_in_history(register, urn, kind)
        rows, in_history = _rows(there, who), person_id in past
        names |= everybody(there).get(who, set()) | past.get(person_id, set())
    snapshots = []
    for info in shelf(folder.snapshots):
        if found := held(load(info.path).records, [who]):
            snapshots.append(info.path.name)
            names |= found[who]
    return Held(who, tuple(sorted(name for name in names if name)), rows, in_history, tuple(snapshots))


def erase(folder: SiteFolder, urn: str, person_id: str, *, kind: str = "pupil", why: str, by: str) -> Erased:
    """
    Erase a pupil, or with `kind` a member of staff, everywhere in the site folder.

    DataRefused where nothing is held of them, and where the reason names anybody: it is kept for good.
    """
    data = folder.root / "data"
    with alone(data / LOCK, what="erasure"):
        _finish(folder)
        found = survey(folder, urn, person_id, kind=kind)
        begun = must_be_held(folder, found)
        _refuse_names(folder, found, why, by)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        erasure = begun or erasures_list.begun(found.who, found.names, at=now, by=by, why=why)
        erasures_list.keep(data, erasure)
        return _carried_out(folder, {found.who: erasure}, {found.who: found.names}, Word(by, why, now))


def must_be_held(folder: SiteFolder, found: Held) -> Erasure | None:
    """The erasure of a person that was begun and stopped half way, None where none was; DataRefused where there is nothing to erase either."""
    who = found.who
    begun = next((each for each in erasures_list.read(folder.root / "data") if not each.done and each.is_of(who)), None)
    if not found and begun is None:
        raise DataRefused(f"Nothing is held of {who.kind} {who.person_id} of school {who.school_urn}. Look at the URN and the id; nothing was changed.")
    return begun


def reapply(folder: SiteFolder, *, by: str = "") -> Reapplied:
    """
    Go through the list of erasures: to be called whenever an older copy was put back, of the register, of snapshots or of all.

    An erasure that was stopped half way is finished too. Nothing is done, and quickly, where the list is empty.
    """
    data = folder.root / "data"
    if not erasures_list.read(data):
        return Reapplied((), (), (), True)
    with alone(data / LOCK, what="erasure"):
        _finish(folder)
        listed = erasures_list.read(data)
        found, doubtful, names = _found_again(folder, listed)
        again = {who: replace(each, done=False, neutral=each.neutral or erasures_list.new_neutral()) for who, each in found.items()}
        for erasure in again.values():
            erasures_list.keep(data, erasure)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        done = _carried_out(folder, again, names, Word(by or machine_user(), "An earlier erasure, done again", now))
        for erasure in listed:
            if not erasure.done and done.swept and erasure.salt not in {each.salt for each in again.values()}:
                erasures_list.keep(data, erasures_list.ended(erasure))
        return Reapplied(tuple(found), doubtful, done.editions, done.swept)


def _finish(folder: SiteFolder) -> None:
    """What a tombstone says is destroyed is destroyed, before anything is read."""
    from sendsite.snapshots.tombstones import finish

    finish(folder.snapshots)


def _carried_out(folder: SiteFolder, erasures: Mapping[Who, Erasure], names: Mapping[Who, Collection[str]], word: Word) -> Erased:
    """The work itself, each part of which passes over what is done already."""
    rows, swept = in_register(folder, names, word)
    in_copies(folder, names)
    neutral = {who: erasure.neutral for who, erasure in erasures.items()}
    editions = tuple(in_snapshots(folder, names, neutral, word))
    if swept:
        for erasure in erasures.values():
            erasures_list.keep(folder.root / "data", erasures_list.ended(erasure))
    put_beside_backups(folder)
    return Erased(rows, editions, swept)


def _found_again(folder: SiteFolder, listed: Collection[Erasure]) -> tuple[dict[Who, Erasure], tuple[Who, ...], dict[Who, set[str]]]:
    """Who of the list is held: with the erasure that is theirs, those who only have the id, and the names of the first."""
    found, doubtful, names = dict[Who, Erasure](), [], dict[Who, set[str]]()
    of_school = defaultdict(list)
    for erasure in listed:
        of_school[erasure.school, erasure.kind].append(erasure)
    for who, called in _everybody(folder, of_school).items():
        theirs = [each for each in of_school[who.school_urn, who.kind] if each.is_of(who)]
        known = next((each for each in theirs if not each.done or each.is_called(who, called)), None)
        if known:
            found[who], names[who] = known, called
        elif theirs:
            doubtful.append(who)
    return found, tuple(doubtful), names


def _everybody(folder: SiteFolder, schools: Collection[tuple[str, str]]) -> dict[Who, set[str]]:
    """Everyone of some schools whom the register, its history or a snapshot holds, with every name."""
    found: dict[Who, set[str]] = defaultdict(set)
    for names in _holdings(folder, schools):
        for who, called in names.items():
            if (who.school_urn, who.kind) in schools:
                found[who] |= called
    return dict(found)


def _holdings(folder: SiteFolder, schools: Collection[tuple[str, str]]) -> Iterator[dict[Who, set[str]]]:
    from sendsite.register.erasure import names_in_history
    from sendsite.register.facts import records
    from sendsite.snapshots.shelf import load, shelf

    if folder.register.is_file():
        with folder.open_register() as register:
            yield everybody(records(register))
            for urn, kind in schools:
                yield {Who(kind, urn, person): names for person, names in names_in_history(register, urn, kind).items()}
    for info in shelf(folder.snapshots):
        yield everybody(load(info.path).records)


def _rows(records: Records, who: Who) -> dict[str, int]:
    """Rows about a person, by table."""
    column = f"{who.kind}_id"
    about: dict[str, Callable[[object], bool]] = {
        table: lambda row: (getattr(row, "school_urn", ""), getattr(row, column, "")) == who[1:] for table in _tables(who.kind)
    }
    about["leavers"] = lambda row: row[:3] == (who.school_urn, who.kind, who.person_id)  # type: ignore[index]  # a row of the table
    counts = {table: sum(map(is_theirs, getattr(records, table))) for table, is_theirs in about.items()}
    return {table: count for table, count in counts.items() if count}


def _tables(kind: str) -> tuple[str, ...]:
    both = ("pupils", "outcomes", "deployment", "outcome_weeks", "reviews", "ratings", "moderations")
    return both if kind == "pupil" else ("staff", "deployment", "tasks")


def _refuse_names(folder: SiteFolder, found: Held, why: str, by: str) -> None:
    """A reason stands for good in the list, the history and the notes, and so does who erased: neither may name who is erased, or anybody."""
    if not why.strip() or not by.strip():
        raise DataRefused("An erasure needs a reason and a name: why, and who erases?")
    parts = {part for name in found.names for part in name.split() if len(part) >= PART}
    others: set[str] = set()
    if folder.register.is_file():
        records, _ = folder.records()
        others = {name for who, names in everybody(records).items() for name in searchable(who, names)}
    if named := name_in(why, sorted({*parts, found.who.person_id, *others})):
        told = f"The reason names somebody, '{named}', and it is kept for good."
        raise DataRefused(f"{told} Write it without a name or an id, such as 'Asked for by the parents'.")
