"""Rebalance: moves taken whole or in part, kept as a scenario with what is expected of it, while the live deployment stands."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from sendsite.admin.beside import TOO_FEW
from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.records import LIVE, Allocation, Expectation, Records
from sendsite.framework.scenarios import rows_of
from sendsite.register import facts
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.undo import undo
from tests.admin.forms_found import forms_of
from tests.admin.people import OTHER, OWN, Caller, document, query_of, texts

PAGE = f"/school/{OWN}/rebalance"


def held(app: Flask) -> Records:
    return facts.records(app.extensions["desk"].register)


def expected(app: Flask) -> tuple[Expectation, ...]:
    """What the SENCO's school set out."""
    return tuple(row for row in held(app).expectations if row.school_urn == OWN)


def the_form(caller: Caller, page: str = "") -> dict[str, Any]:
    """What the page's form would send as it stands: every move is ticked."""
    found = next(form for form in forms_of(page or caller.get(PAGE).text, PAGE) if form.action == PAGE)
    return found.sent()


def own_live(records: Records) -> tuple[Allocation, ...]:
    return tuple(row for row in records.deployment if row.school_urn == OWN and row.scenario == LIVE)


def need_met(app: Flask, scenario: str) -> float:
    desk = app.extensions["desk"]
    found = measure(columns(held(app), desk.framework, scenario), desk.framework)
    return float(found.schools.kpis["need"].value[found.deployment.schools.urn.index(OWN)])


def test_the_whole_proposal_becomes_a_scenario_that_meets_more_need_and_leaves_live_alone(admin, senco):
    before, form = held(admin), the_form(senco)

    answer = senco.post(PAGE, form)

    after = held(admin)
    assert (answer.status_code, urlsplit(answer.location).path) == (303, f"/school/{OWN}/scenarios/compare")
    assert own_live(after) == own_live(before)
    assert need_met(admin, form["name"]) > need_met(admin, LIVE)


def test_what_is_expected_is_what_the_scenario_would_be_and_goes_with_one_undo(admin, senco):
    before, form = held(admin), the_form(senco)
    answer = senco.post(PAGE, form)

    (row,) = expected(admin)
    assert (row.rule, row.scenario, row.accepted_by, row.number) == ("rebalance", form["name"], "senco", 1)
    assert row.need_expected == pytest.approx(need_met(admin, form["name"]), abs=1e-6)
    assert row.need_before == pytest.approx(need_met(admin, LIVE), abs=1e-6)
    undo(admin.extensions["desk"].register, int(query_of(answer).rpartition("saved=")[2]), by="senco", school=OWN)
    assert held(admin) == before


def test_without_its_tick_nothing_is_expected(admin, senco):
    senco.post(PAGE, {key: value for key, value in the_form(senco).items() if key != "expect"})

    assert expected(admin) == ()


def test_a_part_of_the_moves_is_worked_out_and_stores_nothing(admin, senco):
    before, form = held(admin), the_form(senco)
    some = {**form, "move": form["move"][:1]}

    part, page = senco.part("post", f"{PAGE}/part", {"csrf": senco.csrf, **some}), senco.post(f"{PAGE}/part", some)

    words = f"With 1 of {len(form['move'])} moves"
    assert words in texts(part.text, "h2")
    assert words in texts(page.text, "h2")
    assert len([each for each in document(page.text).iter("input") if each.get("name") == "move" and each.get("checked") is not None]) == 1
    assert held(admin) == before


def test_a_part_becomes_a_scenario_with_those_moves_alone(admin, senco):
    form = the_form(senco)

    senco.post(PAGE, {**form, "move": form["move"][:1]})

    live, new = ({row[2:6]: row.hours for row in rows_of(held(admin), name).deployment if row.school_urn == OWN} for name in (LIVE, form["name"]))
    assert len(live.items() ^ new.items()) in (1, 2)


def test_no_move_ticked_is_refused(admin, senco):
    answer = senco.post(PAGE, {**the_form(senco), "move": []})

    assert answer.status_code == 422
    assert "No move is ticked. Tick at least one to keep it as a scenario." in texts(answer.text, "li")
    assert expected(admin) == ()


@pytest.mark.parametrize("wrong", [{"seen": "another"}, {"move": ["0", "99"]}, {"move": ["nothing such"]}])
def test_moves_that_are_not_those_of_the_proposal_are_shown_anew(admin, senco, wrong):
    before = held(admin)

    answer = senco.post(PAGE, {**the_form(senco), **wrong})

    assert answer.status_code == 409
    assert held(admin) == before


