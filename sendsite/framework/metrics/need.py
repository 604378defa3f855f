"""% of SEND need met: does support match the One Plans?"""

from __future__ import annotations

from sendsite.framework.hours import ratio
from sendsite.framework.metrics.grounds import Grounds, Metric, Missing, Terms
from sendsite.framework.model import Floats


def terms(grounds: Grounds) -> dict[str, Floats]:
    """Matched and needed pupil hours a week: pupil by pupil, so that a surplus for one never hides a gap for another."""
    return {"matched": grounds.hours.matched, "needed": grounds.hours.needed}


def value(sums: Terms) -> Floats:
    """Share of needed hours that pupils receive, 0 to 1, higher is better."""
    return ratio(sums["matched"], sums["needed"])


def missing(_grounds: Grounds, sums: Terms) -> tuple[Missing, ...]:
    """Where no need is recorded there is no figure."""
    return (Missing("no_need", sums["needed"] == 0),)


NEED = Metric("need", terms, value, missing)
