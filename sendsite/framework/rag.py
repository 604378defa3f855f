"""RAG rating: how much a pupil needs an adult today, by the answer most of the eight questions got."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sendsite.framework.model import AMBER, GREEN, RED, UNRATED, Flags, Floats, Ints
from sendsite.framework.settings import Framework

_NINE = 9  # counts of eight answers run from 0 to 8: greens + 9 x ambers + 81 x reds names the three of them
_ONE_OF_EACH = np.array([0, 1, _NINE, _NINE**2], dtype=np.int16)  # blank, green, amber, red


class Ratings(NamedTuple):
    """Per pupil: the rating, whether two answers tied for most, and how many questions were answered."""

    rating: Ints
    tied: Flags
    answered: Ints


def rate(answers: Ints) -> Ratings:
    """The most frequent answer of pupils x 8; a tie goes to the higher need, red over amber over green. No answer at all: unrated."""
    counts = np.zeros(len(answers), dtype=np.int16)
    for question in answers.T:
        counts += _ONE_OF_EACH[question]
    return Ratings(_EVERY_CASE.rating[counts], _EVERY_CASE.tied[counts], _EVERY_CASE.answered[counts])


def _every_case() -> Ratings:
    """The rule, worked out once for each number of greens, ambers and reds."""
    every = np.arange(_NINE**3)
    greens, ambers, reds = every % _NINE, every // _NINE % _NINE, every // _NINE**2
    most = np.maximum(np.maximum(greens, ambers), reds)
    rating = np.where(reds == most, RED, np.where(ambers == most, AMBER, GREEN))
    rating[most == 0] = UNRATED
    tied = ((reds == most).astype(np.int64) + (ambers == most) + (greens == most) > 1) & (most > 0)
    return Ratings(rating, tied, greens + ambers + reds)


_EVERY_CASE = _every_case()


def weights(framework: Framework) -> Floats:
    """What a rated pupil counts in the Deployment Quality Factor, by rating code; an unrated one counts nothing."""
    by_word = framework.rating.weights
    return np.array([0.0, by_word["green"], by_word["amber"], by_word["red"]])
