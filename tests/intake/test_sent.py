"""What a browser sends. Invented people."""

from __future__ import annotations

import tempfile

import pytest

from sendsite.intake import sent
from sendsite.intake.fault import Unreadable
from sendsite.intake.sent import found_in_files, pasted
from sendsite.intake.sources import Found


def test_a_file_is_called_by_the_last_part_of_its_name_alone():
    (found,) = found_in_files([("..\\..\\etc/pupils.csv", b"a,b\n1,2\n")]).sheets

    assert (found[0], found[1].file) == ("pupils", "pupils.csv")


@pytest.mark.parametrize("name", ["", ".", "..", "/", "a" * 300, "\u202e.zip", "x.zip"])
def test_a_file_that_is_nothing_is_refused_and_nothing_is_left_behind(tmp_path, monkeypatch, name):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    found = found_in_files([(name, b"nothing")])

    assert (found.sheets, len(found.faults)) == ([], 1)
    assert list(tmp_path.iterdir()) == []


def test_a_file_lies_in_a_folder_of_its_owner_while_it_is_read(monkeypatch):
    modes = []

    def look(path):
        modes.append(path.parent.stat().st_mode & 0o777)
        return Found()

    monkeypatch.setattr(sent, "found_in", look)

    found_in_files([("x.xlsx", b"nothing")])

    assert modes == [0o700]


def test_cells_that_a_spreadsheet_copied_are_parted_by_tabs_and_its_last_line_break_is_no_row():
    grid = pasted('UPN\tName\r\nP1\t"Ada\nInvented"\r\nP2\tO\'Sample, Bo\r\n')

    assert (grid.headings, grid.rows) == (["UPN", "Name"], [(2, ["P1", "Ada\nInvented"]), (3, ["P2", "O'Sample, Bo"])])


def test_cells_parted_by_commas_may_be_pasted_too():
    assert pasted("UPN,Name\nP1,Ada\n").rows == [(2, ["P1", "Ada"])]


@pytest.mark.parametrize("text", ["", " \r\n\t\n"])
def test_nothing_pasted_is_said(text):
    with pytest.raises(Unreadable, match="is empty. Copy the rows with their headings"):
        pasted(text)


@pytest.mark.parametrize(("text", "words"), [("a;b\n1;2", "separated by semicolons"), ("<!doctype html>", "is a web page")])
def test_what_is_no_table_is_said(text, words):
    with pytest.raises(Unreadable, match=words):
        pasted(text)
