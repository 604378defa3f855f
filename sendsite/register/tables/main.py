"""Schools, staff, pupils, plan outcomes, the deployment of hours and the other tasks of staff."""

from __future__ import annotations

from typing import Any

from peewee import SQL, AutoField, Model

from sendsite.framework import records
from sendsite.register.tables import rules
from sendsite.register.tables.fields import Day, Whole, Words, YesNo

PUPIL = ("school_urn", "pupil_id")


class Numbered(Model):
    """
    A table whose rows have a number that is never used again.

    The models are bound to no database: a query is executed on the register it is meant for.
    """

    id = AutoField(constraints=[SQL("AUTOINCREMENT")])


class Row(Numbered):
    """What every table of records has: a version that each change raises."""

    version = Whole(default=1)


def table(name: str, *constraints: rules.Rule | list[rules.Rule], **further: Any) -> type:
    """The Meta of a STRICT table with these rules."""
    flat = [rule for entry in constraints for rule in (entry if isinstance(entry, list) else [entry])]
    settings: dict[str, Any] = {"table_name": name, "strict_tables": True, "constraints": flat, "legacy_table_names": False, **further}
    return type("Meta", (), settings)


def of_school() -> rules.Rule:
    return rules.belongs(("school_urn",), "schools", ("urn",))


def of_pupil() -> rules.Rule:
    return rules.belongs(PUPIL, "pupils", PUPIL)


def on_staff() -> list[rules.Rule]:
    """
    A cell or task names a member of staff of its own school, who stands in its own scenario or, failing that, in the live one.

    `staff_scenario` says in which; the edits set it, and these two rules make any other pairing unstorable.
    """
    return [
        rules.not_live("scenario"),
        rules.check("staff must stand as live or in the same scenario", "\"staff_scenario\" IN ('', \"scenario\")"),
        rules.belongs(("school_urn", "staff_id", "staff_scenario"), "staff", ("school_urn", "staff_id", "scenario"), at_end=True),
    ]


class School(Row):
    urn = Words()
    name = Words()
    phase = Words()
    number_on_roll = Whole()
    send_budget = Whole(null=True)

    Meta = table(
        "schools",
        rules.identity("urn"),
        rules.given("urn", "name"),
        rules.one_of("phase", records.PHASES),
        rules.count("number_on_roll"),
        rules.money("send_budget"),
    )


class Staff(Row):
    school_urn = Words()
    staff_id = Words()
    name = Words()
    role = Words()
    contracted_hours = Whole()
    send_hours = Whole()
    annual_salary = Whole(null=True)
    scenario = Words()

    Meta = table(
        "staff",
        rules.identity("school_urn", "staff_id", "scenario"),
        of_school(),
        rules.given("staff_id"),
        rules.not_live("scenario"),
        rules.one_of("role", records.ROLES),
        rules.between("contracted_hours", 1, rules.HOURS_MOST, "above 0 and at most 60 hours"),
        rules.hours("send_hours"),
        rules.check("send_hours must not be above contracted_hours", '"send_hours" <= "contracted_hours"'),
        rules.money("annual_salary"),
    )


class Pupil(Row):
    school_urn = Words()
    pupil_id = Words()
    name = Words()
    year_group = Words()
    class_name = Words()
    need_hours = Whole()
    one_to_one_hours = Whole(null=True)
    sen_status = Words()
    primary_need = Words()
    funding_band = Words()
    funding_amount = Whole(null=True)
    q1 = Words()
    q2 = Words()
    q3 = Words()
    q4 = Words()
    q5 = Words()
    q6 = Words()
    q7 = Words()
    q8 = Words()
    rated_on = Day(null=True)

    Meta = table(
        "pupils",
        rules.identity(*PUPIL),
        of_school(),
        rules.given("pupil_id"),
        rules.one_of("year_group", records.YEAR_GROUPS, blank=True),
        rules.hours("need_hours"),
        rules.hours("one_to_one_hours"),
        rules.check("one_to_one_hours must not be above need_hours", '"one_to_one_hours" <= "need_hours"'),
        rules.one_of("sen_status", records.SEN_STATUSES),
        rules.one_of("primary_need", records.NEEDS, blank=True),
        rules.money("funding_amount"),
        rules.answers(),
        rules.day("rated_on"),
    )


class Outcome(Row):
    school_urn = Words()
    pupil_id = Words()
    outcome_id = Words()
    area = Words()
    outcome = Words()
    target = Words()
    planned_hours = Whole(null=True)
    status = Words()
    reviewed_on = Day(null=True)

    Meta = table(
        "outcomes",
        rules.identity(*PUPIL, "outcome_id"),
        of_pupil(),
        rules.given("outcome_id", "outcome"),
        rules.hours("planned_hours"),
        rules.one_of("status", records.STATUSES),
        rules.day("reviewed_on"),
    )


class Allocation(Row):
    school_urn = Words()
    scenario = Words()
    staff_id = Words()
    pupil_id = Words(index=True)
    hours = Whole()
    group = Words()
    mode = Words()
    locked = YesNo()
    staff_scenario = Words()

    Meta = table(
        "deployment",
        rules.identity("school_urn", "scenario", "staff_id", "pupil_id", "group"),
        of_pupil(),
        on_staff(),
        rules.hours("hours"),
        rules.one_of("mode", records.MODES, blank=True),
        rules.yes_no("locked"),
    )


class Task(Row):
    school_urn = Words()
    scenario = Words()
    staff_id = Words()
    task = Words()
    hours = Whole()
    staff_scenario = Words()

    Meta = table(
        "tasks",
        rules.identity("school_urn", "scenario", "staff_id", "task"),
        on_staff(),
        rules.one_of("task", records.TASKS),
        rules.hours("hours"),
    )
