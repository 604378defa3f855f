"""Terms: freezing the live register into a snapshot, the shelf of snapshots, and all that a site is built from."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite.errors import DataRefused
from sendsite.framework.term import Term, TermRecords
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.framework.settings import Framework
    from sendsite.snapshots.shelf import SnapshotInfo

LATE = timedelta(days=60)
"""How long after a term's end a register may still be frozen as that term."""


def take(folder: SiteFolder, term: Term | None = None, *, on: date | None = None, by: str = "") -> Path:
    """Freeze the live register as a term (this one, where none is named), as it stands on a day (today)."""
    records, today = folder.records()
    day = on or today
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return freeze_term(folder.snapshots, term or Term.of(day), records, folder.framework(), on=day, taken_at=now, by=by or who())


def long_past(folder: SiteFolder, term: Term, on: date | None = None) -> str:
    """What to know before today's register is frozen as a term that ended long ago; "" where the term is this one or the last, or the day is of it."""
    today = folder.records()[1]
    if term >= Term.of(today).before or (on and term.begins <= on <= term.ends + LATE):
        return ""
    told = f"{on} does not lie there" if on else f"the register is of {today}, in {Term.of(today)}"
    return f"{term} was from {term.begins} to {term.ends}, and {told}: the register of now will stand for good as what was then."


def freeze_term(snapshots: Path, term: Term, records: Records, framework: Framework, *, on: date, taken_at: str, by: str) -> Path:
    """One snapshot of records, with their metrics as computed on that day."""
    from sendsite.snapshots.freeze import take as freeze
    from sendsite.workflow.measuring import document_of

    if not records.schools:
        raise DataRefused("The register holds no school, so there is nothing to freeze. Run `sendsite import PATH` first.")
    document = document_of(records, framework, "", on)
    return freeze(snapshots, term, records, framework, document, data_date=on, taken_at=taken_at, by=by, today=on)


def listed(folder: SiteFolder) -> tuple[SnapshotInfo, ...]:
    """All snapshots there are, every edition."""
    from sendsite.snapshots.shelf import shelf

    return shelf(folder.snapshots)


def newest_editions(folder: SiteFolder) -> tuple[SnapshotInfo, ...]:
    """The newest edition of each term, terms in school order."""
    newest = {info.term: info for info in sorted(listed(folder), key=lambda info: (info.term, info.edition))}
    return tuple(newest.values())


def kept_term(folder: SiteFolder, term: Term) -> TermRecords:
    """A frozen term, read back and verified."""
    from sendsite.snapshots.shelf import load

    for info in newest_editions(folder):
        if info.term == term:
            return load(info.path)
    known = ", ".join(info.term.name for info in newest_editions(folder)) or "none yet"
    raise DataRefused(f"There is no snapshot of {term}. There are: {known}.")


def frozen_terms(folder: SiteFolder) -> tuple[TermRecords, ...]:
    """Each frozen term in its newest edition, in school order, read back and verified."""
    from sendsite.snapshots.shelf import load

    return tuple(load(info.path) for info in newest_editions(folder))


def all_terms(folder: SiteFolder, on: date | None = None) -> Iterator[TermRecords]:
    """What a site is built from: each frozen term in its newest edition, then the live register as a draft."""
    yield from frozen_terms(folder)
    if folder.register.is_file():
        records, today = folder.records()
        if records.schools:
            day = on or today
            yield TermRecords(Term.of(day), day, records, folder.framework(), draft=True)


def who() -> str:
    """The name that the machine knows its user by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "unknown"
