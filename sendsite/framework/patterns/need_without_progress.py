"""Need met without progress."""

from __future__ import annotations

from sendsite.framework.patterns.pattern import Look, Pattern

NEED_WITHOUT_PROGRESS = Pattern(
    id="need_without_progress",
    title="Plans are met, and progress is not seen",
    kpis=("need", "pif"),
    when="Need met is green and progress is red.",
    reading="The hours are there. What they lead to is either not written down or slow to come. The figures cannot tell which.",
    causes=(
        "Outcomes have not been reviewed, or support runs beside the plan without one.",
        "Outcomes are too large for a term, so that no step counts.",
        "The kind of support does not suit: much of it outside lessons, or from one new adult after another.",
    ),
    checks=(
        Look("List the pupils with many hours and no reviewed outcome.", "/outcomes"),
        Look("Ask what each hour is for, and whether adult, teacher and pupil would say the same.", "/outcomes"),
        Look("Look at how support is given: in class, outside lessons, one to one or in a group.", "/deployment"),
    ),
    insights=("untied", "unreviewed", "withdrawn", "changing_hands", "continuing"),
    occurs=lambda signs: signs.green("need") and signs.red("pif"),
)
