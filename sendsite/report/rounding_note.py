"""What a published table says of hours or money with their total, or of two terms: that figures are rounded, and how far sums may be out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row, Table
from sendsite.report.formats import MINUS

Figures = TypeVar("Figures")
AVERAGES = {"Cost of one": "averages to £100", "Per pupil": "averages to £100", "Per hour received": "an hour’s cost to 50p"}
"""Columns of money that are no sums, and how coarse they are told."""
EACH = {"For each hour": "an hour’s cost to 50p", "For each": "averages to £100"}
"""The same of rows, by how they begin."""
ANOTHER_TERM = "A year before"


def rounding_said(figures: Figures) -> Figures:
    """The same page with the note at each table that has a total of such figures, or such figures of two terms."""
    page: Any = figures
    made = {field.name: _said(getattr(page, field.name)) for field in fields(page)}
    done: Figures = replace(page, **made)
    return done


def _said(part: Any) -> Any:
    if isinstance(part, tuple) and any(isinstance(each, Section) for each in part):
        return tuple(map(_said, part))
    if isinstance(part, Table):
        return noted(part)
    return replace(part, table=noted(part.table)) if isinstance(part, Section) and part.table else part


def noted(table: Table) -> Table:
    """A table with the note, where it has a total of hours or money and parts beside it, or sets them beside a year before."""
    steps = [*_steps(table)]
    totals = [row for row in table.rows if row.total]
    parted, terms = bool(totals) and len(totals) < len(table.rows), any(column.label == ANOTHER_TERM for column in table.columns)
    if not steps or not (parted or terms):
        return table
    so = "so parts may not add up to their total" if parted else "so sums and differences of them may be that much out"
    also = ", and a change by that much may be none" if terms else ""
    return replace(table, note=f"{table.note} Each figure is rounded by itself ({', '.join(steps)}), {so}{also}.".strip())


def _steps(table: Table) -> Iterator[str]:
    """How coarse its hours and its money are."""
    if any(column.unit == "h a week" for column in table.columns) or any(map(_is_of_hours, table.rows)):
        yield "hours to 5, over 500 to 10"
    money = [row for row in table.rows if any(map(_is_money, row.cells))]
    each = [next((said for words, said in EACH.items() if row.head.startswith(words)), "") for row in money]
    if money and not all(each):
        yield "money to £1,000"
    if money:
        columns = (AVERAGES[column.label] for column in table.columns if column.label in AVERAGES)
        yield from dict.fromkeys((*columns, *(said for said in each if said)))


def _is_money(cell: Cell) -> bool:
    return cell.text.lstrip(MINUS).startswith("£")


def _is_of_hours(row: Row) -> bool:
    """Whether a row of figures of several kinds has hours: its head says so, and it has a number that is neither money nor a share."""
    return "hours" in row.head.lower() and any(isinstance(cell.value, float) and not _is_money(cell) and not cell.text.endswith("%") for cell in row.cells)
