"""What a new edition of a term changed: why it was taken, when, and which of the published figures moved."""

from __future__ import annotations

from sendsite.framework.model import KPIS
from sendsite.report.completing import EDITIONS
from sendsite.report.disclosure import Released
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import capital
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES


def section(view: View, place: Place) -> Section | None:
    """The editions of this term side by side, in the figures that moved; None where there is only one."""
    if not view.editions:
        return None
    rows = [row for kpi in ("sei", *KPIS) if (row := _row(view, place, kpi))]
    numbers = [*(each.number for each in view.editions), view.standing.edition]
    columns = (words_column("Figure"), *(column(f"{capital(edition_name(number))} edition") for number in numbers))
    return Section(
        "edition",
        f"The {edition_name(numbers[-1])} edition moved {_moved(len(rows))}",
        sub=f"{view.term.label} was frozen again on {view.standing.published.partition(' by ')[0]}; the edition before was of {view.editions[-1].taken}",
        says=f"Reason: {view.standing.reason}" if view.standing.reason else "",
        table=table("edition", f"{place.name}, {view.term.label}: the figures that moved, by edition", columns, rows) if rows else None,
        note="A term that is corrected keeps its earlier editions; pages show the newest. Figures are compared as they are shown, and not where one is hidden.",
        open_table=True,
    )


def edition_name(number: int) -> str:
    """`second`; from eleven on `11th`."""
    return EDITIONS[number - 1] if 1 <= number <= len(EDITIONS) else f"{number}th"


def _moved(count: int) -> str:
    return "none of the index and the measures, as shown" if not count else "one figure" if count == 1 else f"{count} figures"


def _row(view: View, place: Place, kpi: str) -> Row | None:
    """A figure in every edition; None where it is the same in all, or hidden in any: that would tell how it moved, or that it did."""
    cells = [_cell(view, each.figures, place, kpi) for each in view.editions] + [_cell(view, view.now, place, kpi)]
    told = all(cell.mark != "c" for cell in cells) and len({cell.text for cell in cells}) > 1
    return Row(KPI_NAMES[kpi], tuple(cells)) if told else None


def _cell(view: View, figures: Released, place: Place, kpi: str) -> Cell:
    return figures.cell(f"{place.scope}.kpi.{kpi}", view.format(kpi))
