"""High cost where many pupils have high need."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

COST_WITH_HIGH_NEED = Pattern(
    id="cost_with_high_need",
    title="Spending is above the usual, and so is the need of the intake",
    kpis=("finance", "need"),
    when="In a school that is not flagged as small, Finance is amber or red and the flag for a high-need intake is raised.",
    reading="A school that takes in many pupils with high need ought to spend more. Here the cost is first of all a sign of inclusion.",
    causes=(
        "Families choose the school for its support.",
        "The school has a specialist unit or base.",
        "Pupils with high need came in a few years, and the cost will move on with them.",
    ),
    checks=(
        Look("Check that top-up funding is entered for every pupil who has it.", "/funding-bands"),
        Look("Compare with schools whose intake is like this one.", "/finance"),
        Look("Look at need met and deployment quality before cost.", "/dashboard"),
    ),
    insights=("top_up", "budget", "costly"),
    occurs=lambda signs: signs.dear and "high_need_intake" in signs.flags,
    flags=("high_need_intake",),
)
