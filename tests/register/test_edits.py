"""Edits are applied whole or not at all, and never over what someone else has changed."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from sendsite.errors import DataRefused, SendsiteError
from sendsite.framework.records import LIVE, Pupil, Records
from sendsite.register import facts
from sendsite.register.database import Register, open_register
from sendsite.register.edits import Changes, RowChanged, apply, difference, replace_all, with_dependents
from tests.register.sample import A, a_trust

ADA = a_trust().pupils[0]


def changed(before: Any, after: Any, table: str = "pupils") -> Changes:
    return Changes(changed={table: ((before, after),)})


def versions(register: Register, table: str = "pupils") -> list[int]:
    return [row[0] for row in register.database.execute_sql(f'SELECT version FROM "{table}" ORDER BY id')]


def test_a_change_raises_the_version_of_its_row_alone(trust: Register):
    apply(trust, changed(ADA, ADA._replace(need_hours=15_00)), by="J. Example")

    assert facts.records(trust).pupils[0].need_hours == 15_00
    assert versions(trust) == [2, 1, 1]


def test_a_change_to_a_row_that_was_changed_meanwhile_is_refused_and_named(trust: Register):
    theirs = ADA._replace(name="Ada Newname")
    apply(trust, changed(ADA, theirs), by="K. Other")

    with pytest.raises(RowChanged, match="pupils, 140001, P1: this row was changed by someone else"):
        apply(trust, changed(ADA, ADA._replace(need_hours=15_00)), by="J. Example")

    assert facts.records(trust).pupils[0] == theirs


def test_a_blank_that_was_filled_meanwhile_counts_as_changed(trust: Register):
    second = a_trust().pupils[1]
    apply(trust, changed(second, second._replace(funding_amount=0)), by="K. Other")

    with pytest.raises(RowChanged):
        apply(trust, changed(second, second._replace(name="Given")), by="J. Example")


def test_a_row_that_was_removed_meanwhile_is_not_brought_back(trust: Register):
    leaver = a_trust().leavers[0]
    apply(trust, Changes(removed={"leavers": (leaver,)}), by="K. Other")

    with pytest.raises(RowChanged, match="was removed by someone else"):
        apply(trust, changed(leaver, leaver._replace(name="X"), "leavers"), by="J. Example")
    with pytest.raises(RowChanged, match="was removed by someone else"):
        apply(trust, Changes(removed={"leavers": (leaver,)}), by="J. Example")


def test_one_bad_row_at_the_end_undoes_a_thousand_good_ones(trust: Register):
    good = tuple(Pupil(A, f"N{number}", "", "", "", 100, None, "K") for number in range(1000))
    bad = Pupil(A, "N9999", "", "", "", 6001, None, "K")
    edit = Changes(added={"pupils": (*good, bad)}, changed={"pupils": ((ADA, ADA._replace(name="Other")),)}, removed={"leavers": a_trust().leavers})

    with pytest.raises(DataRefused, match=r"pupils, 140001, N9999: need_hours must be 0 to 60 hours\. It says 60\.01\."):
        apply(trust, edit, by="J. Example")

    assert facts.records(trust) == a_trust()
    assert trust.database.execute_sql("SELECT count(*) FROM change_sets").fetchone() == (1,)


def test_a_row_that_stands_already_is_refused(trust: Register):
    wanted = ADA._replace(name="Another")

    with pytest.raises(RowChanged, match="pupils, 140001, P1: such a row stands in the register already") as refusal:
        apply(trust, Changes(added={"pupils": (wanted,)}), by="J. Example")

    (conflict,) = refusal.value.conflicts
    assert (conflict.mine, conflict.theirs, conflict.added) == (wanted, ADA, True)


def test_a_row_given_twice_is_refused_before_anything_is_touched(trust: Register):
    twice = Pupil(A, "N1", "", "", "", 100, None, "K")

    with pytest.raises(DataRefused, match="two rows stand for 140001, N1"):
        apply(trust, Changes(added={"pupils": (twice, twice)}), by="J. Example")


def test_an_identity_does_not_change(trust: Register):
    with pytest.raises(DataRefused, match="140001, P1 cannot become 140001, P7. Remove the one and add the other"):
        apply(trust, changed(ADA, ADA._replace(pupil_id="P7")), by="J. Example")


def test_text_that_is_no_text_is_refused_in_words(trust: Register):
    with pytest.raises(DataRefused, match="pupils, '140001, P1': a value cannot be stored"):
        apply(trust, changed(ADA, ADA._replace(name="\ud800")), by="J. Example")
    with pytest.raises(DataRefused, match="a value cannot be stored"):
        apply(trust, changed(ADA, ADA._replace(need_hours=2**70)), by="J. Example")


def test_an_edit_needs_a_name(trust: Register):
    with pytest.raises(DataRefused, match="who makes it"):
        apply(trust, Changes(removed={"leavers": a_trust().leavers}), by=" ")


def test_an_edit_of_nothing_leaves_no_change_set(trust: Register):
    assert apply(trust, Changes(), by="J. Example") == 0
    assert not replace_all(trust, a_trust(), by="J. Example")

    assert trust.database.execute_sql("SELECT count(*) FROM change_sets").fetchone() == (1,)


def test_what_was_equal_is_not_touched_when_all_is_replaced(trust: Register):
    wanted = a_trust().pupils[1]._replace(name="Given")

    edit = replace_all(trust, Records(**{**a_trust().__dict__, "pupils": (ADA, wanted, a_trust().pupils[2])}), by="J. Example")

    assert edit.counts() == {"pupils": {"changed": 1}}
    assert versions(trust) == [1, 2, 1]


def test_staff_of_a_scenario_may_go_while_the_live_row_carries_its_hours(trust: Register):
    """`fewer` has its own row of S1; without it, its cells and tasks stand on the live one."""
    apply(trust, Changes(removed={"staff": (a_trust().staff[1],)}), by="J. Example")

    assert trust.database.execute_sql("SELECT staff_scenario FROM deployment WHERE scenario = 'fewer' AND staff_id = 'S1'").fetchone() == ("",)


def test_the_live_row_may_go_while_the_scenario_keeps_its_own(trust: Register):
    live = a_trust()
    removed = Changes(
        removed={
            "staff": (live.staff[0],),
            "deployment": tuple(cell for cell in live.deployment if (cell.school_urn, cell.scenario, cell.staff_id) == (A, LIVE, "S1")),
            "tasks": (live.tasks[0],),
        }
    )

    apply(trust, removed, by="J. Example")

    assert ("fewer", "S1") in {(cell.scenario, cell.staff_id) for cell in facts.records(trust).deployment}


def test_what_hangs_on_a_removed_row_can_be_taken_along(trust: Register):
    before = a_trust()

    apply(trust, with_dependents(before, Changes(removed={"pupils": (ADA,)})), by="J. Example")

    after = facts.records(trust)
    gone = difference(before, after).counts()
    assert gone == {
        "pupils": {"removed": 1},
        "outcomes": {"removed": 2},
        "deployment": {"removed": 3},
        "outcome_weeks": {"removed": 1},
        "reviews": {"removed": 2},
        "ratings": {"removed": 2},
        "moderations": {"removed": 1},
    }


def test_a_changed_row_that_loses_its_parent_is_removed_as_it_stands(trust: Register):
    before, cell = a_trust(), a_trust().deployment[0]
    edit = Changes(changed={"deployment": ((cell, cell._replace(hours=1)),)}, removed={"pupils": (ADA,)})

    apply(trust, with_dependents(before, edit), by="J. Example")

    assert cell.pupil_id not in {row.pupil_id for row in facts.records(trust).deployment if row.school_urn == A}


def test_a_second_writer_waits_for_the_first(trust: Register):
    begun, results = threading.Event(), list[str]()

    def second() -> None:
        with open_register(trust.path, wait=20) as other:
            begun.set()
            apply(other, changed(ADA, ADA._replace(name="Second")), by="K. Other")
            results.append("second")

    writer = threading.Thread(target=second)
    with trust.writing():
        writer.start()
        assert begun.wait(20)
        writer.join(0.3)
        results.append("first")
    writer.join(20)

    assert results == ["first", "second"]
    assert facts.records(trust).pupils[0].name == "Second"


def test_a_second_writer_that_cannot_wait_is_refused_plainly(trust: Register):
    with (
        trust.writing(),
        open_register(trust.path, wait=0.1) as other,
        pytest.raises(SendsiteError, match="another program is writing to the register.*Nothing was changed; try again"),
    ):
        apply(other, changed(ADA, ADA._replace(name="Second")), by="K. Other")


def test_a_reader_sees_one_moment_while_someone_writes(trust: Register, tmp_path: Path):
    with open_register(trust.path) as other, trust.reading() as database:
        before = database.execute_sql("SELECT name FROM pupils ORDER BY id").fetchall()
        apply(other, changed(ADA, ADA._replace(name="Written meanwhile")), by="K. Other")
        assert database.execute_sql("SELECT name FROM pupils ORDER BY id").fetchall() == before

    assert facts.records(trust).pupils[0].name == "Written meanwhile"
