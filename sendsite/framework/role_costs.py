"""What support staff cost by role, at the role's rate and as they are paid."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sendsite.framework.model import Deployment
from sendsite.framework.money import staff_cost
from sendsite.framework.records import ROLES
from sendsite.framework.settings import Framework


class RoleCost(NamedTuple):
    """
    A role's staff: how many, of how many the salary is known, and GBP a year for contracted hours and for SEND hours.

    Actual cost is salary with on-costs, and the standard cost of those whose salary is not known. It is for those who may see pay.
    """

    role: str
    staff: int
    salaries: int
    standard: float
    actual: float
    standard_send: float
    actual_send: float


def role_costs(deployment: Deployment, framework: Framework) -> tuple[RoleCost, ...]:
    """The roles that anybody has, in the order of the roles."""
    standard, actual = (staff_cost(deployment, framework, basis) for basis in ("standard", "actual"))
    known = ~np.isnan(deployment.staff.salary)
    found = []
    for code, role in enumerate(ROLES):
        of_role = deployment.staff.role == code
        if of_role.any():
            sums = (float(column[of_role].sum()) for column in (standard.cost, actual.cost, standard.send, actual.send))
            found.append(RoleCost(role, int(of_role.sum()), int((of_role & known).sum()), *sums))
    return tuple(found)
