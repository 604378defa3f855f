"""Quality high with little delivered."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

QUALITY_WITH_LITTLE = Pattern(
    id="quality_with_little",
    title="The right pupils come first, and there is too little to go round",
    kpis=("dqf", "need"),
    when="Deployment quality is green and need met is red.",
    reading="What support there is goes where need is highest. It is the amount that is short, and moving hours between pupils will not mend that.",
    causes=(
        "There are too few hours for the plans.",
        "Hours that are paid for are in nobody’s timetable, or go to other tasks.",
        "Plans name more than anybody expects to give.",
    ),
    checks=(
        Look("Look for paid hours that reach no pupil.", "/tasks"),
        Look("Set the hours in plans beside the hours paid for.", "/staff"),
        Look("Take to the next reviews the plans that ask for more than can be given.", "/pupils"),
    ),
    insights=("unallocated", "absorbed", "top_up", "budget"),
    occurs=lambda signs: signs.green("dqf") and signs.red("need"),
)
