"""Every change is kept as it is made: who, when, what, before and after, in a chain that nobody can rewrite unseen."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.records import Allocation, Pupil, Records, School
from sendsite.register import facts
from sendsite.register.chain import head, note
from sendsite.register.database import Register, damage, open_register
from sendsite.register.edits import Changes, apply, replace_all
from sendsite.register.history import ChangeSet, change_set, history, merged, rows_of, rows_of_sets
from sendsite.register.verify import verify_history
from tests.register.counting import statements
from tests.register.sample import MARCH, A, B, a_trust

ROOT = Path(__file__).parents[2]
ADA, CELL = a_trust().pupils[0], a_trust().deployment[0]
MORE_ADA = Changes(changed={"pupils": ((ADA, ADA._replace(need_hours=15_00, name="Ada Newname", funding_band="")),)})


def test_a_change_says_who_when_what_kind_and_how_many(trust: Register):
    before = datetime.now(UTC).replace(microsecond=0)

    number = apply(trust, MORE_ADA, by="Sam", kind="bulk edit", title="  More hours\nfor one ")

    done = change_set(trust, number)
    assert done is not None
    assert done == ChangeSet(number, done.at, "Sam", "bulk edit", "More hours for one", {"pupils": {"changed": 1}}, "", None, None)
    assert before <= datetime.fromisoformat(done.at) <= datetime.now(UTC)


def test_a_change_holds_each_row_before_and_after(trust: Register):
    new, gone = ADA._replace(pupil_id="P7", name="Newly Here"), a_trust().leavers[0]
    edit = Changes(added={"pupils": (new,)}, changed=MORE_ADA.changed, removed={"leavers": (gone,)})

    rows = rows_of(trust, apply(trust, edit, by="Sam"))

    assert [(row.table, row.before, row.after) for row in rows] == [
        ("pupils", ADA, ADA._replace(need_hours=15_00, name="Ada Newname", funding_band="")),
        ("pupils", None, new),
        ("leavers", gone, None),
    ]
    assert rows[0].columns() == (("name", "Ada Invented", "Ada Newname"), ("need_hours", 12_50, 15_00), ("funding_band", "B1", ""))
    assert [row.subject for row in rows] == ["pupil P1", "pupil P7", "leaver P9"]


def test_every_kind_of_row_comes_back_from_the_history_as_it_went_in(trust: Register):
    (first,) = history(trust)
    rows: dict[str, Any] = {}
    for row in rows_of(trust, first.id):
        rows[row.table] = (*rows.get(row.table, ()), row.after)

    assert Records(**rows) == a_trust()
    assert first.rows == sum(len(each) for each in rows.values())


def test_an_edit_and_its_history_take_few_statements_and_no_more_for_more_rows(trust: Register):
    cells = tuple(Allocation(A, "", "S1", "P1", 1_00, f"g{number}") for number in range(200))
    with statements(trust) as one:
        apply(trust, Changes(changed={"deployment": ((CELL, CELL._replace(hours=9_00)),)}), by="Sam", group="matrix")
    with statements(trust) as added:
        apply(trust, Changes(added={"deployment": cells[:1]}), by="Sam")
    with statements(trust) as many:
        apply(trust, Changes(added={"deployment": cells[1:]}), by="Sam", kind="paste", title="Paste of 199 cells")

    assert [sql.split()[0] for sql in one] == ["BEGIN", "UPDATE", "INSERT", "INSERT", "commit;"]
    assert len(one) == len(added) == len(many) - 1 == 5


def test_an_import_of_two_thousand_rows_is_one_change_and_stored_compactly(register: Register):
    pupils = tuple(Pupil(A, f"P{number:05}", f"Pupil {number}", "3", "3B", 10_00, None, "K", "SLCN") for number in range(2000))
    apply(register, Changes(added={"schools": (School(A, "Harbour Lane", "primary", 400),), "pupils": pupils}), by="Sam", kind="import")

    (done,) = history(register)
    (size,) = register.database.execute_sql("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'change_%'").fetchone()
    assert (done.rows, done.title) == (2001, "1 school added, 2,000 pupils added")
    assert size / done.rows < 400


def test_a_refused_edit_leaves_no_trace(trust: Register):
    before = head(trust)

    with pytest.raises(DataRefused):
        apply(trust, Changes(added={"pupils": (ADA._replace(pupil_id="P7"), ADA._replace(pupil_id="P8", need_hours=9999))}), by="Sam")

    assert head(trust) == before


def test_history_is_found_by_record_school_person_and_time(trust: Register):
    first = head(trust)[0]
    pupil = apply(trust, MORE_ADA, by="Sam")
    cell = apply(trust, Changes(changed={"deployment": ((CELL, CELL._replace(hours=9_00)),)}), by="Kim", kind="paste")
    other = apply(trust, Changes(added={"reviews": (a_trust().reviews[0]._replace(school_urn=B, reviewed_on=MARCH),)}), by="Sam")
    band = apply(trust, Changes(removed={"funding_bands": a_trust().funding_bands[:1]}), by="Sam")

    def ids(**asked: Any) -> list[int]:
        return [each.id for each in history(trust, **asked)]

    soon = datetime.now(UTC) + timedelta(seconds=5)
    assert ids() == [band, other, cell, pupil, first]
    assert ids(table="pupils", key=(A, "P1")) == [pupil, first]
    assert ids(table="funding_bands", key=("B1", None)) == [band, first]
    assert ids(table="reviews", key=(B, "P1", "O1", MARCH)) == [other]
    assert ids(table="deployment") == [cell, first]
    assert ids(pupil=(A, "P1")) == [cell, pupil, first]
    assert ids(staff=(A, "S1")) == [cell, first]
    assert ids(pupil=(A, "")) == []
    assert ids(school=A) == [cell, pupil, first]
    assert ids(school=[A, B]) == [other, cell, pupil, first]
    assert ids(school=[]) == []
    assert ids(by="Kim") == ids(kind="paste") == [cell]
    assert (ids(since=soon), ids(until=soon, by="Kim")) == ([], [cell])
    assert (ids(limit=2), ids(limit=2, before_id=other)) == ([band, other], [cell, pupil])


def test_rows_of_other_schools_can_be_kept_out(trust: Register):
    (first,) = history(trust)

    assert {row.school for row in rows_of(trust, first.id, school=B)} == {B}
    assert rows_of(trust, first.id, school="140009") == ()
    with statements(trust) as asked:
        assert len(rows_of_sets(trust, [first.id, 99], limit=5)[first.id]) == 5
    assert len(asked) == 1


def test_a_note_changes_no_row_and_stands_in_the_history(trust: Register):
    number = note(trust, by="Sam", kind="sign-in", title="from 127.0.0.1")

    done = change_set(trust, number)
    assert done is not None
    assert (done.kind, done.title, done.rows, rows_of(trust, number)) == ("sign-in", "from 127.0.0.1", 0, ())
    assert verify_history(trust) == ()


def a_set(number: int, at: str, by: str = "Sam", group: str = "matrix", **further: Any) -> ChangeSet:
    return ChangeSet(number, f"2026-03-14T{at}+00:00", by, "edit", "", {}, group, **{"undoes": None, "undone_by": None, **further})


def test_cell_edits_of_one_person_within_two_minutes_may_be_shown_as_one():
    sets = [
        a_set(7, "14:04:30"),
        a_set(6, "14:03:30", undone_by=9),
        a_set(5, "14:02:01"),
        a_set(4, "14:02:00"),
        a_set(3, "14:01:00", by="Kim"),
        a_set(2, "14:00:30"),
        a_set(1, "14:00:00"),
    ]

    assert [[each.id for each in run] for run in merged(sets)] == [[7], [6], [5], [4, 2, 1], [3]]
    assert [len(run) for run in merged([a_set(2, "14:00:01", group=""), a_set(1, "14:00:00", group="")])] == [1, 1]


CHAIN = ("change_sets", "change_rows", "change_titles")


@pytest.mark.parametrize("table", CHAIN)
def test_the_history_is_never_rewritten(trust: Register, table: str):
    apply(trust, MORE_ADA, by="Sam", title="More hours")

    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {'number' if table == 'change_rows' else 'rowid'} = 99"):
        with pytest.raises(Exception, match="the history of changes is never rewritten"):
            trust.database.execute_sql(statement)


def past_the_triggers(trust: Register, *sql: str) -> None:
    """What somebody with the file and a tool of their own could do."""
    trust.close()
    with sqlite3.connect(trust.path) as file:
        triggers = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for each in [*(f"DROP TRIGGER {name}" for name in triggers), *sql]:
            file.execute(each)
    file.close()


LONG = "UPDATE change_sets SET {} WHERE id = 2"
TAMPERED = (
    (LONG.format("made_by = 'Kim'"), "Change 2 was altered"),
    (LONG.format("made_at = '2020-01-01T00:00:00+00:00'"), "Change 2 was altered"),
    (LONG.format("kind = 'demo'"), "Change 2 was altered"),
    (LONG.format("counts = '{}'"), "Change 2 was altered"),
    (LONG.format("together = 'x'"), "Change 2 was altered"),
    (LONG.format("undoes = 1"), "Change 2 was altered"),
    (LONG.format("digests = zeroblob(64)"), "Change 2 was altered"),
    (LONG.format("title_digest = NULL"), "Change 2 was altered"),
    (LONG.format("hash = zeroblob(32)"), "Change 3 does not follow"),
    (LONG.format("previous = zeroblob(32)"), "Change 2 does not follow"),
    ("UPDATE change_rows SET after = '{\"need_hours\":1}' WHERE set_id = 2", "Row 0 of change 2 was altered"),
    ("UPDATE change_rows SET before = NULL WHERE set_id = 2", "Row 0 of change 2 was altered"),
    ("UPDATE change_rows SET school = '140002' WHERE set_id = 2", "Row 0 of change 2 was altered"),
    ("UPDATE change_rows SET salt = zeroblob(16) WHERE set_id = 2", "Row 0 of change 2 was altered"),
    ("DELETE FROM change_rows WHERE set_id = 2", "Row 0 of change 2 is missing, and no erasure says why"),
    ("INSERT INTO change_rows SELECT set_id, 7, of_table, school, pupil, staff, \"key\", before, after, salt FROM change_rows WHERE set_id = 2", "has a row 7"),
    ("UPDATE change_titles SET title = 'Fewer hours'", "The title of change 2 was altered"),
    ("DELETE FROM change_titles", "The title of change 2 is missing"),
    ("DELETE FROM change_sets WHERE id = 2", "Change 2 is missing before change 3"),
    ("DELETE FROM change_sets WHERE id = 3", "The newest changes are missing: there were 3, and 2 are left"),
    ("DELETE FROM change_sets", "there were 3, and 0 are left"),
)


@pytest.mark.parametrize("sql, fault", TAMPERED, ids=[sql[:60] for sql, _ in TAMPERED])
def test_tampering_past_the_triggers_is_found(trust: Register, sql: str, fault: str):
    apply(trust, MORE_ADA, by="Sam", title="More hours")
    apply(trust, Changes(removed={"leavers": a_trust().leavers[:1]}), by="Sam")
    assert verify_history(trust) == ()

    past_the_triggers(trust, sql)

    assert any(fault in found for found in verify_history(trust))


def test_a_history_cut_off_and_written_anew_is_found_by_what_was_noted_of_it(trust: Register):
    """Without its counter nothing in the file tells that there was more; a number and hash kept with a backup do."""
    apply(trust, MORE_ADA, by="Sam")
    noted = head(trust)

    past_the_triggers(trust, "DELETE FROM change_rows WHERE set_id = 2", "DELETE FROM change_sets WHERE id = 2", "UPDATE sqlite_sequence SET seq = 1")
    assert verify_history(trust) == ()
    assert verify_history(trust, anchor=noted) == ("The newest changes are missing: there were 2, and 1 are left.",)

    note(trust, by="Sam", kind="export")
    assert verify_history(trust, anchor=noted) == ("Change 2 is not the one that was noted: the history was written anew before it.",)


WRITER = """
import sys
from pathlib import Path
from sendsite.framework.records import Leaver
from sendsite.register.database import open_register
from sendsite.register.edits import Changes, apply
with open_register(Path(sys.argv[1])) as register:
    for number in range(100_000):
        leavers = tuple(Leaver("140001", "pupil", f"{sys.argv[2]}-{number}-{each}", "Somebody") for each in range(40))
        print(apply(register, Changes(added={"leavers": leavers}), by="writer"), flush=True)
