"""The index and the measures over all terms, and what moved the index from term to term."""

from __future__ import annotations

from sendsite.framework.change import is_real
from sendsite.framework.model import KPIS
from sendsite.framework.term import Term
from sendsite.report.changes import between, since
from sendsite.report.charts.axis import Span, span_of
from sendsite.report.charts.dots import zones_of
from sendsite.report.charts.lines import lines
from sendsite.report.disclosure import Released, marked
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Column, Row
from sendsite.report.formats import COUNT, PERCENT
from sendsite.report.sections.trend import trend_words
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import Moment, Place, View
from sendsite.report.words import KPI_NAMES, band

LEFT_OUT = "Terms with too few pupils to call a change are left out."
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
    """Each pair of terms with the exact split of the index's change, by the method in force at the later one; without those where no change is called."""
    rows, form, left_out = [], view.format("sei"), False
    for moment in view.history:
        other = moment.term.year_before if slug == "moved-year" else moment.term.before
        before = view.at(other)
        found = between(view, place, before, moment.figures, since(view, other), moment.framework) if before else None
        if before is None or found is None:
            continue
        real = _real(view, place, before, moment)
        if real is None:
            left_out = True
            continue
        parts = dict(found.parts)
        cells = tuple(Cell(form.signed(parts[kpi]), form.value(parts[kpi])) for kpi in KPIS)
        total = sum(parts.values())
        rows.append(Row(moment.term.label, (*cells, Cell(form.signed(total), form.value(total))), note="" if real else "no real change"))
    if not rows:
        return None
    columns = (words_column("Term"), *(column(KPI_NAMES[kpi]) for kpi in KPIS), column("Change"))
    return Section(
        slug,
        heading,
        sub=f"Each measure’s part of the change on {on}; the parts add up to the change",
        table=table(slug, f"{heading}, {place.name}", columns, rows),
        note=f"{note} {LEFT_OUT}" if left_out else note,
        open_table=True,
    )


def _real(view: View, place: Place, before: Released, after: Moment) -> bool | None:
    """Whether a change of the index is a real one; None where none is called: pupils are too few, or their number is hidden."""
    name = f"{place.scope}.kpi.sei"
    was, now = before.number(name), after.figures.number(name)
    if was is None or now is None:
        return None
    form = view.format("sei")
    return is_real("sei", form.told(was), form.told(now), round(after.figures.number(f"{place.scope}.register") or 0), after.framework or view.framework)


def register(view: View, place: Place) -> Section:
    """Pupils on the register, with plans and at SEN support, and need met, over the terms."""
    named = (("register", COUNT), ("ehcp", COUNT), ("support", COUNT), ("kpi.need", PERCENT))
    rows = [Row(moment.term.label, tuple(moment.figures.cell(f"{place.scope}.{name}", form) for name, form in named)) for moment in view.history]
    columns = (words_column("Term"), column("On the register"), column("With an EHCP"), column("SEN support"), column("Need met", "%"))
    return Section(
        "register",
        "The register over the terms",
        sub="Pupils at the data date of each term",
        table=table("register", f"The register, {place.name}", columns, rows),
        open_table=True,
    )


def _band_cell(word: str) -> Cell:
    return Cell(word, word) if word else marked("z")


def _of_then(view: View) -> str:
    """What to know where the method changed on the way."""
    if all(moment.framework is None or moment.framework.sections == view.framework.sections for moment in view.history):
        return ""
    return "The method changed on the way. Figures and their bands are those of each term’s day; the bands behind the line are this term’s."
