"""A school's insights: the first five, then more, and the questions to ask."""

from __future__ import annotations

from sendsite.report.advice import advice, read_with_care
from sendsite.report.figures.pages import SchoolInsights
from sendsite.report.formats import capital, numeral
from sendsite.report.heads import school_head
from sendsite.report.next_steps import UNTOLD, is_untold
from sendsite.report.patterns import school_patterns
from sendsite.report.questions import questions
from sendsite.report.sections import set_out
from sendsite.report.view import Place, View

FIRST = 5
ORDER = "Those that would bring pupils the most hours stand first."


def school_insights(view: View, place: Place) -> SchoolInsights:
    """The school’s insights, by what they would bring pupils."""
    cards = advice(view, place)
    untold = is_untold(view, place)
    nothing = "What was found is kept from this page" if untold else "Nothing stands out to be done"
    heading = f"{capital(numeral(len(cards)))} {'thing' if len(cards) == 1 else 'things'} worth doing" if cards else nothing
    return SchoolInsights(
        standing=view.standing,
        school=school_head(view, place),
        heading=heading,
        lede=f"{ORDER} Each says what was seen, why it matters, what to do, when it does not apply, and what it would change if it were done.",
        first=tuple(cards[:FIRST]) or ((UNTOLD,) if untold else ()),
        more=tuple(cards[FIRST:]),
        questions=questions(view, place),
        patterns=school_patterns(view, place, cards),
        sections=tuple(set_out.of_school(view, place)),
        notices=read_with_care(view, place),
    )
