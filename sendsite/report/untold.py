"""A section whose every figure is hidden says so in a sentence, at one place, instead of a table of [c]s; and no chart is left empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import MARKS, Cell, Row, Table

NAMED = 8
"""So many rows are named in the sentence; more would be a table again."""


def told(section: Section) -> Section:
    """The section as it is worth reading: without a chart that has no mark, and without rows of which nothing is shown."""
    if section.table is not None and hides_all(section.table):
        return _said(section, section.table)
    if section.chart is not None and not section.drawn:
        return replace(section, chart=None, desc="", open_table=True)
    return section


def hides_all(table: Table) -> bool:
    """Whether a table has rows below its head and above its totals, and shows no figure in them because figures are hidden."""
    cells = [cell for row in _body(table) for cell in _numbers(table, row)]
    return any(cell.mark == "c" for cell in cells) and all(cell.mark for cell in cells)


def _said(section: Section, table: Table) -> Section:
    """What is hidden and why; of the table what it shows of the whole, and nothing where it shows nothing of that either."""
    totals = tuple(row for row in table.rows if row.total and not all(cell.mark for cell in _numbers(table, row)))
    heads = [row.head for row in _body(table)]
    which = f": {'; '.join(heads)}" if len(heads) <= NAMED else ""
    says = f"Each figure here is {MARKS['c']}{which}."
    if not totals:
        return replace(section, says=says, chart=None, desc="", table=None, note="", open_table=False)
    return replace(section, says=says, chart=None, desc="", table=replace(table, rows=totals), open_table=True)


def _body(table: Table) -> Iterator[Row]:
    return (row for row in table.rows if not row.total)


def _numbers(table: Table, row: Row) -> Iterator[Cell]:
    """The cells of a row that stand under numbers."""
    return (cell for column, cell in zip(table.columns[1:], row.cells, strict=True) if column.numeric)
