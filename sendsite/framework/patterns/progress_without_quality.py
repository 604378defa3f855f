"""Progress good while hours lean away from the highest need."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

PROGRESS_WITHOUT_QUALITY = Pattern(
    id="progress_without_quality",
    title="Progress is good, and the highest need gets less than its share",
    kpis=("pif", "dqf"),
    when="Progress is green and deployment quality is red.",
    reading="Progress is counted where the hours are. Where few hours go to the highest need, it says little about those pupils.",
    causes=(
        "Support has settled where it shows results soonest.",
        "Pupils with the highest need are away often, or hard to timetable.",
        "Ratings have changed and the timetable has not followed.",
    ),
    checks=(
        Look("Look at the outcomes of the pupils rated red by themselves.", "/outcomes"),
        Look("Put these pupils at the top of the timetable and look at their gaps.", "/deployment"),
        Look("Look at the dates of the ratings.", "/pupils"),
    ),
    insights=("highest_need", "at_odds", "one_adult", "continuing", "stale"),
    occurs=lambda signs: signs.green("pif") and signs.red("dqf"),
)
