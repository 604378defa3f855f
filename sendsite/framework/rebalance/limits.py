"""What keeps more need from being met: each kind of limit lifted in turn, to see whether the need met would rise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sendsite.framework.insights.amounts import in_hours
from sendsite.framework.model import Floats
from sendsite.framework.rebalance.ground import ORDER, Ground
from sendsite.framework.rebalance.programme import programme
from sendsite.framework.rebalance.proposal import Limit
from sendsite.framework.rebalance.solving import first_better

KINDS = ("hours", "locks", "groups", "adults", "one_to_one", "together", "nobody")
WHOSE = ("red", "amber", "green or not rated")
LITTLE = 0.005
THEN = "at least {more} more a week could go to plans of pupils rated {whose}."
WORDS = {
    "hours": f"SEND hours: all that can go to a plan are in use. With more hours, {THEN}",
    "locks": f"Locked hours: they stay as they are. If they could move, {THEN}",
    "groups": f"Groups: they stay as they are. If one could be given up, {THEN}",
    "adults": f"Adults per pupil: no pupil gets more than the largest number. With more, {THEN}",
    "one_to_one": f"One-to-one time that plans name: it stays with the pupil. If it could move, {THEN}",
    "together": "SEND hours, locked hours, groups and adults per pupil limit it together: lifting one alone would help little or not at all.",
    "nobody": "Nobody on the staff list has SEND hours.",
}


def limits(on: Ground, given: Floats) -> tuple[Limit, ...]:
    """The kinds of limit that hold the best deployment back, in the order of KINDS; none where every plan is met."""
    gaps = on.gaps(given)
    now = (on.lost(given), *(float(gaps[np.isin(on.rating, ratings)].sum()) for ratings in ORDER))
    if sum(now[1:]) <= LITTLE:
        return ()
    if not len(on.staff):
        return (Limit("nobody", WORDS["nobody"]),)
    found = [_limit(kind, better) for kind, lifted in _lifted(on).items() if (better := first_better(programme(lifted), now))]
    return tuple(found) or (Limit("together", WORDS["together"]),)


def _lifted(on: Ground) -> dict[str, Ground]:
    """The ground with one kind of limit gone, on which the best deployment is possible still; kinds that hold nothing today are left out."""
    on = replace(on, left=on.room())
    many = float(on.need.sum() + on.given.sum())
    found = {"hours": replace(on, left=np.maximum(on.left, 0.0) + many)}
    if on.locked.any():
        found["locks"] = replace(on, locked=np.zeros_like(on.locked))
    if on.groups:
        found["groups"] = replace(on, dissolving=True)
    if (on.most_adults < len(on.staff)).any():
        found["adults"] = replace(on, most_adults=np.full_like(on.most_adults, len(on.staff)))
    if (on.kept > 0).any():
        found["one_to_one"] = replace(on, kept=np.zeros_like(on.kept))
    return found


def _limit(kind: str, better: tuple[int, float]) -> Limit:
    """A kind of limit that holds something back: whose need, and how many hours of it."""
    goal, more = better
    return Limit(kind, WORDS[kind].format(more=in_hours(more), whose=WHOSE[goal - 1]))
