"""
What is held about one person: their rows in the register and in every snapshot, and the changes of the history.

What others wrote about them in rows of somebody else is told by its place alone: those rows are about another person too, and somebody
must read them before they are given away.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from sendsite.errors import DataRefused
from sendsite.framework.funding import band_amounts
from sendsite.framework.nameless import Who, everybody
from sendsite.framework.records import TABLES
from sendsite.report.formats import ABOUT, day
from sendsite.report.words import ROLES
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.subject.mentioned import Mention, Sought, in_history, in_records, in_titles, is_of

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.framework.settings import Framework
    from sendsite.register.database import Register
    from sendsite.register.history import ChangedRow, ChangeSet

MOST_CHANGES = 1_000_000
TODAY = "What is held today"
"""The title of the register as it stands; the other copies are called by their terms."""


@dataclass(frozen=True)
class Copy:
    """
    What one copy of the register holds of them, by table: `label` names it in the JSON, `title` and `note` on the page.

    `framework` has the questions and rules of its day; `bands` are what the top-up bands of it paid, as words.
    """

    label: str
    title: str
    note: str
    rows: Mapping[str, tuple[Any, ...]]
    framework: Framework
    bands: Mapping[str, str]


class Change(NamedTuple):
    """What one change of the history did to a row of theirs: its number, when (ISO, UTC) and by whom, as they sign in."""

    number: int
    at: str
    by: str
    row: ChangedRow


@dataclass(frozen=True)
class Found:
    """
    What is held of a person, and what the page needs to say it in words.

    `beyond` counts places that name them in schools that are not the asker's: to say where would show another school's pupils. `school` is
    the school's name, `adults` its staff by id, `shown` the shown names of those who sign in.
    """

    who: Who
    names: tuple[str, ...]
    copies: tuple[Copy, ...]
    changes: tuple[Change, ...]
    mentions: tuple[Mention, ...]
    beyond: int
    sought: Sought
    school: str
    adults: Mapping[str, str]
    shown: Mapping[str, str]


class _Read(NamedTuple):
    """A copy of the register, read: the whole of it."""

    label: str
    title: str
    note: str
    on: date
    records: Records
    framework: Framework

    @property
    def called(self) -> str:
        """As a place is named in a sentence."""
        return self.label if self.title == TODAY else self.title[0].lower() + self.title[1:]


class _Told(NamedTuple):
    """What the history holds: changes of their rows, places that name them, who signs in, and what its staff were called."""

    changes: tuple[Change, ...] = ()
    mentions: tuple[Mention, ...] = ()
    shown: Mapping[str, str] = {}
    staff: Mapping[str, set[str]] = {}


def found(folder: SiteFolder, urn: str, person_id: str, *, kind: str = "pupil", reach: Collection[str] | None = None) -> Found:
    """
    All that is held of a pupil, or with `kind` a member of staff. DataRefused where nothing is.

    `reach` are the schools of whoever asks, None for all: rows about others are told by their place in these alone.
    """
    who = Who(kind, urn, person_id)
    read = tuple(_read(folder))
    names = {name for each in read for name in everybody(each.records).get(who, set())} - {""}
    sought = Sought.of(who, names)
    copies = tuple(_copies(read, who))
    told = _of_history(folder, who, sought)
    if not copies and not told.changes:
        raise DataRefused(f"Nothing is held of {kind} {person_id} of school {urn}. Look at the URN and the id.")
    places = (*(place for each in read for place in in_records(each.records, (each.label, each.called), sought)), *told.mentions)
    mentions = tuple(place for place in places if reach is None or place.schools <= {"", *reach})
    return Found(
        who=who,
        names=tuple(sorted(names)),
        copies=copies,
        changes=told.changes,
        mentions=mentions,
        beyond=len(places) - len(mentions),
        sought=sought,
        school=next((school.name for each in read for school in each.records.schools if school.urn == urn), f"school {urn}"),
        adults=_adults([each.records for each in read], urn, told.staff),
        shown=told.shown,
    )


def _read(folder: SiteFolder) -> Iterator[_Read]:
    """The register today, then every snapshot in school order."""
    from sendsite.snapshots.shelf import load, shelf

    if folder.register.is_file():
        records, on = folder.records()
        yield _Read("the register today", TODAY, f"The register as it stood on {day(on)}.", on, records, folder.framework())
    for info in shelf(folder.snapshots):
        term = load(info.path)
        edition = f" This is edition {info.edition}{f', made because: {info.reason}' if info.reason else ''}." if info.edition > 1 else ""
        title = info.term.label + (f", edition {info.edition}" if info.edition > 1 else "")
        note = f"The register as it stood on {day(info.data_date)}, kept for good.{edition}"
        yield _Read(f"the frozen term {info.term}, edition {info.edition}", title, note, info.data_date, term.records, term.framework)


def _copies(read: Sequence[_Read], who: Who) -> Iterator[Copy]:
    """The copies that hold a row of theirs."""
    for each in read:
        rows = {table: theirs for table in TABLES if (theirs := tuple(row for row in getattr(each.records, table) if is_of(row, who)))}
        if rows:
            yield Copy(each.label, each.title, each.note, rows, each.framework, _bands(each))


def _bands(read: _Read) -> dict[str, str]:
    """Each top-up band as it was priced on the day of the records: `£4,000 a year`."""
    amounts = band_amounts(read.records.funding_bands, read.on)
    return {code: "nobody has priced it" if math.isnan(amount) else f"{ABOUT.text(amount)} a year" for code, amount in amounts.items()}


def _adults(copies: Sequence[Records], urn: str, past: Mapping[str, set[str]]) -> dict[str, str]:
    """The staff of a school by id, as the newest copy that knows them has them: name and role. The first copy is the newest, then they come oldest first."""
    called = {ident: sorted(names)[-1] for ident, names in past.items() if names}
    for records in (*copies[1:], *copies[:1]):
        called |= {row.person_id: row.name for row in records.leavers if (row.school_urn, row.kind) == (urn, "staff") and row.name}
        live = (row for row in records.staff if row.school_urn == urn and not row.scenario)
        called |= {row.staff_id: f"{row.name or row.staff_id}, {ROLES[row.role].lower()}" for row in live}
    return called


def _of_history(folder: SiteFolder, who: Who, sought: Sought) -> _Told:
    """What the history holds; nothing where there is no register."""
    if not folder.register.is_file():
        return _Told()
    from sendsite.register.erasure import names_in_history
    from sendsite.register.people import users

    with folder.open_register() as register:
        sets, changes = _changes(register, who)
        named = (*in_history(register, sought), *in_titles(register, sought, but={each.id for each in sets}))
        shown = {each.name: each.shown_name for each in users(register)}
        return _Told(changes, named, shown, names_in_history(register, who.school_urn, "staff"))


def _changes(register: Register, who: Who) -> tuple[tuple[ChangeSet, ...], tuple[Change, ...]]:
    """The changes that touched them, and what each did to rows of theirs, oldest first."""
    from sendsite.register.history import history, rows_of_sets

    whose = (who.school_urn, who.person_id)
    sets = history(register, pupil=whose if who.kind == "pupil" else None, staff=whose if who.kind == "staff" else None, limit=MOST_CHANGES)
    rows = rows_of_sets(register, [each.id for each in sets], limit=MOST_CHANGES)
    return sets, tuple(
        Change(each.id, each.at, each.by, row)
        for each in reversed(sets)
        for row in rows.get(each.id, ())
        if any(is_of(side, who) for side in (row.before, row.after) if side is not None)
    )
