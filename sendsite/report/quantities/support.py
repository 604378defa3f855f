"""How support is given: staff hours by mode and by size of group, and the pairings of adult and pupil that went on from last term."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sendsite.framework.model import CellColumns, Floats, Ints
from sendsite.framework.records import MODES
from sendsite.report.disclosure import HOURS, SHARE, Ledger
from sendsite.report.quantities.source import TRUST, Source

SIZES = ("one", "small", "medium", "large")
EDGES = (2, 4, 7)  # members from which a group is small, medium, large


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.mode.<mode>.hours`, `<scope>.group.<size>.hours` and `<scope>.pairs.*`; each rests on the pupils in it."""
    cells = source.measures.deployment.cells
    modes = (*MODES, "")
    _split(ledger, source, "mode", modes, np.where(cells.mode < 0, len(MODES), cells.mode))
    _split(ledger, source, "group", SIZES, sizes(cells))
    _pairs(ledger, source)


def sizes(cells: CellColumns) -> Ints:
    """The place in SIZES of each cell: a blank group is one to one, and so is a labelled group of one."""
    members = np.ones(len(cells.hours), dtype=np.int64)
    grouped = cells.group >= 0
    if grouped.any():
        members[grouped] = np.bincount(cells.group[grouped])[cells.group[grouped]]
    return np.searchsorted(np.array(EDGES), members, side="right").astype(np.int64)


def _split(ledger: Ledger, source: Source, name: str, groups: tuple[str, ...], of_cell: Ints) -> None:
    cells = source.measures.deployment.cells
    school = source.of_pupil[cells.pupil]
    hours = _table(source, school, of_cell, source.measures.cells.attributed, len(groups))
    each = np.unique(np.stack([cells.pupil, of_cell]), axis=1)
    pupils = _table(source, source.of_pupil[each[0]], each[1], np.ones(each.shape[1]), len(groups))
    for place, scope in enumerate(source.scopes()):
        parts = [f"{scope}.{name}.{group}.hours" for group in groups]
        for group, part in enumerate(parts):
            ledger.put(part, float(hours[place, group]), float(pupils[place, group]), unit=HOURS)
        total = f"{scope}.{name}.hours"
        ledger.put(total, float(hours[place].sum()), float(pupils[place].max(initial=0.0)) if hours[place].any() else 0.0, unit=HOURS)
        ledger.add_up(total, parts)
        ledger.same(total, f"{scope}.land.used")
        for label, part in zip(groups, parts, strict=True):
            whole = float(hours[place].sum())
            share = float(ledger.entries[part].value or 0) / whole if whole else None
            ledger.put(f"{scope}.{name}.{label}.share", share, of=[part, total], why="z", unit=SHARE)
    for label in groups:
        ledger.add_up(f"{TRUST}.{name}.{label}.hours", [f"{urn}.{name}.{label}.hours" for urn in source.urns])


def _table(source: Source, school: Ints, group: Ints, values: Floats, width: int) -> Floats:
    sums = np.bincount(school * width + group, weights=values, minlength=len(source.urns) * width).reshape(len(source.urns), width)
    return np.vstack([sums, sums.sum(axis=0)])


Pair = tuple[str, str, str]


def _pairs(ledger: Ledger, source: Source) -> None:
    """
    Of the pairs of last term whose adult and pupil are both still here, how many went on.

    How many went on tells how many did not: it rests on the fewer of the pupils whose pairs they are.
    """
    if source.last is None:
        return
    staff = {(row.school_urn, row.staff_id) for row in source.staff}
    pupils = {(row.school_urn, row.pupil_id) for row in source.pupils}
    now = pairs(source)
    still = {pair for pair in pairs(source.last) if (pair[0], pair[1]) in staff and (pair[0], pair[2]) in pupils}
    for scope in source.scopes():
        here = {pair for pair in still if scope in (TRUST, pair[0])}
        kept, name = [pair for pair in here if pair in now], f"{scope}.pairs"
        resting = _pupils(here)
        ledger.put(f"{name}.last", len(here), resting)
        ledger.put(f"{name}.kept", len(kept), min((pupils for pupils in (_pupils(kept), _pupils(here - set(kept))) if pupils), default=0.0))
        ledger.put(f"{name}.share", len(kept) / len(here) if here else None, resting, [f"{name}.last", f"{name}.kept"], why="z", times=2)


def _pupils(pairs: Iterable[Pair]) -> float:
    """How many pupils are in pairs."""
    return float(len({(school, pupil) for school, _, pupil in pairs}))


def pairs(source: Source) -> set[Pair]:
    """(school, member of staff, pupil) with timetabled hours."""
    cells = source.measures.deployment.cells
    found = set()
    for person, pupil in zip(cells.staff.tolist(), cells.pupil.tolist(), strict=True):
        row = source.pupils[pupil]
        found.add((row.school_urn, source.staff[person].staff_id, row.pupil_id))
    return found
