"""Whatever is edited and undone in whatever order, register and history agree; where they do not, it is found."""

from __future__ import annotations

import random
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.framework.records import TABLES, Records
from sendsite.register import facts
from sendsite.register.astray import astray
from sendsite.register.database import Register, open_register
from sendsite.register.dependents import orphans
from sendsite.register.edits import Changes, RowChanged, apply, replace_all
from sendsite.register.history import history, rows_of
from sendsite.register.undo import CannotUndo, undo, undoable
from sendsite.register.verify import verify_history
from sendsite.register.versions import cell
from tests.register.sample import A, a_trust

ADA = a_trust().pupils[0]


def test_a_register_that_was_only_edited_agrees_with_its_history(trust: Register):
    assert astray(trust) == ()


@pytest.mark.parametrize(
    "sql, fault",
    (
        ("UPDATE pupils SET need_hours = 100 WHERE pupil_id = 'P2'", "School 140001: pupil P2 does not stand as the history left it."),
        ("DELETE FROM leavers WHERE person_id = 'P9'", "School 140001: leaver P9 does not stand as the history left it."),
        ("UPDATE funding_bands SET annual_amount = 1 WHERE valid_from = ''", "funding band B1 does not stand as the history left it."),
    ),
)
def test_a_row_that_was_written_past_the_edits_is_found(trust: Register, sql: str, fault: str):
    trust.database.execute_sql(sql)

    assert astray(trust) == (fault,)


def test_a_row_removed_and_added_in_one_edit_is_one_change_that_can_be_undone(trust: Register):
    done = apply(trust, Changes(removed={"leavers": a_trust().leavers[:1]}, added={"leavers": (a_trust().leavers[0]._replace(name="Other"),)}), by="Sam")
    assert astray(trust) == ()

    undo(trust, done, by="Sam")

    assert facts.records(trust) == a_trust()
    assert astray(trust) == ()


def some_edit(records: Records, chance: random.Random) -> Records:
    """The records with some rows changed and some gone, and what hung on those gone too."""
    kept: dict[str, Any] = {table: tuple(row for row in getattr(records, table) if chance.random() > 0.1) for table in TABLES}
    kept["pupils"] = tuple(row._replace(class_name=chance.choice(("Owl", "Kestrel"))) for row in kept["pupils"])
    kept["deployment"] = tuple(row._replace(hours=chance.randrange(6000)) if chance.random() < 0.5 else row for row in kept["deployment"])
    rest = Records(**kept)
    return replace(rest, **{table: tuple(row for row in getattr(rest, table) if row not in rows) for table, rows in orphans(rest).items()})


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_any_walk_of_edits_and_undos_leaves_both_in_step(seed: int):
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, open_register(Path(folder) / "r.sqlite", create=True) as register:
        replace_all(register, a_trust(), by="Sam")
        for _ in range(12):
            before = facts.records(register)
            if chance.random() < 0.4:
                replace_all(register, some_edit(before, chance), by="Sam")
                continue
            wanted = chance.choice(history(register, limit=6)).id
            foretold = undoable(register, wanted)
            reason, done = None, 0
            try:
                done = undo(register, wanted, by="Kim")
            except CannotUndo as refusal:
                reason = str(refusal)
            assert reason == foretold
            if reason:
                assert facts.records(register) == before
                continue
            theirs, ours = rows_of(register, wanted), rows_of(register, done)
            assert {(row.table, row.key, row.before, row.after) for row in theirs} == {(row.table, row.key, row.after, row.before) for row in ours}
        assert astray(register) == verify_history(register) == ()


def test_of_many_who_change_one_cell_none_is_lost(trust: Register):
    """Each reads the cell with its version, adds a hundredth of an hour, and begins again where somebody was quicker."""
    start, refused = threading.Barrier(6, timeout=60), list[int]()

    def one(name: str) -> None:
        with open_register(trust.path, wait=30) as other:
            start.wait()
            for _ in range(10):
                while not added(other, name):
                    refused.append(1)

    def added(register: Register, name: str) -> bool:
        found = cell(register, A, "S1", "P1")
        assert found is not None
        more = Changes(changed={"deployment": ((found.row, found.row._replace(hours=found.row.hours + 1)),)})
        try:
            apply(register, more, by=name, expected={"deployment": {(A, "", "S1", "P1", ""): found.version}})
        except RowChanged:
            return False
        return True

    threads = [threading.Thread(target=one, args=(f"editor {number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)

    found = cell(trust, A, "S1", "P1")
    assert found is not None
    assert (found.row.hours, found.version) == (10_00 + 60, 61)
    assert len(history(trust, table="deployment", limit=1000)) == 61
    assert astray(trust) == verify_history(trust) == ()
