"""Tables out of released figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sendsite.report.disclosure import Released, marked
from sendsite.report.figures.values import Cell, Column, Row, Table
from sendsite.report.formats import Format


def column(label: str, unit: str = "") -> Column:
    """A column of numbers."""
    return Column(label, True, unit)


def words_column(label: str) -> Column:
    """A column of words."""
    return Column(label, False)


def words_cell(words: str) -> Cell:
    """A cell of words; a download carries them too."""
    return Cell(words, words)


def row(figures: Released | None, head: str, names: Iterable[tuple[str, Format]], total: bool = False, key: str = "", note: str = "") -> Row:
    """A row of figures by name; of a term that is not there every cell is [x]."""
    cells = tuple(marked("x") if figures is None else figures.cell(name, form) for name, form in names)
    return Row(head, cells, key, note, total)


def table(slug: str, caption: str, columns: Sequence[Column], rows: Iterable[Row], note: str = "") -> Table:
    """A table; its slug names its download."""
    return Table(slug, caption, tuple(columns), tuple(rows), note)
