"""
An edit of cells of the deployment matrix, planned before anything is written: what it changes, what cannot be read, what somebody else changed.

A cell is known by its pupil and its member of staff. What the editor last saw in it (`was`) must still stand, or what they want stands already.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import islice, takewhile
from typing import Any, NamedTuple

from sendsite.admin.cells import Part, read, write, written
from sendsite.framework.records import LIVE, Allocation, Pupil, Records, Staff
from sendsite.framework.scenarios import rows_of, scenario_name
from sendsite.intake.interchange.text import CellError
from sendsite.register.changes import Changes, Key, key_of

Cell = tuple[str, str]
"""A pupil's and a member of staff's id."""


class Asked(NamedTuple):
    """What somebody wants a cell to hold, as typed, and what they saw in it."""

    pupil: str
    staff: str
    text: str
    was: str

    @property
    def cell(self) -> Cell:
        return self.pupil, self.staff


class Fault(NamedTuple):
    """Why a cell cannot be what was typed, and what to write instead."""

    cell: Cell
    words: str


class Clash(NamedTuple):
    """A cell that somebody else changed since it was seen; `keys` are the rows that may tell who it was."""

    cell: Cell
    theirs: str
    mine: str
    keys: tuple[Key, ...]


class Plan(NamedTuple):
    """Nothing may be written where there is a fault or a clash."""

    changes: Changes
    faults: tuple[Fault, ...] = ()
    clashes: tuple[Clash, ...] = ()


class Ground(NamedTuple):
    """What the matrix of one scenario of a school stands on: its pupils and staff by id, and the school's allocations in the order of their identity."""

    urn: str
    scenario: str
    pupils: dict[str, Pupil]
    staff: dict[str, Staff]
    rows: tuple[Allocation, ...]

    def held(self, cell: Cell) -> list[Allocation]:
        """The allocations of a cell."""
        return self._beginning(3, (self.scenario, cell[1], cell[0]))

    def of_staff(self, staff_id: str) -> list[Allocation]:
        """The allocations of a member of staff."""
        return self._beginning(2, (self.scenario, staff_id))

    def _beginning(self, many: int, key: tuple[str, ...]) -> list[Allocation]:
        """The rows whose scenario, member of staff and pupil begin so: they stand together."""

        def begins(row: Allocation) -> Any:
            return row[1 : 1 + many]

        return list(takewhile(lambda row: begins(row) == key, islice(self.rows, bisect_left(self.rows, key, key=begins), None)))

    def name(self, cell: Cell) -> str:
        """A cell as it is called: `Pupil, member of staff`."""
        return f"{self.pupils[cell[0]].name or cell[0]}, {self.staff[cell[1]].name or cell[1]}"


def ground(records: Records, urn: str, scenario: str) -> Ground:
    """The ground of a scenario, LIVE for the live deployment, in the records of one school."""
    staff = rows_of(replace(records, deployment=(), tasks=()), scenario).staff
    return Ground(urn, scenario_name(scenario), {row.pupil_id: row for row in records.pupils}, {row.staff_id: row for row in staff}, records.deployment)


Make = Callable[[list[Allocation], Asked], Changes | str]
"""The edit of one cell from what stands in it, or why there can be none."""


def group_of(urn: str, scenario: str) -> str:
    """
    The group that the edits of one matrix are kept under.

    A scenario's name is typed by people and the group is never erased, so it stands there as a digest.
    """
    return f"deployment:{urn}:{sha256(scenario.encode()).hexdigest()[:16] if scenario != LIVE else ''}"


def planned(on: Ground, asked: Sequence[Asked]) -> Plan:
    """The edit that makes cells hold what was typed."""

    def make(held: list[Allocation], one: Asked) -> Changes | str:
        try:
            wanted = read(one.text)
        except CellError as error:
            return f"{error.problem}. {error.remedy}"
        if write(wanted) == written(held):
            return Changes()
        return _locked(held) or _cell_changes(on, held, one, wanted)

    def already(held: list[Allocation], one: Asked) -> bool:
        return written(held) == _canonical(one.text)

    return _plan(on, asked, make, already)


