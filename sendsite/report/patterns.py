"""Measures read together, where it is shown: found from released figures alone, so that nothing hidden can be read out of a pattern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sendsite.framework.flags import FLAGS
from sendsite.framework.model import KPIS
from sendsite.framework.patterns import PATTERNS, Pattern, Signs, occurring
from sendsite.report.changes import change
from sendsite.report.figures.cards import InsightCard, PatternCard
from sendsite.report.figures.values import Band, Cell, Link
from sendsite.report.tables import words_cell
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES, band, flag_words

GUIDE = Link("Reading measures together", "reading-together")


def school_patterns(view: View, place: Place, advised: Sequence[InsightCard]) -> tuple[PatternCard, ...]:
    """The patterns of one school; `advised` is the advice on the same page."""
    return tuple(_card(view, place, pattern, advised) for pattern in occurring(signs(view, place)))


def trust_patterns(view: View) -> tuple[PatternCard, ...]:
    """The patterns of the trust as a whole and of each of its schools, in the order of the guide."""
    whole = occurring(signs(view, view.trust))
    at = {school: occurring(signs(view, school)) for school in view.schools}
    found = []
    for pattern in PATTERNS:
        schools = tuple(Link(school.name, view.key(school, "insights")) for school, patterns in at.items() if pattern in patterns)
        if schools or pattern in whole:
            found.append(_card(view, view.trust if pattern in whole else None, pattern, (), schools))
    return tuple(found)


def signs(view: View, place: Place) -> Signs:
    """What may be told of a place."""
    bands = {kpi: view.now.told(f"{place.scope}.band.{kpi}") for kpi in KPIS}
    unrated, register = view.numbers(place, ["rating.unrated.pupils", "register"])
    return Signs(
        framework=view.framework,
        bands={kpi: name for kpi, name in bands.items() if name},
        flags=frozenset(flag for flag in FLAGS if view.now.told(f"{place.scope}.flag.{flag}")),
        worse=frozenset(kpi for kpi in KPIS if _worse(view, place, kpi)),
        unrated=unrated / register if unrated is not None and register else None,
    )


def _worse(view: View, place: Place, kpi: str) -> bool:
    """Changed for the worse by more than chance: on the year, or where that cannot be called, on the term before."""
    year, term = (change(view, place, kpi, then) for then in (view.term.year_before, view.term.before))
    told = next((each for each in (year, term) if each is not None and each.reads != "unknown"), None)
    return told is not None and told.reads == "worse"


def _seen(view: View, place: Place, pattern: Pattern) -> Iterator[tuple[str, Cell, Band | None]]:
    """The measures of a pattern with their bands, then its flags by name."""
    for kpi in pattern.kpis:
        yield KPI_NAMES[kpi], view.kpi(place, kpi), band(view.now.told(f"{place.scope}.band.{kpi}"))
    for flag in pattern.flags:
        yield "Flag", words_cell(flag_words(flag, view.framework)[0]), None


def _card(view: View, place: Place | None, pattern: Pattern, advised: Sequence[InsightCard], schools: tuple[Link, ...] = ()) -> PatternCard:
    """`place` is where its measures are shown; None where it occurs in schools alone."""
    return PatternCard(
        pattern=pattern.id,
        title=pattern.title,
        seen=tuple(_seen(view, place, pattern)) if place else (),
        reading=pattern.reading,
        causes=pattern.causes,
        checks=tuple((check.words, check.where) for check in pattern.checks),
        insights=tuple(card.title for card in advised if card.rule in pattern.insights),
        guide=GUIDE,
        schools=schools,
    )
