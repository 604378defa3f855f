"""What a snapshot holds in plain words, and two of them side by side; the live register is `live`, an edition `2025-autumn.2`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.terms import listed

if TYPE_CHECKING:
    from sendsite.framework.between import Between, State
    from sendsite.snapshots.shelf import SnapshotInfo

LIVE = "live"
"""How the register as it stands now is named beside the snapshots."""


@dataclass(frozen=True)
class Side:
    """One side of a comparison: how it is called, the day it speaks of and what it holds."""

    name: str
    data_date: date
    state: State


@dataclass(frozen=True)
class Shown:
    """A snapshot looked at: its manifest, rows by table, and the metrics document as it was computed then."""

    info: SnapshotInfo
    document: dict[str, Any]


@dataclass(frozen=True)
class Compared:
    """Two sides and all that differs between them."""

    before: str
    after: str
    before_date: date
    after_date: date
    between: Between


def named(name: str) -> tuple[Term, int | None]:
    """The term of a snapshot's name, and the edition where it says one; DataRefused says what to write."""
    match = re.fullmatch(r"(.+?)(?:\.([1-9]\d{0,3}))?", name.strip().removesuffix(".zip"))
    try:
        return Term.parse(match[1] if match else name), int(match[2]) if match and match[2] else None
    except DataRefused as refusal:
        raise DataRefused(f"{refusal} An edition is such as 2025-autumn.2, the second of its term.") from None


def find(folder: SiteFolder, name: str, *, beside: str = "") -> SnapshotInfo:
    """
    The snapshot of a name: `2025-autumn.2` is the second edition, `2025-autumn` the newest.

    Beside another edition of its own term the bare name is the first, as the file is called. DataRefused names those there are.
    """
    term, number = named(name)
    editions = [info for info in listed(folder) if info.term == term]
    asked = number or (1 if beside.startswith(f"{term.name}.") else None)
    found = [info for info in editions if asked is None or info.edition == asked]
    if found:
        return found[-1]
    known = ", ".join(info.path.stem for info in listed(folder)) or "none yet"
    raise DataRefused(f"There is no snapshot {name}. There are: {known}.")


def show(folder: SiteFolder, name: str) -> Shown:
    """A snapshot read back and verified; DataRefused where a byte is not as it was written."""
    from sendsite.snapshots.shelf import load

    info = find(folder, name)
    kept = load(info.path)
    return Shown(info, kept.document or {})


def compare(folder: SiteFolder, first: str, second: str) -> Compared:
    """What changed from the first to the second; either may be `live`."""
    from sendsite.framework.between import between

    before, after = _side(folder, first, beside=second), _side(folder, second, beside=first)
    return Compared(before.name, after.name, before.data_date, after.data_date, between(before.state, after.state))


def compare_with_live(folder: SiteFolder, name: str) -> Compared:
    """What changed in the register since a snapshot."""
    return compare(folder, name, LIVE)


def _side(folder: SiteFolder, name: str, *, beside: str) -> Side:
    from sendsite.framework.between import State
    from sendsite.snapshots.shelf import load
    from sendsite.workflow.measuring import document_of

    if name.strip() == LIVE:
        records, today = folder.records()
        framework = folder.framework()
        return Side(LIVE, today, State(records, document_of(records, framework, "", today), framework))
    try:
        info = find(folder, name, beside=beside)
    except DataRefused as refusal:
        raise DataRefused(f"{refusal} The register as it stands now is called {LIVE}.") from None
    kept = load(info.path)
    return Side(info.path.stem, kept.data_date, State(kept.records, kept.document or {}, kept.framework))
