"""
Hours of a group that a stated priority names and that is published only within a larger one: a key stage, or one of the rarer areas of need.

They are figures of their own, with the others of the larger group beside them, so that the share which a priority holds tells none of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sendsite.framework.groupings import AREA_OF, STAGE_OF
from sendsite.framework.records import Priority, Pupil
from sendsite.report.disclosure import HOURS, Ledger
from sendsite.report.quantities.grouped import AGES, POOLED
from sendsite.report.quantities.money import largest
from sendsite.report.quantities.source import Source


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.stage.<stage>.received` and `<scope>.area.<area>.received` of the groups named and of those pooled with them."""
    for priority in source.reading.records.priorities:
        for scope in _scopes(source, priority):
            for whole, parts in _pool(priority):
                new = [part for part in parts if f"{scope}.{part}.received" not in ledger.entries]
                for name in new:
                    _received(ledger, source, scope, name)
                if new:
                    ledger.add_up(f"{scope}.{whole}.received", [f"{scope}.{part}.received" for part in parts])


def _scopes(source: Source, priority: Priority) -> tuple[str, ...]:
    """Whose priority it is: a school's, or everybody's."""
    if not priority.school_urn:
        return source.scopes()
    return (priority.school_urn,) if priority.school_urn in source.urns else ()


def _pool(priority: Priority) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The published group that holds the one named, and all that it holds."""
    kinds: Mapping[str, tuple[str, str, Mapping[str, tuple[str, ...]]]] = {"key_stage": ("ages", "stage", AGES), "need_area": ("area", "area", POOLED)}
    if priority.measure in kinds:
        published, finer, pools = kinds[priority.measure]
        yield from ((f"{published}.{pool}", tuple(f"{finer}.{part}" for part in parts)) for pool, parts in pools.items() if priority.of in parts)


def _received(ledger: Ledger, source: Source, scope: str, name: str) -> None:
    """The hours that the pupils of a group receive; they rest on these."""
    hours = source.measures.pupils.received
    mine = np.array([_of(row, name) for row in source.pupils], dtype=np.bool_)
    ours, place = np.where(mine, hours, 0.0), source.scopes().index(scope)
    pupils, most = source.counted(source.of_pupil, mine), largest(source, ours)
    received = source.summed(source.of_pupil, ours)
    ledger.put(f"{scope}.{name}.received", float(received[place]), float(pupils[place]), unit=HOURS, largest=float(most[place]))


def _of(pupil: Pupil, name: str) -> bool:
    kind, _, group = name.partition(".")
    return group == (STAGE_OF[pupil.year_group] if kind == "stage" else AREA_OF.get(pupil.primary_need, ""))
