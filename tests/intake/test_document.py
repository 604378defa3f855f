"""docs/interchange.md says what the schema says."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendsite.framework.records import IDENTITY
from sendsite.intake.interchange import SCHEMA, Column, file_of
from sendsite.intake.interchange.values import allowed

TEXT = (Path(__file__).parents[2] / "docs" / "interchange.md").read_text(encoding="utf-8")


def line_of(column: Column) -> str:
    """A column's row in the document: bold where it is required."""
    name = f"**{column.name}**" if column.required else column.name
    return f"| {name} | {column.meaning} | {allowed(column)} |"


def section_of(table: str) -> str:
    """The part of the document about one file."""
    return TEXT.split(f"### {file_of(table)}\n")[1].split("\n### ")[0].split("\n## ")[0]


@pytest.mark.parametrize("table", SCHEMA)
def test_the_document_has_every_column_of_every_file_in_order(table):
    rows = [line for line in section_of(table).splitlines() if line.startswith("| ")][1:]

    assert [line for line in rows if not line.startswith("| ---")] == [line_of(column) for column in SCHEMA[table]]


@pytest.mark.parametrize("table", SCHEMA)
def test_the_document_says_what_tells_one_row_from_another(table):
    names = {column.field: column.name for column in SCHEMA[table]}

    assert f"One row for each {', '.join(names[field] for field in IDENTITY[table])}." in section_of(table)


def test_the_document_has_no_file_that_is_none():
    assert [line.removeprefix("### ") for line in TEXT.splitlines() if line.startswith("### ")] == [file_of(table) for table in SCHEMA]
