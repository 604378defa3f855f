"""The record of processing in docs/ is true to the tables of the register."""

from __future__ import annotations

from tools.records_of_processing import PLACE, written


def test_the_record_of_processing_names_every_table_and_column_as_they_are():
    assert PLACE.read_text("utf-8") == written(), "run python tools/records_of_processing.py"
