"""What to do next: of what was seen, what would bring pupils the most hours, or, where nothing stands out, that and one thing worth asking."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.report.advice import advice
from sendsite.report.figures.pages import InsightCard
from sendsite.report.view import Place, View

QUIET = InsightCard(
    rule="quiet",
    severity="low",
    title="Nothing stands out this term",
    diagnosis="None of the patterns that this report looks for was seen. That is worth a question too: a gap in the register can look like calm.",
    why="A quiet term is the time to make sure that the figures rest on all that is known.",
    action="Ask whether every rating, plan and timetable on the register is up to date, and who looked last.",
    steps=(),
    who="headteacher and SENCO",
    figures=(),
    effects=(),
)


def next_steps(view: View, place: Place, most: int) -> tuple[InsightCard, ...]:
    """At most so many, in the order of the insights; never none."""
    return first_of(advice(view, place), most)


def first_of(cards: Sequence[InsightCard], most: int) -> tuple[InsightCard, ...]:
    """So many of the cards; where there is none, the one that says so."""
    return tuple(cards[:most]) or (QUIET,)


def next_step(view: View, place: Place) -> InsightCard:
    """The first whose effect can be told, else the first; where there is none, the card that says so."""
    cards = advice(view, place)
    return next((card for card in cards if card.effects), first_of(cards, 1)[0])
