"""High cost with drift."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

COST_WITH_DRIFT = Pattern(
    id="cost_with_drift",
    title="Spending is above the usual, and hours go to other tasks",
    kpis=("finance", "ash"),
    when="In a school that is not flagged as small, Finance is amber or red and the flag for hours in other tasks is raised.",
    reading="The school pays for more support than most, and a good part of it is timetabled to something else. Before adding hours, look at these.",
    causes=(
        "Support staff cover for absent colleagues, or do duties that nobody else is paid for.",
        "Tasks were handed over one by one, and nobody has seen their sum.",
        "Some posts are paid as support and are mostly something else.",
    ),
    checks=(
        Look("List the tasks with the most hours, and who arranges them.", "/tasks"),
        Look("Ask which posts should be paid from another budget.", "/staff"),
        Look("Try in a scenario what half of these hours would bring.", "/scenarios"),
    ),
    insights=("absorbed", "costly", "unallocated", "overcommitted"),
    occurs=lambda signs: signs.dear and "support_drift" in signs.flags,
    flags=("support_drift",),
)
