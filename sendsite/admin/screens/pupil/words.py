"""What a pupil's page says of ratings, hours and money, in words a colleague would use."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.framework.bands import shown
from sendsite.framework.one_pupil import PupilCost, Support
from sendsite.framework.one_rating import Age, OneRating
from sendsite.framework.settings import Framework
from sendsite.report.formats import MINUS, POUNDS, capital, day, listed, numeral, plural

SHAPES = {"red": "▲", "amber": "◆", "green": "●", "unrated": "○"}
WORDS = {"red": "Red", "amber": "Amber", "green": "Green", "unrated": "Not rated"}
OF_ANSWERS = {"R": "red", "A": "amber", "G": "green", "": "unrated"}


class State(NamedTuple):
    """A state in word, shape and tone (the class of a tag)."""

    words: str
    shape: str
    tone: str


class Rated(NamedTuple):
    """A rating as it is shown: tag, how it came about, and what to bear in mind."""

    tag: State
    counts: str
    cautions: tuple[str, ...]


def tag(word: str) -> State:
    """A rating's word with its shape."""
    return State(WORDS[word], SHAPES[word], word)


def rated(rating: OneRating, framework: Framework) -> Rated:
    """A rating with its counts; a tie and too few answers are said."""
    if not rating.answered:
        return Rated(tag(rating.word), "No question is answered yet.", ())
    counted = [f"{count} {word}" for count, word in ((rating.reds, "red"), (rating.ambers, "amber"), (rating.greens, "green")) if count]
    return Rated(tag(rating.word), f"{capital(listed(counted))}, of eight questions.", (*_tie(rating), *_thin(rating, framework)))


def _tie(rating: OneRating) -> tuple[str, ...]:
    if not rating.tied:
        return ()
    each = {"red": rating.reds, "amber": rating.ambers, "green": rating.greens}[rating.tied[0]]
    words = listed([f"{numeral(each)} {word}" for word in rating.tied])
    return (f"This is a tie, {words}: the higher need counts, so the rating is {rating.word}.",)


def _thin(rating: OneRating, framework: Framework) -> tuple[str, ...]:
    if rating.complete:
        return ()
    least, verb = numeral(framework.rating.complete_from), "is" if rating.answered == 1 else "are"
    return (f"Incomplete: {numeral(rating.answered)} of the eight questions {verb} answered. It counts; answer at least {least}.",)


def how_old(found: Age | None, answered: int) -> str:
    """When the rating was made, and whether it should be made again."""
    if found is None:
        return "The rating has no date: enter the day it was made." if answered else ""
    if found.days < 0:
        return f"Dated {plural(-found.days, 'day')} ahead of today: enter the day it was made."
    ago = "today" if not found.days else "yesterday" if found.days == 1 else f"{plural(found.days, 'day')} ago"
    if found.stale:
        return f"Made {ago}. It held until {day(found.holds_until)}: go through the questions again."
    return f"Made {ago}. It holds until {day(found.holds_until)}."


def hours(amount: float) -> str:
    """Hours in the fewest decimals, two at most: 12, 12.5, 0.86; a true minus sign."""
    text = shown(abs(amount), 2).rstrip("0").rstrip(".")
    return f"{MINUS if amount < 0 and text != '0' else ''}{text}"


def against_need(support: Support) -> State:
    """Received hours against need, in word and shape."""
    if not support.need and not support.received:
        return State("no hours in the plan, and none given", "○", "unrated")
    if support.short:
        return State(f"{hours(support.gap)} h short", "▼", "red")
    if support.over:
        return State(f"{hours(support.surplus)} h over", "▲", "amber")
    return State("met", "✓", "green")


def kind_of_hours(support: Support) -> tuple[str, ...]:
    """What the sum alone does not tell: hours of the wrong kind, and hours beyond the plan."""
    said = []
    if support.one_to_one and support.one_to_one_short > 0:
        said.append(f"{hours(support.one_to_one)} h must be one adult to one pupil; the timetable gives {hours(support.one_to_one_received)} h.")
    if support.short and support.over:
        said.append(f"{hours(support.surplus)} h are beyond the plan or not of the kind it names, and do not fill the gap.")
    return tuple(said)


def balance(cost: PupilCost) -> str:
    """Whether what comes in covers what the support costs."""
    if cost.balance is None:
        return "No top-up is recorded, so there is no balance [z]."
    if cost.balance < 0:
        return f"The support costs {POUNDS.text(-cost.balance)} a year more than the top-up and the school's own {POUNDS.text(cost.met_first)} cover."
    return f"The top-up and the school's own {POUNDS.text(cost.met_first)} cover the support, with {POUNDS.text(cost.balance)} a year over."
