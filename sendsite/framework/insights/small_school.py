"""A small school, whose figures are to be read with care."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.insights.insight import HEAD, Insight, Look


def small_school(look: Look) -> Iterator[Insight]:
    """The small-school flag, put into words: a floor under staffing makes some figures look worse than the support is."""
    for school in look.flagged("small_school"):
        yield Insight(
            rule="small_school",
            urn=look.urn(school),
            severity="low",
            title="A small school: read its figures with care",
            diagnosis=f"The school has fewer than {look.framework.flags.small_roll:.0f} pupils on roll.",
            why=(
                "Even the smallest school needs someone there, so its spending can read high; teachers there meet much of the need themselves, so the "
                "share of need met can read low. One pupil more or less moves every figure."
            ),
            action="Compare it with itself over time and with schools of its size, before comparing it with larger ones.",
            steps=(
                "Look at the range of schools of the same size beside the figure.",
                "Ask what the teachers do that no timetable of support staff shows.",
                "Look at two or three terms together rather than at one.",
            ),
            who=HEAD,
            where="/schools",
            figures={"roll": float(look.deployment.schools.roll[school])},
            effect=None,
            weight=0.0,
            not_when="It does not apply to the timetable itself: who receives which hours can be read as in any school.",
        )
