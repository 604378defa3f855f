"""
What is held about one person: their rows in the register and in every snapshot, and the changes of the history.

What others wrote about them in rows of somebody else is told by its place alone, to whoever answers the request and in no file: those rows
are about another person too. In what is held of a colleague, pupils stand under letters.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from sendsite.errors import DataRefused
from sendsite.framework.nameless import Who
from sendsite.report.words import ROLES
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.subject.copies import Copy, copies_of, sought_in
from sendsite.workflow.subject.letters import Letters
from sendsite.workflow.subject.mentioned import Mention, Sought, in_history, in_records, in_titles, is_of

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.register.database import Register
    from sendsite.register.history import ChangedRow, ChangeSet

MOST_CHANGES = 1_000_000


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
    read, sought, names = sought_in(folder, who)
    copies = tuple(copies_of(read, who))
    told = _of_history(folder, who, sought)
    if not copies and not told.changes:
        raise DataRefused(f"Nothing is held of {kind} {person_id} of school {urn}. Look at the URN and the id.")
    places = (*(place for each in read for place in in_records(each.records, each.called, sought)), *told.mentions)
    mentions = tuple(place for place in places if reach is None or place.schools <= {"", *reach})
    letters = Letters.of(who, copies, told.changes)
    return Found(
        who=who,
        names=tuple(sorted(names)),
        copies=tuple(replace(copy, rows={table: tuple(map(letters.row, rows)) for table, rows in copy.rows.items()}) for copy in copies),
        changes=tuple(each._replace(row=letters.change(each.row)) for each in told.changes),
        mentions=mentions,
        beyond=len(places) - len(mentions),
        sought=sought,
        school=next((school.name for each in read for school in each.records.schools if school.urn == urn), f"school {urn}"),
        adults=_adults([each.records for each in read], urn, told.staff),
        shown=told.shown,
    )


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
    asked = {who.kind: whose}
    sets = history(register, pupil=asked.get("pupil"), staff=asked.get("staff"), limit=MOST_CHANGES)
    rows = rows_of_sets(register, [each.id for each in sets], pupil=asked.get("pupil"), staff=asked.get("staff"), limit=MOST_CHANGES)
    return sets, tuple(
        Change(each.id, each.at, each.by, row)
        for each in reversed(sets)
        for row in rows.get(each.id, ())
        if any(is_of(side, who) for side in (row.before, row.after) if side is not None)
    )
