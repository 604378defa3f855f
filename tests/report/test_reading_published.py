"""What stands in the files of a built site is what was released under its name; what is not, is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from sendsite.report.disclosure import Released, Value
from sendsite.workflow.folder import open_folder
from tools.reading_published import Sheet, held, read_all

FIGURES = Released({"990001.rating.red.pupils": Value(None, "c"), "990001.rating.red.needed": Value(60.0, "")}, {}, frozenset(), 5)
SHEET = Sheet("ratings.csv", "ratings", [["Group", "Pupils", "Hours needed (h a week)"], ["Red", "[c]", "60"]])


def test_every_number_of_the_demos_files_is_accounted_for(demo_folder: Path):
    found = list(read_all(open_folder(demo_folder)))

    assert [fault for each in found for fault in each.faults] == []
    assert sum(each.named for each in found) > 5_000
    assert sum(each.marked for each in found) > 3_000


@pytest.mark.parametrize("column, text, right", [("Pupils", "[c]", True), ("Pupils", "3", False), ("Hours needed", "60", True), ("Hours needed", "61", False)])
def test_a_number_where_a_mark_should_stand_or_another_is_found(column: str, text: str, right: bool):
    assert held(SHEET, FIGURES, set(), ("990001", "Red", column, text))[1].startswith("and ") is not right


def test_a_number_that_is_told_of_nothing_is_found():
    sheet = Sheet("other.csv", "other", [["What", "Pupils"], ["Somebody", "17"]])

    assert held(sheet, FIGURES, {"60"}, ("990001", "Somebody", "Pupils", "17")) == ("among", "is told of no figure")
