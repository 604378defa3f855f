"""A section that shows no more than the total says so in a sentence, at one place, instead of a table of [c]s; and no chart is left empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import MARKS, Cell, Row, Table

NAMED = 8
"""So many rows are named in the sentence; more would be a table again."""


def told(section: Section) -> Section:
    """The section as it is worth reading: without a chart that has no mark, and of a table whose parts are all hidden the total alone."""
    table = section.table
    totals = tuple(row for row in table.rows if row.total and not all(cell.mark for cell in _numbers(table, row))) if table else ()
    if table is not None and totals and hides_parts(table):
        return replace(section, says=_hidden(table), chart=None, desc="", table=replace(table, rows=totals), open_table=True)
    if section.chart is not None and not section.drawn:
        return replace(section, chart=None, desc="", open_table=True)
    return section


def hides_parts(table: Table) -> bool:
    """Whether a table shows no figure above its totals because figures are hidden."""
    cells = [cell for row in table.rows if not row.total for cell in _numbers(table, row)]
    return any(cell.mark == "c" for cell in cells) and all(cell.mark for cell in cells)


def _hidden(table: Table) -> str:
    """What is hidden, by name where that is short, and why."""
    heads = [row.head for row in table.rows if not row.total]
    which = f"Not shown: {'; '.join(heads)}. " if len(heads) <= NAMED else ""
    return f"{which}Each figure here but the total is {MARKS['c']}."


def _numbers(table: Table, row: Row) -> Iterator[Cell]:
    """The cells of a row that stand under numbers."""
    return (cell for column, cell in zip(table.columns[1:], row.cells, strict=True) if column.numeric)
