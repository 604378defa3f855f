"""A change is taken back whole by a change of its own, or refused in words that say why not."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from sendsite.framework.records import Allocation, Pupil
from sendsite.register import facts
from sendsite.register.chain import head, note
from sendsite.register.database import Register, damage, open_register
from sendsite.register.edits import Changes, apply, replace_all, with_dependents
from sendsite.register.history import change_set, history, rows_of
from sendsite.register.undo import CannotUndo, undo, undo_all, undoable
from sendsite.register.verify import verify_history
from tests.register.counting import statements
from tests.register.sample import MARCH, A, B, a_trust

TRUST = a_trust()
ADA, CELL = TRUST.pupils[0], TRUST.deployment[0]
NEW = Pupil(A, "P7", "Newly Here", "1", "Owl", 5_00, None, "K")
WHEN = r"on \d+ [A-Z][a-z]+ at \d\d:\d\d"


def change(before: Any, after: Any, table: str = "pupils") -> Changes:
    return Changes(changed={table: ((before, after),)})


def refused(register: Register, set_id: int, words: str, **further: Any) -> None:
    """Refused in these words, foretold in the same ones, and nothing was changed."""
    before, newest = facts.records(register), head(register)
    foretold = undoable(register, set_id, **further)
    with pytest.raises(CannotUndo, match=words) as refusal:
        undo(register, set_id, by="Kim", **further)
    assert foretold == str(refusal.value)
    assert (facts.records(register), head(register)) == (before, newest)


def test_undo_of_an_edit_leads_back_and_is_a_change_of_its_own(trust: Register):
    done = apply(trust, change(ADA, ADA._replace(need_hours=15_00)), by="Sam", title="More hours")
    assert undoable(trust, done) is None

    back = undo(trust, done, by="Kim")

    assert facts.records(trust) == TRUST
    undone, by_this = change_set(trust, done), change_set(trust, back)
    assert undone is not None
    assert by_this is not None
    assert (undone.undone_by, by_this.undoes, by_this.kind, by_this.title, by_this.by) == (back, done, "undo", "Undid: More hours", "Kim")
    assert verify_history(trust) == ()


def test_undo_of_a_paste_of_two_hundred_cells_is_one_step(trust: Register):
    pupils = tuple(Pupil(A, f"Q{number:02}", "", "3", "", 10_00, None, "K") for number in range(20))
    cells = tuple(Allocation(A, "", "S1", pupil.pupil_id, 1_00, f"g{group}") for pupil in pupils for group in range(10))
    apply(trust, Changes(added={"pupils": pupils, "deployment": cells[:50]}), by="Sam")
    before = facts.records(trust)
    pasted = Changes(added={"deployment": cells[100:]}, changed={"deployment": tuple((cell, cell._replace(hours=2_00)) for cell in cells[:50])})
    paste = apply(trust, pasted, by="Sam", kind="paste", title="Paste of 150 cells")
    more = apply(trust, Changes(added={"deployment": cells[50:100]}), by="Sam", kind="paste", title="Paste of 50 cells")

    with statements(trust) as asked:
        undo(trust, paste, by="Sam")
    undo(trust, more, by="Sam")

    assert facts.records(trust) == before
    assert len(asked) < 20


def test_undo_of_an_import_that_did_everything_leads_back_to_nothing(trust: Register):
    undo(trust, 1, by="Sam")

    assert facts.records(trust) == type(TRUST)()
    assert undo(trust, 2, by="Sam") == 3
    assert facts.records(trust) == TRUST
    assert damage(trust) == verify_history(trust) == ()


def test_what_was_removed_with_all_that_hung_on_it_comes_back_whole(trust: Register):
    done = apply(trust, with_dependents(TRUST, Changes(removed={"pupils": (ADA,), "staff": (TRUST.staff[1],)})), by="Sam")

    undo(trust, done, by="Sam")

    assert facts.records(trust) == TRUST
    staffed = trust.database.execute_sql("SELECT staff_scenario FROM deployment WHERE scenario = 'fewer' AND staff_id = 'S1'").fetchone()
    assert staffed == ("fewer",)


def test_redo_is_the_undo_of_an_undo_and_can_be_undone_again(trust: Register):
    done = apply(trust, Changes(added={"pupils": (NEW,)}), by="Sam")
    undone = undo(trust, done, by="Sam")

    redone = undo(trust, undone, by="Sam")

    assert NEW in facts.records(trust).pupils
    refused(trust, done, f"Can't undo: it was undone already {WHEN} by Sam")
    refused(trust, undone, f"Can't undo: it was redone already {WHEN} by Sam")
    again = undo(trust, redone, by="Sam")
    assert facts.records(trust) == TRUST
    assert [each.title for each in history(trust, limit=4)] == ["Undid: 1 pupil added", "Redid: 1 pupil added", "Undid: 1 pupil added", "1 pupil added"]
    assert (change_set(trust, redone) or TRUST).kind == "redo"  # type: ignore[union-attr]
    assert undoable(trust, again) is None


def test_a_row_that_was_changed_since_is_named_with_who_and_when(trust: Register):
    done = apply(trust, change(ADA, ADA._replace(need_hours=15_00)), by="Kim")
    apply(trust, change(ADA._replace(need_hours=15_00), ADA._replace(need_hours=15_00, class_name="Kestrel")), by="Sam")

    refused(trust, done, rf"Can't undo: pupil P1 was changed again {WHEN} by Sam\.$")


def test_a_row_that_was_removed_since_is_named(trust: Register):
    changed = TRUST.leavers[0]._replace(name="Gone Further")
    done = apply(trust, change(TRUST.leavers[0], changed, "leavers"), by="Kim")
    apply(trust, Changes(removed={"leavers": (changed,)}), by="Sam")

    refused(trust, done, rf"Can't undo: leaver P9 was removed {WHEN} by Sam\.$")


def test_a_row_that_was_added_again_is_named_and_how_many_more(trust: Register):
    done = apply(trust, Changes(removed={"leavers": TRUST.leavers}), by="Kim")
    apply(trust, Changes(added={"leavers": TRUST.leavers}), by="Sam")

    refused(trust, done, rf"Can't undo: leaver P9 was added again {WHEN} by Sam\. The same goes for 1 more of its rows\.$")


def test_a_row_changed_and_changed_back_since_does_not_stand_in_the_way(trust: Register):
    more = ADA._replace(need_hours=15_00)
    done = apply(trust, change(ADA, more), by="Kim")
    undo(trust, apply(trust, change(more, more._replace(class_name="Kestrel")), by="Sam"), by="Sam")

    undo(trust, done, by="Kim")

    assert facts.records(trust) == TRUST


def test_a_row_changed_past_the_history_is_not_overwritten(trust: Register):
    done = apply(trust, change(ADA, ADA._replace(need_hours=15_00)), by="Kim")
    trust.database.execute_sql("UPDATE pupils SET need_hours = 1300 WHERE pupil_id = 'P1' AND school_urn = ?", (A,))

    refused(trust, done, "Can't undo: pupil P1 no longer stands as that change left it")


def test_rows_that_hang_on_it_since_stand_in_the_way(trust: Register):
    done = apply(trust, Changes(added={"pupils": (NEW,)}), by="Kim")
    apply(trust, Changes(added={"deployment": (Allocation(A, "", "S1", "P7", 2_00),)}), by="Sam")

    refused(trust, done, "Can't undo: 1 cell of hours would lose what they belong to, such as the hours of S1 with P7. Remove those first")


def test_staff_that_hours_hang_on_since_stand_in_the_way(trust: Register):
    done = apply(trust, Changes(added={"staff": (TRUST.staff[2]._replace(staff_id="S3"),)}), by="Kim")
    apply(trust, Changes(added={"deployment": (Allocation(A, "", "S3", "P1", 2_00),)}), by="Sam")

    refused(trust, done, "Can't undo: 1 cell of hours would lose what they belong to, such as the hours of S3 with P1")


@pytest.mark.parametrize(
    "removed, gone, words",
    (
        ({"deployment": (CELL,)}, {"pupils": (ADA,)}, "the hours of S1 with P1 belongs to pupil P1, which is no longer there"),
        ({"reviews": TRUST.reviews}, {"outcomes": (TRUST.outcomes[0],)}, "the review on 2026-01-12 of outcome O1 of P1 belongs to outcome O1 of P1"),
        ({"deployment": (TRUST.deployment[5],)}, {"staff": (TRUST.staff[3],)}, "the hours of S1 with P1 belongs to member of staff S1"),
    ),
)
def test_a_row_whose_parent_is_gone_does_not_come_back(trust: Register, removed: dict[str, Any], gone: dict[str, Any], words: str):
    done = apply(trust, Changes(removed=removed), by="Kim")
    apply(trust, with_dependents(facts.records(trust), Changes(removed=gone)), by="Sam")

    refused(trust, done, f"Can't undo: {words}")


def test_a_change_that_is_none_or_changed_no_record_is_refused(trust: Register):
    noted = note(trust, by="Sam", kind="sign-in")

    refused(trust, noted, "Can't undo: it changed no record")
    refused(trust, 99, "Can't undo: there is no change 99")


def test_a_change_of_another_school_answers_as_one_that_never_was(trust: Register):
    other = TRUST.pupils[2]
    done = apply(trust, change(other, other._replace(need_hours=1_00, one_to_one_hours=1_00)), by="Kim")

    refused(trust, done, f"Can't undo: there is no change {done}", school=A)
    refused(trust, 1, "Can't undo: there is no change 1", school=[A])
    assert undoable(trust, done, school=[A, B]) is None
    undo(trust, done, by="Kim", school=B)
    assert facts.records(trust) == TRUST


def test_of_two_undos_at_once_one_is_done_and_the_other_is_told(trust: Register):
    done = apply(trust, change(ADA, ADA._replace(need_hours=15_00)), by="Kim")
    start, told = threading.Barrier(2, timeout=60), list[str]()

    def one(name: str) -> None:
        with open_register(trust.path, wait=20) as other:
            start.wait()
            try:
                undo(other, done, by=name)
                told.append("undone")
            except CannotUndo as refusal:
                told.append(str(refusal))

    people = [threading.Thread(target=one, args=(name,)) for name in ("Sam", "Kim")]
    for person in people:
        person.start()
    for person in people:
        person.join(30)

    assert sorted(words[:37] for words in told) == ["Can't undo: it was undone already on ", "undone"]
    assert facts.records(trust) == TRUST
    assert verify_history(trust) == ()


def test_edits_shown_as_one_are_undone_together_or_not_at_all(trust: Register):
    second = CELL._replace(hours=9_00)
    one = apply(trust, change(CELL, second, "deployment"), by="Sam", group="matrix")
    two = apply(trust, change(second, CELL._replace(hours=8_00), "deployment"), by="Sam", group="matrix")

    assert len(undo_all(trust, [one, two], by="Sam")) == 2
    assert facts.records(trust) == TRUST

    again = apply(trust, change(CELL, second, "deployment"), by="Sam", group="matrix")
    newest = head(trust)
    with pytest.raises(CannotUndo, match="undone already"):
        undo_all(trust, [one, again], by="Sam")
    assert head(trust) == newest


def test_dates_words_and_blanks_come_back_as_they_were(trust: Register):
    """Every kind of value, to a blank and back."""
    blank = ADA._replace(one_to_one_hours=None, primary_need="", funding_band="", q1="", rated_on=None, year_group="")
    full = TRUST.pupils[1]._replace(name="Null", funding_amount=0, q8="G", rated_on=MARCH, primary_need="DS")
    done = apply(trust, Changes(changed={"pupils": ((ADA, blank), (TRUST.pupils[1], full))}), by="Sam")

    assert [(row.before, row.after) for row in rows_of(trust, done)] == [(ADA, blank), (TRUST.pupils[1], full)]
    undo(trust, done, by="Sam")
    assert facts.records(trust) == TRUST


def test_a_register_can_be_walked_back_change_by_change(trust: Register):
    states = [TRUST]
    for step in range(4):
        told = facts.records(trust)
        pupils = tuple(pupil._replace(need_hours=60_00, class_name=f"Class {step}") for pupil in told.pupils)
        replace_all(trust, type(told)(**{**told.__dict__, "pupils": pupils, "leavers": told.leavers[step % 2 :]}), by="Sam")
        states.append(facts.records(trust))

    for set_id, state in zip(range(5, 1, -1), reversed(states[:-1]), strict=True):
        undo(trust, set_id, by="Sam")
        assert facts.records(trust) == state
    assert verify_history(trust) == ()
