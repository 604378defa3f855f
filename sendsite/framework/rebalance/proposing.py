"""From a school's deployment to the proposal: solved, and told as moves."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from sendsite.framework.measure import measure
from sendsite.framework.model import Deployment, Floats
from sendsite.framework.rebalance.accepting import apply
from sendsite.framework.rebalance.ground import Cell, Ground, ground
from sendsite.framework.rebalance.limits import limits
from sendsite.framework.rebalance.programme import programme
from sendsite.framework.rebalance.proposal import Move, Proposal
from sendsite.framework.rebalance.solving import solved
from sendsite.framework.records import Records
from sendsite.framework.scenarios import rows_of
from sendsite.framework.settings import Framework


def rebalance(deployment: Deployment, framework: Framework, *, locked: Collection[Cell] = (), most_adults: int | None = None) -> Proposal:
    """
    The deployment of one school that meets the most need, red before amber before green and unrated, then with the fewest hours moved.

    One-to-one hours move, in steps; groups and the cells of `locked` (staff id, pupil id) stay. Nobody gets more on the timetable than
    their SEND hours leave beside other tasks; what is over today comes off first. One-to-one time that a plan names is kept.
    """
    before = measure(deployment, framework)
    on = ground(before, framework, locked, most_adults)
    made = programme(on)
    change = made.change(solved(made), on.given.shape)
    moves = _moves(on, change)
    after = measure(apply(deployment, moves), framework) if moves else before
    return Proposal(moves, before, after, limits(on, on.given + change), on)


def locked_cells(records: Records, urn: str, scenario: str = "") -> frozenset[Cell]:
    """The one-to-one cells of a school that are locked."""
    rows = rows_of(records, scenario).deployment
    return frozenset((row.staff_id, row.pupil_id) for row in rows if row.school_urn == urn and row.locked and not row.group.strip())


def _moves(on: Ground, change: Floats) -> tuple[Move, ...]:
    """Each adult's hours taken and given as moves: from whom there is most, to whose need comes first; alike hours are paired first."""
    found: list[Move] = []
    for by, staff in enumerate(on.staff):
        row = change[by]
        taken = {of: round(-float(row[of]), 2) for of in np.lexsort((np.arange(len(row)), row)) if row[of] < 0}
        given = {of: round(float(row[of]), 2) for of in np.lexsort((np.arange(len(row)), -row, -on.rating)) if row[of] > 0}
        found += [Move(staff, on.pupils[source], on.pupils[to], hours) for source, to, hours in _paired(taken, given)]
        found += [Move(staff, None, on.pupils[to], hours) for to, hours in given.items()]
        found += [Move(staff, on.pupils[source], None, hours) for source, hours in taken.items()]
    return tuple(found)


def _paired(taken: dict[int, float], given: dict[int, float]) -> list[tuple[int, int, float]]:
    """Hours taken with hours given, until either is used up; what is left over stays in the two."""
    alike = [(source, to) for source, hours in taken.items() for to, wanted in given.items() if hours == wanted]
    found = []
    for source, to in (*alike, *((source, to) for source in taken for to in given)):
        hours = min(taken.get(source, 0.0), given.get(to, 0.0))
        if hours > 0 and ((source, to) not in alike or taken.get(source) == given.get(to)):
            found.append((source, to, hours))
            for left, key in ((taken, source), (given, to)):
                left[key] = round(left[key] - hours, 2)
                if left[key] <= 0:
                    del left[key]
    return found
