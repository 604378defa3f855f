"""All downloads of a school's term, page by page, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass

from sendsite.report.figures.pages import Page, SchoolData
from sendsite.report.figures.values import Column, Link, Row, Table
from sendsite.report.heads import school_head
from sendsite.report.marks import key_of
from sendsite.report.tables import table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_MEANS, KPI_NAMES, KPI_SHORT

MEANINGS = {
    "Pupils": "Pupils on the register",
    "Hours": "Hours a week, as timetabled",
    "Share": "Part of the whole in the same table, %",
    "Hours needed": "Weekly hours that pupils’ plans ask for",
    "Hours met": "Those of the hours needed that are timetabled, pupil by pupil; hours beyond a plan do not count",
    "Gap": "Hours needed that are not met",
    "Hours received": "Weekly pupil hours timetabled; an hour shared by three pupils counts three times",
    "Need met": KPI_MEANS["need"],
    "Contracted": "Hours of the staff’s contracts, a week",
    "SEND hours": "Hours of them dedicated to SEND, a week",
    "In support": "Staff hours timetabled with pupils, a week",
    "Not yet deployed": "SEND hours that no timetable holds, a week",
    "Top-up": "High-needs top-up funding, GBP a year",
    "Provision": "Cost of the same pupils’ support at standard rates, GBP a year",
    "Own part": "What the notional budget meets of these pupils’ support, up to a set sum for each pupil, GBP a year",
    "Balance": "Top-up and own part, less provision, GBP a year",
    "This term": "The figure at the data date of this term",
    "A year before": "The figure of the same term a year before",
    "Band": "Red, amber or green; for the index low, moderate or high",
    **{KPI_SHORT[kpi]: words for kpi, words in KPI_MEANS.items()},
    **{KPI_NAMES[kpi]: words for kpi, words in KPI_MEANS.items()},
}


def school_data(view: View, place: Place, pages: Sequence[Page]) -> SchoolData:
    """`pages` are the school's other pages of the term."""
    labels = {link.key: link for link in school_head(view, place).tabs}
    groups, used, marks = [], set[str](), set[str]()
    for page in pages:
        tables = list(dict.fromkeys(tables_of(page.figures)))
        groups.append((labels.get(page.key, Link(page.title, page.key)), tuple(dict.fromkeys((each.slug, each.caption) for each in tables))))
        used |= {column.label for each in tables for column in each.columns}
        marks |= {cell.mark for each in tables for row in each.rows for cell in row.cells}
    rows = [Row(label, (words_cell(words),)) for label, words in MEANINGS.items() if label in used]
    rows += [Row(f"[{mark}]", (words_cell(f"In place of a figure: {words}"),)) for mark, words in key_of(marks)]
    dictionary = table("dictionary", "What the columns and the marks mean", (words_column("Column"), Column("Meaning", False)), rows)
    return SchoolData(view.standing, school_head(view, place), tuple(group for group in groups if group[1]), dictionary)


def tables_of(value: object) -> Iterator[Table]:
    """Every table of a page, in reading order."""
    if isinstance(value, Table):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from tables_of(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from tables_of(getattr(value, field.name))
