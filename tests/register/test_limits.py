"""Every limit of the format is a limit of the file as well: what breaks one cannot be stored."""

from __future__ import annotations

import re
from json import dumps
from typing import Any

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.records import IDENTITY
from sendsite.register import facts
from sendsite.register.database import Register
from sendsite.register.edits import Changes, apply
from sendsite.register.people_edits import add_user
from sendsite.register.tables import HANGS_ON, MODELS
from sendsite.register.tables.acting import FIGURES
from tests.register.sample import A, B, a_trust

LONG_AGO, NO_DAY = "1-01-01", "2025-02-30"

# table, what is put into its first row, and the beginning of the limit that refuses it
BROKEN: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("schools", {"urn": ""}, "urn must not be blank"),
    ("schools", {"name": ""}, "name must not be blank"),
    ("schools", {"phase": "middle"}, "phase must be one of"),
    ("schools", {"number_on_roll": -1}, "number_on_roll must be a whole number"),
    ("schools", {"send_budget": -1}, "send_budget must be 0 to 10,000,000 pounds"),
    ("schools", {"send_budget": 1_000_000_001}, "send_budget must be 0 to 10,000,000 pounds"),
    ("staff", {"staff_id": ""}, "staff_id must not be blank"),
    ("staff", {"scenario": "live"}, "scenario must be blank for the live one"),
    ("staff", {"role": "teacher"}, "role must be one of"),
    ("staff", {"contracted_hours": 0, "send_hours": 0}, "contracted_hours must be above 0"),
    ("staff", {"contracted_hours": 6001}, "contracted_hours must be above 0"),
    ("staff", {"send_hours": -1}, "send_hours must be 0 to 60 hours"),
    ("staff", {"send_hours": 3251}, "send_hours must not be above contracted_hours"),
    ("staff", {"annual_salary": 1_000_000_001}, "annual_salary must be 0 to 10,000,000 pounds"),
    ("pupils", {"pupil_id": ""}, "pupil_id must not be blank"),
    ("pupils", {"year_group": "15"}, "year_group must be blank or one of"),
    ("pupils", {"need_hours": 6001}, "need_hours must be 0 to 60 hours"),
    ("pupils", {"need_hours": -1, "one_to_one_hours": None}, "need_hours must be 0 to 60 hours"),
    ("pupils", {"one_to_one_hours": -1}, "one_to_one_hours must be 0 to 60 hours"),
    ("pupils", {"one_to_one_hours": 1251}, "one_to_one_hours must not be above need_hours"),
    ("pupils", {"sen_status": "N"}, "sen_status must be one of E, K"),
    ("pupils", {"sen_status": ""}, "sen_status must be one of E, K"),
    ("pupils", {"primary_need": "asd"}, "primary_need must be blank or one of"),
    ("pupils", {"funding_amount": -1}, "funding_amount must be 0 to 10,000,000 pounds"),
    *(("pupils", {f"q{number}": "r"}, f"q{number} must be blank or one of R, A, G") for number in range(1, 9)),
    ("outcomes", {"outcome_id": ""}, "outcome_id must not be blank"),
    ("outcomes", {"outcome": ""}, "outcome must not be blank"),
    ("outcomes", {"planned_hours": 6001}, "planned_hours must be 0 to 60 hours"),
    ("outcomes", {"status": "done"}, "status must be one of"),
    ("deployment", {"scenario": "live"}, "scenario must be blank for the live one"),
    ("deployment", {"hours": 6001}, "hours must be 0 to 60 hours"),
    ("deployment", {"mode": "outside"}, "mode must be blank or one of"),
    ("tasks", {"scenario": "live"}, "scenario must be blank for the live one"),
    ("tasks", {"task": "lunch"}, "task must be one of"),
    ("tasks", {"hours": -1}, "hours must be 0 to 60 hours"),
    ("outcome_weeks", {"weeks": 0}, "weeks must be 1 to 52"),
    ("outcome_weeks", {"weeks": 53}, "weeks must be 1 to 52"),
    ("reviews", {"status": ""}, "status must be one of"),
    *(("ratings", {f"q{number}": "X"}, f"q{number} must be blank or one of R, A, G") for number in range(1, 9)),
    ("moderations", {"term": "2025-winter"}, "term must be a term such as 2025-autumn"),
    ("funding_bands", {"code": ""}, "code must not be blank"),
    ("funding_bands", {"annual_amount": -1}, "annual_amount must be 0 to 10,000,000 pounds"),
    ("school_facts", {"term": "autumn"}, "term must be a term such as 2025-autumn"),
    ("school_facts", {"senco_days": 36601}, "senco_days must be 0 to 366 days"),
    ("school_facts", {"requests_made": -1}, "requests_made must be a whole number"),
    ("school_facts", {"requests_agreed": -1}, "requests_agreed must be a whole number"),
    ("school_facts", {"census_ehcp": -1}, "census_ehcp must be a whole number"),
    ("school_facts", {"census_sen_support": -1}, "census_sen_support must be a whole number"),
    ("school_facts", {"other_send_costs": -1}, "other_send_costs must be 0 to 10,000,000 pounds"),
    ("priorities", {"number": 6}, "number must be 1 to 5"),
    ("priorities", {"title": ""}, "title must not be blank"),
    ("priorities", {"measure": "all"}, "measure must be one of"),
    ("priorities", {"target_share": 100_01}, "target_share must be 0 to 100 per cent"),
    ("scenarios", {"name": ""}, "name must not be blank"),
    ("scenarios", {"name": "live"}, "name must be blank for the live one"),
    ("leavers", {"kind": "parent"}, "kind must be one of"),
    ("leavers", {"person_id": ""}, "person_id must not be blank"),
    ("comparators", {"source": ""}, "source must not be blank"),
    ("comparators", {"measure": ""}, "measure must not be blank"),
    ("comparators", {"roll_from": -1}, "roll_from must be a whole number"),
    ("comparators", {"roll_from": 100, "roll_to": 99}, "roll_to must not be below roll_from"),
    ("comparators", {"schools": -1}, "schools must be a whole number"),
    ("expectations", {"number": 0}, "number must be 1 to 1,000,000"),
    ("expectations", {"term": "autumn"}, "term must be a term such as 2025-autumn"),
    ("expectations", {"accepted_by": ""}, "accepted_by must not be blank"),
    ("expectations", {"rule": ""}, "rule must not be blank"),
    ("expectations", {"scenario": "live"}, "scenario must be blank for the live one"),
    ("expectations", {"pupils": -1}, "pupils must not be below 0"),
    *(("expectations", {name: -0.5}, f"{name} must not be below 0") for name in FIGURES),
    ("expectations", {"pupils": -1}, "pupils must not be below 0"),
)
# What a row of Python can hold but no typed edit can bring: written to the file directly.
BROKEN_IN_THE_FILE: tuple[tuple[str, dict[str, Any], str], ...] = (
    *(
        (table, {column: day}, f"{column} must be a date")
        for table, column in (
            ("pupils", "rated_on"),
            ("outcomes", "reviewed_on"),
            ("reviews", "reviewed_on"),
            ("ratings", "rated_on"),
            ("moderations", "moderated_on"),
            ("funding_bands", "valid_from"),
            ("leavers", "left_on"),
            ("expectations", "accepted_on"),
        )
        for day in (NO_DAY, LONG_AGO, "02/03/2026", "2025-13-01", "2025-01-01T00:00", "0000-12-31")
    ),
    ("deployment", {"locked": 2}, "locked must be yes or no"),
    ("moderations", {"agreed": 2}, "agreed must be yes or no"),
    ("deployment", {"staff_scenario": "fewer"}, "staff must stand as live or in the same scenario"),
    ("tasks", {"staff_scenario": "fewer"}, "staff must stand as live or in the same scenario"),
    ("change_sets", {"previous": b""}, "previous must be 32 bytes"),
    ("change_sets", {"hash": b"short"}, "hash must be 32 bytes"),
    ("change_sets", {"title_digest": b""}, "title_digest must be 32 bytes"),
    ("change_sets", {"digests": bytes(33)}, "digests must be 32 bytes for each row"),
    ("change_sets", {"made_at": ""}, "made_at must not be blank"),
    ("change_sets", {"made_by": ""}, "made_by must not be blank"),
    ("change_sets", {"kind": ""}, "kind must not be blank"),
    ("change_sets", {"counts": "3 rows"}, "counts must be JSON"),
    ("change_sets", {"undoes": 9}, "undoes must be an earlier change"),
    ("change_titles", {"salt": b""}, "salt must be 16 bytes"),
    ("change_titles", {"title": ""}, "title must not be blank"),
    ("change_rows", {"key": "P1"}, "key must be JSON"),
    ("change_rows", {"before": "{"}, "before must be JSON"),
    ("change_rows", {"after": ""}, "after must be JSON"),
    ("change_rows", {"salt": bytes(15)}, "salt must be 16 bytes"),
    ("users", {"name": ""}, "name must not be blank"),
    ("users", {"shown_name": ""}, "shown_name must not be blank"),
    ("users", {"role": "admin"}, "role must be one of"),
    ("users", {"must_enrol": 2}, "must_enrol must be yes or no"),
    ("users", {"disabled": 2}, "disabled must be yes or no"),
    ("user_schools", {"school_urn": ""}, "school_urn must not be blank"),
    ("user_schools", {"user_id": 7}, "FOREIGN KEY"),
    ("invites", {"token_hash": b"token"}, "token_hash must be 32 bytes"),
    ("sessions", {"token_hash": b"token"}, "token_hash must be 32 bytes"),
    ("sessions", {"proven": 2}, "proven must be yes or no"),
    ("throttles", {"whose": "town"}, "whose must be one of"),
    ("throttles", {"digest": b"sam"}, "digest must be 32 bytes"),
    ("edits", {"made_at": ""}, "made_at must not be blank"),
    ("edits", {"made_by": ""}, "made_by must not be blank"),
    ("edits", {"counts": "3 rows"}, "counts must be JSON"),
    ("marks", {"key": ""}, "key must not be blank"),
    ("pupils", {"need_hours": 2.5}, "cannot store REAL value in INTEGER column"),
    ("pupils", {"need_hours": "5h"}, "cannot store TEXT value in INTEGER column"),
    ("pupils", {"name": None}, "NOT NULL"),
    ("pupils", {"name": b"x"}, "cannot store BLOB value in TEXT column"),
)
# A good row of each table that the register keeps for itself; where one is named by others, number 1 stands already.
OWN_ROWS: dict[str, dict[str, Any]] = {
    "marks": {"version": 1, "key": "a", "value": ""},
    "edits": {"version": 1, "made_at": "2026-01-01", "made_by": "x", "counts": "{}"},
    "change_sets": {"id": 9, "previous": bytes(32), "hash": bytes(32), "made_at": "2026-01-01", "made_by": "x", "kind": "edit"}
    | {"counts": "{}", "together": "", "undoes": 1, "title_digest": bytes(32), "digests": bytes(64)},
    "change_titles": {"set_id": 1, "salt": bytes(16), "title": "x"},
    "change_rows": {"set_id": 1, "number": 999, "of_table": "pupils", "school": A, "pupil": "P1", "staff": "", "key": "[]"}
    | {"before": None, "after": None, "salt": bytes(16)},
    "users": {"version": 1, "name": "kim", "shown_name": "Kim", "role": "viewer", "password_hash": "", "totp_secret": ""}
    | {"totp_step": 0, "must_enrol": 0, "disabled": 0},
    "user_schools": {"user_id": 1, "school_urn": A},
    "invites": {"user_id": 1, "token_hash": bytes(32), "expires_at": 0},
    "sessions": {"user_id": 1, "token_hash": bytes(32), "made_at": 0, "last_seen": 0, "proven": 0},
    "throttles": {"whose": "name", "digest": bytes(32), "failures": 1, "last_at": 0},
}


