"""Schools, what is stated of them, and what they put first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from sendsite import __version__
from sendsite.register.facts import records
from sendsite.register.undo import undo
from sendsite.register.versions import rows_where
from tests.admin.people import OTHER, OWN, Caller, document, query_of, texts
from tests.admin.tables import hidden, rows, version_on

SCHOOL = {"name": "Sandmere School", "phase": "primary", "number_on_roll": "210", "send_budget": "90000"}
TERM = f"/school/{OWN}/facts/2026-autumn"


def standing(admin: Flask) -> Any:
    return records(admin.extensions["desk"].register)


def of_school(table: Any, urn: str) -> list[Any]:
    return [row for row in table if row.school_urn == urn]


def test_the_list_shows_the_schools_that_are_theirs_and_no_other(senco: Caller) -> None:
    page = senco.get("/schools").text

    assert [row[:7] for row in rows(page)] == [("Winterbrook Primary School", OWN, "Primary", "89", "£50,400", "13", "4")]


def test_a_school_is_added_with_its_roll_and_budget(admin: Flask, as_role: Callable[[str], Caller]) -> None:
    answer = as_role("trust_officer").post("/schools/add", {"urn": "990011", **SCHOOL})

    assert answer.status_code == 303
    assert ("990011", "Sandmere School", "primary", 210, 90_000_00) in standing(admin).schools


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("urn", "six", "URN 'six' is not a URN. Write the school's number, six digits such as 140001."),
        ("urn", "14000", "URN '14000' has 5 digits. Write all 6, for it cannot be changed later."),
        ("urn", OWN, f"URN {OWN} is Winterbrook Primary School, which stands in the register already. Write another number, or change that school."),
        ("name", "", "Name is blank and needs a value. Write text of at most 500 characters."),
        ("phase", "", "Phase is blank and needs a value. Choose one of the list."),
        ("phase", "junior", "Phase 'junior' is not a code for phase."),
        ("number_on_roll", "about 200", "Pupils on roll 'about 200' is not a whole number. Write a whole number from 0 to 1000000."),
        ("send_budget", "£90,00", "Notional SEND budget '£90,00' is not an amount of money. Write 27000, 27000.50 or £27,000."),
    ],
)
def test_what_is_wrong_with_a_school_is_said_and_what_was_typed_stays(as_role: Callable[[str], Caller], field: str, typed: str, says: str) -> None:
    answer = as_role("owner").post("/schools/add", {"urn": "990011", **SCHOOL, field: typed})

    assert answer.status_code == 422
    assert any(words.startswith(says) for words in texts(answer.text, "a"))
    assert not typed or any(typed in (each.get("value") or "") for each in document(answer.text).iter() if each.tag in ("input", "option"))


def test_a_senco_changes_the_details_of_their_school(admin: Flask, senco: Caller) -> None:
    page = senco.get(f"/school/{OWN}/details").text
    answer = senco.post(f"/school/{OWN}/details", {**SCHOOL, "version": version_on(page)})

    assert answer.status_code == 303
    assert standing(admin).schools[0][:4] == (OWN, "Sandmere School", "primary", 210)


def test_a_school_that_somebody_changed_meanwhile_is_shown_with_both_values(admin: Flask, senco: Caller, as_role: Callable[[str], Caller]) -> None:
    version = version_on(senco.get(f"/school/{OWN}/details").text)
    as_role("owner").post(f"/school/{OWN}/details", {**SCHOOL, "version": version})

    answer = senco.post(f"/school/{OWN}/details", {**SCHOOL, "name": "Mine", "version": version})
    again = senco.post(f"/school/{OWN}/details", {**SCHOOL, "name": "Mine", "version": version_on(answer.text)})

    assert answer.status_code == 409
    assert ("Name", "Sandmere School", "Mine") in rows(answer.text)
    assert again.status_code == 303
    assert standing(admin).schools[0].name == "Mine"


def test_a_viewer_reads_the_details_without_a_form(as_role: Callable[[str], Caller]) -> None:
    page = as_role("viewer").get(f"/school/{OWN}/details").text

    assert "89" in texts(page, "dd")
    assert "Save" not in texts(page, "button")


def test_a_school_goes_with_everything_of_it_and_comes_back_with_it(admin: Flask, as_role: Callable[[str], Caller]) -> None:
    caller, before = as_role("owner"), standing(admin)
    page = caller.get(f"/school/{OTHER}/remove").text
    goes = hidden(page, "goes")
    answer = caller.post(f"/school/{OTHER}/remove", {"version": version_on(page), "goes": goes})

    assert "34 pupils" in goes
    assert answer.status_code == 303
    assert OTHER not in {row.urn for row in standing(admin).schools} | {row.school_urn for row in standing(admin).pupils}
    undo(admin.extensions["desk"].register, int(query_of(answer).removeprefix("saved=")), by="test")
    assert standing(admin) == before


def test_a_school_is_not_removed_with_more_than_was_shown(admin: Flask, as_role: Callable[[str], Caller]) -> None:
    caller = as_role("owner")
    version = version_on(caller.get(f"/school/{OTHER}/remove").text)
    answer = caller.post(f"/school/{OTHER}/remove", {"version": version, "goes": "1 pupil"})

    assert answer.status_code == 409
    assert OTHER in {row.urn for row in standing(admin).schools}


def test_the_facts_of_a_term_are_changed_and_blank_is_not_known(admin: Flask, senco: Caller) -> None:
    form = {"senco_days": "12.5", "requests_made": "2", "requests_agreed": "1", "census_ehcp": "", "census_sen_support": "", "other_send_costs": "12000"}
    answer = senco.post(TERM, {**form, "version": version_on(senco.get(TERM).text)})

    assert answer.status_code == 303
    assert (OWN, "2026-autumn", 12_50, 2, 1, None, None, 12_000_00) in standing(admin).school_facts


def test_no_more_requests_are_agreed_than_were_made(senco: Caller) -> None:
    answer = senco.post(TERM, {"requests_made": "1", "requests_agreed": "3"})

    assert answer.status_code == 422
    assert "Requests agreed 3 is more than the 1 made. Correct one of the two." in texts(answer.text, "a")


def test_a_term_with_nothing_stated_loses_its_row(admin: Flask, senco: Caller) -> None:
    senco.post(TERM, {"version": version_on(senco.get(TERM).text)})

    assert "2026-autumn" not in {row.term for row in of_school(standing(admin).school_facts, OWN)}


@pytest.mark.parametrize("term", ["2026-winter", "autumn", "1999-autumn", "x" * 200])
def test_a_term_that_is_none_is_no_page(senco: Caller, term: str) -> None:
    assert senco.get(f"/school/{OWN}/facts/{term}").status_code == 404


def test_a_priority_stands_beside_the_share_of_hours_it_holds(senco: Caller) -> None:
    found = rows(senco.get(f"/school/{OWN}/facts").text)

    assert ("1", "Early language in Key Stage 1", "hours in Key stage 1", "28.5%", "40.0%", "◆ 11.5 points short") in [row[:6] for row in found]
    assert ("–", "Support happens within lessons (the trust’s)") in [row[:2] for row in found]


def test_a_priority_is_added_changed_and_removed(admin: Flask, senco: Caller) -> None:
    address = f"/school/{OWN}/priorities/2"
    senco.post(address, {"title": "Reds first", "counts": "reds", "target_share": "45", "version": "0"})
    added = of_school(standing(admin).priorities, OWN)[-1]
    senco.post(address, {"title": "In class", "counts": "mode in_class", "target_share": "50.5", "version": version_on(senco.get(address).text)})
    changed = of_school(standing(admin).priorities, OWN)[-1]
    senco.post(f"{address}/remove", {"version": version_on(senco.get(address).text)})

    assert added == (OWN, 2, "Reds first", "reds", "", 45_00)
    assert changed == (OWN, 2, "In class", "mode", "in_class", 50_50)
    assert [row.number for row in of_school(standing(admin).priorities, OWN)] == [1]


@pytest.mark.parametrize("number", [0, 6, 99])
def test_there_are_at_most_five_priorities(senco: Caller, number: int) -> None:
    assert senco.post(f"/school/{OWN}/priorities/{number}", {"title": "x", "counts": "reds", "target_share": "1"}).status_code == 404


def test_a_measure_that_is_none_is_refused(senco: Caller) -> None:
    answer = senco.post(f"/school/{OWN}/priorities/2", {"title": "x", "counts": "mode by_post", "target_share": "140"})

    assert answer.status_code == 422
    assert any(words.startswith("Target '140' is more than 100.") for words in texts(answer.text, "a"))
    assert any(words.startswith("What is counted 'mode by_post' is not a code") for words in texts(answer.text, "a"))


def test_the_trusts_priorities_are_the_trusts_to_change(admin: Flask, senco: Caller, as_role: Callable[[str], Caller]) -> None:
    form = {"title": "Reds before all", "counts": "reds", "target_share": "45"}
    officer = as_role("trust_officer")
    version = version_on(officer.get("/priorities/1").text)

    assert senco.post("/priorities/1", {**form, "version": version}).status_code == 403
    assert officer.post("/priorities/1", {**form, "version": version}).status_code == 303
    assert [row.row.title for row in rows_where(admin.extensions["desk"].register, "priorities", school_urn="", number=1).values()] == ["Reds before all"]


def test_an_empty_register_says_where_to_begin(admin: Flask, as_role: Callable[[str], Caller]) -> None:
    from sendsite.framework.records import Records
    from sendsite.register.edits import replace_all

    caller = as_role("owner")
    replace_all(admin.extensions["desk"].register, Records(), by="test")

    assert "No school yet" in texts(caller.get("/schools").text, "h2")


def test_the_foot_of_a_form_names_the_edition_of_sendsite_and_not_the_version_of_the_row(as_role: Callable[[str], Caller]) -> None:
    (foot,) = document(as_role("senco").get(f"/school/{OWN}/details").text).iter("footer")

    assert f"sendsite {__version__} " in " ".join("".join(foot.itertext()).split())
