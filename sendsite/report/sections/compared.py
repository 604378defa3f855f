"""A school beside real schools of its phase and size: staffing, EHCPs and SEN support."""

from __future__ import annotations

from sendsite.report.comparing import MEASURES, band_for, bands_of, own, size_words, where
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import TENTH
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import PHASES

PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


def section(view: View, place: Place) -> Section | None:
    """The school's figure among the percentiles of schools of its phase and size; None where no comparator fits."""
    rows, said, sources = [], [], []
    for measure in MEASURES:
        band = band_for(bands_of(view.comparators, place.phase, measure.code), place.roll)
        if band is None:
            continue
        value = own(view, place, measure)
        cell = marked(view.now.mark(f"{place.scope}.{measure.own}") or "x") if value is None else shown_cell(value, TENTH)
        percentiles = tuple(_cell(getattr(band, name)) for name in PERCENTILES)
        rows.append(Row(measure.name, (cell, *percentiles, words_cell(size_words(band)), words_cell(f"{band.source}, {band.year}"))))
        sources.append(f"{band.schools:,} {PHASES[place.phase].lower()} schools")
        if value is not None:
            said.append((where(value, band), measure.short))
    if not rows:
        return None
    heading = f"Among schools of its phase and size, {said[0][1]} is {said[0][0]}" if said else "Beside real schools of the same phase and size"
    columns = (
        words_column("Measure"),
        column("This school"),
        *(column(name) for name in ("10th percentile", "25th", "Median", "75th", "90th")),
        words_column("Size band"),
        words_column("Source"),
    )
    return Section(
        "compared",
        heading,
        sub=f"This school and {sources[0]} of its size in England",
        says="; ".join(f"{short}: {place_of}" for place_of, short in said),
        table=table("compared", f"{place.name} beside real schools", columns, rows),
        note="The data are some years old and say where a school stands, not where it should stand.",
        open_table=True,
    )


def _cell(value: float | None) -> Cell:
    return marked("x") if value is None else shown_cell(value, TENTH)
