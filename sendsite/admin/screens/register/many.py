"""The edits of many pupils: which were ticked, what is set for each, and all that goes with those who leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from sendsite.admin.screens.register.actions import Action
from sendsite.framework.records import TABLES, Leaver, Pupil, Records
from sendsite.register.carrying import Expected
from sendsite.register.changes import Changes
from sendsite.register.edits import with_dependents
from sendsite.register.words import ONE_AND_MANY


@dataclass(frozen=True)
class Ticks:
    """The pupils that were ticked, each with the version of the row that was seen; `missing` are ids that the school does not have."""

    pupils: tuple[Pupil, ...]
    versions: Mapping[str, int]
    missing: tuple[str, ...]

    def expected(self, urn: str) -> Expected:
        return {"pupils": {(urn, pupil_id): version for pupil_id, version in self.versions.items()}}


def ticked(records: Records, posted: Iterable[str]) -> Ticks:
    """Read ticks, each `version:id`. What is written otherwise is no tick; another school's pupil is missing like one that nobody has."""
    by_id = {pupil.pupil_id: pupil for pupil in records.pupils}
    pairs = [(pupil_id, version) for version, _, pupil_id in (tick.partition(":") for tick in posted) if version.isascii() and version.isdigit()]
    wanted = {pupil_id: int(version[:12]) for pupil_id, version in pairs if pupil_id}
    there = {pupil_id: version for pupil_id, version in wanted.items() if pupil_id in by_id}
    return Ticks(tuple(by_id[pupil_id] for pupil_id in there), there, tuple(pupil_id for pupil_id in wanted if pupil_id not in by_id))


def set_for(pupils: Iterable[Pupil], action: Action, value: Any) -> Changes:
    """The same set for each; whoever has it already is left alone."""
    pairs = ((pupil, action.after(pupil, value)) for pupil in pupils)
    return Changes(changed={"pupils": tuple(pair for pair in pairs if pair[0] != pair[1])})


def departed(records: Records, pupils: Sequence[Pupil], left_on: date) -> Changes:
    """Pupils who have left: off the register with all that hangs on them, and on the list of leavers."""
    earlier = {row.person_id: row for row in records.leavers if row.kind == "pupil"}
    rows = [Leaver(pupil.school_urn, "pupil", pupil.pupil_id, pupil.name, left_on) for pupil in pupils]
    added = tuple(row for row in rows if row.person_id not in earlier)
    changed = tuple((earlier[row.person_id], row) for row in rows if row.person_id in earlier and earlier[row.person_id] != row)
    return with_dependents(records, Changes({"leavers": added}, {"leavers": changed}, {"pupils": tuple(pupils)}))


def come_back(records: Records, pupils: Iterable[Pupil]) -> tuple[Leaver, ...]:
    """The rows of leavers that go when these pupils are added: whoever is on the register has not left."""
    ids = {pupil.pupil_id for pupil in pupils}
    return tuple(row for row in records.leavers if row.kind == "pupil" and row.person_id in ids)


def going(changes: Changes, pupils: Sequence[Pupil]) -> dict[str, str]:
    """What goes with each pupil who leaves, in words: `3 cells of hours, 2 outcomes`."""
    counts: dict[str, Counter[str]] = {pupil.pupil_id: Counter() for pupil in pupils}
    for table in TABLES:
        for row in changes.removed.get(table, ()):
            if table != "pupils":
                counts[row.pupil_id][table] += 1
    return {pupil_id: ", ".join(f"{rows} {ONE_AND_MANY[table][rows != 1]}" for table, rows in each.items()) for pupil_id, each in counts.items()}


def query_of(address: str) -> dict[str, str]:
    """The parameters of an address of ours."""
    return dict(parse_qsl(urlsplit(address).query))