@pytest.fixture
def staffed(trust: Register) -> Register:
    """The trust with person 1, on whom rows of other tables may hang."""
    add_user(trust, name="sam", shown_name="Sam", role="owner", by="setup")
    return trust


@pytest.mark.parametrize("table", OWN_ROWS)
def test_a_row_within_the_limits_is_taken(staffed: Register, table: str):
    row = OWN_ROWS[table]

    staffed.database.execute_sql(f'INSERT INTO "{table}" ({", ".join(map(repr, row))}) VALUES ({", ".join("?" * len(row))})', tuple(row.values()))

    stored = staffed.database.execute_sql(f'SELECT {", ".join(map(dumps, row))} FROM "{table}"').fetchall()
    assert tuple(row.values()) in stored


@pytest.mark.parametrize("table, values, limit", BROKEN, ids=[f"{table}-{values}"[:60] for table, values, _ in BROKEN])
def test_an_edit_that_breaks_a_limit_is_refused_with_the_limit_in_words(trust: Register, table: str, values: dict[str, Any], limit: str):
    """Staff and pupil rows of the sample have others hanging on them, so the row is added afresh, in a school with none."""
    row = getattr(a_trust(), table)[0]
    told_apart_by = [column for column in IDENTITY[table][-1:] if column in ("urn", "pupil_id", "outcome_id", "name", "person_id", "code")]
    key = {column: f"new {getattr(row, column)}" for column in told_apart_by}
    key |= {"group": "another"} if table == "deployment" else {}
    broken = row._replace(**{**key, **values})

    with pytest.raises(DataRefused, match=re.escape(limit)) as refusal:
        apply(trust, Changes(added={table: (broken,)}), by="J. Example")

    assert str(refusal.value).startswith(table)
    assert facts.records(trust) == a_trust()


