"""What every KPI rests on, and what a KPI is: sums a school, a value made of sums, and when there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from sendsite.framework.hours import school_sums
from sendsite.framework.model import RATINGS, Deployment, Flags, Floats, Ints, PupilHours, SchoolHours, StaffHours
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

    def by_rating(self, values: Floats) -> Floats:
        """The sum of a pupil column, schools x RATINGS."""
        return school_sums(self._school_and_rating, values, self.schools * len(RATINGS)).reshape(self.schools, len(RATINGS))

    @cached_property
    def ratings(self) -> Ints:
        """How many pupils of each rating, schools x RATINGS."""
        counts = np.bincount(self._school_and_rating, minlength=self.schools * len(RATINGS))
        return counts.reshape(self.schools, len(RATINGS))

    @cached_property
    def _school_and_rating(self) -> Ints:
        return self.deployment.pupils.school * len(RATINGS) + self.pupils.rating

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
