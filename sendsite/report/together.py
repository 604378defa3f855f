"""Sections of which nothing is shown: a sentence in place of a table of [c]s, and for several in a row one section that names them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import MARKS
from sendsite.report.formats import capital, numeral


def together(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The same sections: one that shows nothing says so, and several in a row are one: a very small school's page is not a list of the same sentence."""
    found: list[Section] = []
    for nothing, run in groupby(sections, shows_nothing):
        each = list(run)
        found += each if not nothing else [_alone(each[0])] if len(each) == 1 else [_one_of(each)]
    return tuple(found)


def shows_nothing(section: Section) -> bool:
    """Whether a section has figures and none is shown, some because they are hidden."""
    if section.table is None:
        return False
    columns = section.table.columns[1:]
    cells = [cell for row in section.table.rows for column, cell in zip(columns, row.cells, strict=True) if column.numeric]
    return any(cell.mark == "c" for cell in cells) and all(cell.mark for cell in cells)


def _alone(section: Section) -> Section:
    """A sentence: the section's own, where it says itself why."""
    says = section.says if "hidden:" in section.says else f"Each figure here is {MARKS['c']}."
    return replace(section, says=says, chart=None, desc="", table=None, note="", open_table=False)


def _one_of(sections: list[Section]) -> Section:
    names = "; ".join(section.heading for section in sections)
    heading = f"{capital(numeral(len(sections)))} breakdowns are not shown: too few pupils are in them"
    return Section(sections[0].slug, heading, says=f"{names}. Each figure in them is {MARKS['c']}.")
