"""Builders of records for tests: say what matters, the rest is sensible. Every school, pupil and member of staff here is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.model import Measures
from sendsite.framework.records import Allocation, Outcome, OutcomeWeeks, Pupil, Records, School, Staff, Task
from sendsite.framework.settings import Framework, default

DAY = date(2026, 3, 2)


def hundredths(hours: float) -> int:
    """Hours as records keep them."""
    return round(hours * 100)


def pence(pounds: float) -> int:
    """GBP as records keep it."""
    return round(pounds * 100)


@dataclass(frozen=True)
class AnOutcome:
    status: str
    reviewed_on: date | None
    planned: float | None
    weeks: int | None
    text: str


@dataclass(frozen=True)
class APupil:
    pupil_id: str
    needs: float
    one_to_one: float | None
    answers: str
    rated_on: date | None
    sen_status: str
    gets: float
    outcomes: tuple[AnOutcome, ...]
    row: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class AMemberOfStaff:
    staff_id: str
    role: str
    contracted: float
    send: float
    salary: float | None
    scenario: str
    name: str
    tasks: Mapping[str, float]


@dataclass(frozen=True)
class AnAllocation:
    staff_id: str
    pupil_id: str
    hours: float
    group: str
    mode: str
    scenario: str
    locked: bool


def an_outcome(
    status: str = "developing", *, reviewed_on: date | None = None, planned: float | None = None, weeks: int | None = None, text: str = "Reads aloud"
) -> AnOutcome:
    """One outcome of a pupil's plan; planned in hours a week."""
    return AnOutcome(status, reviewed_on, planned, weeks, text)


def a_pupil(
    pupil_id: str = "",
    *,
    needs: float = 5,
    one_to_one: float | None = None,
    rating: str = "A",
    answers: str = "",
    rated_on: date | None = DAY,
    sen_status: str = "K",
    gets: float = 0,
    outcomes: tuple[AnOutcome, ...] = (),
    **row: object,
) -> APupil:
    """
    A pupil, hours a week. `rating` gives all eight questions that answer ("" for unrated); `answers` spells them out, a blank as `-`.

    `gets` is one-to-one time from the school's first member of staff (one is taken on where there is none). `row` names further columns.
    """
    spelled = answers or (rating or "-") * 8
    return APupil(pupil_id, needs, one_to_one, spelled, rated_on if spelled.strip("-") else None, sen_status, gets, outcomes, row)


def a_member_of_staff(
    staff_id: str = "",
    *,
    role: str = "TA",
    contracted: float = 32.5,
    send: float | None = None,
    salary: float | None = None,
    scenario: str = "",
    name: str = "Robin Example",
    tasks: Mapping[str, float] | None = None,
) -> AMemberOfStaff:
    """A member of staff, hours a week; SEND hours are all contracted ones unless said. `tasks` maps a task to its hours."""
    return AMemberOfStaff(staff_id, role, contracted, contracted if send is None else send, salary, scenario, name, tasks or {})


def an_allocation(staff_id: str, pupil_id: str, hours: float, *, group: str = "", mode: str = "", scenario: str = "", locked: bool = False) -> AnAllocation:
    """One cell of the matrix; without a group it is one-to-one."""
    return AnAllocation(staff_id, pupil_id, hours, group, mode, scenario, locked)


def a_school(
    *parts: APupil | AMemberOfStaff | AnAllocation,
    urn: str = "140001",
    name: str = "Harbour Lane Primary",
    phase: str = "primary",
    roll: int = 210,
    budget: float | None = 40_000,
) -> Records:
    """One school's records out of its pupils, staff and allocations; those without an id are numbered p1, p2, ... and s1, s2, ..."""
    pupils = [part for part in parts if isinstance(part, APupil)]
    staff = [part for part in parts if isinstance(part, AMemberOfStaff)]
    cells = [part for part in parts if isinstance(part, AnAllocation)]
    if not staff and any(pupil.gets for pupil in pupils):
        staff = [a_member_of_staff(contracted=60)]
    pupil_ids = [pupil.pupil_id or f"p{number}" for number, pupil in enumerate(pupils, 1)]
    staff_ids = [person.staff_id or f"s{number}" for number, person in enumerate(staff, 1)]
    cells += [an_allocation(staff_ids[0], key, pupil.gets) for key, pupil in zip(pupil_ids, pupils, strict=True) if pupil.gets]
    outcomes = [(key, f"o{number}", outcome) for key, pupil in zip(pupil_ids, pupils, strict=True) for number, outcome in enumerate(pupil.outcomes, 1)]
    return Records(
        schools=(School(urn, name, phase, roll, None if budget is None else pence(budget)),),
        staff=tuple(_staff_row(urn, key, person) for key, person in zip(staff_ids, staff, strict=True)),
        pupils=tuple(_pupil_row(urn, key, pupil) for key, pupil in zip(pupil_ids, pupils, strict=True)),
        outcomes=tuple(_outcome_row(urn, *outcome) for outcome in outcomes),
        deployment=tuple(Allocation(urn, c.scenario, c.staff_id, c.pupil_id, hundredths(c.hours), c.group, c.mode, c.locked) for c in cells),
        tasks=tuple(row for key, person in zip(staff_ids, staff, strict=True) for row in _task_rows(urn, key, person)),
        outcome_weeks=tuple(OutcomeWeeks(urn, pupil, key, outcome.weeks) for pupil, key, outcome in outcomes if outcome.weeks is not None),
    )


def a_trust(*schools: Records) -> Records:
    """Several schools' records as one trust's."""
    tables = {item.name: tuple(row for records in schools for row in getattr(records, item.name)) for item in fields(Records)}
    return Records(**tables)


def measured(records: Records, framework: Framework | None = None, *, scenario: str = "", on: date | None = DAY) -> Measures:
    """The measures of records, by the shipped framework unless another is given."""
    framework = framework or default()
    return measure(columns(records, framework, scenario, on), framework)


def _pupil_row(urn: str, key: str, pupil: APupil) -> Pupil:
    answers = ["" if answer == "-" else answer for answer in pupil.answers.ljust(8, "-")]
    one_to_one = None if pupil.one_to_one is None else hundredths(pupil.one_to_one)
    row = Pupil(urn, key, f"Pupil {key}", "4", "4A", hundredths(pupil.needs), one_to_one, pupil.sen_status)
    questions = {f"q{number}": answer for number, answer in enumerate(answers, 1)}
    return row._replace(**questions, rated_on=pupil.rated_on)._replace(**pupil.row)  # type: ignore[arg-type]  # columns by name


def _staff_row(urn: str, key: str, person: AMemberOfStaff) -> Staff:
    salary = None if person.salary is None else pence(person.salary)
    return Staff(urn, key, person.name, person.role, hundredths(person.contracted), hundredths(person.send), salary, person.scenario)


def _task_rows(urn: str, key: str, person: AMemberOfStaff) -> list[Task]:
    return [Task(urn, person.scenario, key, task, hundredths(hours)) for task, hours in person.tasks.items()]


def _outcome_row(urn: str, pupil_id: str, outcome_id: str, outcome: AnOutcome) -> Outcome:
    planned = None if outcome.planned is None else hundredths(outcome.planned)
    return Outcome(urn, pupil_id, outcome_id, "communication", outcome.text, "", planned, outcome.status, outcome.reviewed_on)
