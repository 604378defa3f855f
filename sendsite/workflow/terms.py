"""Terms: freezing the live register into a snapshot, the shelf of snapshots, and all that a site is built from."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sendsite.errors import DataRefused
from sendsite.framework.term import Term, TermRecords
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.checks import Finding
    from sendsite.framework.records import Records
    from sendsite.framework.settings import Framework
    from sendsite.snapshots.shelf import SnapshotInfo as SnapshotInfo
    from sendsite.snapshots.verifying import Verdict

LATE = timedelta(days=60)
"""How long after a term's end a register may still be frozen as that term."""


@dataclass(frozen=True)
class Before:
    """What to know before a term is frozen: as which edition, of which day, what the checks find missing, and `doubt` where that day is not of the term."""

    term: Term
    edition: int
    data_date: date
    findings: tuple[Finding, ...]
    doubt: str

    @property
    def counts(self) -> dict[str, int]:
        """Findings by severity."""
        from sendsite.framework.checks.finding import SEVERITIES

        return {severity: sum(each.severity == severity for each in self.findings) for severity in SEVERITIES}


def before_taking(folder: SiteFolder, term: Term | None = None, *, on: date | None = None, reason: str = "") -> Before:
    """Look before a term is frozen, without writing anything; DataRefused where it may not be (with a reason: as a new edition)."""
    from sendsite.framework.checks import checks
    from sendsite.snapshots.freeze import may_be_taken

    records, today = folder.records()
    day = on or today
    named = term or Term.of(day)
    edition = may_be_taken(folder.snapshots, named, day, reason)
    _some(records)
    return Before(named, edition, day, checks(records, folder.framework(), day), long_past(folder, named, on) if term else "")


def take(folder: SiteFolder, term: Term | None = None, *, on: date | None = None, by: str = "", reason: str = "", noted_by: str = "") -> Path:
    """
    Freeze the live register as a term (this one, where none is named), as it stands on a day (today).

    With a reason it is a new edition beside the one there is. `by` is who signs it off. It is noted in the
    register's history, under `noted_by` where another does it for them.
    """
    from sendsite.framework.checks import checks
    from sendsite.register import chain

    records, today = folder.records()
    day, named, framework = on or today, by or who(), folder.framework()
    _some(records)
    _names_nobody(reason, records)
    found = Before(term or Term.of(day), 0, day, checks(records, framework, day), "").counts
    now = datetime.now(UTC).isoformat(timespec="seconds")
    path = freeze_term(folder.snapshots, term or Term.of(day), records, framework, on=day, taken_at=now, by=named, reason=reason, findings=found)
    with folder.open_register() as register:
        chain.note(register, by=noted_by or named, kind="snapshot", title=f"Froze {path.stem}" + (f": {reason}" if reason else ""))
    return path


def long_past(folder: SiteFolder, term: Term, on: date | None = None) -> str:
    """What to know before today's register is frozen as a term that ended long ago; "" where the term is this one or the last, or the day is of it."""
    today = folder.records()[1]
    if term >= Term.of(today).before or (on and term.begins <= on <= term.ends + LATE):
        return ""
    told = f"{on} does not lie there" if on else f"the register is of {today}, in {Term.of(today)}"
    return f"{term} was from {term.begins} to {term.ends}, and {told}: the register of now will stand for good as what was then."


def freeze_term(
    snapshots: Path,
    term: Term,
    records: Records,
    framework: Framework,
    *,
    on: date,
    taken_at: str,
    by: str,
    reason: str = "",
    findings: dict[str, int] | None = None,
) -> Path:
    """One snapshot of records, with their metrics as computed on that day."""
    from sendsite.snapshots.freeze import take as freeze
    from sendsite.workflow.measuring import document_of

    _some(records)
    document = document_of(records, framework, "", on)
    how: Any = {"data_date": on, "taken_at": taken_at, "by": by, "today": on, "reason": reason, "findings": findings}
    return freeze(snapshots, term, records, framework, document, **how)


def _names_nobody(reason: str, records: Records) -> None:
    """A reason stands for good, on the site too: it may hold no name of two words and no long id of anybody in the register."""
    from sendsite.framework.nameless import everybody, name_in, searchable

    if found := name_in(reason, (name for who, names in everybody(records).items() for name in searchable(who, names))):
        raise DataRefused(f"The reason names somebody, '{found}', and it stands in the snapshot and on the site for good. Write it without a name or an id.")


def _some(records: Records) -> None:
    if not records.schools:
        raise DataRefused("The register holds no school, so there is nothing to freeze. Run `sendsite import PATH` first.")


def verified(folder: SiteFolder, term: Term | None = None, edition: int | None = None) -> Verdict:
    """All snapshots verified, or those of one term, or one edition of it, with the chain of all; nothing is changed."""
    from sendsite.snapshots.verifying import verify_all

    return verify_all(folder.snapshots, term=term, edition=edition)


def mark_of(folder: SiteFolder, info: SnapshotInfo) -> str:
    """A snapshot's number in the chain and its manifest's SHA-256, to be written down elsewhere; "" for one that was never signed."""
    from sendsite.snapshots import chain
    from sendsite.snapshots.verifying import mark

    return next((mark(link) for link in chain.links(folder.snapshots) if link.name == info.path.name and link.manifest.seq is not None), "")


def new_key(folder: SiteFolder, *, by: str = "") -> str:
    """Sign with a new key from now on; its name. What older keys signed still verifies."""
    from sendsite import signing
    from sendsite.register import chain

    name = signing.new_key(folder.root / "data").public.name
    if folder.register.is_file():
        with folder.open_register() as register:
            chain.note(register, by=by or who(), kind="snapshot", title=f"Began a new signing key, {name}")
    return name


def copied(folder: SiteFolder, path: Path, to: Path) -> Path:
    """A copy of a snapshot for elsewhere, sealed with age to the trust's recipients: `to` is a folder, or the file to write. Nothing is written over."""
    from sendsite import age
    from sendsite.signing import write_new
    from sendsite.snapshots.shelf import load

    load(path)
    place = to / f"{path.name}{age.SUFFIX}" if to.is_dir() else to
    if place.resolve().is_relative_to((folder.root / "build").resolve()):
        raise DataRefused(f"{place} is inside build/, which is put on a host. Name another place for the copy.")
    write_new(place, age.encrypt(path.read_bytes(), folder.settings.age_recipients), 0o600)
    return place


def listed(folder: SiteFolder) -> tuple[SnapshotInfo, ...]:
    """All snapshots there are, every edition; DataRefused where an unsigned one came beside signed ones, which nothing vouches for."""
    from sendsite.snapshots import chain
    from sendsite.snapshots.shelf import shelf

    infos = shelf(folder.snapshots)
    if any(info.signed for info in infos) and not all(info.signed for info in infos):
        for stray in chain.strays(chain.links(folder.snapshots)):
            raise DataRefused(f"{folder.snapshots}: {stray}")
    return infos


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
