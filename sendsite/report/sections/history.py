"""The index and the measures over all terms, and what moved the index from term to term."""

from __future__ import annotations

from dataclasses import replace

from sendsite.framework.change import is_real
from sendsite.framework.model import KPIS
from sendsite.framework.term import Term
from sendsite.report.changes import ABOUT_THE_SAME, between, since, then_of
from sendsite.report.charts.axis import Span, span_of
from sendsite.report.charts.dots import zones_of
from sendsite.report.charts.lines import lines
from sendsite.report.disclosure import Released, marked
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Column, Row
from sendsite.report.formats import PERCENT
from sendsite.report.sections.trend import trend_words
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import Moment, Place, View
from sendsite.report.words import KPI_NAMES, band

SAME = "“About the same” is a number within a few pupils of the next one below it: a change so small is not told."
NOT_CALLED = "too few pupils to call it a change"
NONE_CALLED = "Pupils are too few to call any of these a change."
LEAST_SPAN = {"sei": 1.5, "finance": 0.6, "ash": 0.3, "need": 0.4, "dqf": 0.3, "pif": 0.4}


def short_label(term: Term) -> str:
    """`spr 25/26`."""
    return f"{term.season[:3]} {term.year % 100:02d}/{(term.year + 1) % 100:02d}"


def span(view: View, kpi: str, values: list[float]) -> Span:
    """What to draw over: the index from 0 to its top, a measure around its values and band edges."""
    if kpi == "sei":
        return Span(0.0, view.framework.levels[-1])
    return span_of([*values, *view.edges(kpi)], LEAST_SPAN[kpi], floor_at=0.0)


def over_terms(view: View, place: Place, kpi: str) -> Section | None:
    """One measure or the index over every term there is; None where it never had a figure."""
    name, form = f"{place.scope}.kpi.{kpi}", view.format(kpi)
    values = [moment.figures.number(name) for moment in view.history]
    known = [value for value in values if value is not None]
    if not known:
        return None
    labels = [short_label(moment.term) for moment in view.history]
    picture = lines([(KPI_NAMES[kpi], values, "s1")], labels, span(view, kpi, known), form, zones_of("sei" if kpi == "sei" else "kpi", view.edges(kpi)))
    rows = []
    for moment in view.history:
        word = band(moment.figures.told(f"{place.scope}.band.{kpi}"))
        rows.append(Row(moment.term.label + (" (draft)" if moment.draft else ""), (moment.figures.cell(name, form), _band_cell(word.word if word else ""))))
    said = ", ".join(f"{label} {form.text(value) if value is not None else 'not shown'}" for label, value in zip(labels, values, strict=True))
    return Section(
        f"history-{kpi}",
        trend_words(view, place, kpi),
        sub=f"{KPI_NAMES[kpi]}, {place.name}, {view.history[0].term.label} to {view.term.label}",
        chart=picture,
        desc=said,
        table=table(
            f"history-{kpi}", f"{KPI_NAMES[kpi]} over the terms, {place.name}", (words_column("Term"), column(KPI_NAMES[kpi]), Column("Band", False)), rows
        ),
        note=" ".join(said for said in ("A term without a figure is a gap in the line." if None in values else "", _of_then(view)) if said),
    )


def moved(view: View, place: Place) -> Section | None:
    """What moved the index between each term and the one before it; None where there is no pair of terms."""
    note = "Progress has a season: compare a term with the same term a year before as well."
    return _moved(view, place, "moved", "What moved the index from term to term", "the term before", note)


def moved_on_the_year(view: View, place: Place) -> Section | None:
    """What moved the index between each term and the same one a year before; None where there is no such pair."""
    note = "Year on year is read first: a term is compared with its like."
    return _moved(view, place, "moved-year", "What moved the index year on year", "the same term a year before", note)


def _moved(view: View, place: Place, slug: str, heading: str, on: str, note: str) -> Section | None:
    """Each pair of terms with the exact split of the index's change, by the method in force at the later one."""
    rows, form = [], view.format("sei")
    for moment in view.history:
        other = moment.term.year_before if slug == "moved-year" else moment.term.before
        before = view.at(other)
        found = between(view, place, before, moment.figures, since(view, other), moment.framework) if before else None
        if found is None:
            continue
        parts = dict(found.parts)
        cells = tuple(Cell(form.signed(parts[kpi]), form.value(parts[kpi])) for kpi in KPIS)
        total = sum(parts.values())
        rows.append(Row(moment.term.label, (*cells, Cell(form.signed(total), form.value(total))), note=_called(view, place, before, moment)))
    if not rows:
        return None
    if all(row.note == NOT_CALLED for row in rows):
        rows, note = [replace(row, note="") for row in rows], f"{note} {NONE_CALLED}"
    columns = (words_column("Term"), *(column(KPI_NAMES[kpi]) for kpi in KPIS), column("Change"))
    return Section(
        slug,
        heading,
        sub=f"Each measure’s part of the change on {on}; the parts add up to the change",
        table=table(slug, f"{heading}, {place.name}", columns, rows),
        note=note,
        open_table=True,
    )


def _called(view: View, place: Place, before: Released | None, after: Moment) -> str:
    """What to know of a change of the index: that it is none, or that none is called; nothing where it is real."""
    name = f"{place.scope}.kpi.sei"
    was, now = before.number(name) if before else None, after.figures.number(name)
    if was is None or now is None:
        return ""
    real = is_real("sei", was, now, round(after.figures.number(f"{place.scope}.register") or 0), after.framework or view.framework)
    return {True: "", False: "no real change", None: NOT_CALLED}[real]


def register(view: View, place: Place) -> Section:
    """Pupils on the register, with plans and at SEN support, and need met, over the terms."""
    counts = [_counts(view, f"{place.scope}.{name}") for name in ("register", "ehcp", "support")]
    need = [moment.figures.cell(f"{place.scope}.kpi.need", PERCENT) for moment in view.history]
    rows = [Row(moment.term.label, tuple(cells)) for moment, *cells in zip(view.history, *counts, need, strict=True)]
    columns = (words_column("Term"), column("On the register"), column("With an EHCP"), column("SEN support"), column("Need met", "%"))
    return Section(
        "register",
        "The register over the terms",
        sub="Pupils at the data date of each term",
        table=table("register", f"The register, {place.name}", columns, rows),
        note=SAME if any(cell.text == ABOUT_THE_SAME for each in counts for cell in each) else "",
        open_table=True,
    )


def _counts(view: View, name: str) -> list[Cell]:
    """A count over the terms: the newest that is shown, and going back, another only where it moved by k or more."""
    beside: float | None = None
    cells: list[Cell] = []
    for moment in reversed(view.history):
        cell = then_of(moment.figures, beside, name, view.now.k)
        cells.append(cell)
        beside = moment.figures.number(name) if isinstance(cell.value, float) else beside
    return cells[::-1]


def _band_cell(word: str) -> Cell:
    return Cell(word, word) if word else marked("z")


def _of_then(view: View) -> str:
    """What to know where the method changed on the way."""
    if all(moment.framework is None or moment.framework.sections == view.framework.sections for moment in view.history):
        return ""
    return "The method changed on the way. Figures and their bands are those of each term’s day; the bands behind the line are this term’s."
