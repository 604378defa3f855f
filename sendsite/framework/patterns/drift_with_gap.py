"""Drift while plans are short of hours."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

DRIFT_WITH_GAP = Pattern(
    id="drift_with_gap",
    title="Hours go to other tasks while plans are short of them",
    kpis=("ash", "need"),
    when="The flag for hours in other tasks is raised and need met is amber or red.",
    reading="A part of what is missing may already be paid for. Each hour that comes back from another task could go to a pupil who waits.",
    causes=(
        "Cover and duties are arranged at short notice, and support is what gives way.",
        "Whoever arranges them cannot see which pupil goes without.",
        "There are too few of everyone.",
    ),
    checks=(
        Look("List the tasks with the most hours.", "/tasks"),
        Look("Agree on a few hours of the pupils with the highest need that are never used for cover.", "/deployment"),
    ),
    insights=("absorbed", "highest_need", "overcommitted"),
    occurs=lambda signs: "support_drift" in signs.flags and signs.short("need"),
    flags=("support_drift",),
)
