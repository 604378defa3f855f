"""Figures as they were published beside the same register by today's method, where that is another: marked, and never in their place."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.framework.model import KPIS
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Column, Row
from sendsite.report.formats import kpi_format
from sendsite.report.quantities.today import METHOD
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import Moment, Place, View
from sendsite.report.words import KPI_NAMES, band

SLUG = "by-todays-method"
NEVER = "The figures by today’s method were never published as this term’s. They only show how much of a change over the years is a change of the method."


def one_term(view: View, place: Place) -> Section | None:
    """A term's index and measures, then and by today's method; None where the method is the same or there is no figure."""
    moment = view.history[-1]
    if not moment.figures.told(METHOD):
        return None
    rows = [Row(KPI_NAMES[kpi], _pair(view, moment, place, kpi)) for kpi in ("sei", *KPIS)]
    if not _any_figure(rows):
        return None
    columns = (words_column("Figure"), column("As published"), Column("Band then", False), column("By today’s method"), Column("Band by it", False))
    return Section(
        SLUG,
        _heading(view, moment, place),
        sub="Published figures stand as they were computed then; beside them the same register by the method in force today",
        table=table(SLUG, f"{place.name}, {view.term.label}: as published, and by today’s method", columns, rows),
        note=NEVER,
        open_table=True,
    )


def all_schools(view: View) -> Section | None:
    """The schools' indexes in one term, then and by today's method."""
    moment = view.history[-1]
    if not moment.figures.told(METHOD):
        return None
    rows = [Row(place.name, _pair(view, moment, place, "sei"), view.key(place), total=place.is_trust) for place in (*view.schools, view.trust)]
    return _indexes(SLUG, "School", f"The schools of {view.term.label}", rows)


def over_terms(view: View, place: Place) -> Section | None:
    """The index of each term that was computed by another method; None where there is none."""
    rows = [Row(moment.term.label, _pair(view, moment, place, "sei")) for moment in view.history if moment.figures.told(METHOD)]
    return _indexes(f"{SLUG}-over-terms", "Term", place.name, rows) if _any_figure(rows) else None


def _any_figure(rows: Sequence[Row]) -> bool:
    """Whether there is a figure in any row, of then or of today."""
    return any(not cell.mark and cell.value != "" for row in rows for cell in row.cells)


def _indexes(slug: str, head: str, whose: str, rows: Sequence[Row]) -> Section:
    columns = (words_column(head), column("As published"), Column("Band then", False), column("By today’s method"), Column("Band by it", False))
    return Section(
        slug,
        "The index as published, and by today’s method",
        sub="The method has changed since: pictures and tables show what was published; here today’s method stands beside it",
        table=table(slug, f"{whose}: index as published, and by today’s method", columns, rows),
        note=NEVER,
        open_table=True,
    )


def _heading(view: View, moment: Moment, place: Place) -> str:
    then, _, now, _ = _pair(view, moment, place, "sei")
    if then.mark or now.mark:
        return "By today’s method some figures of this term would read otherwise"
    return f"By today’s method the index of this term would be {now.text}{', as then' if now.text == then.text else f', not {then.text}'}"


def _pair(view: View, moment: Moment, place: Place, kpi: str) -> tuple[Cell, Cell, Cell, Cell]:
    """Figure and band as published, figure and band by today's method."""
    figures = moment.figures
    then, today = kpi_format(kpi, moment.framework or view.framework), kpi_format(kpi, view.setup.method or view.framework)
    return (
        figures.cell(f"{place.scope}.kpi.{kpi}", then),
        _band(figures.told(f"{place.scope}.band.{kpi}")),
        figures.cell(f"{place.scope}.today.{kpi}", today),
        _band(figures.told(f"{place.scope}.today.band.{kpi}")),
    )


def _band(told: str) -> Cell:
    word = band(told)
    return Cell(f"{word.shape} {word.word}", word.word) if word else Cell("–", "")
