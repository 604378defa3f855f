"""Snapshots are named, looked at and set side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.model import KPIS
from sendsite.framework.settings import default
from sendsite.workflow import snapshots_diff
from sendsite.workflow.folder import open_folder
from sendsite.workflow.snapshots_told import compared_document, figures_sheet, moved_sheet, shown_document


@pytest.fixture(scope="module")
def compared(demo_register: Path) -> snapshots_diff.Compared:
    return snapshots_diff.compare(open_folder(demo_register), "2024-autumn", "2025-autumn")


def test_a_name_that_is_no_snapshot_is_answered_with_those_there_are(demo_register: Path):
    with pytest.raises(DataRefused, match="There is no snapshot 2025-autumn.7. There are: 2023-autumn, .*2025-autumn"):
        snapshots_diff.find(open_folder(demo_register), "2025-autumn.7")
    with pytest.raises(DataRefused, match="is not a term"):
        snapshots_diff.find(open_folder(demo_register), "last autumn")


def test_a_snapshot_is_shown_with_its_figures_as_they_were_computed(demo_register: Path):
    told = shown_document(snapshots_diff.show(open_folder(demo_register), "2025-autumn"))

    assert (told["term"], told["edition"], told["rows"]["schools"]) == ("2025-autumn", 1, 6)
    assert told["metrics"]["trust"]["sei"]["value"] == pytest.approx(2.99, abs=0.01)


def test_who_joins_in_one_direction_leaves_in_the_other(demo_register: Path, compared: snapshots_diff.Compared):
    back = snapshots_diff.compare(open_folder(demo_register), "2025-autumn", "2024-autumn").between

    assert compared.between.pupils_joined == back.pupils_left != ()
    assert compared.between.pupils_left == back.pupils_joined != ()


def test_a_snapshot_beside_itself_differs_in_nothing(demo_register: Path):
    same = snapshots_diff.compare(open_folder(demo_register), "2025-autumn", "2025-autumn").between

    assert (same.pupils_joined, same.pupils_left, same.staff_joined, same.staff_left, same.needs) == ((), (), (), (), ())
    assert all(moved.by in (0, None) for place in same.schools for moved in (*place.kpis.values(), *place.hours.values(), place.sei))


def test_the_parts_of_a_row_add_up_as_shown(compared: snapshots_diff.Compared):
    def number(cell: str) -> float:
        return float(cell.replace("\N{MINUS SIGN}", "-"))

    for row in moved_sheet(compared, default()).rows:
        *parts, total = [number(cell) for cell in row[2:] if cell != "[x]"] or [0.0, 0.0]
        assert sum(parts) == pytest.approx(total, abs=1e-9)


def test_live_stands_for_the_register(demo_register: Path):
    found = snapshots_diff.compare_with_live(open_folder(demo_register), "2025-summer")

    assert (found.before, found.after) == ("2025-summer", "live")
    assert figures_sheet(found, open_folder(demo_register).framework()).rows[-1][1] == "Trust"


def test_the_document_is_json_and_unrounded(compared: snapshots_diff.Compared):
    told = json.loads(json.dumps(compared_document(compared), allow_nan=False))

    assert set(told) == {"before", "after", "same_method", "pupils", "staff", "needs", "schools", "trust"}
    trust = told["trust"]
    assert set(trust["sei"]["moved_by"]) == set(KPIS)
    assert sum(trust["sei"]["moved_by"].values()) == pytest.approx(trust["sei"]["change"], abs=1e-11)


def test_the_commands_show_and_compare(demo_register: Path, run_command):
    shown = run_command("snapshot", "show", "2025-autumn", "--dir", demo_register)
    assert shown.exit_code == 0, shown.stderr
    assert "Autumn term 2025/26, edition 1" in shown.stdout

    diff = run_command("snapshot", "diff", "2024-autumn", "2025-autumn", "--dir", demo_register)
    assert diff.exit_code == 0, diff.stderr
    assert "Pupils who joined: " in diff.stdout

    assert run_command("snapshot", "diff", "2024-autumn", "2031-autumn", "--dir", demo_register).exit_code == 4
