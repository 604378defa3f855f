"""A school for the rules to look at, and the insights found there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sendsite.framework.insights import Insight, insights
from sendsite.framework.records import Records
from sendsite.framework.settings import default
from tests.builders import DAY, AMemberOfStaff, AnAllocation, AnOutcome, APupil, a_member_of_staff, a_pupil, a_school, an_outcome, measured

REVIEWED = (an_outcome("on_track", reviewed_on=DAY),)


def days_ago(days: int) -> date:
    """A day before the day of the look."""
    return DAY - timedelta(days=days)


def served(
    rating: str = "A", hours: float = 10, *, gets: float | None = None, outcomes: tuple[AnOutcome, ...] = REVIEWED, rated_on: date | None = DAY, **row: object
) -> APupil:
    """A pupil who is rated, reviewed and receives the hours of the plan, unless said."""
    return a_pupil(needs=hours, gets=hours if gets is None else gets, rating=rating, outcomes=outcomes, rated_on=rated_on, **row)  # type: ignore[arg-type]


def school(
    *parts: APupil | AnAllocation | AMemberOfStaff, send: float | None = None, tasks: dict[str, float] | None = None, roll: int = 150, phase: str = "primary"
) -> Records:
    """
    The first member of staff, s1, has exactly the hours that pupils get, unless `send` says.

    A second without SEND hours keeps the spending from looking too low, and the roll is large enough not to be small.
    """
    given = sum(part.gets for part in parts if isinstance(part, APupil))
    first = a_member_of_staff("s1", contracted=max(32.5, given), send=given if send is None else send, tasks=tasks)
    return a_school(first, a_member_of_staff("idle", contracted=60, send=0), *parts, roll=roll, phase=phase)


def found(records: Records, *, on: date | None = DAY, dated: bool = True) -> dict[str, Insight]:
    """The insights of one school by rule; `dated` is whether the records behind the columns are at hand."""
    return {insight.rule: insight for insight in insights(measured(records), default(), records if dated else None, on=on)}


def words(insight: Insight) -> Sequence[str]:
    """Every sentence of an insight."""
    return (insight.title, insight.diagnosis, insight.why, insight.action, *insight.steps, insight.not_when)
