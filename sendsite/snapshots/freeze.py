"""Freezing the register into a term's snapshot: signed, read back, put in place in one step, and never written again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import sendsite
from sendsite.errors import DataRefused, SendsiteError
from sendsite.framework.records import Records
from sendsite.framework.settings import Framework
from sendsite.framework.term import SEASONS, Term
from sendsite.publish.lock import alone
from sendsite.signing import SigningKey, key_of
from sendsite.snapshots import chain, contents, manifest
from sendsite.snapshots.manifest import Manifest
from sendsite.snapshots.placing import line, put
from sendsite.snapshots.shelf import SnapshotInfo, file_name, keys_of, whole

PUBLISHED = ("preview", "current")
LOCK = ".snapshots.lock"


def take(
    folder: Path,
    term: Term,
    records: Records,
    framework: Framework,
    document: Mapping[str, object],
    *,
    data_date: date,
    taken_at: str,
    by: str,
    today: date,
    reason: str = "",
    findings: Mapping[str, int] | None = None,
) -> Path:
    """
    Freeze a term and return the new file, mode 0600. With a reason it is a new edition of a term that is on the shelf, and both stay.

    It is signed with the key of the data/ that the folder stands in, which is made with the first snapshot. Refused with nothing written: a
    term that is no term, is on the shelf already (without a reason) or has not begun; a folder inside build/.
    """
    edition = may_be_taken(folder, term, today, reason)
    _fit(data_date, taken_at, today)
    files = contents.members(records, framework.text.encode(), manifest.canonical(document))
    told = None if findings is None else dict(findings)
    by, reason = line(by, "Who takes it"), reason and line(reason, "The reason")
    note = Manifest(term, edition, data_date, taken_at, by, sendsite.__version__, contents.notes(records, files), None, reason, findings=told)
    with alone(folder.parent / LOCK, what="snapshot"):
        return _frozen(folder, replace(note, edition=may_be_taken(folder, term, today, reason)), records, files, key_of(folder.parent))


def renew(folder: Path, info: SnapshotInfo, records: Records, *, key: SigningKey, taken_at: str, by: str, reason: str) -> Path:
    """
    A new edition of a snapshot with other records and all else as it was, byte for byte: its framework, its metrics, its data's date.

    For erasure, which takes a person out and leaves every total standing.
    """
    _fit(info.data_date, taken_at, info.data_date)
    old, kept = contents.checked(whole(info.path), str(info.path), keys_of(folder))
    files = contents.members(records, kept[contents.FRAMEWORK], kept[contents.METRICS])
    with alone(folder.parent / LOCK, what="snapshot"):
        edition = 1 + max(link.manifest.edition for link in chain.links(folder) if link.manifest.term == info.term)
        by, reason, said = line(by, "Who erases"), line(reason, "The reason"), contents.notes(records, files)
        note = Manifest(old.term, edition, old.data_date, taken_at, by, sendsite.__version__, said, None, reason, findings=old.findings)
        return _frozen(folder, note, records, files, key)


def may_be_taken(folder: Path, term: Term, today: date, reason: str = "") -> int:
    """The number that the edition would get; DataRefused, saying what to do instead, where it may not be taken. Writes nothing."""
    Term.parse(term.name)
    _outside_of_builds(folder)
    editions = [link for link in chain.links(folder) if link.manifest.term == term]
    if editions and not reason:
        last = editions[-1].manifest
        rule = 'A snapshot is never written over. A correction is a new edition beside it: `sendsite snapshot take TERM --edition --reason "..."`.'
        raise DataRefused(f"{term}: there is a snapshot already, {editions[-1].name}, taken {last.taken_at} by {last.by}. {rule}")
    if reason and not editions:
        raise DataRefused(f"{term}: there is no snapshot of this term yet, so there is nothing to correct. Take it first, without --edition.")
    if term.begins > today:
        raise DataRefused(f"{term}: this term begins on {term.begins}, so there is nothing to freeze yet. Take {Term.of(today)}, or wait.{_meant(term)}")
    return 1 + max((link.manifest.edition for link in editions), default=0)


def _meant(term: Term) -> str:
    """Spring and summer are named by the year in which the school year began, not by their own: whoever writes 2026-spring may mean 2025-spring."""
    if term.season == SEASONS[0]:
        return ""
    return f" A term is named by the year in which its school year began: {term.season} {term.year} is {Term(term.year - 1, term.season)}."


def _outside_of_builds(folder: Path) -> None:
    place = folder.resolve()
    for part in (place, *place.parents):
        if part.name == "build" and (part in (place, place.parent) or any((part / name).exists() for name in PUBLISHED)):
            raise DataRefused(f"{folder}: a snapshot holds pupils' names and never stands inside a build folder. Name another, such as data/snapshots.")


def _fit(data_date: date, taken_at: str, today: date) -> None:
    try:
        datetime.fromisoformat(taken_at)
    except ValueError:
        raise DataRefused(f"'{taken_at}' is not a time. Write it such as 2025-12-19T15:30:00+00:00.") from None
    if data_date > today:
        raise DataRefused(f"The data's date, {data_date}, lies in the future. Write a day up to today.")


def _frozen(folder: Path, note: Manifest, records: Records, files: Mapping[str, bytes], key: SigningKey) -> Path:
    """Give the manifest its place in the chain, sign it, read all of it back and put it there. With the lock held."""
    for left in folder.glob(".*.zip.*.part"):
        left.unlink(missing_ok=True)
    signed = replace(note, signed_by=key.public.name, **chain.next_place(chain.links(folder)))
    name = file_name(note.term, note.edition)
    raw = contents.packed(signed, files, key)
    if contents.opened(raw, name, keys_of(folder))[1].records != records:
        raise SendsiteError(f"{note.term}: the snapshot would not read back as the register it was taken from, so it was not written.")
    return put(folder / name, raw)
