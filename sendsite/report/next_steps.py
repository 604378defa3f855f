"""What to do next: of what was seen, what would bring pupils the most hours, or, where nothing stands out, that and one thing worth asking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
UNTOLD = replace(
    QUIET,
    rule="untold",
    severity="",
    title="What stands out here is not told",
    diagnosis="So few pupils are on this register that what was found among them could point to one.",
    why="The school and the trust see all of it where the register is kept.",
    action="Ask the SENCO what was found this term, and what is being done about it.",
    who="",
)


def next_steps(view: View, place: Place, most: int) -> tuple[InsightCard, ...]:
    """At most so many, in the order of the insights; never none."""
    return first_of(advice(view, place), most, silent(view, place))


def first_of(cards: Sequence[InsightCard], most: int, none: InsightCard = QUIET) -> tuple[InsightCard, ...]:
    """So many of the cards; where there is none, the one that says so."""
    return tuple(cards[:most]) or (none,)


def is_untold(view: View, place: Place) -> bool:
    """Whether what was found among a place’s pupils is not told: its register is hidden."""
    return view.now.mark(f"{place.scope}.register") == "c"


def silent(view: View, place: Place) -> InsightCard:
    """The card that stands where there is no other."""
    return UNTOLD if is_untold(view, place) else QUIET


def next_step(view: View, place: Place) -> InsightCard:
    """The first whose effect can be told, else the first; where there is none, the card that says so."""
    cards = advice(view, place)
    return next((card for card in cards if card.effects), first_of(cards, 1, silent(view, place))[0])