@pytest.mark.parametrize("table, values, limit", BROKEN_IN_THE_FILE, ids=[f"{table}-{values}"[:60] for table, values, _ in BROKEN_IN_THE_FILE])
def test_the_file_itself_refuses_what_is_written_past_the_edits(staffed: Register, table: str, values: dict[str, Any], limit: str):
    database = staffed.database
    if table in OWN_ROWS:
        row = dict(OWN_ROWS[table])
    else:
        cursor = database.execute_sql(f'SELECT * FROM "{table}" LIMIT 1')
        row = dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))
        row.pop("id")
        row.pop("owner", None)
    row |= values

    with pytest.raises(Exception, match=re.escape(limit)):
        database.execute_sql(f'INSERT INTO "{table}" ({", ".join(map(repr, row))}) VALUES ({", ".join("?" * len(row))})', tuple(row.values()))


def test_no_limit_of_the_file_is_left_untried(register: Register):
    """A limit that is added to a table must be added here too."""
    tables = register.database.execute_sql("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    limits = {(table, limit) for table, sql in tables for limit in re.findall(r'CONSTRAINT "([^"]+)"\s+CHECK', sql)}

    untried = {(table, limit) for table, limit in limits if not any(t == table and limit.startswith(words) for t, _, words in BROKEN + BROKEN_IN_THE_FILE)}

    assert len(limits) > 70
    assert untried == set()


def test_the_list_of_which_records_hang_on_which_is_that_of_the_file(register: Register):
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for table in MODELS:
        rows = register.database.execute_sql(f"PRAGMA foreign_key_list('{table}')").fetchall()
        for number in sorted({row[0] for row in rows}, reverse=True):
            columns = [row for row in rows if row[0] == number]
            found.setdefault(table, []).append((columns[0][2], tuple(row[3] for row in columns)))

    assert {table: tuple(keys) for table, keys in found.items()} == HANGS_ON


PARENTS = [(table, parent) for table, parents in HANGS_ON.items() for parent, _ in parents]
OTHER = {"schools": {"school_urn": "999999"}, "pupils": {"pupil_id": "P8"}, "staff": {"staff_id": "S8"}, "outcomes": {"outcome_id": "O8"}}


@pytest.mark.parametrize("table, parent", PARENTS)
def test_a_row_without_its_parent_is_refused(trust: Register, table: str, parent: str):
    orphan = getattr(a_trust(), table)[0]._replace(**OTHER[parent])

    with pytest.raises(DataRefused, match=f"no row .* in {parent}|not in its staff"):
        apply(trust, Changes(added={table: (orphan,)}), by="J. Example")

    assert facts.records(trust) == a_trust()


@pytest.mark.parametrize("parent", ("schools", "staff", "pupils", "outcomes"))
def test_a_row_that_others_name_is_not_removed_alone(trust: Register, parent: str):
    row = getattr(a_trust(), parent)[0]

    with pytest.raises(DataRefused, match="cannot be removed while|not in its staff"):
        apply(trust, Changes(removed={parent: (row,)}), by="J. Example")

    assert facts.records(trust) == a_trust()


@pytest.mark.parametrize(
    "urn, staff_id, staff_scenario, pupil_id",
    ((A, "S2", "", "P3"), (B, "S2", "", "P1"), (B, "S1", "", "P2"), (A, "S2", "fewer", "P1")),
    ids=("pupil of no school", "staff of another school", "pupil of another school", "staff of no such scenario"),
)
def test_a_pair_across_schools_cannot_be_stored_at_all(trust: Register, urn: str, staff_id: str, staff_scenario: str, pupil_id: str):
    """Not even by SQL that goes past the edits."""
    columns = 'version, school_urn, scenario, staff_id, pupil_id, hours, "group", mode, locked, staff_scenario'
    row = (1, urn, staff_scenario, staff_id, pupil_id, 100, "g", "", 0, staff_scenario)

    with pytest.raises(Exception, match="FOREIGN KEY constraint failed"), trust.database.atomic():
        trust.database.execute_sql(f"INSERT INTO deployment ({columns}) VALUES ({', '.join('?' * len(row))})", row)

    assert facts.records(trust) == a_trust()
