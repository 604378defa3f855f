"""High delivery with low need met."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

DELIVERY_WITHOUT_NEED = Pattern(
    id="delivery_without_need",
    title="Hours are well used, and plans are far from met",
    kpis=("ash", "need"),
    when="Average support hours are green and need met is red.",
    reading="Nearly every hour paid for becomes support, and many planned hours are still missing. There are too few, or they go elsewhere than plans say.",
    causes=(
        "Plans name more hours than the school is staffed for.",
        "Some pupils receive more than their plans name while others wait.",
        "Groups stand in for time that plans name one to one, or are so large that each pupil gets less.",
    ),
    checks=(
        Look("Set the hours in all plans beside the hours paid for.", "/staff"),
        Look("Look for hours beyond plans, and for large groups.", "/deployment"),
        Look("Ask whether the plans with the widest gaps are up to date.", "/pupils"),
    ),
    insights=("highest_need", "surplus", "concentration", "continuing", "top_up", "budget"),
    occurs=lambda signs: signs.green("ash") and signs.red("need"),
)
