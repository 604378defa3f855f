"""Need met with low quality of deployment."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

NEED_WITHOUT_QUALITY = Pattern(
    id="need_without_quality",
    title="Plans are met, and hours lean away from the highest need",
    kpis=("need", "dqf"),
    when="Need met is green and deployment quality is red.",
    reading="On the whole pupils get the hours in their plans. Beyond that, hours gather where need is lower today.",
    causes=(
        "Support goes on for pupils who have come to need less.",
        "Ratings are old, so that the hours follow a need of the past.",
        "What is missing is missing from the few pupils with the highest need.",
    ),
    checks=(
        Look("Look at the dates of the ratings, and at pupils rated green with many hours.", "/pupils"),
        Look("Put the pupils rated red at the top of the timetable and look at their gaps.", "/deployment"),
        Look("Ask a second person to look at some of the ratings.", "/moderation"),
    ),
    insights=("highest_need", "at_odds", "stale", "surplus", "continuing"),
    occurs=lambda signs: signs.green("need") and signs.red("dqf"),
)
