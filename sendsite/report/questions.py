"""Three questions a governor could ask, made from the figures; each rule says when it is worth asking and how much."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sendsite.framework.coarse import LEAST_HOURS
from sendsite.report.advice import advice
from sendsite.report.asks import ASKS, SEVERITY_WEIGHT
from sendsite.report.cards import missing_kpis
from sendsite.report.changes import change
from sendsite.report.formats import HOURS, PERCENT, WHOLE_PERCENT
from sendsite.report.sections.landing import LABELS, largest_other
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES, are, why_missing

HOW_MANY = 3
FROM_INSIGHTS = 2


class Question(NamedTuple):
    """A question and its weight: the most telling are asked."""

    weight: float
    words: str


Rule = Callable[[View, Place], Iterator[Question]]


def questions(view: View, place: Place) -> tuple[str, ...]:
    """Always three: the most telling first, then ones that are worth asking at any time."""
    found = sorted((question for rule in RULES for question in rule(view, place)), key=lambda each: -each.weight)
    chosen = [question.words for question in found] + [words.format(plan=view.setup.plan_name) for words in ALWAYS]
    return tuple(chosen[:HOW_MANY])


ALWAYS = (
    "If there were five more hours of support a week, which pupils would they go to first?",
    "What do pupils and parents say about the support in their {plan}s?",
    "Which support ended this term because it was no longer needed?",
)


def taken(view: View, place: Place) -> Iterator[Question]:
    """The task that takes most paid hours, from a twentieth of them on."""
    other, total = largest_other(view, place), view.number(place, "land.total")
    if other and total and other[0] != "beyond" and other[1] / total >= 0.05:
        label = LABELS[other[0]]
        verb = "take" if label.endswith("s") else "takes"
        words = f"{label} {verb} {HOURS.text(other[1])} hours a week that are paid for support. What would it take to bring half of them back?"
        yield Question(50 + 100 * other[1] / total, words)


def red_gap(view: View, place: Place) -> Iterator[Question]:
    """Red-rated pupils hold at least three points more of need than of hours."""
    need = view.share(place, "rating.red.needed", "hours.needed", LEAST_HOURS)
    given = view.share(place, "rating.red.received", "hours.delivered", LEAST_HOURS)
    if need and given is not None and need - given >= 0.03:
        held, got = WHOLE_PERCENT.text(need), WHOLE_PERCENT.text(given)
        words = f"Red-rated pupils hold {held} of need and get {got} of hours. What stands between them and the rest?"
        yield Question(60 + 200 * (need - given), words)


def moved(view: View, place: Place) -> Iterator[Question]:
    """A measure that changed for the worse on the year."""
    for kpi, asks in (
        ("need", "Did plans grow, or did hours go elsewhere?"),
        ("pif", "Which plans were not reviewed, and which outcomes stood still?"),
        ("dqf", "Which hours moved away from the pupils who need them most?"),
        ("ash", "What are the hours used for that no longer reach pupils?"),
        ("finance", "What was added, and what has it changed?"),
    ):
        changed = change(view, place, kpi, view.term.year_before)
        if changed and changed.reads == "worse":
            yield Question(70, f"{KPI_NAMES[kpi]} {are(kpi)} {changed.words}. {asks}")


def stands_still(view: View, place: Place) -> Iterator[Question]:
    """Need met rose and progress did not."""
    need, progress = (change(view, place, kpi, view.term.year_before) for kpi in ("need", "pif"))
    if need and progress and need.reads == "better" and progress.reads == "none":
        yield Question(65, "Progress has stood still while more need is met. Which plans were not reviewed this term?")


def missing(view: View, place: Place) -> Iterator[Question]:
    """A measure that cannot be shown."""
    for kpi in missing_kpis(view, place):
        why, _ = why_missing(kpi, view.now.told(f"{place.scope}.missing.{kpi}"))
        yield Question(80, f"{KPI_NAMES[kpi]} cannot be shown because {why}. What would it take to have it next term?")


def waiting(view: View, place: Place) -> Iterator[Question]:
    """At least a twentieth of the hours are not deployed."""
    spare, total = view.number(place, "land.unallocated"), view.number(place, "land.total")
    if spare and total and spare / total >= 0.05:
        yield Question(45 + 100 * spare / total, f"{HOURS.text(spare)} paid hours a week are not yet deployed. What are they kept for, and until when?")


def beyond(view: View, place: Place) -> Iterator[Question]:
    """Hours lie beyond plans while plans have gaps."""
    extra, gap = view.number(place, "hours.surplus"), view.number(place, "hours.gap")
    if extra and gap and extra >= 3 and gap >= 3:
        words = f"{HOURS.text(extra)} hours a week lie beyond pupils’ plans while other plans are short of {HOURS.text(gap)}. Which of them are still needed?"
        yield Question(40 + min(extra, 30.0), words)


def unmet(view: View, place: Place) -> Iterator[Question]:
    """Less than the green edge of need is met."""
    met = view.kpi_number(place, "need")
    if met is not None and met < view.edges("need")[1]:
        words = f"Need met is {PERCENT.text(met)}. Are the hours that plans still ask for all needed, and what happens for those pupils meanwhile?"
        yield Question(35 + 50 * (view.edges("need")[1] - met), words)


def advised(view: View, place: Place) -> Iterator[Question]:
    """What the gravest insights of the place ask, without a number; of equals those that would bring pupils the most hours. A figure asks the rest."""
    cards = sorted((card for card in advice(view, place) if card.rule in ASKS), key=lambda card: -SEVERITY_WEIGHT[card.severity])
    weights = {card.rule: SEVERITY_WEIGHT[card.severity] for card in reversed(cards)}
    for rule in list(dict.fromkeys(card.rule for card in cards))[:FROM_INSIGHTS]:
        yield Question(weights[rule], ASKS[rule])


RULES: tuple[Rule, ...] = (taken, red_gap, moved, stands_still, missing, waiting, beyond, unmet, advised)
