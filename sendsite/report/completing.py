"""What every page says of its figures, put in at one place when the page is put together: where they are from, what its words mean, what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import IndexFigure, KpiCard, MetricPage, SchoolHead
from sendsite.report.figures.values import Standing
from sendsite.report.formats import small
from sendsite.report.glossary import meanings
from sendsite.report.marks import Key, folded_marks, key_of, shown_marks, spoken
from sendsite.report.together import closing, not_shown, shown
from sendsite.report.untold import told
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_MEANS, KPI_NAMES

Figures = TypeVar("Figures")
EDITIONS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def completed(figures: Figures, source: str) -> Figures:
    """
    The same page with the source of each section, and the meaning of each word and mark at the section that first uses it; what is wholly hidden
    is said so, and what is drawn is told in words.

    A section that names a source of its own names both. Index and measures carry their meaning themselves.
    """
    page: Any = _joined(figures)
    sections, cards = list(_parts(page, Section)), list(_parts(page, KpiCard))
    known = [card.name for card in cards] + [KPI_NAMES["sei"] for _ in _parts(page, IndexFigure)]
    if isinstance(page, MetricPage):
        known += [name for kpi, name in KPI_NAMES.items() if page.lede == KPI_MEANS[kpi]]
    means = {id(section): terms for section, terms in zip(sections, meanings(sections, known), strict=True)}
    keys = {id(section): key for section, key in zip(sections, _keys(sections), strict=True)}

    def whole(part: Any) -> Any:
        if isinstance(part, Section):
            of = f"{source}; {part.source}" if part.source else source
            return replace(part, source=of, terms=means[id(part)], key=keys[id(part)], folded_key=key_of(folded_marks(part)), desc=spoken(part.desc))
        if isinstance(part, KpiCard):
            return replace(part, means=KPI_MEANS.get(part.kpi, ""))
        if isinstance(part, IndexFigure):
            return replace(part, means=KPI_MEANS["sei"])
        return part

    done: Figures = _each(page, whole)
    return done


def _each(page: Any, made: Callable[[Any], Any]) -> Any:
    """The page with each of its parts made anew."""

    def part(value: Any) -> Any:
        return tuple(map(part, value)) if isinstance(value, tuple) and any(is_dataclass(each) for each in value) else made(value)

    return replace(page, **{field.name: part(getattr(page, field.name)) for field in fields(page)})


def _joined(page: Any) -> Any:
    """The page with its sections as they are worth reading: those that show nothing are named last, in one list for the whole page."""
    made: dict[str, Any] = {field.name: told(value) for field in fields(page) if isinstance(value := getattr(page, field.name), Section)}
    lists = {field.name: value for field in fields(page) if isinstance(value := getattr(page, field.name), tuple) and value and isinstance(value[0], Section)}
    gone = not_shown([section for sections in lists.values() for section in sections])
    made |= {name: shown(sections, gone) for name, sections in lists.items()}
    if gone:
        made[[*lists][-1]] += (closing(gone, *_where(page)),)
    return replace(page, **made)


def _where(page: Any) -> tuple[str, str]:
    """The school or trust as captions end with it, and the heading of what a page of it does not show."""
    if isinstance(school := getattr(page, "school", None), SchoolHead):
        return school.name, "Not shown at a school this small" if school.small else "Not shown on this page"
    return page.standing.trust, "Not shown on this page"


def _keys(sections: Sequence[Section]) -> Iterator[Key]:
    """The marks that each section is the first to show to who opens nothing."""
    known: set[str] = set()
    for section in sections:
        yield key_of(shown_marks(section) - known)
        known |= shown_marks(section)


def _parts(page: Any, kind: type) -> Iterator[Any]:
    """The parts of a kind, in reading order."""
    for field in fields(page):
        value = getattr(page, field.name)
        yield from (part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, kind))


def source_words(view: View, place: Place) -> str:
    """Such as `Register of Tidewell Primary, data to 27 March 2026, first edition`."""
    whose = "Registers of the trust’s schools" if place.is_trust else f"Register of {place.name}"
    return f"{whose}, data to {view.standing.data_date}, {edition_words(view.standing)}"


def edition_words(standing: Standing) -> str:
    """`first edition`, `edition 11`, or `draft`."""
    if standing.draft:
        return "draft"
    return f"{EDITIONS[standing.edition - 1]} edition" if 1 <= standing.edition <= len(EDITIONS) else f"edition {standing.edition}"


def about_lines(standing: Standing | None) -> tuple[tuple[str, str], ...]:
    """What a workbook says of itself: trust, term, edition and data date; nothing where a page is of no term."""
    if standing is None:
        return ()
    published = () if standing.draft else (("Published", standing.published),)
    return (
        ("Trust", standing.trust),
        ("Term", standing.term_label),
        ("Edition", small(edition_words(standing))),
        ("Data to", standing.data_date),
        *published,
    )
