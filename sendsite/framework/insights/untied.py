"""Support that no reviewed outcome speaks for."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.bands import NOISE
from sendsite.framework.insights.amounts import Share, hours, share
from sendsite.framework.insights.insight import SENCO, Insight, Look
from sendsite.framework.metrics.pif import progress


def untied(look: Look) -> Iterator[Insight]:
    """More than a share of delivered hours goes to pupils without a reviewed outcome."""
    without = ~progress(look.deployment, look.framework).reviewed & (look.measures.pupils.received > NOISE)
    for school, delivered in enumerate(look.hours.delivered.tolist()):
        loose = look.total(school, look.measures.pupils.received, without)
        if delivered <= NOISE or loose / delivered <= look.framework.insights.untied_share + NOISE:
            continue
        yield Insight(
            rule="untied",
            urn=look.urn(school),
            severity=look.severity(loose),
            title="Much support is not tied to a reviewed outcome",
            diagnosis=f"{share(Share(loose, delivered))} of pupil hours, {hours(loose)} a week, go to pupils whose plan has no outcome that has been reviewed.",
            why="Without an outcome nobody can tell whether the hours help, or when they can become fewer.",
            action="Give each of these pupils at least one outcome that support works towards, and review it this term.",
            steps=(
                "List the pupils who receive support and have no reviewed outcome.",
                "Agree one or two outcomes each with the teacher, the pupil and the family.",
                "Tell the adult who gives the support what it is for.",
                "Note a review, however short, before the end of term.",
            ),
            who=SENCO,
            where="/outcomes",
            figures={"pupils": look.pupils_of(school, without), "untied_hours": loose, "untied_share": Share(loose, delivered)},
            effect=None,
            weight=loose,
            not_when="It does not apply to pupils who have only just come onto the register, whose plan is still being written.",
        )
