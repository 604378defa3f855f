"""Ratings that a second person has still to look at this term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sendsite.framework.checks.finding import SENCO, Finding, Look
from sendsite.framework.moderation import drawn
from sendsite.framework.term import Term

RATINGS = "/pupils"


def moderation(look: Look) -> Iterator[Finding]:
    """
    A school whose second looks of the term are not done: at the sample, or at more where more were drawn.

    A look counts whatever came of it. A pupil without a rating has none to confirm.
    """
    term, rated = Term.of(look.on), defaultdict(list)
    for pupil, answered in zip(look.pupils, look.measures.pupils.answered.tolist(), strict=True):
        if answered:
            rated[pupil.school_urn].append(pupil.pupil_id)
    looks = {(row.school_urn, row.pupil_id): row.agreed for row in look.records.moderations if row.term == term.name}
    for urn in look.urns:
        agreed = {pupil: looks[urn, pupil] for pupil in rated[urn] if (urn, pupil) in looks}
        finding = _still_to_do(urn, agreed, drawn(urn, rated[urn], term, look.framework))
        if finding:
            yield finding


def _still_to_do(urn: str, agreed: dict[str, bool | None], sample: tuple[str, ...]) -> Finding | None:
    """Pupils already drawn stand first in what is still to do, then those that the sample has next."""
    seen = [answer for answer in agreed.values() if answer is not None]
    wanted = max(len(agreed), len(sample))
    if len(seen) >= wanted:
        return None
    waiting = [pupil for pupil, answer in agreed.items() if answer is None] + [pupil for pupil in sample if pupil not in agreed]
    otherwise = f", {len(seen) - sum(seen)} seen and not confirmed" if not all(seen) else ""
    words = f"School {urn}: {sum(seen)} of {wanted} ratings confirmed by a second person this term{otherwise}."
    return Finding("moderation_due", urn, "low", urn, f"{words} Still to look at: {', '.join(waiting[: wanted - len(seen)])}.", SENCO, RATINGS)
