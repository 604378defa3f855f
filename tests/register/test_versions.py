"""A form knows which version of a row it showed, and an edit of a row that somebody changed since is refused with both values."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sendsite.framework.records import IDENTITY, TABLES, Allocation
from sendsite.register import facts
from sendsite.register.database import Register
from sendsite.register.edits import Changes, RowChanged, apply, key_of
from sendsite.register.history import history
from sendsite.register.undo import undo
from sendsite.register.versions import Versioned, cell, rows_where, versioned, versions
from tests.register.counting import statements
from tests.register.sample import JANUARY, A, B, a_trust

TRUST = a_trust()
ADA, CELL = TRUST.pupils[0], TRUST.deployment[0]
KEY = key_of("deployment", CELL)


def change(before: Any, after: Any, table: str = "deployment") -> Changes:
    return Changes(changed={table: ((before, after),)})


@pytest.mark.parametrize("table", TABLES)
def test_rows_of_every_table_are_read_with_their_versions_in_one_statement(trust: Register, table: str):
    rows = {key_of(table, row): row for row in getattr(TRUST, table)}
    unknown = tuple(date(1999, 1, 1) if isinstance(part, date) else type(part)(77) for part in next(reversed(rows)))

    with statements(trust) as asked:
        found = versioned(trust, table, [*rows, unknown])

    assert found == {key: Versioned(row, 1) for key, row in rows.items()}
    assert len(asked) == 1
    assert versions(trust, table, []) == {}
    assert len(unknown) == len(IDENTITY[table])


def test_a_change_raises_the_version_and_so_does_its_undo(trust: Register):
    more = CELL._replace(hours=9_00)
    done = apply(trust, change(CELL, more), by="Sam")
    assert versions(trust, "deployment", [KEY]) == {KEY: 2}

    undo(trust, done, by="Sam")

    assert cell(trust, A, "S1", "P1") == Versioned(CELL, 3)
    assert cell(trust, A, "S1", "P1", "Phonics") == Versioned(TRUST.deployment[1], 1)
    assert cell(trust, B, "S1", "P2") is None


def test_a_matrix_is_read_with_its_versions_in_one_statement(trust: Register):
    with statements(trust) as asked:
        found = rows_where(trust, "deployment", school_urn=A, scenario="fewer")

    assert [each.row for each in found.values()] == list(TRUST.deployment[3:5])
    assert len(asked) == 1
    assert len(rows_where(trust, "pupils")) == 3
    assert [each.row.note for each in rows_where(trust, "reviews", reviewed_on=JANUARY).values()] == ["Slow start"]


def test_an_edit_of_the_version_it_was_made_from_is_taken(trust: Register):
    apply(trust, change(CELL, CELL._replace(hours=9_00)), by="Sam", expected={"deployment": {KEY: 1}})

    assert cell(trust, A, "S1", "P1") == Versioned(CELL._replace(hours=9_00), 2)


def test_an_edit_of_an_older_version_is_refused_with_both_values_and_who(trust: Register):
    theirs, mine = CELL._replace(hours=9_00), CELL._replace(hours=8_00)
    done = apply(trust, change(CELL, theirs), by="Sam")

    with pytest.raises(RowChanged, match=r"this row was changed by someone else \(Sam, on \d+ [A-Z][a-z]+ at \d\d:\d\d\) since it was read") as refusal:
        apply(trust, change(theirs, mine), by="Kim", expected={"deployment": {KEY: 1}})

    (conflict,) = refusal.value.conflicts
    assert (conflict.table, conflict.key, conflict.mine, conflict.theirs, conflict.version) == ("deployment", KEY, mine, theirs, 2)
    assert conflict.touch is not None
    assert (conflict.touch.by, conflict.touch.set_id, conflict.touch.at) == ("Sam", done, history(trust, limit=1)[0].at)
    assert cell(trust, A, "S1", "P1") == Versioned(theirs, 2)


def test_a_row_changed_and_changed_back_is_still_a_newer_version(trust: Register):
    """The values alone would not tell."""
    undo(trust, apply(trust, change(CELL, CELL._replace(hours=9_00)), by="Sam"), by="Sam")

    with pytest.raises(RowChanged):
        apply(trust, change(CELL, CELL._replace(hours=8_00)), by="Kim", expected={"deployment": {KEY: 1}})
    with pytest.raises(RowChanged):
        apply(trust, Changes(removed={"deployment": (CELL,)}), by="Kim", expected={"deployment": {KEY: 1}})


def test_a_paste_names_every_cell_that_stands_in_its_way(trust: Register):
    second, third, new = TRUST.deployment[1], TRUST.deployment[2], Allocation(A, "", "S2", "P1", 1)
    apply(trust, Changes(changed={"deployment": ((CELL, CELL._replace(hours=1)),)}, removed={"deployment": (third,)}, added={"deployment": (new,)}), by="Sam")
    before = facts.records(trust)
    paste = Changes(
        changed={"deployment": tuple((each, each._replace(hours=7_00)) for each in (CELL, second, third))},
        added={"deployment": (new._replace(hours=2), new._replace(group="more"))},
    )

    with pytest.raises(RowChanged, match="The same goes for 2 more") as refusal:
        apply(trust, paste, by="Kim")

    found = {conflict.key: (conflict.theirs, conflict.added) for conflict in refusal.value.conflicts}
    assert found == {KEY: (CELL._replace(hours=1), False), key_of("deployment", third): (None, False), key_of("deployment", new): (new, True)}
    assert facts.records(trust) == before


def test_a_conflict_is_told_even_where_it_makes_something_else_fail(trust: Register):
    """The outcome that was changed meanwhile is not removed, so its pupil cannot be either: what the person must know is the change."""
    outcome = TRUST.outcomes[2]
    apply(trust, change(outcome, outcome._replace(area="Travel"), "outcomes"), by="Sam")
    whole = {"pupils": TRUST.pupils[2:], "outcomes": (outcome,), "deployment": TRUST.deployment[5:], "moderations": TRUST.moderations[1:]}

    with pytest.raises(RowChanged, match="outcomes, 140002, P1, O1: this row was changed by someone else"):
        apply(trust, Changes(removed=whole), by="Kim")
