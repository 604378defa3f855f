"""A person can be taken out of the history, and the chain still verifies."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sendsite.errors import DataRefused
from sendsite.register import facts
from sendsite.register.database import Register, open_register
from sendsite.register.edits import Changes, apply, replace_all, with_dependents
from sendsite.register.erasure import erase_history, names_in_history, sweep
from sendsite.register.history import change_set, history, rows_of
from sendsite.register.undo import CannotUndo, undo, undoable
from sendsite.register.verify import verify_history
from tests.register.sample import A, a_trust

TRUST = a_trust()
ADA = TRUST.pupils[0]
REASON = "Retention: left in 2019"


def everything(register: Register) -> bytes:
    """The register's file and its log."""
    log = register.path.with_name(register.path.name + "-wal")
    return register.path.read_bytes() + (log.read_bytes() if log.exists() else b"")


@pytest.fixture
def gone(trust: Register) -> Register:
    """Ada was renamed, and then left with all that hung on her."""
    renamed = ADA._replace(name="Ada Newname")
    apply(trust, Changes(changed={"pupils": ((ADA, renamed),)}), by="Sam", title="Ada has a new name")
    apply(trust, with_dependents(facts.records(trust), Changes(removed={"pupils": (renamed,)})), by="Sam")
    return trust


def test_an_erased_name_is_nowhere_in_the_file(gone: Register):
    words = (b"Ada Invented", b"Ada Newname", b"Ada has a new name", b"Asks for help", b"Slow start")
    assert all(each in everything(gone) for each in words)

    erase_history(gone, school=A, pupil="P1", by="Kim", why=REASON)

    assert [each for each in words if each in everything(gone)] == []
    gone.close()
    assert [each for each in words if each in gone.path.read_bytes()] == []


def test_after_an_erasure_the_chain_verifies_and_says_what_was_erased(gone: Register):
    number = erase_history(gone, school=A, pupil="P1", by="Kim", why=REASON)

    done = change_set(gone, number)
    assert verify_history(gone) == ()
    assert done is not None
    assert (done.kind, done.by, done.title, done.counts) == ("erasure", "Kim", REASON, {"history": {"erased": 26}})
    assert datetime.fromisoformat(done.at) <= datetime.now(UTC)


def test_an_erasure_leaves_others_in_the_history(gone: Register):
    erase_history(gone, school=A, pupil="P1", by="Kim", why=REASON)

    left = rows_of(gone, 1)
    assert {"P2", "P9"} <= {part for row in left for part in row.key}
    assert TRUST.pupils[2] in {row.after for row in left}
    assert history(gone, pupil=(A, "P1")) == ()
    assert rows_of(gone, 2) == ()
    assert [each.title for each in history(gone)][1:3] == [
        "1 pupil removed, 2 outcomes removed, 3 cells of hours removed, 1 outcome's weeks removed, 2 reviews removed, 2 ratings removed, 1 moderation removed",
        "1 pupil changed",
    ]


def test_what_was_erased_cannot_be_undone(gone: Register):
    number = erase_history(gone, school=A, pupil="P1", by="Kim", why=REASON)

    assert undoable(gone, 2) == undoable(gone, 3) == "Can't undo: what stood before it was erased."
    with pytest.raises(CannotUndo, match="what stood before it was erased"):
        undo(gone, 3, by="Sam")
    with pytest.raises(CannotUndo, match="it changed no record"):
        undo(gone, number, by="Sam")


def test_a_member_of_staff_can_be_erased_too(trust: Register):
    leaver = TRUST.leavers[1]._replace(name="Known Once")
    apply(trust, Changes(changed={"leavers": ((TRUST.leavers[1], leaver),)}), by="Sam")
    apply(trust, Changes(removed={"leavers": (leaver,)}), by="Sam")

    erase_history(trust, school=A, staff="S9", by="Kim", why=REASON)

    assert b"Known Once" not in everything(trust)
    assert verify_history(trust) == ()


def test_a_person_who_still_stands_in_the_register_is_not_erased_from_its_history(trust: Register):
    with pytest.raises(DataRefused, match="They still stand in pupils, outcomes, deployment, ratings, moderations. Remove them there first"):
        erase_history(trust, school=A, pupil="P1", by="Kim", why=REASON)
    with pytest.raises(DataRefused, match="They still stand in leavers"):
        erase_history(trust, school=A, pupil="P9", by="Kim", why=REASON)


def test_an_erasure_needs_a_reason_and_one_person(gone: Register):
    for asked in ({"pupil": "P1", "why": " "}, {"why": REASON}, {"pupil": "P1", "staff": "S1", "why": REASON}):
        with pytest.raises(DataRefused, match="needs a reason, and one pupil or one member of staff"):
            erase_history(gone, school=A, by="Kim", **asked)


def test_nothing_held_is_nothing_erased(gone: Register):
    newest = history(gone, limit=1)

    assert erase_history(gone, school=A, pupil="P77", by="Kim", why=REASON) == 0
    assert history(gone, limit=1) == newest


def test_a_row_is_deleted_only_where_an_erasure_names_it(gone: Register):
    erase_history(gone, school=A, pupil="P1", by="Kim", why=REASON)

    for table in ("change_rows", "change_titles"):
        with pytest.raises(Exception, match="the history of changes is never rewritten"):
            gone.database.execute_sql(f"DELETE FROM {table}")


def test_the_same_person_may_come_and_be_erased_again(gone: Register):
    erase_history(gone, school=A, pupil="P1", by="Kim", why=REASON)
    apply(gone, Changes(added={"pupils": (ADA,)}), by="Sam")
    replace_all(gone, type(TRUST)(), by="Sam")

    erase_history(gone, school=A, pupil="P1", by="Kim", why=REASON)

    assert b"Ada Invented" not in everything(gone)
    assert verify_history(gone) == ()


def test_a_person_may_be_removed_and_erased_in_one_transaction(trust: Register):
    with trust.writing():
        apply(trust, Changes(removed={"leavers": TRUST.leavers[:1]}), by="Sam")
        erase_history(trust, school=A, pupil="P9", by="Sam", why=REASON)
    trust.close()

    assert b"Gone Away" not in trust.path.read_bytes()
    assert verify_history(trust) == ()


def test_a_name_in_the_text_of_somebody_elses_row_goes_with_it(gone: Register):
    other = next(row for row in facts.records(gone).pupils if row.pupil_id != "P1")
    named = other._replace(class_name="Beside Ada Newname")
    apply(gone, Changes(changed={"pupils": ((other, named),)}), by="Sam")
    apply(gone, Changes(changed={"pupils": ((named, other),)}), by="Sam", title="Took Ada Newname out of a text")

    erase_history(gone, school=A, pupil="P1", by="Kim", why=REASON, words=("Ada Newname",))

    assert b"Ada Newname" not in everything(gone)
    assert verify_history(gone) == ()


def test_the_names_that_the_history_holds_are_told_by_id(gone: Register):
    assert names_in_history(gone, A, "pupil")["P1"] == {"Ada Invented", "Ada Newname"}


def test_a_register_is_swept_unless_another_reads(gone: Register):
    assert sweep(gone)
    with open_register(gone.path, wait=0.1) as other, other.reading() as database:
        database.execute_sql("SELECT count(*) FROM pupils").fetchone()
        assert not sweep(gone)
