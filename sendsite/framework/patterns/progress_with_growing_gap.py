"""Progress good with a growing gap."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

PROGRESS_WITH_GROWING_GAP = Pattern(
    id="progress_with_growing_gap",
    title="Progress is good, and less of the need is met than before",
    kpis=("pif", "need"),
    when="Progress is green, and need met has fallen by more than pupils coming and going explain.",
    reading="Support that is given works towards its outcomes. At the same time more planned hours are missing than before, and such progress may not last.",
    causes=(
        "New plans were added, and the hours stayed as they were.",
        "Adults have left, or their hours have gone to other tasks.",
        "Pupils do well with less, and their plans have not been brought up to date.",
    ),
    checks=(
        Look("Set this term’s planned hours beside those of the term before.", "/pupils"),
        Look("Ask which adults and hours are no longer there.", "/staff"),
        Look("Ask for pupils who are on track whether their plans still name the right hours.", "/outcomes"),
    ),
    insights=("highest_need", "absorbed", "continuing", "unallocated"),
    occurs=lambda signs: signs.green("pif") and "need" in signs.worse,
)
