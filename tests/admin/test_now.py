"""The register kept in memory: whatever was done to it, what is kept is what would be read."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sendsite.admin import now as now_room
from sendsite.admin.now import Standing
from sendsite.framework.records import Allocation, FundingBand, Priority, Pupil, Records, Scenario, School, Staff, Task
from sendsite.framework.settings import default
from sendsite.register import facts
from sendsite.register.chain import note
from sendsite.register.changes import Changes, difference, key_of
from sendsite.register.database import open_register
from sendsite.register.edits import apply, orphans, replace_all
from sendsite.register.erasure import erase_history
from sendsite.register.history import history
from sendsite.register.undo import undo

SCHOOLS = ("140001", "140002", "140003")
FRAMEWORK = default()


def a_school(urn: str, pupils: int = 3, roll: int = 100) -> Records:
    people = tuple(Staff(urn, f"S{number}", f"Adult {number}", "TA", 30_00, 20_00) for number in range(2))
    children = tuple(Pupil(urn, f"P{number}", f"Pupil {number}", "3", "3B", 10_00, None, "K", "SLCN") for number in range(pupils))
    cells = tuple(Allocation(urn, scenario, "S0", row.pupil_id, 1_00) for scenario in ("", "Plan B") for row in children)
    return Records(
        schools=(School(urn, f"School {urn}", "primary", roll),), staff=people, pupils=children, deployment=cells, scenarios=(Scenario(urn, "Plan B", ""),)
    )


def joined(*each: Records) -> Records:
    tables: dict[str, Any] = {name: tuple(row for records in each for row in getattr(records, name)) for name in Records.__dataclass_fields__}
    return Records(**tables)


@pytest.fixture
def register(tmp_path):
    with open_register(tmp_path / "sendsite.sqlite", create=True) as opened:
        replace_all(opened, joined(*(a_school(urn) for urn in SCHOOLS)), by="test")
        yield opened


def same_as_read(standing: Standing, register: Any) -> None:
    """What is kept equals what is read, tables and figures."""
    kept, read = standing.at(register), Standing().at(register)
    assert kept.head == read.head
    assert kept.records == read.records == facts.records(register)
    for urn in (*SCHOOLS, "140009"):
        assert kept.school(urn) == read.school(urn)
        assert kept.of_school(urn) == read.of_school(urn)
        for scenario in ("", "Plan B", "Plan C"):
            one, two = (each.measures(urn, FRAMEWORK, scenario) for each in (kept, read))
            assert repr(one) == repr(two)


CELLS = st.builds(
    Allocation,
    st.sampled_from(SCHOOLS),
    st.sampled_from(["", "Plan B", "Plan C"]),
    st.sampled_from(["S0", "S1"]),
    st.sampled_from(["P0", "P1", "P2"]),
    st.integers(0, 10_00),
    st.sampled_from(["", "Phonics"]),
    st.sampled_from(["", "in_class"]),
    st.booleans(),
)
ADULTS, TOLD = st.sampled_from(["S0", "S1"]), st.sampled_from(["cover", "preparation"])
TASKS = st.builds(Task, st.sampled_from(SCHOOLS), st.sampled_from(["", "Plan C"]), ADULTS, TOLD, st.integers(0, 5_00))
PUPILS = st.builds(
    lambda urn, pupil_id, need: Pupil(urn, pupil_id, "Name", "4", "4A", need, None, "K"),
    st.sampled_from(SCHOOLS),
    st.sampled_from(["P0", "P9", "P\u00e9"]),
    st.integers(0, 20_00),
)
BANDS = st.builds(FundingBand, st.sampled_from(["A", "B"]), st.sampled_from([None, date(2025, 9, 1)]), st.just("Band"), st.integers(1, 99))
PRIORITIES = st.builds(
    lambda urn, number, share: Priority(urn, number, "Reds", "reds", "", share), st.sampled_from(["", *SCHOOLS]), st.integers(1, 3), st.integers(0, 99)
)
ROWS = {"deployment": CELLS, "tasks": TASKS, "pupils": PUPILS, "funding_bands": BANDS, "priorities": PRIORITIES}
OTHERS: st.SearchStrategy[tuple[str, list[Any]]] = st.tuples(st.sampled_from(["undo", "sign-in"]), st.just([]))
EDITS = st.one_of(*(st.tuples(st.just(table), st.lists(rows, max_size=3)) for table, rows in ROWS.items()), OTHERS)


def edited(records: Records, table: str, rows: list[Any]) -> Records:
    """The records with each of these rows put in, or taken out where a row like it stands."""
    standing = set(getattr(records, table))
    keys = {key_of(table, row) for row in rows}
    kept = [row for row in standing if key_of(table, row) not in keys]
    fresh = {key_of(table, row): row for row in rows if row not in standing}
    changed: dict[str, Any] = {name: getattr(records, name) for name in Records.__dataclass_fields__} | {table: (*kept, *fresh.values())}
    return Records(**changed)


def given_more(register: Any, cell: Allocation) -> None:
    apply(register, Changes(added={"deployment": (cell,)}), by="test")


def carried_out(register: Any, standing: Standing, table: str, rows: list[Any], told: bool) -> None:
    if table == "undo":
        undo(register, history(register, limit=1)[0].id, by="test")
    elif table == "sign-in":
        note(register, by="test", kind="sign-in")
    else:
        before = facts.records(register)
        changes = difference(before, edited(before, table, rows))
        if orphans(edited(before, table, rows)):
            return
        number = apply(register, changes, by="test")
        if told and number:
            standing.took(number, changes)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(EDITS, st.booleans(), st.booleans()), max_size=6))
def test_what_is_followed_is_what_would_be_read(tmp_path_factory, steps):
    with open_register(tmp_path_factory.mktemp("followed") / "sendsite.sqlite", create=True) as register:
        replace_all(register, joined(*(a_school(urn) for urn in SCHOOLS)), by="test")
        standing = Standing()
        same_as_read(standing, register)
        for (table, rows), told, looked_at in steps:
            if table == "undo" and history(register, limit=1)[0].kind in ("import", "sign-in"):
                continue
            carried_out(register, standing, table, rows, told)
            if looked_at:
                same_as_read(standing, register)
        same_as_read(standing, register)


def test_a_school_that_comes_and_one_that_goes_are_followed(register):
    standing = Standing()
    same_as_read(standing, register)
    replace_all(register, joined(a_school("140001"), a_school("140009", roll=7)), by="test")

    same_as_read(standing, register)
    assert standing.at(register).school("140002") is None


def test_more_changes_than_are_followed_are_read_anew(register, monkeypatch):
    monkeypatch.setattr(now_room, "FOLLOWED", 2)
    standing = Standing()
    standing.at(register)
    replace_all(register, joined(*(a_school(urn, pupils=6) for urn in SCHOOLS)), by="test")

    same_as_read(standing, register)


def test_a_pupil_erased_from_the_history_is_gone_from_what_is_kept(register):
    standing = Standing()
    standing.at(register)
    replace_all(register, joined(*(a_school(urn, pupils=2) for urn in SCHOOLS)), by="test")
    erase_history(register, school="140001", pupil="P2", by="test", why="asked for")

    same_as_read(standing, register)


def test_an_edit_of_one_school_leaves_the_figures_of_the_others(register):
    standing = Standing()
    before = [standing.at(register).measures(urn, FRAMEWORK) for urn in SCHOOLS]
    given_more(register, Allocation("140001", "", "S1", "P0", 50))

    after = [standing.at(register).measures(urn, FRAMEWORK) for urn in SCHOOLS]

    assert [one is two for one, two in zip(before, after, strict=True)] == [False, True, True]


def test_an_edit_of_a_scenario_leaves_the_live_figures(register):
    standing = Standing()
    before = standing.at(register).measures("140001", FRAMEWORK)
    given_more(register, Allocation("140001", "Plan B", "S1", "P0", 50))

    assert standing.at(register).measures("140001", FRAMEWORK) is before


def test_a_night_that_goes_by_is_a_new_day(register, monkeypatch):
    standing = Standing()
    standing.at(register)
    kept = standing._now
    assert kept is not None
    kept.today = date(2020, 1, 1)
    began = date.today()

    assert began <= standing.at(register).today <= date.today()


def test_eight_threads_see_the_register_as_it_stands(register):
    standing = Standing()
    standing.at(register)

    def work(worker: int) -> None:
        for turn in range(25):
            urn = SCHOOLS[worker % 3]
            scenario = f"Plan {worker}"
            change = Allocation(urn, scenario, "S0", "P0", 1 + turn)
            seen = next((row for row in standing.at(register).of_school(urn).deployment if row.scenario == scenario), None)
            assert (seen.hours if seen else 0) == turn
            changes = difference(Records(deployment=(seen,) if seen else ()), Records(deployment=(change,)))
            number = apply(register, changes, by="test")
            if worker % 2:
                standing.took(number, changes)
            assert standing.at(register, number).head >= number

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    same_as_read(standing, register)
