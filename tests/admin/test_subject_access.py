"""Everything held about one person, from their page: the command's own file, for those who may take it, and named nowhere else."""

from __future__ import annotations

import json
import logging
import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from sendsite.cli.group import sendsite
from sendsite.register import facts
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.history import history
from tests.admin.people import OTHER, OWN, PEOPLE, document, texts

PAY = 27182_81
"""Pence, and no other figure of the demo."""


@pytest.fixture
def held(admin, demo_register):
    """The register of the admin, with the demo's frozen terms beside it."""
    data = admin.extensions["desk"].root / "data"
    shutil.copytree(demo_register / "data" / "snapshots", data / "snapshots", dirs_exist_ok=True)
    for key in (demo_register / "data").glob("signing.*"):
        shutil.copy(key, data)
    return admin.extensions["desk"].register


@pytest.fixture
def pupil(held):
    """A pupil of the SENCO's school whom a frozen term holds as well, and whom a review of another school's pupil names."""
    records = facts.records(held)
    named = next(row for row in records.pupils if row.school_urn == OWN and row.pupil_id == "P-0001")
    review = next(row for row in records.reviews if row.school_urn == OTHER)
    apply(held, Changes(changed={"reviews": ((review, review._replace(note=f"Reads with {named.name}")),)}), by="owner")
    return named


@pytest.fixture
def colleague(held):
    """A colleague of the SENCO's school with a salary."""
    row = next(row for row in facts.records(held).staff if row.school_urn == OWN and not row.scenario)
    paid = row._replace(annual_salary=PAY)
    apply(held, Changes(changed={"staff": ((row, paid),)}), by="owner")
    return paid


def pupils(person, urn=OWN):
    return f"/school/{urn}/pupils/{person.pupil_id}/held"


def staffs(person, urn=OWN):
    return f"/school/{urn}/staff/{person.staff_id}/held"


def by_command(admin, tmp_path, *words):
    """The page and the JSON of `sendsite subject`."""
    to = tmp_path / "theirs.html"
    done = CliRunner().invoke(sendsite, ["subject", *words, "--to", str(to), "--dir", str(admin.extensions["desk"].root)])
    assert done.exit_code == 0, done.output
    return to.read_bytes(), to.with_suffix(".json").read_bytes()


@pytest.mark.parametrize(("ending", "place", "kind"), [("html", 0, "text/html; charset=utf-8"), ("json", 1, "application/json")])
def test_the_file_about_a_pupil_is_the_commands_byte_for_byte(admin, pupil, as_role, tmp_path, ending, place, kind):
    answer = as_role("trust_officer").post(pupils(pupil), {"as": ending})

    assert answer.data == by_command(admin, tmp_path, OWN, pupil.pupil_id)[place]
    assert answer.headers["Content-Type"] == kind


def test_the_file_about_a_colleague_is_the_commands_and_holds_pay(admin, colleague, as_role, tmp_path):
    answer = as_role("trust_officer").post(staffs(colleague), {"as": "json"})

    assert answer.data == by_command(admin, tmp_path, OWN, colleague.staff_id, "--staff")[1]
    assert str(PAY) in answer.text


def test_frozen_terms_and_the_history_are_in_it(pupil, senco):
    found = json.loads(senco.post(pupils(pupil), {"as": "json"}).text)

    assert sum("frozen term" in source for source in found["held"]) == 9
    assert found["changes"]


def test_a_senco_learns_of_another_schools_notes_how_many_and_not_where(pupil, senco, as_role):
    own, whole = (" ".join(texts(caller.get(f"{pupils(pupil)}/others").text, "main")) for caller in (senco, as_role("owner")))

    assert "In other schools: 2 places." in own
    assert OTHER not in own
    assert f"(school {OTHER}): the register today; change " in whole
    assert "In other schools" not in whole


@pytest.mark.parametrize("ending", ["html", "json"])
def test_no_file_tells_of_the_notes_about_others(pupil, as_role, ending):
    owner = as_role("owner")

    assert OTHER not in owner.post(pupils(pupil), {"as": ending}).text
    assert OTHER in owner.get(f"{pupils(pupil)}/others").text


@pytest.mark.parametrize("ending", ["html", "json"])
def test_the_file_about_a_colleague_holds_no_pupils_name_or_number(held, colleague, as_role, ending):
    records = facts.records(held)
    theirs = {row.pupil_id for row in records.deployment if (row.school_urn, row.staff_id) == (OWN, colleague.staff_id)}
    taken = as_role("owner").post(staffs(colleague), {"as": ending}).text

    assert theirs
    assert [row.pupil_id for row in records.pupils if row.school_urn == OWN and (row.pupil_id in taken or row.name in taken)] == []


def test_it_is_taken_away_and_kept_nowhere_under_a_name_that_tells_nobody(admin, pupil, senco):
    answer = senco.post(pupils(pupil), {"as": "html"})

    assert answer.headers["Content-Disposition"] == f"attachment; filename=subject-access-{date.today().isoformat()}.html"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not (admin.extensions["desk"].root / "data" / "subject-access").exists()


