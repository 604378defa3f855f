"""Average Support Hours: how much of each hour paid for is support of named pupils, or preparation for it?"""

from __future__ import annotations

import numpy as np

from sendsite.framework.hours import ratio
from sendsite.framework.metrics.grounds import Grounds, Metric, Missing, Terms
from sendsite.framework.model import Floats


def terms(grounds: Grounds) -> dict[str, Floats]:
    """
    Hours of support and hours paid for, staff hours a week.

    Support is sum of min(used + prepared, max(0, SEND hours - absorbed)): nobody supports for more hours than they are paid for.
    """
    staff = grounds.staff
    free = np.maximum(0.0, grounds.deployment.staff.send_hours - staff.absorbed)
    return {"support": grounds.by_staff_school(np.minimum(staff.used + staff.prepared, free)), "paid": grounds.hours.paid}


def value(sums: Terms) -> Floats:
    """Support hours for each hour paid for, 0 to 1, higher is better."""
    return ratio(sums["support"], sums["paid"])


def reach(delivered: Floats, paid: Floats) -> Floats:
    """Pupil hours for each hour paid for, above 1 where groups are taught; it stands beside the KPI. NaN where nothing is paid."""
    return ratio(delivered, paid)


def missing(_grounds: Grounds, sums: Terms) -> tuple[Missing, ...]:
    """Where no SEND hour is paid for there is no figure."""
    return (Missing("no_send_hours", sums["paid"] == 0),)


ASH = Metric("ash", terms, value, missing)
