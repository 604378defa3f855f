"""Need met with more hours promised than paid for."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

NEED_ON_PAPER = Pattern(
    id="need_on_paper",
    title="Plans are met on paper, with more hours than are paid for",
    kpis=("need", "ash"),
    when="Need met is green and the flag for hours promised beyond those paid is raised.",
    reading="The timetable meets the plans because some adults are timetabled for more hours than they have. In the week itself something will give way.",
    causes=(
        "Hours were added for a new pupil before any were taken off elsewhere.",
        "An adult’s contract has changed and the timetable has not.",
        "Support in a group was entered as several single hours.",
    ),
    checks=(
        Look("Look at the adults whose hours do not add up.", "/deployment"),
        Look("Check contracts and support hours on the staff list.", "/staff"),
    ),
    insights=("overcommitted", "absorbed", "unallocated"),
    occurs=lambda signs: signs.green("need") and "overcommitted" in signs.flags,
    flags=("overcommitted",),
)
