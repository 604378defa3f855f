"""Hypothesis strategies of small invented trusts, odd ones included: no staff, no pupils, ties, large groups, other scenarios."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from sendsite.framework.records import (
    PHASES,
    ROLES,
    STATUSES,
    TASKS,
    Allocation,
    Outcome,
    Pupil,
    Records,
    School,
    Staff,
    Task,
)
from tests.builders import a_trust

DAY = date(2026, 1, 12)
answer = st.sampled_from(["R", "A", "G", "", "R", "A"])
hours = st.integers(0, 1500)
SCENARIOS = ("", "", "", "live", "what-if")


@st.composite
def schools(draw: st.DrawFn, urn: str = "140001", most_pupils: int = 18) -> Records:
    """One school's records; cells name only people on its lists."""
    staff = [draw(members(urn, f"s{number}")) for number in range(draw(st.integers(0, 3)))]
    pupils = [draw(register_rows(urn, f"p{number}")) for number in range(draw(st.integers(0, most_pupils)))]
    pairs = [(person.staff_id, pupil.pupil_id) for person in staff for pupil in pupils]
    cells = {key: draw(hours) for key in draw(st.lists(_cell_keys(pairs), max_size=24))} if pairs else {}
    tasks = {(key.staff_id, draw(st.sampled_from(TASKS))): draw(st.integers(0, 500)) for key in staff for _ in range(draw(st.integers(0, 2)))}
    outcomes = [draw(outcome_rows(urn, key.pupil_id, number)) for key in pupils for number in range(draw(st.integers(0, 2)))]
    return Records(
        schools=(School(urn, draw(st.sampled_from(["Ash Lane", "Birch Hill"])), draw(st.sampled_from(PHASES)), draw(st.sampled_from([0, 60, 150, 400]))),),
        staff=tuple(staff),
        pupils=tuple(pupils),
        outcomes=tuple(outcomes),
        deployment=tuple(Allocation(urn, scenario, who, whom, amount, group) for (scenario, who, whom, group), amount in cells.items()),
        tasks=tuple(Task(urn, "", who, task, amount) for (who, task), amount in tasks.items()),
    )


@st.composite
def trusts(draw: st.DrawFn, most_schools: int = 3) -> Records:
    """Up to so many schools."""
    return a_trust(*(draw(schools(f"14000{number}")) for number in range(draw(st.integers(1, most_schools)))))


@st.composite
def members(draw: st.DrawFn, urn: str, key: str) -> Staff:
    contracted = draw(st.integers(1, 3700))
    return Staff(
        urn, key, "Robin Example", draw(st.sampled_from(ROLES)), contracted, draw(st.integers(0, contracted)), draw(st.none() | st.integers(0, 5_000_000))
    )


@st.composite
def register_rows(draw: st.DrawFn, urn: str, key: str) -> Pupil:
    need = draw(st.sampled_from([0, 100, 500, 1000, 1725]))
    one_to_one = draw(st.none() | st.integers(0, need))
    amount = draw(st.none() | st.integers(0, 2_000_000))
    answers = [draw(answer) for _ in range(8)] if draw(st.booleans()) else [draw(answer)] * 8
    questions: dict[str, Any] = {f"q{number}": word for number, word in enumerate(answers, 1)}
    return Pupil(urn, key, "Sam Example", "4", "4A", need, one_to_one, draw(st.sampled_from("EK")), "", "", amount)._replace(**questions)


@st.composite
def outcome_rows(draw: st.DrawFn, urn: str, pupil: str, number: int) -> Outcome:
    planned = draw(st.none() | st.integers(0, 1000))
    return Outcome(urn, pupil, f"o{number}", "", "Reads aloud", "", planned, draw(st.sampled_from(STATUSES)), draw(st.none() | st.just(DAY)))


def _cell_keys(pairs: list[tuple[str, str]]) -> st.SearchStrategy[tuple[str, str, str, str]]:
    """(scenario, staff, pupil, group): mostly live, in a few groups."""
    key = st.tuples(st.sampled_from(SCENARIOS[:3] + SCENARIOS[4:]), st.sampled_from(pairs), st.sampled_from(["", "", "Talk", "Phonics"]))
    return key.map(lambda drawn: (drawn[0], *drawn[1], drawn[2]))
