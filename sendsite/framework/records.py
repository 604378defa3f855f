"""
The rows of one trust at one time, as plain checked values: what a file is read into, the register keeps and a snapshot holds.

Hours are whole hundredths of an hour a week, money is whole pence (a year where the column is a yearly one): sums stay exact.
A blank is None for numbers and dates and "" for text. The live scenario is "".
Each row is a NamedTuple, so that a database row becomes one with `_make` and a table becomes columns with `zip(*rows)`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple

from sendsite.framework.comparator import Comparator as Comparator
from sendsite.framework.expectation import EXPECTED_FIGURES as EXPECTED_FIGURES
from sendsite.framework.expectation import Expectation as Expectation

Hundredths = int
Pence = int

PHASES = ("nursery", "primary", "secondary", "all_through", "special", "alternative_provision")
ROLES = ("TA", "LSA", "HLTA", "learning_mentor", "other")
SEN_STATUSES = ("E", "K")
NEEDS = ("SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "HI", "VI", "MSI", "PD", "ASD", "OTH", "NSA", "DS")
AREAS = {
    "cognition_and_learning": ("SPLD", "MLD", "SLD", "PMLD"),
    "communication_and_interaction": ("SLCN", "ASD"),
    "semh": ("SEMH",),
    "sensory_and_physical": ("HI", "VI", "MSI", "PD"),
    "other": ("OTH", "NSA", "DS"),
}
YEAR_GROUPS = ("N1", "N2", "R", *(str(year) for year in range(1, 15)))
STATUSES = ("not_started", "emerging", "developing", "on_track", "achieved", "withdrawn")
MODES = ("in_class", "withdrawn", "intervention")
TASKS = ("preparation", "cover", "admin", "pastoral", "duty", "general_class", "absence", "other")
LIVE = ""
INVENTED = "99"
"""How the URNs of invented schools begin; no real school has such a one."""


class School(NamedTuple):
    urn: str
    name: str
    phase: str
    number_on_roll: int
    send_budget: Pence | None = None


class Staff(NamedTuple):
    school_urn: str
    staff_id: str
    name: str
    role: str
    contracted_hours: Hundredths
    send_hours: Hundredths
    annual_salary: Pence | None = None
    scenario: str = LIVE


class Pupil(NamedTuple):
    school_urn: str
    pupil_id: str
    name: str
    year_group: str
    class_name: str
    need_hours: Hundredths
    one_to_one_hours: Hundredths | None
    sen_status: str
    primary_need: str = ""
    funding_band: str = ""
    funding_amount: Pence | None = None
    q1: str = ""
    q2: str = ""
    q3: str = ""
    q4: str = ""
    q5: str = ""
    q6: str = ""
    q7: str = ""
    q8: str = ""
    rated_on: date | None = None


class Outcome(NamedTuple):
    school_urn: str
    pupil_id: str
    outcome_id: str
    area: str
    outcome: str
    target: str
    planned_hours: Hundredths | None
    status: str
    reviewed_on: date | None = None


class Allocation(NamedTuple):
    """One cell of the deployment matrix. A blank group is one-to-one."""

    school_urn: str
    scenario: str
    staff_id: str
    pupil_id: str
    hours: Hundredths
    group: str = ""
    mode: str = ""
    locked: bool = False


class Task(NamedTuple):
    school_urn: str
    scenario: str
    staff_id: str
    task: str
    hours: Hundredths


# The rest of the register: further files of the interchange folder; an import without them is complete.


class OutcomeWeeks(NamedTuple):
    """Weeks of a year that an outcome's planned hours run, where they are not the framework's."""

    school_urn: str
    pupil_id: str
    outcome_id: str
    weeks: int


class Review(NamedTuple):
    """One look at one plan outcome; the outcome itself carries the newest status."""

    school_urn: str
    pupil_id: str
    outcome_id: str
    reviewed_on: date
    status: str
    note: str = ""


class Rating(NamedTuple):
    """The eight answers as they stood on a day: the history of a pupil's rating."""

    school_urn: str
    pupil_id: str
    rated_on: date
    q1: str = ""
    q2: str = ""
    q3: str = ""
    q4: str = ""
    q5: str = ""
    q6: str = ""
    q7: str = ""
    q8: str = ""
    rated_by: str = ""


