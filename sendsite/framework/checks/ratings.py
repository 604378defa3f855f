"""Ratings that are missing, thin, undated or old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sendsite.framework.checks.finding import Finding, Look, on_pupil


def unrated(look: Look) -> Iterator[Finding]:
    """No question answered: the pupil counts in hours but not in the quality of deployment."""
    for pupil, answered in zip(look.pupils, look.measures.pupils.answered.tolist(), strict=True):
        if not answered and pupil.rated_on is not None:
            words = f"rated on {pupil.rated_on.isoformat()}, but no question has an answer. Enter the answers, or clear the date."
            yield on_pupil("rated_without_answers", "medium", pupil, words)
        elif not answered:
            yield on_pupil("unrated", "medium", pupil, "not rated yet. Answer the eight questions with someone who knows the pupil.")


def incomplete(look: Look) -> Iterator[Finding]:
    """Few questions answered: it counts, and is shown as incomplete."""
    wanted = look.framework.rating.complete_from
    for pupil, answered in zip(look.pupils, look.measures.pupils.answered.tolist(), strict=True):
        if 0 < answered < wanted:
            yield on_pupil("rating_incomplete", "low", pupil, f"only {answered} of the eight questions answered. Answer at least {wanted}.")


def dated(look: Look) -> Iterator[Finding]:
    """A rating is of its day: without a date, or over a year old, nobody can tell whether it still holds."""
    oldest = look.on - timedelta(days=look.framework.checks.rating_age_days)
    for pupil, answered in zip(look.pupils, look.measures.pupils.answered.tolist(), strict=True):
        if answered and pupil.rated_on is None:
            yield on_pupil("rating_undated", "low", pupil, "the rating has no date. Enter the day it was made.")
        elif answered and pupil.rated_on is not None and pupil.rated_on < oldest:
            yield on_pupil("rating_old", "medium", pupil, f"last rated on {pupil.rated_on.isoformat()}, over a year ago. Go through the questions again.")
