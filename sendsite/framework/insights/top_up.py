"""Support that costs more than element 2 and a pupil's top-up together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.hours import school_sums
from sendsite.framework.insights.amounts import Share, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.insights.pounds import pounds, thousands
from sendsite.framework.model import Floats, Measures
from sendsite.framework.money import average_hour, money, staff_cost
from sendsite.framework.settings import Framework


def shortfall(measures: Measures, framework: Framework, basis: str = "standard") -> Floats:
    """Per pupil, GBP a year by which provision costs more than element 2 and top-up; 0 where it does not, and for pupils without top-up."""
    short: Floats = np.maximum(0.0, -np.nan_to_num(money(measures, framework, basis).balance_by_pupil))
    return short


def top_up(look: Look) -> Iterator[Insight]:
    """What pupils' support costs beyond their funding is more than a share of all top-up. At standard cost: no pay can be read from it."""
    short, funded = shortfall(look.measures, look.framework), np.nan_to_num(look.deployment.pupils.top_up)
    count, of_pupil = len(look.deployment.schools.urn), look.deployment.pupils.school
    missing, top = school_sums(of_pupil, short, count), school_sums(of_pupil, funded, count)
    hour = average_hour(look.deployment, staff_cost(look.deployment, look.framework)) * look.framework.cost.weeks
    for school in look.where(missing > (look.framework.insights.top_up_short + NOISE) * top + NOISE):
        amount, of_top = float(missing[school]), Share(float(missing[school]), float(top[school]), "money")
        part = f", {share(of_top)} of all top-up" if top[school] else ""
        yield Insight(
            rule="top_up",
            urn=look.urn(school),
            severity=look.severity(amount / float(hour[school])),
            title="Support for some pupils costs more than their funding brings",
            diagnosis=(
                f"At standard rates, the support of some pupils with top-up funding costs {pounds(amount)} a year more than their top-up "
                f"and the school's own first share together{part}."
            ),
            why="Top-up is agreed for a plan or a band. Where support has grown past it, the school's budget carries the rest, often by habit.",
            action="Set the band and the plan beside the support that is timetabled. Take a difference that will last to the next annual review.",
            steps=(
                "Check that each pupil's band, and what the band pays, are up to date.",
                "Ask which of the hours could be shared with a group without loss to the pupil.",
                "Where the pupil needs all of them, gather what shows it for the annual review.",
                "Tell whoever keeps the budget what the difference is.",
            ),
            who=SENCO,
            where="/pupils",
            figures={"pupils": look.pupils_of(school, short > NOISE), "top_up_short": thousands(amount), "top_up_short_share": of_top},
            effect=None,
            weight=amount / float(hour[school]),
            not_when="It does not apply where the local authority gives part of the support itself, or where a new band has been agreed and not yet entered.",
        )
