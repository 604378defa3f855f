"""The SEND Efficiency Index: the geometric mean of the five scores, its band, its doubt and its rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sendsite.framework.bands import NOISE, sei_bands, settled
from sendsite.framework.model import KPIS, Flags, Floats, Index, Ints
from sendsite.framework.settings import Framework


def index(scores: Mapping[str, Floats], framework: Framework) -> Floats:
    """
    Geometric mean of the scores, each no less than the floor; NaN while any score is.

    A strong signal cannot buy off a weak one, as in the UN's Human Development Index since 2010.
    """
    floored = np.maximum(np.array([scores[kpi] for kpi in KPIS]), framework.index.floor)
    return settled(np.exp(np.log(floored).mean(axis=0)))


def of_schools(scores: Mapping[str, Floats], register: Ints, names: Sequence[str], framework: Framework) -> Index:
    """The SEI a school. A small register has a value, but neither band nor rank: chance moves it too far."""
    rules = framework.index
    value = index(scores, framework)
    enough = register >= rules.register_least
    distance = np.min([np.abs(value - edge) for edge in rules.edges], axis=0)
    return Index(
        value=value,
        band=np.where(enough, sei_bands(value, framework), -1),
        uncertain=enough & (register < rules.register_full) & (distance <= rules.uncertain_within + NOISE),
        rank=_ranks(value, enough & ~np.isnan(value), names),
    )


def of_trust(scores: Mapping[str, Floats], framework: Framework) -> Index:
    """The SEI of pooled sums: it always has a band where there is a value, and no rank."""
    value = index(scores, framework)
    return Index(value, sei_bands(value, framework), np.zeros(len(value), dtype=np.bool_), np.zeros(len(value), dtype=np.int64))


def _ranks(value: Floats, ranked: Flags, names: Sequence[str]) -> Ints:
    """1 for the highest; equal values take consecutive ranks by name; 0 where unranked."""
    ranks = np.zeros(len(value), dtype=np.int64)
    rows = np.flatnonzero(ranked)
    falling = -np.round(value[rows], 9)
    order = np.argsort(falling, kind="stable")
    if np.any(np.diff(falling[order]) == 0):
        order = np.lexsort((np.array([names[row] for row in rows.tolist()]), falling))
    ranks[rows[order]] = np.arange(1, len(rows) + 1)
    return ranks
