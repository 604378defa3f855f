"""What a page does not show, in one list at its end: a reader of a very small school's page sees what is there, and then what is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import MARKS, Cell, Column, Row, Table
from sendsite.report.formats import capital, small
from sendsite.report.untold import hides_parts, told

SLUG = "not-shown"
UNITS = {"h a week": " hours a week", "GBP a year": " a year"}
WHOLE = "100%"
"""The share of a whole is no figure that a reader misses."""


def shown(sections: Sequence[Section], gone: Sequence[Section]) -> tuple[Section, ...]:
    """The sections but those that are gone, as they are worth reading. One that says itself why nothing is shown keeps its place and its words."""
    return tuple(_by_itself(section) if shows_nothing(section) else told(section) for section in sections if section not in gone)


def not_shown(sections: Sequence[Section]) -> list[Section]:
    """
    Sections of which no figure is shown; or none but a total that stands elsewhere among them, or that is a single figure, which the list can say.

    Of several with the same total the first stays, so that it stands somewhere.
    """
    gone = [section for section in sections if shows_nothing(section) and not _says_why(section)]
    for section in reversed(sections):
        others = [other for other in sections if other is not section and other not in gone]
        if section not in gone and not shows_nothing(section) and _total_alone(section) and (len(_totals(section)) <= 1 or _stands_in(section, others)):
            gone.append(section)
    return [section for section in sections if section in gone]


def closing(gone: Sequence[Section], place: str, heading: str) -> Section:
    """One section that names those that are not shown, each with its total where that is a single figure."""
    names = [_name(section, place) for section in gone]
    which, but = ("them", " but the totals given") if len(names) > 1 else ("it", " but the total")
    but = but if any(name.endswith(IN_ALL) for name in names) else ""
    return Section(SLUG, heading, says=f"{capital('; '.join(names))}. Each figure in {which}{but} is {MARKS['c']}.")


IN_ALL = " in all)"


def shows_nothing(section: Section) -> bool:
    """Whether a section has figures and none is shown, some because they are hidden."""
    if section.table is None:
        return False
    cells = [cell for row in section.table.rows for _, cell in _numbers(section.table, row)]
    return any(cell.mark == "c" for cell in cells) and all(cell.mark for cell in cells)


def _says_why(section: Section) -> bool:
    return "hidden:" in section.says


def _by_itself(section: Section) -> Section:
    """A section as its own sentence."""
    return replace(section, chart=None, desc="", table=None, note="", open_table=False)


def _total_alone(section: Section) -> bool:
    """Whether of a section its totals alone are shown."""
    return section.table is not None and hides_parts(section.table)


def _totals(section: Section) -> list[tuple[Column, Cell]]:
    """The figures of the totals that are shown."""
    if section.table is None:
        return []
    found = [pair for row in section.table.rows if row.total for pair in _numbers(section.table, row)]
    return [(column, cell) for column, cell in found if not cell.mark and cell.text != WHOLE]


def _stands_in(section: Section, others: Sequence[Section]) -> bool:
    """Whether one row of another section, of the same head, has all the figures of the totals."""
    totals = {row.head: {cell.text for _, cell in _numbers(table, row) if not cell.mark} for table, row in _rows([section]) if row.total}
    others_rows = [(row.head, {cell.text for cell in row.cells}) for _, row in _rows(others)]
    return all(any(head == other and figures <= texts for other, texts in others_rows) for head, figures in totals.items())


def _rows(sections: Sequence[Section]) -> Iterator[tuple[Table, Row]]:
    return ((section.table, row) for section in sections if section.table for row in section.table.rows)


def _name(section: Section, place: str) -> str:
    """What its table is of, in small letters, with the total where that is a single figure."""
    words = (section.table.caption if section.table else section.heading).removesuffix(f", {place}")
    name, totals = small(words) if words[1:2].islower() else words, _totals(section)
    return f"{name} ({totals[0][1].text}{UNITS.get(totals[0][0].unit, '')}{IN_ALL}" if len(totals) == 1 else name


def _numbers(table: Table, row: Row) -> Iterator[tuple[Column, Cell]]:
    """The cells of a row that stand under numbers, each with its column."""
    return ((column, cell) for column, cell in zip(table.columns[1:], row.cells, strict=True) if column.numeric)
