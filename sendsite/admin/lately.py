"""What happened lately: changes not published yet, the last backup that was proven, and what others edited."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sendsite.admin.desk import desk
from sendsite.admin.me import me, reach
from sendsite.framework.records import TABLES
from sendsite.register.history import ChangeSet, history, merged, rows_of_sets
from sendsite.register.marks import mark

PUBLISHED = "publish"
"""The kind of change that notes a publication."""

BACKUP_MARK = "backup proven"
"""The mark that keeps when a backup was last restored on trial, as a moment in UTC."""

OURS = "sendsite"
"""Who brought what comes with the product, such as the comparators of a new register: nobody whom one would ask about it."""

OF_SEVERAL = "A change of several schools"

MOST_COUNTED = 200
DAYS = 7
MOST_ROWS = 5000
MOST_TABLES = 3
STALE = timedelta(days=7)


class Unpublished(NamedTuple):
    """Changes of the register since it was last published; `at` is None where it never was. `more`: there are more than were counted."""

    at: datetime | None
    by: str
    changes: int
    more: bool


class Backup(NamedTuple):
    """When a backup was last proven, None for never, and whether that is too long ago."""

    at: datetime | None
    stale: bool


class Edit(NamedTuple):
    """What somebody else edited: who, when, what it came to, and its newest change's number."""

    by: str
    at: datetime
    title: str
    number: int


def unpublished(urns: Collection[str] | None = None) -> Unpublished:
    """Changes of the asker's schools, or of some, since the last publication."""
    last = next(iter(history(desk().register, kind=PUBLISHED, limit=1)), None)
    since = datetime.fromisoformat(last.at) if last else None
    found = history(desk().register, school=reach() if urns is None else urns, since=since, limit=MOST_COUNTED + 1)
    counted = [each for each in found if each.rows and (last is None or each.id > last.id)]
    return Unpublished(since, last.by if last else "", min(len(counted), MOST_COUNTED), len(counted) > MOST_COUNTED)


def backup() -> Backup:
    """How old the last proven backup is."""
    kept = mark(desk().register, BACKUP_MARK)
    at = datetime.fromisoformat(kept) if kept else None
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return Backup(at, at is None or datetime.now(UTC) - at > STALE)


def edits_of_others(most: int, urns: Collection[str] | None = None) -> tuple[Edit, ...]:
    """What others changed at the asker's schools, or at some of them, in the last days, newest first."""
    schools = reach() if urns is None else frozenset(urns)
    since = datetime.now(UTC) - timedelta(days=DAYS)
    found = [each for each in history(desk().register, school=schools, since=since, limit=MOST_COUNTED) if each.by not in (me().name, OURS) and each.rows]
    runs = merged(found)
    wholly = _wholly_mine(found)
    told: list[Edit] = []
    several = 1
    for run in runs:
        edit = Edit(run[0].by, datetime.fromisoformat(run[0].at), _title(run, wholly), run[0].id)
        if told and edit.title == OF_SEVERAL and told[-1].title.startswith(OF_SEVERAL) and told[-1].by == edit.by:
            several += 1
            told[-1] = told[-1]._replace(title=f"{OF_SEVERAL}, and {several - 1} more like it")
            continue
        if len(told) == most:
            break
        told.append(edit)
        several = 1
    return tuple(told)


def _wholly_mine(sets: list[ChangeSet]) -> frozenset[int]:
    """The changes that touched none but the asker's schools: the title of another may speak of a school that is not theirs."""
    mine = reach()
    if mine is None:
        return frozenset(each.id for each in sets)
    rows = rows_of_sets(desk().register, [each.id for each in sets], school=mine, limit=MOST_ROWS)
    return frozenset(each.id for each in sets if len(rows.get(each.id, ())) == each.rows)


def _title(run: tuple[ChangeSet, ...], wholly: frozenset[int]) -> str:
    """What a run of changes came to; of many tables how many rows, which is read sooner than what each of them was."""
    if any(each.id not in wholly for each in run):
        return OF_SEVERAL
    first = run[0]
    tables = sum(table in TABLES for table in first.counts)
    title = first.title if first.given_title or tables <= MOST_TABLES else f"{first.rows:,} rows in {tables} tables"
    return title if len(run) == 1 else f"{title}, and {len(run) - 1} more like it"


def ago(at: datetime) -> str:
    """How long ago: `just now`, `12 minutes ago`, `3 hours ago`, `yesterday`, `4 days ago`."""
    minutes = int((datetime.now(UTC) - at).total_seconds() // 60)
    if minutes < 2:
        return "just now"
    if minutes < 90:
        return f"{minutes} minutes ago"
    if minutes < 36 * 60:
        return f"{round(minutes / 60)} hours ago"
    days = round(minutes / (24 * 60))
    return "yesterday" if days == 1 else f"{days} days ago"
