"""What is worth doing across the trust, gravest first: five, then more."""

from __future__ import annotations

from sendsite.report.advice import advice
from sendsite.report.figures.pages import TrustInsights
from sendsite.report.formats import capital, numeral
from sendsite.report.heads import trust_tabs
from sendsite.report.patterns import trust_patterns
from sendsite.report.school_dashboard import there
from sendsite.report.school_insights import FIRST
from sendsite.report.sections import trust_look
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
        lede="Most pressing first.",
        first=tuple(cards[:FIRST]),
        more=tuple(cards[FIRST:]),
        sections=there(trust_look.section(view)),
        patterns=trust_patterns(view),
    )
