"""Low cost with low delivery."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

LOW_COST_LOW_DELIVERY = Pattern(
    id="low_cost_low_delivery",
    title="Spending is low, and few of the hours paid for become support",
    kpis=("finance", "ash"),
    when="Finance is green and average support hours are red.",
    reading="Little is spent, and of that little a good part does not reach pupils. Low spending is not good in itself.",
    causes=(
        "Support staff fill gaps elsewhere in the school.",
        "The staff list or the timetable is not complete.",
        "Hours were kept back for pupils who have not come yet.",
    ),
    checks=(
        Look("Check that all support staff and their hours are entered.", "/staff"),
        Look("Check that the timetable is the one in use.", "/deployment"),
        Look("List the tasks that take the hours.", "/tasks"),
    ),
    insights=("low_spend", "absorbed", "unallocated", "budget"),
    occurs=lambda signs: signs.green("finance") and signs.red("ash"),
)
