"""Who holds which role: the roles of a place that are told by themselves, and those that are told together because one or two people hold one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np

from sendsite.framework.records import ROLES
from sendsite.report.disclosure.colleagues import LEAST_PEOPLE
from sendsite.report.quantities.source import TRUST, Source

LEAST_ROLES = 3
TOGETHER = "together"
"""Where a role's name would stand: the roles that are told together."""


class Held(NamedTuple):
    """How many people hold each role of a place, and the roles that are told together; `together`: there is a row of them, beside others."""

    holders: Mapping[str, int]
    pooled: tuple[str, ...]
    together: bool

    def people(self, roles: Collection[str]) -> int | None:
        """How many hold these; None where that is everybody there is: what they do is told of the place itself."""
        some = sum(self.holders.get(role, 0) for role in roles)
        return None if some == sum(self.holders.values()) else some


NOBODY = Held({}, (), False)


def by_scope(source: Source) -> dict[str, Held]:
    """Each school and, last, the trust. Of a role those count who have SEND hours; where none has, all of them."""
    found: dict[str, dict[str, list[int]]] = {scope: {} for scope in source.scopes()}
    for row in source.staff:
        for scope in (row.school_urn, TRUST):
            found[scope].setdefault(row.role, []).append(row.send_hours)
    return {scope: held({role: len([each for each in hours if each]) or len(hours) for role, hours in of.items()}) for scope, of in found.items()}


def held(count: Mapping[str, int]) -> Held:
    """
    Roles of fewer than 3 people are told together, and with them the next smallest while they are fewer than 3 people; or fewer than 3 roles, where
    another is left: two could be told apart by what they cost together.

    Where that takes in every role, there is no row by role at all: the place's own totals tell as much. So they do where there is one role alone.
    """
    order = sorted(count, key=lambda role: (count[role], ROLES.index(role)))
    pooled = [role for role in order if count[role] < LEAST_PEOPLE and len(order) > 1]
    for role in order[len(pooled) :]:
        few = sum(count[each] for each in pooled) < LEAST_PEOPLE
        if pooled and (few or (len(pooled) < LEAST_ROLES and len(pooled) + 1 < len(order))):
            pooled.append(role)
    apart = [role for role in order if role not in pooled]
    return Held(count, tuple(role for role in ROLES if role in pooled), bool(pooled and apart))


def rows_of(held: Held) -> tuple[str, ...]:
    """Every role, and the roles that are told together."""
    return (*ROLES, TOGETHER) if held.together else ROLES


def supported(source: Source, scope: str, roles: Collection[str]) -> int:
    """How many pupils of a place those who hold these roles support."""
    cells, staff = source.measures.deployment.cells, source.measures.deployment.staff
    ours = np.isin(staff.role[cells.staff], [ROLES.index(role) for role in roles])
    if scope != TRUST:
        ours &= source.of_pupil[cells.pupil] == source.urns.index(scope)
    return len(np.unique(cells.pupil[ours]))