def planned_manner(on: Ground, asked: Sequence[Asked], *, mode: str | None = None, locked: bool | None = None) -> Plan:
    """The edit that gives the hours of cells another mode, or locks or unlocks them."""

    def wanted(row: Allocation) -> Allocation:
        return row._replace(mode=row.mode if mode is None else mode, locked=row.locked if locked is None else locked)

    def make(held: list[Allocation], one: Asked) -> Changes | str:
        if not written(held):
            return "there are no hours in this cell yet. Write them first, such as 2 or 2 Phonics."
        pairs = tuple((row, wanted(row)) for row in held if wanted(row) != row)
        if mode is not None and any(before.mode != after.mode for before, after in pairs) and locked is None and (words := _locked(held)):
            return words
        return Changes(changed={"deployment": pairs})

    def already(held: list[Allocation], one: Asked) -> bool:
        return False

    return _plan(on, asked, make, already)


def _plan(on: Ground, asked: Sequence[Asked], make: Make, already: Callable[[list[Allocation], Asked], bool]) -> Plan:
    """Each cell's edit, put together; the last wins where a cell is asked twice."""
    once = {one.cell: one for one in asked}
    faults: list[Fault] = []
    clashes: list[Clash] = []
    done: list[Changes] = []
    for cell, one in once.items():
        if cell[0] not in on.pupils or cell[1] not in on.staff:
            faults.append(Fault(cell, "This pupil or member of staff is not known here. Load the page again."))
            continue
        stands = on.held(cell)
        made = make(stands, one)
        if isinstance(made, str):
            faults.append(Fault(cell, f"{on.name(cell)}: {made}"))
        elif not as_seen(stands, one) and not already(stands, one):
            clashes.append(Clash(cell, written(stands), _canonical(one.text), _keys(on, cell, stands, one.was)))
        else:
            done.append(made)
    return Plan(_together(done), tuple(faults), tuple(clashes))


def cells_in(changes: Changes) -> int:
    """How many cells an edit of the matrix touches."""
    rows = (*changes.added.get("deployment", ()), *(pair[1] for pair in changes.changed.get("deployment", ())), *changes.removed.get("deployment", ()))
    return len({(row.pupil_id, row.staff_id) for row in rows})


def as_seen(held: Iterable[Allocation], one: Asked) -> bool:
    """Whether a cell still holds what the editor saw in it."""
    return written(held) == _canonical(one.was)


def _cell_changes(on: Ground, held: list[Allocation], one: Asked, wanted: Iterable[Part]) -> Changes:
    """Hours of a group that stays are changed and keep their mode; a group that is new to the cell is given as its other members have it."""
    parts = {part.group: part.hours for part in wanted}
    standing = {row.group: row for row in held}
    new = [(group, hours) for group, hours in parts.items() if group not in standing]
    added = tuple(Allocation(on.urn, on.scenario, one.staff, one.pupil, hours, group, _mode_of(on, one.staff, group)) for group, hours in new)
    changed = tuple((row, row._replace(hours=parts[group])) for group, row in standing.items() if group in parts and parts[group] != row.hours)
    removed = tuple(row for group, row in standing.items() if group not in parts)
    return Changes({"deployment": added}, {"deployment": changed}, {"deployment": removed})


def _mode_of(on: Ground, staff_id: str, group: str) -> str:
    """The mode that a group of a member of staff has in all its cells, "" where they differ or there is none."""
    if not group:
        return ""
    modes = {row.mode for row in on.of_staff(staff_id) if row.group == group}
    return modes.pop() if len(modes) == 1 else ""


def _locked(held: Iterable[Allocation]) -> str:
    return "these hours are locked. Unlock them first, then change them." if any(row.locked for row in held) else ""


def _canonical(text: str) -> str:
    try:
        return write(read(text))
    except CellError:
        return text


def _keys(on: Ground, cell: Cell, held: Iterable[Allocation], was: str) -> tuple[Key, ...]:
    """The rows of a cell that stand, and those that stood in it when it was seen."""
    try:
        seen = [part.group for part in read(was)]
    except CellError:
        seen = []
    gone = [Allocation(on.urn, on.scenario, cell[1], cell[0], 0, group) for group in seen]
    return tuple(dict.fromkeys(key_of("deployment", row) for row in (*held, *gone)))


def _together(edits: Sequence[Changes]) -> Changes:
    return Changes(
        {"deployment": tuple(row for each in edits for row in each.added.get("deployment", ()))},
        {"deployment": tuple(pair for each in edits for pair in each.changed.get("deployment", ()))},
        {"deployment": tuple(row for each in edits for row in each.removed.get("deployment", ()))},
    )
