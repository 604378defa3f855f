"""Columns and values of the register in the words of the pages where they are read, for somebody who never saw one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sendsite.errors import DataRefused
from sendsite.framework.codes import NEED_WORDS, STATUS_WORDS, YEAR_WORDS
from sendsite.framework.nameless import Who
from sendsite.framework.term import Term
from sendsite.intake.interchange.schema import SCHEMA
from sendsite.intake.interchange.write import hundredths_text
from sendsite.report.formats import day
from sendsite.report.words import AREAS, MODES, ROLES, STATUSES, TASKS

BLANK = "not recorded"
NUMBERS = tuple(range(1, 9))
ANSWERS = {"R": "red", "A": "amber", "G": "green"}
WORDS: dict[str, dict[str, str]] = {
    "sen_status": STATUS_WORDS,
    "primary_need": NEED_WORDS,
    "year_group": YEAR_WORDS,
    "role": ROLES,
    "area": AREAS,
    "status": STATUSES,
    "mode": MODES,
    "task": TASKS,
} | {f"q{number}": ANSWERS for number in NUMBERS}
LABELS = {
    "name": "Name",
    "pupil_id": "Pupil’s number",
    "staff_id": "Staff number",
    "year_group": "Year group",
    "class_name": "Class",
    "need_hours": "Hours of support needed a week",
    "one_to_one_hours": "Of these, one to one",
    "sen_status": "SEN status",
    "primary_need": "Main type of need",
    "funding_band": "Top-up band",
    "funding_amount": "Top-up of their own, a year",
    "rated_on": "Questions answered on",
    "rated_by": "Answered by",
    "role": "Role",
    "contracted_hours": "Hours a week in the contract",
    "send_hours": "Of these, paid for SEND support",
    "annual_salary": "Salary a year",
    "outcome_id": "Number of the outcome",
    "area": "Area",
    "outcome": "Outcome",
    "target": "How it will be seen",
    "planned_hours": "Hours planned a week",
    "status": "Status",
    "reviewed_on": "Reviewed on",
    "weeks": "Weeks a year",
    "hours": "Hours a week",
    "group": "Group",
    "mode": "How",
    "locked": "Kept where hours are moved",
    "term": "Term",
    "moderated_on": "Second look on",
    "moderated_by": "Second look by",
    "agreed": "Rating confirmed",
    "note": "Note",
    "left_on": "Left on",
    "scenario": "Scenario",
} | {f"q{number}": f"Question {number}" for number in NUMBERS}
KINDS = {table: {column.field: column.kind for column in columns} for table, columns in SCHEMA.items()}


class Called(NamedTuple):
    """How others and outcomes are called: the adults of the school, top-up bands, the pupil's outcomes by their number, who signs in."""

    who: Who
    adults: Mapping[str, str]
    bands: Mapping[str, str]
    outcomes: Mapping[str, str]
    shown: Mapping[str, str]

    def adult(self, staff_id: str) -> str:
        """An adult by name and role, as on the pupil's page; in a colleague's own file there is no other."""
        return self.adults.get(staff_id) or f"an adult no longer named ({staff_id})"

    def other(self, row: Any) -> str:
        """The other side of hours: the adult in a pupil's file; in a colleague's the pupil, by the file's letter, for the rest is another person's."""
        return self.adult(row.staff_id) if self.who.kind == "pupil" else f"pupil {row.pupil_id}"

    def outcome(self, outcome_id: str) -> str:
        """An outcome in its own words."""
        words = self.outcomes.get(outcome_id, "")
        return f"“{words}”" if words else f"outcome {outcome_id}"

    def by(self, name: str) -> str:
        """Who made a change, by the name that is shown."""
        return self.shown.get(name, name)


def label(column: str) -> str:
    """A column's name in words."""
    return LABELS.get(column) or column.replace("_", " ").capitalize()


def value(table: str, column: str, held: Any, called: Called | None = None) -> str:
    """A value in words: 11.5 h, £19,250, 22 November 2026, Spring term 2023/24, EHC plan; "" where there is none."""
    if held is None or held == "":
        return ""
    if column in WORDS:
        return WORDS[column].get(str(held), str(held))
    if column == "funding_band":
        return f"{held}, {called.bands[held]}" if called and held in called.bands else str(held)
    return _of_kind(KINDS[table].get(column, "text"), held)


def money(pence: int) -> str:
    """£19,250, with pence only where there are some."""
    pounds, rest = divmod(pence, 100)
    return f"£{pounds:,}" + (f".{rest:02d}" if rest else "")


def term(name: str) -> str:
    """Spring term 2023/24; what is no term stays as it is."""
    try:
        return Term.parse(name).label
    except DataRefused:
        return name


def _of_kind(kind: str, held: Any) -> str:
    match kind:
        case "hours":
            return f"{hundredths_text(held)} h"
        case "money":
            return money(held)
        case "date":
            return day(held) if isinstance(held, date) else str(held)
        case "yes_no":
            return "yes" if held else "no"
        case "term":
            return term(held)
    return str(held)
