"""
Times what the admin asks of the register, on a real disk: a cell edit with its history, a paste, an import, undo, and checking the chain.

Run it from the checkout: python tools/register_edits.py [FOLDER]. Give a folder on the disk that is meant; a temporary one may be in memory.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sendsite.framework.records import Allocation, Pupil, Records, School, Staff
from sendsite.register.database import Register, open_register
from sendsite.register.edits import Changes, apply, replace_all
from sendsite.register.history import history, rows_of
from sendsite.register.undo import undo, undoable
from sendsite.register.verify import verify_history
from sendsite.register.versions import cell, rows_where

URN = "140001"


def a_school() -> Records:
    """A matrix of 60 pupils and 25 staff, every second cell of it filled."""
    pupils = tuple(Pupil(URN, f"P{number:03}", f"Pupil {number}", "3", "3B", 20_00, None, "K", "SLCN") for number in range(60))
    staff = tuple(Staff(URN, f"S{number:02}", f"Adult {number}", "TA", 30_00, 30_00) for number in range(25))
    cells = tuple(Allocation(URN, "", one.staff_id, two.pupil_id, 50) for at, one in enumerate(staff) for by, two in enumerate(pupils) if (at + by) % 2)
    return Records(schools=(School(URN, "Harbour Lane", "primary", 400),), staff=staff, pupils=pupils, deployment=cells)


def timed(what: str, act: Callable[[int], object], turns: int = 1) -> None:
    """Print the median and the 95th percentile of some turns, in milliseconds."""
    spent = []
    for turn in range(turns):
        begun = time.perf_counter()
        act(turn)
        spent.append((time.perf_counter() - begun) * 1000)
    print(f"{what:<60} {statistics.median(spent):9.2f} {sorted(spent)[int(len(spent) * 0.95)]:9.2f}")


def edit(register: Register, turn: int) -> int:
    """One cell read with its version and changed."""
    found = cell(register, URN, "S00", "P001")
    assert found is not None
    change = Changes(changed={"deployment": ((found.row, found.row._replace(hours=1 + turn % 6000)),)})
    return apply(register, change, by="Sam", group="matrix", expected={"deployment": {(URN, "", "S00", "P001", ""): found.version}})


def paste(register: Register, turn: int) -> int:
    """Two hundred cells changed at once."""
    cells = [each.row for each in rows_where(register, "deployment", school_urn=URN, scenario="").values() if each.row.staff_id > "S10"][:200]
    return apply(register, Changes(changed={"deployment": tuple((row, row._replace(hours=1_00 + turn)) for row in cells)}), by="Sam", kind="paste")


def main(folder: Path) -> None:
    """Everything in turn, in one register."""
    with open_register(folder / "edits.sqlite", create=True) as register:
        replace_all(register, a_school(), by="Sam")
        print(f"{'what':<60} {'median ms':>9} {'p95 ms':>9}")
        timed("read a cell with its version, change it, keep its history", lambda turn: edit(register, turn), 2000)
        timed("undo and redo of a cell, turn by turn", lambda turn: undo(register, history(register, limit=1)[0].id, by="Sam"), 200)
        timed("paste of 200 cells, with their history", lambda turn: paste(register, turn), 20)
        timed("undo of that paste, and redo, turn by turn", lambda turn: undo(register, history(register, limit=1)[0].id, by="Sam"), 20)
        pupils = tuple(Pupil(URN, f"N{number:05}", f"Newcomer {number}", "3", "3B", 10_00, None, "K", "SLCN") for number in range(2000))
        timed("import of 2,000 pupils", lambda turn: apply(register, Changes(added={"pupils": pupils}), by="Sam", kind="import"))
        newest = history(register, limit=1)[0].id
        timed("whether that import can be undone", lambda turn: undoable(register, newest), 5)
        timed("undo of that import", lambda turn: undo(register, newest, by="Sam"))
        timed("the newest 50 changes", lambda turn: history(register), 50)
        timed("the newest 50 changes of one pupil", lambda turn: history(register, pupil=(URN, "P001")), 50)
        timed("the 2,000 rows of the import", lambda turn: rows_of(register, newest), 5)
        timed(f"checking the chain of {history(register, limit=1)[0].id:,} changes", lambda turn: verify_history(register), 3)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made))
