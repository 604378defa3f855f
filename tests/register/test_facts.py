"""What goes into the register comes out of it, in a fixed number of statements."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.framework.records import PHASES, TABLES, Pupil, Records, School
from sendsite.register import facts
from sendsite.register.database import Register, damage, open_register
from sendsite.register.edits import orphans, replace_all
from tests.register.sample import A, a_trust


def test_every_table_comes_back_as_it_went_in(trust: Register):
    assert all(getattr(a_trust(), table) for table in TABLES), "the sample has rows in every table"
    assert facts.records(trust) == a_trust()
    assert damage(trust) == ()


def test_types_come_back_too(trust: Register):
    def kinds(records: Records) -> dict[str, list[list[type]]]:
        return {table: [[type(value) for value in row] for row in getattr(records, table)] for table in TABLES}

    assert kinds(facts.records(trust)) == kinds(a_trust())


def test_rows_come_in_the_order_of_their_identity_whatever_order_they_were_given_in(register: Register):
    turned: dict[str, Any] = {table: tuple(reversed(getattr(a_trust(), table))) for table in TABLES}

    replace_all(register, Records(**turned), by="J. Example")

    assert facts.records(register) == a_trust()


@pytest.mark.parametrize("pupils", (3, 300))
def test_the_number_of_statements_does_not_grow_with_pupils(register: Register, pupils: int):
    people = tuple(Pupil(A, f"P{number:03}", "", "", "", 100, None, "K") for number in range(pupils))
    replace_all(register, Records(schools=(School(A, "Harbour Lane", "primary", 400),), pupils=people), by="J. Example")
    said: list[str] = []

    def note(cursor: object, sql: str, bindings: object) -> bool:
        said.append(sql.split()[0].upper())
        return True

    register.database.connection().exec_trace = note
    found = facts.records(register)

    assert len(found.pupils) == pupils
    assert said == ["BEGIN", *["SELECT"] * len(TABLES), "COMMIT;"]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
HOURS = st.integers(0, 6000)
URNS = st.text("0123456789", min_size=1, max_size=6)
SCHOOLS = st.builds(School, URNS, TEXT.filter(bool), st.sampled_from(PHASES), st.integers(0, 9999), st.none() | st.integers(0, 10**9))
PUPILS = st.builds(
    Pupil,
    st.just(""),
    TEXT.filter(bool),
    TEXT,
    st.sampled_from(("", "N1", "14")),
    TEXT,
    HOURS,
    st.none(),
    st.sampled_from("EK"),
    st.sampled_from(("", "ASD")),
    TEXT,
    st.none() | st.integers(0, 10**9),
    *[st.sampled_from(("", "R", "A", "G"))] * 8,
    st.none() | st.dates(),
)


@settings(max_examples=40, deadline=None)
@given(st.lists(SCHOOLS, min_size=1, max_size=3, unique_by=lambda school: school.urn), st.lists(PUPILS, max_size=6, unique_by=lambda pupil: pupil.pupil_id))
def test_any_text_number_and_date_within_the_limits_is_kept(schools: list[School], pupils: list[Pupil]):
    schools.sort()
    placed = sorted((pupil._replace(school_urn=schools[-1].urn) for pupil in pupils), key=lambda pupil: pupil.pupil_id)
    with tempfile.TemporaryDirectory() as folder, open_register(Path(folder) / "r.sqlite", create=True) as register:
        replace_all(register, Records(schools=tuple(schools), pupils=tuple(placed)), by="J. Example")

        assert facts.records(register) == Records(schools=tuple(schools), pupils=tuple(placed))


def without_some(records: Records, dropped: set[int]) -> Records:
    """The records without some of their rows, by place, and without what hung on those."""
    count = iter(range(10_000))
    kept: dict[str, Any] = {table: tuple(row for row in getattr(records, table) if next(count) not in dropped) for table in TABLES}
    rest = Records(**kept)
    lost = orphans(rest)
    return replace(rest, **{table: tuple(row for row in getattr(rest, table) if row not in rows) for table, rows in lost.items()})


DROPPED = st.sets(st.integers(0, 40), max_size=25)


@settings(max_examples=30, deadline=None)
@given(st.lists(DROPPED, min_size=2, max_size=4))
def test_any_register_can_be_made_any_other_and_keeps_no_orphan(states: list[set[int]]):
    with tempfile.TemporaryDirectory() as folder, open_register(Path(folder) / "r.sqlite", create=True) as register:
        for dropped in states:
            wanted = without_some(a_trust(), dropped)
            replace_all(register, wanted, by="J. Example")

            assert facts.records(register) == wanted
        assert damage(register) == ()
