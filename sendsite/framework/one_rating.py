"""One pupil's rating out of the eight answers, how it came about, and how old it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from sendsite.framework.columns import ANSWERS
from sendsite.framework.model import RATINGS
from sendsite.framework.rag import rate
from sendsite.framework.records import Pupil, Rating
from sendsite.framework.settings import Framework


class OneRating(NamedTuple):
    """
    A rating: its word (one of RATINGS), how many answers of each kind there are, and the words that tied for most (empty where none did).

    `complete` is False below the framework's least number of answers; such a rating counts all the same.
    """

    word: str
    reds: int
    ambers: int
    greens: int
    tied: tuple[str, ...]
    complete: bool

    @property
    def answered(self) -> int:
        return self.reds + self.ambers + self.greens


class Age(NamedTuple):
    """How many days ago a rating was made, the last day on which it still holds, and whether that is past."""

    days: int
    holds_until: date
    stale: bool


def one_rating(answers: Sequence[str], framework: Framework) -> OneRating:
    """The rating of eight answers (R, A, G or blank), by the same rule as every pupil's."""
    found = rate(np.array([[ANSWERS[answer] for answer in answers]], dtype=np.int64))
    counts = {"red": answers.count("R"), "amber": answers.count("A"), "green": answers.count("G")}
    most = max(counts.values())
    tied = tuple(word for word, count in counts.items() if count == most) if found.tied[0] else ()
    complete = int(found.answered[0]) >= framework.rating.complete_from
    return OneRating(RATINGS[int(found.rating[0])], counts["red"], counts["amber"], counts["green"], tied, complete)


def answers_of(row: Pupil | Rating) -> tuple[str, ...]:
    """The eight answers of a pupil, or of one rating of its history."""
    return row.q1, row.q2, row.q3, row.q4, row.q5, row.q6, row.q7, row.q8


def age(rated_on: date | None, on: date, framework: Framework) -> Age | None:
    """How old a rating is on a day; None where it has no date. It is stale from the day that `checks` calls it old."""
    if rated_on is None:
        return None
    until = rated_on + timedelta(days=framework.checks.rating_age_days)
    return Age((on - rated_on).days, until, on > until)
