"""The statuses of each plan outcome over time, as a small line: where its points stand, and the same in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sendsite.framework.records import STATUSES, Outcome, Pupil, Records, Review
from sendsite.report.formats import MONTHS, day
from sendsite.report.words import STATUSES as STATUS_WORDS

WIDTH, HEIGHT, EDGE = 300, 62, 8
STAGES = STATUSES.index("achieved")
LEAST = timedelta(days=120)
"""The shortest time that the strips span, so that one review of yesterday does not fill them."""


class Point(NamedTuple):
    """One review: where it stands in the picture, its status and its day in words, and what was said."""

    x: float
    y: float
    status: str
    words: str
    on: str
    note: str


class Strip(NamedTuple):
    """One outcome of the plan with its line over time; `path` is "" where there was never a review."""

    row: Outcome
    status: str
    weeks: int | None
    points: tuple[Point, ...]
    path: str
    words: str
    begins: str
    ends: str


def strips(pupil: Pupil, records: Records, today: date) -> tuple[Strip, ...]:
    """Every outcome of one pupil, all over the same time: open ones first, each kind in the order of their ids."""
    outcomes = [row for row in records.outcomes if row.pupil_id == pupil.pupil_id]
    reviews = {row.outcome_id: _reviews(row, records) for row in outcomes}
    days = [review.reviewed_on for each in reviews.values() for review in each]
    first, last = min([today - LEAST, *days]), max([today, *days])
    weeks = {row.outcome_id: row.weeks for row in records.outcome_weeks if row.pupil_id == pupil.pupil_id}
    closed = ("achieved", "withdrawn")
    ordered = sorted(outcomes, key=lambda row: (row.status in closed, len(row.outcome_id), row.outcome_id))
    return tuple(_strip(row, reviews[row.outcome_id], weeks.get(row.outcome_id), first, last) for row in ordered)


def _reviews(outcome: Outcome, records: Records) -> tuple[Review, ...]:
    """The reviews of an outcome, the oldest first; its own date stands for one where the list has none of that day."""
    rows = [row for row in records.reviews if row[:3] == outcome[:3]]
    if outcome.reviewed_on is not None and all(row.reviewed_on != outcome.reviewed_on for row in rows):
        rows.append(Review(*outcome[:3], outcome.reviewed_on, outcome.status))
    return tuple(sorted(rows, key=lambda row: row.reviewed_on))


def _strip(row: Outcome, reviews: tuple[Review, ...], weeks: int | None, first: date, last: date) -> Strip:
    points = tuple(_point(review, first, last) for review in reviews)
    told = "; ".join(f"{point.words.lower()} on {point.on}" for point in points) or "never reviewed"
    status = STATUS_WORDS[row.status]
    return Strip(row, status, weeks, points, _path(points), f"{status} now. Reviews: {told}.", _month(first), _month(last))


def _point(review: Review, first: date, last: date) -> Point:
    """Later is further right, further on is higher; a withdrawn outcome stands at the foot."""
    along = (review.reviewed_on - first).days / (last - first).days
    up = 0 if review.status == "withdrawn" else STATUSES.index(review.status) / STAGES
    x, y = EDGE + along * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)
    return Point(round(x, 1), round(y, 1), review.status, STATUS_WORDS[review.status], day(review.reviewed_on), review.note)


def _path(points: tuple[Point, ...]) -> str:
    """Steps: a status holds until the next review, the last one until the end."""
    if not points:
        return ""
    steps = [f"M{points[0].x} {points[0].y}", *(f"H{point.x}V{point.y}" for point in points[1:]), f"H{WIDTH - EDGE}"]
    return "".join(steps)


def _month(on: date) -> str:
    return f"{MONTHS[on.month - 1][:3]} {on.year}"
