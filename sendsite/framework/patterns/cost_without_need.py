"""High cost with low need met."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

COST_WITHOUT_NEED = Pattern(
    id="cost_without_need",
    title="Spending is above the usual, and plans are far from met",
    kpis=("finance", "need"),
    when="In a school that is not flagged as small, Finance is amber or red and need met is red.",
    reading="More money alone may not close the gap: much is already spent. The first question is where the paid hours land.",
    causes=(
        "Hours go to other tasks, or lie beyond plans.",
        "The school has an unusual share of pupils with high need, and plans name many hours.",
        "Some plans name an adult for one pupil for most of the week.",
    ),
    checks=(
        Look("Follow the paid hours: to plans, beyond plans, to other tasks, to nobody.", "/dashboard"),
        Look("Look at the adults whose time goes to one pupil.", "/deployment"),
        Look("Compare funding with the support it is meant for.", "/finance"),
    ),
    insights=("costly", "absorbed", "surplus", "concentration", "highest_need", "budget", "top_up"),
    occurs=lambda signs: signs.dear and signs.red("need"),
)
