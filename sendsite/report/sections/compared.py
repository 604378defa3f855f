"""A school beside real schools of its phase and size: staffing, EHCPs and SEN support."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sendsite.report.comparing import MEASURES, Measure, band_for, bands_of, own, size_words, where
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import TENTH, capital, listed, small
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import PHASES

PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


COLUMNS = (
    words_column("Measure"),
    column("This school"),
    *(column(name) for name in ("10th percentile", "25th", "Median", "75th", "90th")),
    words_column("Size band"),
)


class Line(NamedTuple):
    """A measure of the school beside the schools of its band: the row, how many schools, and where the school's own figure stands."""

    row: Row
    schools: int
    short: str
    stands: str
    source: str


def section(view: View, place: Place) -> Section | None:
    """The school's figure among the percentiles of schools of its phase and size; None where no comparator fits."""
    lines = [line for measure in MEASURES if (line := _line(view, place, measure))]
    if not lines:
        return None
    said = [line for line in lines if line.stands]
    return Section(
        "compared",
        f"Among schools of its phase and size, {said[0].short} is {said[0].stands}" if said else "Beside real schools of the same phase and size",
        sub=f"This school and {lines[0].schools:,} {small(PHASES[place.phase])} schools of its size in England",
        says=capital("; ".join(f"{line.short}: {line.stands}" for line in said)) + "." if len(said) > 1 else "",
        table=table("compared", f"{place.name} beside real schools", COLUMNS, [line.row for line in lines]),
        note="The data are some years old and say where a school stands, not where it should stand.",
        open_table=True,
        source=_sources(lines),
    )


def _sources(lines: Iterable[Line]) -> str:
    """Each source with the measures that are from it; the measures go without saying where there is one source only."""
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.source, []).append(line.short)
    return "; ".join(f"{listed(measures)}: {source}" if len(found) > 1 else source for source, measures in found.items())


def _line(view: View, place: Place, measure: Measure) -> Line | None:
    band = band_for(bands_of(view.comparators, place.phase, measure.code), place.roll)
    if band is None:
        return None
    value = own(view, place, measure)
    cell = marked(view.now.mark(f"{place.scope}.{measure.own}") or "x") if value is None else shown_cell(value, TENTH)
    percentiles = tuple(_cell(getattr(band, name)) for name in PERCENTILES)
    row = Row(measure.name, (cell, *percentiles, words_cell(size_words(band))))
    return Line(row, band.schools, measure.short, "" if value is None else where(value, band), f"{band.source}, {band.year}")


def _cell(value: float | None) -> Cell:
    return marked("x") if value is None else shown_cell(value, TENTH)
