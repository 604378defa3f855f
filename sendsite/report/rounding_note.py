"""What a published table with a total of hours or money says of it: that figures are rounded, and parts may not add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, TypeVar

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Table
from sendsite.report.formats import MINUS

Figures = TypeVar("Figures")
AVERAGES = {"Cost of one": "averages to £100", "Per pupil": "averages to £100", "Per hour received": "an hour’s cost to 50p"}
"""Columns of money that are no sums, and how coarse they are told."""


def rounding_said(figures: Figures) -> Figures:
    """The same page with the note at each table that has a total of such figures."""
    page: Any = figures
    made = {field.name: _said(getattr(page, field.name)) for field in fields(page)}
    done: Figures = replace(page, **made)
    return done


def _said(part: Any) -> Any:
    if isinstance(part, tuple) and any(isinstance(each, Section) for each in part):
        return tuple(map(_said, part))
    return replace(part, table=noted(part.table)) if isinstance(part, Section) and part.table else part


def noted(table: Table) -> Table:
    """A table with the note, where it has a total of hours or money and parts beside it."""
    steps = [*_steps(table)]
    totals = [row for row in table.rows if row.total]
    if not steps or not totals or len(totals) == len(table.rows):
        return table
    said = f"Each figure is rounded by itself ({', '.join(steps)}), so parts may not add up to their total."
    return replace(table, note=f"{table.note} {said}".strip())


def _steps(table: Table) -> Iterator[str]:
    """How coarse its hours and its money are."""
    if any(column.unit == "h a week" for column in table.columns):
        yield "hours to 5, over 500 to 10"
    if any(cell.text.lstrip(MINUS).startswith("£") for row in table.rows for cell in row.cells):
        yield "money to £1,000"
        yield from dict.fromkeys(AVERAGES[column.label] for column in table.columns if column.label in AVERAGES)
