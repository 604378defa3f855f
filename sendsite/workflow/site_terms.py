"""The terms that a site is built from, each read when its turn comes: the memory that a build needs does not grow with the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite.framework.term import Shelved, Term, TermRecords
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.terms import listed

if TYPE_CHECKING:
    from sendsite.snapshots.shelf import SnapshotInfo


def site_terms(folder: SiteFolder, on: date | None = None, *, draft: bool = True) -> tuple[Shelved, ...]:
    """Each frozen term with its editions, in school order, and, unless it is not wanted, the live register as a draft, last."""
    from sendsite.snapshots.tombstones import graves

    infos = sorted(listed(folder), key=lambda info: (info.term, info.edition))
    renewed = frozenset(grave.replaced_by for grave in graves(folder.snapshots))
    frozen = tuple(_frozen(tuple(editions), renewed) for _, editions in groupby(infos, key=lambda info: info.term))
    return (*frozen, *(_draft(folder, on) if draft else ()))


def _frozen(editions: Sequence[SnapshotInfo], renewed: frozenset[str]) -> Shelved:
    """A term in its newest edition; each is read back whole and verified when it is opened."""
    *earlier, newest = (Shelved(info.term, partial(_snapshot, info.path, info.path.name in renewed)) for info in editions)
    return Shelved(newest.term, newest.reading, earlier=tuple(earlier))


def _snapshot(path: Path, renewed: bool) -> TermRecords:
    """An edition; one that came in the place of an erased one moves no figure, and why a person was erased is not for the site's readers."""
    from sendsite.snapshots.shelf import load

    term = load(path)
    return replace(term, reason="") if renewed else term


def _draft(folder: SiteFolder, on: date | None) -> tuple[Shelved, ...]:
    """The live register as it stands when it is opened; none where it holds no school."""
    if not folder.register.is_file():
        return ()
    records, today = folder.records()
    if not records.schools:
        return ()
    day = on or today
    return (Shelved(Term.of(day), partial(_register, folder, day), draft=True),)


def _register(folder: SiteFolder, day: date) -> TermRecords:
    return TermRecords(Term.of(day), day, folder.records()[0], folder.framework(), draft=True)
