"""The lines of the register's list: each pupil with what their rating, their hours and their reviews come to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sendsite.admin.now import Now
from sendsite.framework.columns import HUNDREDTHS
from sendsite.framework.hours import exact
from sendsite.framework.model import RATINGS, Floats
from sendsite.framework.moderation import drawn, still_to_draw
from sendsite.framework.one_rating import Age, age
from sendsite.framework.records import Pupil, Records
from sendsite.framework.settings import Framework
from sendsite.framework.term import Term


class Line(NamedTuple):
    """
    One pupil as the list shows them. Hours are hundredths a week; `gap` is what is missing, `surplus` what is beyond the need or not of its kind.

    `rating` is one of RATINGS; `age` None where it has no date; `look_due` says that a second person has still to look at it this term.
    `review_due` says that the plan has no outcome, or an open one that nobody has reviewed for a term.
    """

    pupil: Pupil
    rating: str
    tied: bool
    answered: int
    complete: bool
    age: Age | None
    received: int
    gap: int
    surplus: int
    reviewed_on: date | None
    look_due: bool
    review_due: bool

    @property
    def rated(self) -> bool:
        return self.answered > 0

    @property
    def stale(self) -> bool:
        """A rating that is over the framework's age, or that nobody dated."""
        return self.rated and (self.age is None or self.age.stale)

    @property
    def initials(self) -> str:
        """The first letter of each part of the name, for a list that may lie on a desk."""
        parts = self.pupil.name.replace("-", " ").split()
        return " ".join(f"{part[0].upper()}." for part in parts)


def lines(now: Now, urn: str, framework: Framework) -> tuple[Line, ...]:
    """Every pupil of one school, in the order of their ids."""
    records, measures = now.of_school(urn), now.measures(urn, framework)
    hours = measures.pupils
    received, gap, surplus = (_hundredths(column) for column in (hours.received, hours.gap, hours.surplus))
    reviewed, due = _reviewed(records), _looks_due(records, urn, measures.pupils.answered.tolist(), now.today, framework)
    followed = _followed(records, now.today, framework)
    return tuple(
        Line(
            pupil=pupil,
            rating=RATINGS[int(hours.rating[place])],
            tied=bool(hours.tied[place]),
            answered=int(hours.answered[place]),
            complete=int(hours.answered[place]) >= framework.rating.complete_from,
            age=age(pupil.rated_on, now.today, framework),
            received=received[place],
            gap=gap[place],
            surplus=surplus[place],
            reviewed_on=reviewed.get(pupil.pupil_id),
            look_due=pupil.pupil_id in due,
            review_due=pupil.pupil_id not in followed,
        )
        for place, pupil in enumerate(records.pupils)
    )


def _hundredths(hours: Floats) -> list[int]:
    return [round(value * HUNDREDTHS) for value in exact(hours).tolist()]


def _reviewed(records: Records) -> dict[str, date]:
    """The newest review of any outcome, by pupil."""
    days = [(outcome.pupil_id, outcome.reviewed_on) for outcome in records.outcomes if outcome.reviewed_on is not None]
    days += [(review.pupil_id, review.reviewed_on) for review in records.reviews]
    return dict(sorted(days, key=lambda each: each[1]))


def _followed(records: Records, today: date, framework: Framework) -> frozenset[str]:
    """Pupils whose plan has outcomes, of which every open one was reviewed this term."""
    least = today - timedelta(days=framework.checks.review_due_days)
    late = {row.pupil_id for row in records.outcomes if row.status not in ("achieved", "withdrawn") and (row.reviewed_on is None or row.reviewed_on < least)}
    return frozenset({row.pupil_id for row in records.outcomes} - late)


def _looks_due(records: Records, urn: str, answered: list[int], today: date, framework: Framework) -> frozenset[str]:
    """Rated pupils whom a second person has still to look at this term: drawn already, or next in the sample."""
    term = Term.of(today)
    rated = [pupil.pupil_id for pupil, count in zip(records.pupils, answered, strict=True) if count]
    looks = {row.pupil_id: row.agreed for row in records.moderations if row.term == term.name and row.pupil_id in set(rated)}
    waiting = [pupil_id for pupil_id, agreed in looks.items() if agreed is None]
    return frozenset((*waiting, *still_to_draw(looks, drawn(urn, rated, term, framework))))
