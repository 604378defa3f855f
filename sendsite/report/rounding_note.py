"""What a published table with a total of hours or money says of it: that figures are rounded, and parts may not add up."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, TypeVar

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Table

Figures = TypeVar("Figures")
UNITS = {"h a week": "hours to 5, over 500 to 10", "GBP": "money to £1,000, averages to £100, an hour’s cost to 50p"}
"""A unit, and how coarse its figures are told."""


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
    """A table with the note, where it has a total of hours or money."""
    steps = [words for unit, words in UNITS.items() if any(column.unit.startswith(unit) for column in table.columns)]
    if not steps or not any(row.total for row in table.rows):
        return table
    said = f"Each figure is rounded by itself ({'; '.join(steps)}), so parts may not add up to their total."
    return replace(table, note=f"{table.note} {said}".strip())
