"""
The tasks of a school's staff as a table of people and tasks, and what a posted table asks to change.

Each input's name says which cell it is, which version of it was shown and with how many hours, so that only cells that were typed in are
changed, and none that somebody else changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sendsite.admin.addresses import ident
from sendsite.admin.roster import HUNDREDTHS, Line
from sendsite.framework.hours import ratio
from sendsite.framework.landing import LONG_PREPARATION, landing
from sendsite.framework.model import Measures
from sendsite.framework.records import TASKS, Task
from sendsite.framework.settings import Framework
from sendsite.intake.interchange.schema import SCHEMA
from sendsite.intake.interchange.text import CellError
from sendsite.intake.interchange.values import value_of
from sendsite.intake.interchange.write import hundredths_text
from sendsite.register.carrying import Expected
from sendsite.register.changes import Changes, Key
from sendsite.register.refusals import Conflict
from sendsite.register.versions import Versioned
from sendsite.report.words import TASKS as WORDS

MARK = "t"
HOURS = next(column for column in SCHEMA["tasks"] if column.name == "hours")._replace(required=False)
Place = tuple[str, str]
"""A member of staff by id, and a task."""


class Asked(NamedTuple):
    """One cell as it was posted: hours in hundredths, None for a blank; `version` 0 where no row was shown."""

    place: Place
    version: int
    seen: int | None
    raw: str
    wanted: int | None
    fault: str = ""

    @property
    def touched(self) -> bool:
        """Whether it was typed in. Nought and blank are the same: no such task."""
        return bool(self.fault) or (self.wanted or None) != (self.seen or None)


class Cell(NamedTuple):
    """One input: its name and text; what is wrong with it; what somebody else wrote meanwhile."""

    task: str
    name: str
    text: str
    fault: str = ""
    theirs: str | None = None


class Person(NamedTuple):
    """A row of the table. `allowed`: hundredths of an hour of preparation that count as good support."""

    line: Line
    cells: tuple[Cell, ...]
    allowed: int

    @property
    def mark(self) -> str:
        """The id as it may stand in the id of an element."""
        return ident(self.line.row.staff_id)


class Total(NamedTuple):
    """One task of the school: hundredths of an hour a week, and its share of the hours paid for SEND, None where none are."""

    name: str
    hours: int
    share: float | None
    drifts: bool


def table(
    lines: Sequence[Line],
    shown: Mapping[Place, tuple[int, int]],
    framework: Framework,
    asked: Iterable[Asked] = (),
    conflicts: Iterable[Conflict] = (),
) -> tuple[Person, ...]:
    """
    The table of these people. `shown` has the hours and the version of each task that is there.

    What was typed and not saved stands where it was typed; a cell that somebody else changed carries their version from now on.
    """
    typed = {each.place: each for each in asked}
    theirs = {(conflict.key[2], conflict.key[3]): conflict for conflict in conflicts}

    def cell(staff_id: str, task: str) -> Cell:
        place = (staff_id, task)
        hours, version = shown.get(place, (None, 0))
        each = typed.get(place)
        if each is None or not each.touched:
            return Cell(task, _name(place, version, hours), _text(hours))
        clash = theirs.get(place)
        if clash is None:
            return Cell(task, _name(place, each.version, each.seen), each.raw, each.fault)
        stands = clash.theirs.hours if clash.theirs else None
        return Cell(task, _name(place, clash.version or 0, stands), each.raw, theirs=_text(stands) or "no hours")

    share = framework.hours.preparation_share
    return tuple(Person(line, tuple(cell(line.row.staff_id, task) for task in TASKS), round(share * line.row.send_hours)) for line in lines)


def read(posted: Mapping[str, str], people: Mapping[str, str]) -> tuple[Asked, ...]:
    """The cells of a posted table. `people` are those who may be named, id by its written form; any other name is no cell of this table."""
    return tuple(each for name, raw in posted.items() if (each := _asked(name, raw, people)) is not None)


def changes(
    asked: Iterable[Asked], own: Mapping[Place, Versioned], copied: Sequence[Task], urn: str, scenario: str
) -> tuple[Changes, Expected]:
    """
    The edit that a table asks for, with the version that each row must have.

    `own` are the rows that stand under the scenario's name; `copied` those that its first change brings from the live list. A scenario
    keeps a task of nought hours where it would have none left, for without rows of its own it would go by the live ones again.
    """
    touched = {each.place: each for each in asked if each.touched}
    added = {(row.staff_id, row.task): row for row in copied}
    changed: list[tuple[Task, Task]] = []
    removed: list[Task] = []
    expected: dict[Key, int] = {}
    for place, each in touched.items():
        after = Task(urn, scenario, *place, each.wanted) if each.wanted else None
        if each.version == 0 and place not in own:
            added.pop(place, None)
            if after:
                added[place] = after
            continue
        before = own[place].row if place in own else Task(urn, scenario, *place, each.seen or 0)
        expected[urn, scenario, *place] = each.version
        if after is None and place in own:
            removed.append(before)
        elif after is not None and after != before:
            changed.append((before, after))
    if scenario and len(own) == len(removed) and not added and (removed or copied):
        changed, removed = [*changed, *((row, row._replace(hours=0)) for row in removed[:1])], removed[1:]
        added = {(copied[0].staff_id, copied[0].task): copied[0]._replace(hours=0)} if copied else {}
    return Changes({"tasks": tuple(added.values())}, {"tasks": tuple(changed)}, {"tasks": tuple(removed)}), {"tasks": expected}


def totals(measures: Measures, framework: Framework) -> tuple[Total, ...]:
    """The school's hours by task, preparation within its bound first, and last what all but that comes to."""
    landed, paid = landing(measures), measures.schools.hours.paid
    absorbed = measures.schools.hours.absorbed

    def total(name: str, hours: float, drifts: bool) -> Total:
        share = float(ratio(hours, paid)[0])
        return Total(name, round(hours * HUNDREDTHS), None if share != share else share, drifts)

    names = {**WORDS, LONG_PREPARATION: "Preparation beyond the bound"}
    rows = [total("Preparation within the bound", float(landed.preparation[0]), False)]
    rows += [total(names[task], float(hours[0]), True) for task, hours in landed.tasks.items() if hours[0] > 0]
    return (*rows, total("All that does not reach pupils", float(absorbed[0]), True))


def called(task: str) -> str:
    """A task as it is read."""
    return WORDS[task]


def _name(place: Place, version: int, seen: int | None) -> str:
    return ":".join((MARK, ident(place[0]), place[1], str(version), "" if seen is None else str(seen)))


def _text(hours: int | None) -> str:
    return "" if not hours else hundredths_text(hours)


def _asked(name: str, raw: str, people: Mapping[str, str]) -> Asked | None:
    parts = name.split(":")
    if len(parts) != 5 or parts[0] != MARK or parts[1] not in people or parts[2] not in TASKS or not all(_number(part) for part in (parts[3], parts[4] or "0")):
        return None
    place, version, seen = (people[parts[1]], parts[2]), int(parts[3]), int(parts[4]) if parts[4] else None
    try:
        return Asked(place, version, seen, raw, value_of(HOURS, raw))
    except CellError as error:
        return Asked(place, version, seen, raw, None, f"{error.problem}. {error.remedy}")


def _number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12
