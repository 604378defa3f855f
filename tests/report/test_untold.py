"""What is hidden as a whole is said in a sentence: no table of nothing but [c], and no empty chart."""

from __future__ import annotations

import pytest

from sendsite.report.charts.bars import Item, bars
from sendsite.report.disclosure import marked
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.untold import told

TEN = Cell("10", 10.0)


def a_section(*cells: Cell, total: Cell = TEN) -> Section:
    """A section of rows that are named A, B and so on, with their total."""
    rows = [Row(chr(ord("A") + at), (cell, words_cell("what it is"))) for at, cell in enumerate(cells)]
    rows.append(Row("All", (total, words_cell("")), total=True))
    items = [Item(each.head, each.cells[0].value if isinstance(each.cells[0].value, float) else None, each.cells[0].text) for each in rows[:-1]]
    shown = table("groups", "Groups", (words_column("Group"), column("Pupils"), words_column("What it is")), rows)
    return Section("groups", "Groups", chart=bars(items), desc="A and B", table=shown)


def test_a_table_whose_parts_are_all_hidden_is_a_sentence_and_its_total():
    found = told(a_section(marked("c"), marked("c")))

    assert found.says == "Not shown: A; B. Each figure here but the total is hidden: it could point to a child, or would give away another hidden figure."
    assert found.table is not None
    assert [row.head for row in found.table.rows] == ["All"]
    assert (found.chart, found.desc) == (None, "")


def test_rows_are_named_only_where_they_are_few():
    assert told(a_section(*[marked("c")] * 9)).says.startswith("Each figure here but the total is hidden: ")


@pytest.mark.parametrize("other", [marked("x"), marked("z")], ids=["missing", "does not apply"])
def test_figures_that_are_not_there_beside_hidden_ones_do_not_make_a_table(other: Cell):
    assert told(a_section(marked("c"), other)).chart is None


@pytest.mark.parametrize("section", [a_section(TEN, marked("c")), a_section(TEN, TEN)], ids=["some", "all"])
def test_a_section_that_shows_a_part_stays_as_it_is(section: Section):
    assert told(section) is section


def test_a_chart_without_a_mark_leaves_its_table_alone():
    found = told(a_section(marked("x"), marked("x"), total=marked("x")))

    assert found.chart is None
    assert found.open_table
    assert found.table is not None
    assert len(found.table.rows) == 3
