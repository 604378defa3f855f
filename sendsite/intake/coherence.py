"""Whether rows fit together: numbers within a row, no row twice, and nobody named who is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sendsite.framework.records import AREAS, IDENTITY, LIVE, MODES, Records
from sendsite.intake import upn
from sendsite.intake.fault import Fault, quoted
from sendsite.intake.interchange.parse import ReadRow
from sendsite.intake.interchange.schema import SCHEMA, file_of
from sendsite.intake.interchange.values import one_of
from sendsite.intake.interchange.write import hundredths_text

KEY_STAGES = ("EYFS", "KS1", "KS2", "KS3", "KS4", "KS5")
_OF = {"need_area": tuple(AREAS), "key_stage": KEY_STAGES, "mode": MODES}
_BELOW = {"staff": (("send_hours", "contracted_hours"),), "pupils": (("one_to_one_hours", "need_hours"),)}

PUPILS_TABLES = ("outcomes", "deployment", "ratings", "moderations")
STAFF_TABLES = ("deployment", "tasks")
OUTCOME_TABLES = ("outcome_weeks", "reviews")


class Broken(NamedTuple):
    """A rule that a row breaks: the field, what is wrong, what to write."""

    field: str
    problem: str
    remedy: str


def broken_rules(table: str, values: Mapping[str, Any]) -> Iterator[Broken]:
    """Rules between the values of one row; a value that is not given breaks none."""
    for part, whole in _BELOW.get(table, ()):
        less, more = values.get(part), values.get(whole)
        if less is not None and more is not None and less > more:
            yield Broken(part, f"'{hundredths_text(less)}' is more than {whole} ({hundredths_text(more)})", f"Write {hundredths_text(more)} or less.")
    if table == "priorities" and "measure" in values:
        yield from _priority(values["measure"], values.get("of", ""))
    if table == "scenarios" and values.get("name", "").casefold() == "live":
        yield Broken("name", "'live' is what is in force, not a what-if", "Give the what-if another name.")
    if table == "comparators" and (values.get("roll_to") or values["roll_from"]) < values["roll_from"]:
        yield Broken("roll_to", f"'{values['roll_to']}' is below roll_from ({values['roll_from']})", "Write a larger number or leave it blank.")


def _priority(measure: str, of: str) -> Iterator[Broken]:
    allowed = _OF.get(measure, ("",))
    if of not in allowed:
        remedy = f"Write {one_of(allowed)}." if measure in _OF else "Leave it blank."
        yield Broken("of", f"{quoted(of)} does not go with the measure {measure}", remedy)


def twice(table: str, rows: list[ReadRow]) -> Iterator[Fault]:
    """Rows with the identity of an earlier one."""
    first: dict[tuple[Any, ...], int] = {}
    blank = {column.field: column.blank for column in SCHEMA[table]}
    fields = [field for field in IDENTITY[table] if field in rows[0].values] if rows else []
    for row in rows:
        key = tuple(row.values.get(field, blank[field]) for field in IDENTITY[table])
        earlier = first.setdefault(key, row.number)
        if earlier != row.number:
            values = ", ".join(str(row.values.get(field) or "blank") for field in fields)
            problem = f"{quoted(values)} stands in row {earlier} already"
            yield Fault(row.file, row.number, ", ".join(fields), values, problem, "Keep one of the two rows.")


def wrong_upns(rows: list[ReadRow]) -> Iterator[Fault]:
    """Ids of pupils that are meant as a UPN and are none."""
    for row in rows:
        pupil = row.values.get("pupil_id", "")
        found = upn.fault_in(pupil) if upn.looks_like(pupil) else None
        if found:
            yield Fault(row.file, row.number, "pupil_id", pupil, *found)


def unknown_authorities(rows: list[ReadRow]) -> list[ReadRow]:
    """Rows whose UPN is right but begins with no known local authority: asked about, never refused."""
    ids = ((row, row.values.get("pupil_id", "")) for row in rows)
    return [row for row, pupil in ids if upn.looks_like(pupil) and not upn.fault_in(pupil) and not upn.authority_known(pupil)]


class Known:
    """Schools, pupils, staff and outcomes that a row may name: those of the files (even where their row is refused) and of the register."""

    def __init__(self, rows: Mapping[str, list[ReadRow]], refused: Mapping[str, list[dict[str, Any]]], register: Records) -> None:
        given = {table: [row.values for row in rows.get(table, [])] + refused.get(table, []) for table in ("schools", "pupils", "staff", "outcomes")}
        self.schools = {values.get("urn") for values in given["schools"]} | {school.urn for school in register.schools}
        self.pupils = {_key(values, "pupil_id") for values in given["pupils"]} | {(pupil.school_urn, pupil.pupil_id) for pupil in register.pupils}
        self.staff = {(*_key(values, "staff_id"), values.get("scenario", LIVE)) for values in given["staff"]}
        self.staff |= {(member.school_urn, member.staff_id, member.scenario) for member in register.staff}
        self.outcomes = {(*_key(values, "pupil_id"), values.get("outcome_id")) for values in given["outcomes"]}
        self.outcomes |= {(outcome.school_urn, outcome.pupil_id, outcome.outcome_id) for outcome in register.outcomes}

    def missing(self, table: str, values: Mapping[str, Any]) -> Iterator[Broken]:
        """Whom or what the row names and is not there; a row of an unknown school is refused for that alone."""
        school = values.get("school_urn")
        if school and school not in self.schools:
            problem = f"{quoted(school)} is not a school of {file_of('schools')} or of the register"
            yield Broken("school_urn", problem, "Write the URN of one, or add the school.")
        elif school:
            yield from self._people(table, school, values)

    def _people(self, table: str, school: str, values: Mapping[str, Any]) -> Iterator[Broken]:
        pupil, member, scenario = values.get("pupil_id"), values.get("staff_id"), values.get("scenario", LIVE)
        if table in PUPILS_TABLES and (school, pupil) not in self.pupils:
            problem = f"{quoted(str(pupil))} is not a pupil of school {school}"
            yield Broken("pupil_id", problem, f"Write a pupil_id of {file_of('pupils')}, or add the pupil there.")
        if table in STAFF_TABLES and not {(school, member, LIVE), (school, member, scenario)} & self.staff:
            where = f"school {school}" + (f", live or in the scenario {quoted(scenario)}" if scenario else "")
            problem = f"{quoted(str(member))} is not a member of staff of {where}"
            yield Broken("staff_id", problem, f"Write a staff_id of {file_of('staff')}, or add the person there.")
        if table in OUTCOME_TABLES and (school, pupil, values.get("outcome_id")) not in self.outcomes:
            problem = f"{quoted(str(values.get('outcome_id')))} is not an outcome of pupil {quoted(str(pupil))} of school {school}"
            yield Broken("outcome_id", problem, f"Write an outcome_id of {file_of('outcomes')}, or add the outcome there.")


def _key(values: Mapping[str, Any], person: str) -> tuple[Any, Any]:
    return values.get("school_urn"), values.get(person)