@pytest.mark.parametrize(("role", "of_pupil", "of_colleague"), [("owner", 200, 200), ("trust_officer", 200, 200), ("senco", 200, 403), ("viewer", 403, 403)])
def test_who_may_edit_takes_a_pupils_and_who_may_see_pay_a_colleagues(pupil, colleague, as_role, role, of_pupil, of_colleague):
    caller = as_role(role)

    for address, wanted in ((pupils(pupil), of_pupil), (staffs(colleague), of_colleague)):
        answers = caller.get(address), caller.get(f"{address}/others"), caller.post(address, {"as": "json"})
        assert [answer.status_code for answer in answers] == [wanted] * 3


@pytest.mark.parametrize("role", PEOPLE)
def test_nobody_of_another_school_is_there_nor_anybody_unknown(held, as_role, role):
    records, caller = facts.records(held), as_role(role)
    pupil = next(row for row in records.pupils if row.school_urn == OTHER)
    colleague = next(row for row in records.staff if row.school_urn == OTHER)
    addresses = [pupils(pupil, OWN), pupils(pupil._replace(pupil_id="X-9")), staffs(colleague._replace(staff_id="X-9"))]
    addresses += [] if PEOPLE[role] == () else [pupils(pupil, OTHER), staffs(colleague, OTHER)]

    answers = {caller.get(f"{address}{part}").status_code for address in addresses for part in ("", "/others")}
    answers |= {caller.post(address, {"as": "html"}).status_code for address in addresses}
    assert answers <= {404, 403}
    assert role not in ("owner", "trust_officer") or answers == {404}
    assert history(held, kind="export") == ()


def test_without_the_pages_token_nothing_is_made(held, pupil, senco):
    assert senco.client.post(pupils(pupil), data={"as": "html"}).status_code == 403
    assert senco.post(pupils(pupil), {"as": "xlsx"}).status_code == 404
    assert history(held, kind="export") == ()


def test_the_history_notes_who_took_it_and_no_log_says_of_whom(held, pupil, senco, caplog):
    school = next(row.name for row in facts.records(held).schools if row.urn == OWN)
    with caplog.at_level(logging.DEBUG):
        senco.get(pupils(pupil))
        senco.post(pupils(pupil), {"as": "html"})

    noted = history(held, kind="export")
    assert [(each.by, each.title, each.rows) for each in noted] == [("senco", f"All that is held about a pupil of {school}", 0)]
    assert [record for record in caplog.records if pupil.name in str(record.__dict__)] == []


def test_the_command_writes_the_same_note_as_the_admin(admin, held, pupil, senco, tmp_path):
    senco.post(pupils(pupil), {"as": "html"})
    by_command(admin, tmp_path, OWN, pupil.pupil_id)

    by_hand, in_browser = history(held, kind="export")
    assert (by_hand.title, by_hand.group, by_hand.rows) == (in_browser.title, in_browser.group, in_browser.rows)
    with held.asking() as database:
        kept = str(database.execute_sql("SELECT made_by, kind, together FROM change_sets").fetchall()) + by_hand.title
    assert [words for words in (pupil.pupil_id, pupil.name, *pupil.name.split()) if words in kept] == []


def test_the_pages_lead_there_for_those_who_may(pupil, colleague, as_role):
    def leads(role, address, to):
        return to in [each.get("href") for each in document(as_role(role).get(address).text).iter("a")]

    at_pupil, at_colleague = f"/school/{OWN}/pupils/{pupil.pupil_id}/", f"/school/{OWN}/staff/{colleague.staff_id}/"
    assert [leads(role, at_pupil, pupils(pupil)) for role in ("owner", "senco", "viewer")] == [True, True, False]
    assert [leads(role, at_colleague, staffs(colleague)) for role in ("owner", "trust_officer", "senco", "viewer")] == [True, True, False, False]
    assert "because pay is in it" in as_role("senco").get(at_colleague).text


def test_it_says_what_to_look_at_before_it_is_given_away(pupil, senco):
    words = " ".join(texts(senco.get(pupils(pupil)).text, "li"))

    assert "Free text may name other people:" in words
    assert "Make sure who is asking" in words


def test_it_says_how_names_are_looked_for(pupil, colleague, as_role):
    for address in (pupils(pupil), staffs(colleague)):
        assert "Nicknames and names written otherwise are not found" in " ".join(texts(as_role("owner").get(f"{address}/others").text, "p"))


def test_who_has_left_can_still_be_answered(held, pupil, senco):
    leave = f"/school/{OWN}/pupils/{pupil.pupil_id}/leave"
    version = next(each.get("value") for each in document(senco.get(leave).text).iter("input") if each.get("name") == "version")
    assert senco.post(leave, {"version": version, "why": "left", "left_on": "2026-11-01"}).status_code == 303

    assert senco.get(pupils(pupil)).status_code == 200
    assert pupil.name in senco.post(pupils(pupil), {"as": "html"}).text