def test_a_change_of_the_deployment_between_looking_and_keeping_is_said(admin, senco):
    form = the_form(senco)
    cell = next(row for row in own_live(held(admin)) if not row.group)
    apply(admin.extensions["desk"].register, Changes(removed={"deployment": (cell,)}), by="owner")

    assert senco.post(PAGE, form).status_code == 409
    assert senco.part("post", f"{PAGE}/part", {"csrf": senco.csrf, **form}).headers["HX-Redirect"] == PAGE


@pytest.mark.parametrize("name", ["", "live", "=1+1"])
def test_a_name_that_cannot_be_is_refused_beside_its_field_and_the_ticks_stay(senco, name):
    form = the_form(senco)

    answer = senco.post(PAGE, {**form, "name": name, "move": form["move"][:1]})

    ticked = [each for each in document(answer.text).iter("input") if each.get("name") == "move" and each.get("checked") is not None]
    assert (answer.status_code, len(ticked)) == (422, 1)


def test_quarter_hours_are_told_as_they_are(admin, senco):
    cell = next(row for row in own_live(held(admin)) if not row.group)
    apply(admin.extensions["desk"].register, Changes(changed={"deployment": ((cell, cell._replace(hours=cell.hours + 25)),)}), by="owner")

    moves = [" ".join(each.itertext()) for each in document(senco.get(PAGE).text).iter("label") if each.get("class") == "choice"]

    assert any(re.search(r"\b\d+\.[27]5 (free )?hours", words) for words in moves)


def test_who_would_have_fewer_of_their_planned_hours_is_named(admin, senco):
    records, form = held(admin), the_form(senco)
    page = senco.get(PAGE).text
    senco.post(PAGE, form)

    after = held(admin)
    framework = admin.extensions["desk"].framework
    live, kept = (measure(columns(after, framework, name), framework).pupils.matched for name in (LIVE, form["name"]))
    pupils = columns(records, framework).pupils.pupil_id
    names = {row.pupil_id: row.name for row in records.pupils if row.school_urn == OWN}
    lost = {names[pupil] for pupil, was, would in zip(pupils, live, kept, strict=True) if would < was - 1e-9}
    told = [words for words in texts(page, "li") if words.endswith((" hour fewer", " hours fewer"))]
    assert lost
    assert {name for name in lost if any(words.startswith(name) for words in told)} == lost
    assert len(told) == len(lost)


def test_locked_cells_are_named_and_stay(admin, senco):
    cell = next(row for row in own_live(held(admin)) if not row.group)
    apply(admin.extensions["desk"].register, Changes(changed={"deployment": ((cell, cell._replace(locked=True)),)}), by="owner")
    names = {row.staff_id: row.name for row in held(admin).staff} | {row.pupil_id: row.name for row in held(admin).pupils if row.school_urn == OWN}

    page = senco.get(PAGE).text
    form = the_form(senco, page)
    senco.post(PAGE, form)

    assert f"{names[cell.staff_id]} with {names[cell.pupil_id]}" in texts(page, "li")
    assert cell._replace(locked=True, scenario=form["name"]) in held(admin).deployment


def test_begun_from_its_own_scenario_there_is_no_better_one(senco):
    form = the_form(senco)
    senco.post(PAGE, form)

    page = senco.get(PAGE, query_string={"scenario": form["name"]}).text

    assert texts(page, "h1") == ["No better timetable exists"]
    assert "What limits it" in texts(page, "h2")


def test_in_a_small_register_the_figures_it_would_move_are_told_and_not_judged(senco):
    form, proposed = the_form(senco), senco.get(PAGE)
    compared = senco.post(PAGE, form).location
    scenario = {"query_string": {"scenario": form["name"]}}

    for page in (proposed, senco.get(compared), senco.get(f"/school/{OWN}/scenarios"), senco.get(f"/school/{OWN}/deployment", **scenario)):
        assert texts(page.text, "p").count(TOO_FEW) == 1
    (index,) = (each for each in document(senco.get(compared).text).iter("tr") if "".join(each.itertext()).strip().startswith("SEND Efficiency Index"))
    assert "better" not in "".join(index.itertext())


def test_a_viewer_reads_the_moves_and_can_keep_none(as_role):
    viewer = as_role("viewer")

    page = viewer.get(PAGE)

    assert page.status_code == 200
    assert [form.action for form in forms_of(page.text, PAGE) if "rebalance" in form.action] == []
    assert [viewer.post(path, {}).status_code for path in (PAGE, f"{PAGE}/part")] == [403, 403]


def test_another_school_and_an_unknown_scenario_are_not_there(senco):
    assert senco.get(f"/school/{OTHER}/rebalance").status_code == 404
    assert senco.get(f"{PAGE}?scenario=Nothing").status_code == 404
