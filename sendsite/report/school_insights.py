"""A school's insights: the first five, then more, and the questions to ask."""

from __future__ import annotations

from sendsite.report.advice import advice
from sendsite.report.figures.pages import SchoolInsights
from sendsite.report.formats import capital, numeral
from sendsite.report.heads import school_head
from sendsite.report.patterns import school_patterns
from sendsite.report.questions import questions
from sendsite.report.view import Place, View

FIRST = 5


def school_insights(view: View, place: Place) -> SchoolInsights:
    """The school’s insights, gravest first."""
    cards = advice(view, place)
    heading = f"{capital(numeral(len(cards)))} {'thing' if len(cards) == 1 else 'things'} worth doing" if cards else "Nothing stands out to be done"
    return SchoolInsights(
        standing=view.standing,
        school=school_head(view, place),
        heading=heading,
        lede="Each says what was seen, why it matters, what to do, and what it would change if it were done as described.",
        first=tuple(cards[:FIRST]),
        more=tuple(cards[FIRST:]),
        questions=questions(view, place),
        patterns=school_patterns(view, place, cards),
    )