class Moderation(NamedTuple):
    """A second person's look at a rating. `agreed` is None while it has been drawn for the sample but not yet done."""

    school_urn: str
    pupil_id: str
    term: str
    moderated_on: date | None = None
    moderated_by: str = ""
    agreed: bool | None = None
    note: str = ""


class FundingBand(NamedTuple):
    """What a top-up band pays from a day on. An amount of None is a band nobody has priced yet."""

    code: str
    valid_from: date | None
    label: str = ""
    annual_amount: Pence | None = None


class SchoolFact(NamedTuple):
    """What a school states for a term besides its roll and budget."""

    school_urn: str
    term: str
    senco_days: Hundredths | None = None
    requests_made: int | None = None
    requests_agreed: int | None = None
    census_ehcp: int | None = None
    census_sen_support: int | None = None
    other_send_costs: Pence | None = None


PRIORITY_MEASURES = ("reds", "need_area", "key_stage", "mode")


class Priority(NamedTuple):
    """
    A stated priority, tied to the share of delivered hours it should hold; school_urn "" is the trust's own.

    `of` names the area, key stage (KS1...) or mode; blank for reds. `target_share` is in hundredths of a percent of hours.
    """

    school_urn: str
    number: int
    title: str
    measure: str
    of: str
    target_share: int


class Scenario(NamedTuple):
    """A named what-if of a school and why it was made."""

    school_urn: str
    name: str
    note: str = ""


class Leaver(NamedTuple):
    """A pupil or member of staff who has left; kept so that an allocation or a page that still names them is found."""

    school_urn: str
    kind: str
    person_id: str
    name: str
    left_on: date | None = None


@dataclass(frozen=True)
class Records:
    """All tables of one trust. An absent file is an empty table."""

    schools: tuple[School, ...] = ()
    staff: tuple[Staff, ...] = ()
    pupils: tuple[Pupil, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    deployment: tuple[Allocation, ...] = ()
    tasks: tuple[Task, ...] = ()
    outcome_weeks: tuple[OutcomeWeeks, ...] = ()
    reviews: tuple[Review, ...] = ()
    ratings: tuple[Rating, ...] = ()
    moderations: tuple[Moderation, ...] = ()
    funding_bands: tuple[FundingBand, ...] = ()
    school_facts: tuple[SchoolFact, ...] = ()
    priorities: tuple[Priority, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    leavers: tuple[Leaver, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    expectations: tuple[Expectation, ...] = ()


TABLES: dict[str, type] = {
    "schools": School,
    "staff": Staff,
    "pupils": Pupil,
    "outcomes": Outcome,
    "deployment": Allocation,
    "tasks": Task,
    "outcome_weeks": OutcomeWeeks,
    "reviews": Review,
    "ratings": Rating,
    "moderations": Moderation,
    "funding_bands": FundingBand,
    "school_facts": SchoolFact,
    "priorities": Priority,
    "scenarios": Scenario,
    "leavers": Leaver,
    "comparators": Comparator,
    "expectations": Expectation,
}
IDENTITY: dict[str, tuple[str, ...]] = {
    "schools": ("urn",),
    "staff": ("school_urn", "staff_id", "scenario"),
    "pupils": ("school_urn", "pupil_id"),
    "outcomes": ("school_urn", "pupil_id", "outcome_id"),
    "deployment": ("school_urn", "scenario", "staff_id", "pupil_id", "group"),
    "tasks": ("school_urn", "scenario", "staff_id", "task"),
    "outcome_weeks": ("school_urn", "pupil_id", "outcome_id"),
    "reviews": ("school_urn", "pupil_id", "outcome_id", "reviewed_on"),
    "ratings": ("school_urn", "pupil_id", "rated_on"),
    "moderations": ("school_urn", "pupil_id", "term"),
    "funding_bands": ("code", "valid_from"),
    "school_facts": ("school_urn", "term"),
    "priorities": ("school_urn", "number"),
    "scenarios": ("school_urn", "name"),
    "leavers": ("school_urn", "kind", "person_id"),
    "comparators": ("source", "year", "measure", "phase", "roll_from"),
    "expectations": ("school_urn", "number"),
}
assert [field.name for field in fields(Records)] == list(TABLES) == list(IDENTITY)
