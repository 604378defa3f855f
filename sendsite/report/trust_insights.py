"""What is worth doing across the trust: the five that would bring pupils the most hours, then all."""

from __future__ import annotations

from sendsite.report.advice import advice, read_with_care
from sendsite.report.figures.pages import TrustInsights
from sendsite.report.formats import capital, numeral
from sendsite.report.heads import trust_tabs
from sendsite.report.patterns import trust_patterns
from sendsite.report.questions import questions
from sendsite.report.school_dashboard import there
from sendsite.report.school_insights import FIRST, ORDER
from sendsite.report.sections import set_out, trust_look
from sendsite.report.view import View


def trust_insights(view: View) -> TrustInsights:
    """All schools’ insights."""
    cards = advice(view, view.trust)
    schools = {card.school.key for card in cards if card.school}
    where = f"{capital(numeral(len(schools)))} {'school has' if len(schools) == 1 else 'schools have'} something worth doing"
    return TrustInsights(
        standing=view.standing,
        heading=where if cards else "Nothing stands out to be done",
        tabs=trust_tabs(view),
        lede=f"{ORDER} What a school can do about each is said with it.",
        first=tuple(cards[:FIRST]),
        more=tuple(cards[FIRST:]),
        sections=there(set_out.of_trust(view), trust_look.section(view)),
        patterns=trust_patterns(view),
        questions=questions(view, view.trust),
        notices=read_with_care(view, view.trust),
    )
