"""The history of one pupil told: who changed what and when, field by field. It holds only rows about that pupil, so never a salary."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sendsite.admin.census import NEED_WORDS, STATUS_WORDS, YEAR_WORDS
from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.admin.screens.history.listing import titles_of
from sendsite.admin.telling import name_of, subject_by_name
from sendsite.framework.records import IDENTITY, LIVE, Pupil
from sendsite.intake.interchange.schema import SCHEMA
from sendsite.intake.interchange.write import cell_of
from sendsite.register.history import ChangedRow, ChangeSet, history, merged, rows_of_sets
from sendsite.register.people import users
from sendsite.register.words import summary, when
from sendsite.report.formats import capital, day, plural
from sendsite.report.words import MODES, STATUSES

PAGE, GLANCE = 50, 5
WORDS: dict[str, dict[str, str]] = {"sen_status": STATUS_WORDS, "primary_need": NEED_WORDS, "year_group": YEAR_WORDS, "status": STATUSES, "mode": MODES} | {
    f"q{number}": {"R": "Red", "A": "Amber", "G": "Green"} for number in range(1, 9)
}
LABELS = {f"q{number}": f"question {number}" for number in range(1, 9)} | {"class_name": "class", "sen_status": "SEN status"}


class Detail(NamedTuple):
    """One field: its value before and after, "" where there was none."""

    label: str
    before: str
    after: str


class Told(NamedTuple):
    """One row of a change: what it is called, whether it was added, changed or removed, and its fields."""

    subject: str
    done: str
    details: tuple[Detail, ...]


class Entry(NamedTuple):
    """
    One change as it is shown, or several of one person that belong together.

    `alone` says that it touched this pupil only, so that it can be undone from here. `newest` and `oldest` are numbers of changes.
    """

    newest: int
    oldest: int
    who: str
    when: str
    title: str
    rows: tuple[Told, ...]
    alone: bool
    taken_back: bool


class Moved(NamedTuple):
    """One change of live hours: when, by whom, with which adult, from what to what."""

    when: str
    who: str
    with_whom: str
    before: str
    after: str


def entries(pupil: Pupil, before_id: int | None = None, limit: int = PAGE) -> tuple[Entry, ...]:
    """The changes of one pupil, newest first, those before a number."""
    key, register = (pupil.school_urn, pupil.pupil_id), desk().register
    sets = history(register, pupil=key, limit=limit, before_id=before_id)
    rows = _of_pupil(pupil, sets)
    names, known = _names(), _known_titles(pupil, sets)
    return tuple(_entry(run, rows, names, known) for run in merged(sets))


def latest(pupil: Pupil) -> tuple[Entry, ...]:
    """The newest few changes, for a glance."""
    return entries(pupil, limit=GLANCE)


def changes_of_hours(pupil: Pupil) -> tuple[Moved, ...]:
    """How the live hours of a pupil came to be, newest first."""
    sets = history(desk().register, table="deployment", pupil=(pupil.school_urn, pupil.pupil_id), limit=PAGE)
    rows, names = _of_pupil(pupil, sets), _names()
    moved = [
        Moved(when(each.at), names.get(each.by, each.by), _with_whom(row), _hours(row.before), _hours(row.after))
        for each in sets
        for row in rows.get(each.id, ())
        if row.table == "deployment" and row.key[1] == LIVE
    ]
    return tuple(each for each in moved if each.before != each.after)


def _known_titles(pupil: Pupil, sets: tuple[ChangeSet, ...]) -> dict[int, str]:
    """Titles that somebody gave to changes wholly of the asker's schools, by number; not one that names another pupil of the school."""
    others = [each.name for each in now().of_school(pupil.school_urn).pupils if each.name and each.pupil_id != pupil.pupil_id]
    told = titles_of(sets)
    return {each.id: each.title for each in sets if each.given_title and told[each.id] == each.title and not any(name in each.title for name in others)}


def _entry(run: tuple[ChangeSet, ...], rows: dict[int, tuple[ChangedRow, ...]], names: dict[str, str], known: dict[int, str]) -> Entry:
    mine = [row for each in run for row in rows.get(each.id, ())]
    alone = len(run) == 1 and run[0].rows == len(mine)
    counts = ", ".join(filter(None, (summary(each.counts) for each in run)))
    total = sum(each.rows for each in run)
    title = run[0].title if alone else capital(counts) if len(mine) == total else f"Part of a change of {plural(total, 'row')}"
    if len(run) == 1 and len(mine) < total:
        title = known.get(run[0].id, title)
    return Entry(
        newest=run[0].id,
        oldest=run[-1].id,
        who=names.get(run[0].by, run[0].by),
        when=when(run[0].at),
        title=title,
        rows=tuple(_told(row) for row in mine),
        alone=alone,
        taken_back=run[0].undone_by is not None,
    )


def _names() -> dict[str, str]:
    """Names to sign in with as the names that are shown."""
    return {user.name: user.shown_name for user in users(desk().register)}


def _of_pupil(pupil: Pupil, sets: tuple[ChangeSet, ...]) -> dict[int, tuple[ChangedRow, ...]]:
    """What the changes did to rows about this pupil; what else they did is not told here."""
    return rows_of_sets(desk().register, [each.id for each in sets], pupil=(pupil.school_urn, pupil.pupil_id))


def _told(row: ChangedRow) -> Told:
    done = "added" if row.before is None else "removed" if row.after is None else "changed"
    details = tuple(Detail(_label(name), _value(row.table, name, old), _value(row.table, name, new)) for name, old, new in row.columns() if _tells(row, name))
    return Told(capital(subject_by_name(row)), done, tuple(each for each in details if each.before or each.after))


def _tells(row: ChangedRow, name: str) -> bool:
    return name not in IDENTITY[row.table]


def _label(name: str) -> str:
    return capital(LABELS.get(name, name.replace("_", " ")))


def _value(table: str, name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, date):
        return day(value)
    if name in WORDS:
        return WORDS[name].get(value, str(value))
    return cell_of(next(column for column in SCHEMA[table] if column.field == name), value)


def _with_whom(row: ChangedRow) -> str:
    name = name_of("staff", row.school, row.key[2])
    return f"{name}, {row.key[4]}" if row.key[4] else name


def _hours(row: Any) -> str:
    return _value("deployment", "hours", row.hours) if row is not None else ""