"""


def test_a_killed_writer_leaves_change_set_and_rows_together_or_neither(trust: Register):
    acknowledged: set[int] = set()
    for turn in range(6):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(trust.path), str(turn)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        with writer.stdout:
            acknowledged |= {int(writer.stdout.readline()) for _ in range(4 + 3 * turn)}
            writer.send_signal(signal.SIGKILL)
            acknowledged |= {int(line) for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")}
        writer.wait()

    sets = {each.id: each for each in history(trust, by="writer", limit=100_000)}
    told = {row.key for rows in rows_of_sets(trust, sets, limit=1_000_000).values() for row in rows}
    standing = {(row.school_urn, row.kind, row.person_id) for row in facts.records(trust).leavers} - {(A, "pupil", "P9"), (A, "staff", "S9")}
    assert acknowledged <= sets.keys()
    assert told == standing
    assert len(standing) == 40 * len(sets)
    assert verify_history(trust) == damage(trust) == ()


def test_a_second_program_continues_the_same_chain(trust: Register):
    with open_register(trust.path) as other:
        apply(other, MORE_ADA, by="Sam")
        apply(trust, Changes(removed={"leavers": a_trust().leavers}), by="Kim")
        replace_all(other, a_trust(), by="Sam")

    assert [each.by for each in history(trust)] == ["Sam", "Kim", "Sam", "J. Example"]
    assert verify_history(trust) == ()


def test_of_a_change_that_touched_many_the_rows_about_one_pupil_can_be_asked_for(trust: Register):
    others = tuple((row, row._replace(class_name="9Z")) for row in a_trust().pupils)
    number = apply(trust, Changes(changed={"pupils": others}), by="Sam")

    (row,) = rows_of_sets(trust, [number], pupil=(ADA.school_urn, ADA.pupil_id))[number]

    assert (row.table, row.before) == ("pupils", ADA)
