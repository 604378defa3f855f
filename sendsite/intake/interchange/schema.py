"""
Every file of the interchange format and every column in it: one source for the reader, the writer and docs/interchange.md.

A file is named after its table (`pupils.csv`), as is a sheet of a workbook (`pupils`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sendsite.framework.records import (
    AREAS,
    EXPECTED_FIGURES,
    MODES,
    NEEDS,
    PHASES,
    PRIORITY_MEASURES,
    ROLES,
    SEN_STATUSES,
    STATUSES,
    TABLES,
    TASKS,
    YEAR_GROUPS,
)

HOURS_AT_MOST = 60
MONEY_AT_MOST = 10_000_000
DAYS_AT_MOST = 366
COUNT_AT_MOST = 1_000_000
PAY = ("annual_salary",)


class Column(NamedTuple):
    """
    One column of a file and the field of the row that it fills.

    `kind` names the rule in values.py. `high` is the largest number allowed and `low` the smallest; `choices` are the codes allowed.
    """

    name: str
    kind: str
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0
    renamed: str = ""

    @property
    def field(self) -> str:
        """The field of the row; the same word but where Python keeps the word for itself."""
        return self.renamed or self.name

    @property
    def blank(self) -> Any:
        """What a blank cell means: no text, not locked, or not known."""
        return BLANKS.get((self.kind, self.name), "" if self.kind in TEXT_KINDS else None)


TEXT_KINDS = ("urn", "id", "text", "note", "scenario", "choice", "answer", "term")
BLANKS: dict[tuple[str, str], Any] = {("yes_no", "locked"): False}


def _hours(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, "hours", meaning, required, high=HOURS_AT_MOST)


def _money(name: str, meaning: str) -> Column:
    return Column(name, "money", meaning, high=MONEY_AT_MOST)


def _whole(name: str, meaning: str, required: bool = False, low: int = 0, high: int = COUNT_AT_MOST) -> Column:
    return Column(name, "whole", meaning, required, low=low, high=high)


def _choice(name: str, meaning: str, choices: tuple[str, ...], required: bool = False) -> Column:
    return Column(name, "choice", meaning, required, choices)


_SCHOOL = Column("school_urn", "urn", "URN of the school", True)
_STAFF_ID = Column("staff_id", "id", "the school's own id of the member of staff", True)
_PUPIL_ID = Column("pupil_id", "id", "UPN, or the school's own id of the pupil", True)
_OUTCOME_ID = Column("outcome_id", "id", "the school's own id of the outcome", True)
_SCENARIO = Column("scenario", "scenario", "name of a what-if; blank or live is what is in force")
_PARTS = (
    ("before", "on that day"),
    ("expected", "as expected afterwards"),
    ("least", "may change by so much without a real change; blank where none is called"),
)
_ANSWERS = tuple(Column(f"q{n}", "answer", f"answer to question {n} of the rating") for n in range(1, 9))

SCHEMA: dict[str, tuple[Column, ...]] = {
    "schools": (
        Column("urn", "urn", "unique reference number of the school", True),
        Column("name", "text", "name of the school", True),
        _choice("phase", "phase of education", PHASES, True),
        _whole("number_on_roll", "pupils on roll", True),
        _money("send_budget", "SEND budget in GBP a year"),
    ),
    "staff": (
        _SCHOOL,
        _STAFF_ID,
        Column("name", "text", "name of the member of staff"),
        _choice("role", "role", ROLES, True),
        _hours("contracted_hours", "hours a week in the contract, above 0", True),
        _hours("send_hours", "of those, hours a week paid for SEND; not above contracted_hours", True),
        _money("annual_salary", "salary in GBP a year; only for those who may see pay"),
        _SCENARIO,
    ),
    "pupils": (
        _SCHOOL,
        _PUPIL_ID,
        Column("name", "text", "name of the pupil"),
        _choice("year_group", "national curriculum year group", YEAR_GROUPS),
        Column("class", "text", "class or registration group", renamed="class_name"),
        _hours("need_hours", "hours of support a week that the pupil needs", True),
        _hours("one_to_one_hours", "of those, hours that must be one-to-one; not above need_hours"),
        _choice("sen_status", "E = education, health and care plan, K = SEN support", SEN_STATUSES, True),
        _choice("primary_need", "school census code of the primary need", NEEDS),
        Column("funding_band", "text", "code of the top-up band"),
        _money("funding_amount", "top-up in GBP a year, where it is not the band's amount"),
        *_ANSWERS,
        Column("rated_on", "date", "day on which the questions were answered"),
    ),
    "outcomes": (
        _SCHOOL,
        _PUPIL_ID,
        _OUTCOME_ID,
        Column("area", "text", "area of need or of the plan"),
        Column("outcome", "note", "the outcome in words", True),
        Column("target", "note", "what will show that it is reached"),
        _hours("planned_hours", "hours of support a week planned for it"),
        _choice("status", "how far it has come", STATUSES, True),
        Column("reviewed_on", "date", "day of the newest review"),
    ),
    "deployment": (
        _SCHOOL,
        _SCENARIO,
        _STAFF_ID,
        _PUPIL_ID,
        _hours("hours", "hours of support a week", True),
        Column("group", "text", "name of the group; blank is one-to-one"),
        _choice("mode", "how the support is given", MODES),
        Column("locked", "yes_no", "yes: a rebalance must leave it"),
    ),
    "tasks": (_SCHOOL, _SCENARIO, _STAFF_ID, _choice("task", "task other than support", TASKS, True), _hours("hours", "hours a week", True)),
    "outcome_weeks": (_SCHOOL, _PUPIL_ID, _OUTCOME_ID, _whole("weeks", "weeks a year that the planned hours run", True, 0, 53)),
    "reviews": (
        _SCHOOL,
        _PUPIL_ID,
        _OUTCOME_ID,
        Column("reviewed_on", "date", "day of the review", True),
        _choice("status", "how far the outcome had come", STATUSES, True),
        Column("note", "note", "what was said"),
    ),
    "ratings": (
        _SCHOOL,
        _PUPIL_ID,
        Column("rated_on", "date", "day on which the questions were answered", True),
        *_ANSWERS,
        Column("rated_by", "text", "who answered"),
    ),
    "moderations": (
        _SCHOOL,
        _PUPIL_ID,
        Column("term", "term", "term of the sample, such as 2025-autumn", True),
        Column("moderated_on", "date", "day of the second look; blank while it is to be done"),
        Column("moderated_by", "text", "who took the second look"),
        Column("agreed", "yes_no", "whether the rating was confirmed; blank while it is to be done"),
        Column("note", "note", "what was said"),
    ),
    "funding_bands": (
        Column("code", "text", "code of the top-up band", True),
        Column("valid_from", "date", "first day of the amount; blank is from the beginning"),
        Column("label", "text", "name of the band"),
        _money("annual_amount", "amount in GBP a year; blank while nobody has priced it"),
    ),
    "school_facts": (
        _SCHOOL,
        Column("term", "term", "term the facts are of, such as 2025-autumn", True),
        Column("senco_days", "days", "days of SENCO time in the term", high=DAYS_AT_MOST),
        _whole("requests_made", "requests for an EHC needs assessment made"),
        _whole("requests_agreed", "requests for an EHC needs assessment agreed"),
        _whole("census_ehcp", "pupils with an EHC plan in the school census"),
        _whole("census_sen_support", "pupils at SEN support in the school census"),
        _money("other_send_costs", "other SEND costs in GBP a year"),
    ),
    "priorities": (
        Column("school_urn", "urn", "URN of the school; blank is a priority of the trust"),
        _whole("number", "place in the list of up to five", True, 1, 5),
        Column("title", "text", "the priority in words", True),
        _choice("measure", "what is counted", PRIORITY_MEASURES, True),
        Column("of", "text", f"the area ({', '.join(AREAS)}), key stage (EYFS, KS1 to KS5) or mode; blank for reds"),
        Column("target_share", "percent", "share of delivered hours it should hold, in percent", True, high=100),
    ),
    "scenarios": (_SCHOOL, Column("name", "text", "name of the what-if", True), Column("note", "note", "why it was made")),
    "leavers": (
        _SCHOOL,
        _choice("kind", "who left", ("pupil", "staff"), True),
        Column("person_id", "id", "pupil_id or staff_id", True),
        Column("name", "text", "name"),
        Column("left_on", "date", "day of leaving"),
    ),
    "comparators": (
        Column("source", "text", "where the figures come from", True),
        Column("year", "text", "academic year of the figures"),
        Column("measure", "text", "what is measured, such as ehcp_pct", True),
        _choice("phase", "phase of education", PHASES, True),
        _whole("roll_from", "smallest roll of the size band", True),
        _whole("roll_to", "the size band ends below this roll; blank is no end"),
        _whole("schools", "schools in the band", True),
        *(Column(f"p{n}", "number", f"{n}th percentile", high=MONEY_AT_MOST) for n in (10, 25, 50, 75, 90)),
    ),
    "expectations": (
        _SCHOOL,
        _whole("number", "number of the thing within the school", True, 1),
        Column("term", "term", "term in which it was accepted, such as 2025-autumn", True),
        Column("accepted_on", "date", "day on which it was accepted", True),
        Column("accepted_by", "text", "who accepted it, as they sign in", True),
        Column("rule", "id", "the insight it follows, such as absorbed, or rebalance", True),
        Column("title", "text", "what was to be done, in words; nobody's name"),
        Column("scenario", "scenario", "name of the what-if it was tried out in, until that is made live"),
        Column("note", "note", "what was said; nobody's name"),
        *(Column(f"{figure}_{part}", "number", f"{figure} {words}", high=MONEY_AT_MOST) for figure in EXPECTED_FIGURES for part, words in _PARTS),
        _whole("pupils", "it gives hours to, or takes hours from, no fewer pupils than these"),
    ),
}
assert list(SCHEMA) == list(TABLES)
_FIELDS: dict[str, Any] = TABLES  # a NamedTuple each, which a plain `type` does not say
assert all({column.field for column in columns} == set(_FIELDS[table]._fields) for table, columns in SCHEMA.items())


def file_of(table: str) -> str:
    """The file a table is kept in."""
    return f"{table}.csv"
