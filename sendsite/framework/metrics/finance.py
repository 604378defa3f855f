"""Finance: does the school spend about what schools of its phase spend on classroom support?"""

from __future__ import annotations

import numpy as np

from sendsite.framework.hours import ratio
from sendsite.framework.metrics.grounds import Grounds, Metric, Missing, Terms
from sendsite.framework.model import Floats
from sendsite.framework.records import PHASES, ROLES
from sendsite.framework.settings import Framework


def standard_cost(role: Floats, contracted: Floats, framework: Framework) -> Floats:
    """GBP a year per member of staff: role rate x contracted hours x weeks. No salary, so that none can be read out of a figure."""
    return role * contracted * framework.cost.weeks


def terms(grounds: Grounds) -> dict[str, Floats]:
    """Standard cost of all staff, those without SEND hours too, and the benchmark cost of the roll, both GBP a year."""
    framework, staff, schools = grounds.framework, grounds.deployment.staff, grounds.deployment.schools
    rates = np.array([framework.rates[role] for role in ROLES])
    benchmarks = np.array([framework.benchmarks[phase] for phase in PHASES])
    return {
        "cost": grounds.by_staff_school(standard_cost(rates[staff.role], staff.contracted, framework)),
        "benchmark": schools.roll * benchmarks[schools.phase],
    }


def value(sums: Terms) -> Floats:
    """Cost over benchmark: 1.00 is the benchmark, lower is better."""
    return ratio(sums["cost"], sums["benchmark"])


def missing(grounds: Grounds, _sums: Terms) -> tuple[Missing, ...]:
    """Without a staff list or a roll there is no figure: a missing staff list is not a free school."""
    people = np.bincount(grounds.deployment.staff.school, minlength=grounds.schools)
    return Missing("no_staff", people == 0), Missing("no_roll", grounds.deployment.schools.roll == 0)


FINANCE = Metric("finance", terms, value, missing)
