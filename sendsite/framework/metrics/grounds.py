"""What every KPI rests on, and what a KPI is: sums a school, a value made of sums, and when there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sendsite.framework.hours import school_sums
from sendsite.framework.model import Deployment, Flags, Floats, PupilHours, SchoolHours, StaffHours
from sendsite.framework.settings import Framework

Terms = Mapping[str, Floats]


@dataclass(frozen=True)
class Grounds:
    """The columns of the schools and the hours that follow from them."""

    deployment: Deployment
    framework: Framework
    pupils: PupilHours
    staff: StaffHours
    hours: SchoolHours

    @property
    def schools(self) -> int:
        return len(self.deployment.schools.urn)

    def by_pupils_school(self, values: Floats) -> Floats:
        """The sum of a pupil column, a school."""
        return school_sums(self.deployment.pupils.school, values, self.schools)

    def by_staff_school(self, values: Floats) -> Floats:
        """The sum of a staff column, a school."""
        return school_sums(self.deployment.staff.school, values, self.schools)


class Missing(NamedTuple):
    """Why a KPI is not available: the reason's code, and for which schools."""

    code: str
    schools: Flags


@dataclass(frozen=True)
class Metric:
    """
    One KPI. `terms` are its sums a school, `value` makes the figure of such sums, of one school's or of a trust's pooled ones; `missing`
    says where there is none, the first reason that holds being the one that is named.
    """

    kpi: str
    terms: Callable[[Grounds], dict[str, Floats]]
    value: Callable[[Terms], Floats]
    missing: Callable[[Grounds, Terms], tuple[Missing, ...]]


def ratio(above: Floats, below: Floats) -> Floats:
    """above / below, NaN where below is 0."""
    share: Floats = np.divide(above, below, out=np.full(len(below), np.nan), where=below != 0)
    return share
