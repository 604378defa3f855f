"""The rest of the register: histories, funding bands, what schools state, scenarios, leavers and comparators; and what the register notes of itself."""

from __future__ import annotations

from peewee import SQL

from sendsite.framework import records
from sendsite.register.tables import rules
from sendsite.register.tables.fields import Day, KeyDay, Real, Whole, Words, YesNo
from sendsite.register.tables.main import PUPIL, Row, of_pupil, of_school, table

OUTCOME = (*PUPIL, "outcome_id")


class OutcomeWeeks(Row):
    school_urn = Words()
    pupil_id = Words()
    outcome_id = Words()
    weeks = Whole()

    Meta = table("outcome_weeks", rules.identity(*OUTCOME), rules.belongs(OUTCOME, "outcomes", OUTCOME), rules.between("weeks", 1, 52, "1 to 52"))


class Review(Row):
    school_urn = Words()
    pupil_id = Words()
    outcome_id = Words()
    reviewed_on = Day()
    status = Words()
    note = Words()

    Meta = table(
        "reviews",
        rules.identity(*OUTCOME, "reviewed_on"),
        rules.belongs(OUTCOME, "outcomes", OUTCOME),
        rules.day("reviewed_on"),
        rules.one_of("status", records.STATUSES),
    )


class Rating(Row):
    school_urn = Words()
    pupil_id = Words()
    rated_on = Day()
    q1 = Words()
    q2 = Words()
    q3 = Words()
    q4 = Words()
    q5 = Words()
    q6 = Words()
    q7 = Words()
    q8 = Words()
    rated_by = Words()

    Meta = table("ratings", rules.identity(*PUPIL, "rated_on"), of_pupil(), rules.day("rated_on"), rules.answers())


class Moderation(Row):
    school_urn = Words()
    pupil_id = Words()
    term = Words()
    moderated_on = Day(null=True)
    moderated_by = Words()
    agreed = YesNo(null=True)
    note = Words()

    Meta = table("moderations", rules.identity(*PUPIL, "term"), of_pupil(), rules.term("term"), rules.day("moderated_on"), rules.yes_no("agreed"))


class FundingBand(Row):
    """Not tied to pupils: a band has a row for each day its amount changes, and a pupil names the band alone."""

    code = Words()
    valid_from = KeyDay()
    label = Words()
    annual_amount = Whole(null=True)

    Meta = table("funding_bands", rules.identity("code", "valid_from"), rules.given("code"), rules.day("valid_from", blank=True), rules.money("annual_amount"))


class SchoolFact(Row):
    school_urn = Words()
    term = Words()
    senco_days = Whole(null=True)
    requests_made = Whole(null=True)
    requests_agreed = Whole(null=True)
    census_ehcp = Whole(null=True)
    census_sen_support = Whole(null=True)
    other_send_costs = Whole(null=True)

    Meta = table(
        "school_facts",
        rules.identity("school_urn", "term"),
        of_school(),
        rules.term("term"),
        rules.between("senco_days", 0, 366_00, "0 to 366 days"),
        [rules.count(column) for column in ("requests_made", "requests_agreed", "census_ehcp", "census_sen_support")],
        rules.money("other_send_costs"),
    )


class Priority(Row):
    """A blank school is the trust itself; `owner` is the school where there is one, so that the rule of belonging can be stated."""

    school_urn = Words()
    number = Whole()
    title = Words()
    measure = Words()
    of = Words()
    target_share = Whole()
    owner = Words(null=True, constraints=[SQL("GENERATED ALWAYS AS (nullif(\"school_urn\", '')) STORED")])

    Meta = table(
        "priorities",
        rules.identity("school_urn", "number"),
        rules.belongs(("owner",), "schools", ("urn",)),
        rules.between("number", 1, 5, "1 to 5"),
        rules.given("title"),
        rules.one_of("measure", records.PRIORITY_MEASURES),
        rules.between("target_share", 0, 100_00, "0 to 100 per cent"),
    )


class Scenario(Row):
    school_urn = Words()
    name = Words()
    note = Words()

    Meta = table("scenarios", rules.identity("school_urn", "name"), of_school(), rules.given("name"), rules.not_live("name"))


class Leaver(Row):
    school_urn = Words()
    kind = Words()
    person_id = Words()
    name = Words()
    left_on = Day(null=True)

    Meta = table(
        "leavers",
        rules.identity("school_urn", "kind", "person_id"),
        of_school(),
        rules.one_of("kind", ("pupil", "staff")),
        rules.given("person_id"),
        rules.day("left_on"),
    )


class Comparator(Row):
    source = Words()
    year = Words()
    measure = Words()
    phase = Words()
    roll_from = Whole()
    roll_to = Whole(null=True)
    schools = Whole()
    p10 = Real(null=True)
    p25 = Real(null=True)
    p50 = Real(null=True)
    p75 = Real(null=True)
    p90 = Real(null=True)

    Meta = table(
        "comparators",
        rules.identity("source", "year", "measure", "phase", "roll_from"),
        rules.given("source", "measure"),
        rules.count("roll_from"),
        rules.check("roll_to must not be below roll_from", '"roll_to" >= "roll_from"'),
        rules.count("schools"),
    )


class Mark(Row):
    """A small setting the register keeps about itself, such as that it is the demo."""

    key = Words()
    value = Words()

    Meta = table("marks", rules.identity("key"), rules.given("key"))


class Edit(Row):
    """One edit from before the history of changes was kept: when (UTC), by whom, how many rows of which tables. No line is added any more."""

    made_at = Words()
    made_by = Words()
    counts = Words()

    Meta = table("edits", rules.given("made_at", "made_by"), rules.json("counts"))
