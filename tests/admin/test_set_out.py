"""An insight accepted with what is expected of it, listed, held against what came, and taken off the list again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask

from sendsite.admin.addresses import ident
from sendsite.admin.app import create_admin
from sendsite.framework.records import Expectation, Records
from sendsite.framework.term import Term, TermRecords
from sendsite.register import facts
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.undo import undo
from tests.admin.forms_found import form_on, forms_of
from tests.admin.people import OTHER, OWN, Caller, document, query_of, signed_in, texts

RULE = "unallocated"
ASK, INSIGHTS = f"/school/{OWN}/insights/{RULE}/set-out", f"/school/{OWN}/insights"


def rows(app: Flask) -> tuple[Expectation, ...]:
    """What the SENCO's school set out."""
    return tuple(row for row in facts.records(app.extensions["desk"].register).expectations if row.school_urn == OWN)


def accept(caller: Caller, **more: str) -> Any:
    return caller.post(ASK, form_on(caller, ASK).sent(**more))


def test_an_insight_that_can_be_tried_out_leads_to_setting_it_out(senco):
    page = senco.get(INSIGHTS).text

    assert f"{ASK}" in [each.get("href") for each in document(page).iter("a")]


def test_accepted_it_is_noted_with_the_figures_that_were_shown(admin, senco):
    accept(senco, note="By half term")

    (row,) = rows(admin)
    assert (row.rule, row.note, row.accepted_by, row.title) == (RULE, "By half term", "senco", "Some support hours are in nobody's timetable")
    assert row.need_before is not None
    assert row.need_expected is not None
    assert row.need_expected > row.need_before


def test_it_is_listed_on_the_insights_and_on_the_schools_home(senco):
    accept(senco, note="By half term")

    for page in (senco.get(INSIGHTS).text, senco.get(f"/school/{OWN}/").text):
        assert "Give pupils the hours that nobody held" in texts(page, "h3")
        assert "By half term" in texts(page, "p")


def test_on_the_day_itself_only_what_is_expected_is_shown(senco):
    accept(senco)

    assert "What is expected" in texts(senco.get(INSIGHTS).text, "h4")


def test_set_out_it_is_not_offered_anew_the_same_term(senco):
    accept(senco)

    page = senco.get(INSIGHTS).text

    assert ASK not in [each.get("href") for each in document(page).iter("a")]
    assert "already." in senco.get(ASK).text


def test_the_confirmation_shows_what_the_card_shows_the_missing_hours_first(senco):
    (card,) = (each for each in document(senco.get(INSIGHTS).text).iter("article") if ASK in [link.get("href") for link in each.iter("a")])

    (told,) = (each for each in document(senco.get(ASK).text).iter("dl") if each.get("class") == "effects")

    on_card = next(each for each in card.iter("dl") if each.get("class") == "effects")
    assert "".join(told.itertext()).split() == "".join(on_card.itertext()).split()
    assert "".join(next(iter(told.iter("dt"))).itertext()) == "Hours plans are short of, a week"


def test_a_deed_that_gives_away_some_of_the_same_hours_is_named_before(admin, senco):
    assert "counts some of the same hours" not in senco.get(ASK).text
    desk = admin.extensions["desk"]
    today = desk.standing.at(desk.register).today
    other = Expectation(OWN, 7, Term.of(today).name, today, "senco", "costly", "Spending is high")
    apply(desk.register, Changes(added={"expectations": (other,)}), by="senco")

    warned = [text for text in texts(senco.get(ASK).text, "b") if "counts some of the same hours" in text]

    assert [text.partition("”")[0] for text in warned] == ["“Bring paid hours back to pupils"]


def test_it_is_undone_and_it_is_taken_off_the_list(admin, senco):
    answer = accept(senco)
    undo(admin.extensions["desk"].register, int(query_of(answer).removeprefix("saved=")), by="senco", school=OWN)
    assert rows(admin) == ()

    accept(senco)
    off = f"/school/{OWN}/set-out/1/remove"
    assert senco.post(off, form_on(senco, off).sent()).status_code == 303
    assert rows(admin) == ()


def test_figures_that_changed_since_are_shown_again(admin, senco):
    answer = senco.post(ASK, {"note": "", "seen": "another"})

    assert answer.status_code == 409
    assert rows(admin) == ()


def test_a_note_that_is_a_formula_is_refused_and_kept(admin, senco):
    answer = accept(senco, note="=1+1")

    assert answer.status_code == 422
    assert "=1+1" in [(each.text or "").strip() for each in document(answer.text).iter("textarea")]
    assert rows(admin) == ()


def test_looked_at_without_more_is_noted_without_figures(admin, senco):
    senco.post(f"/school/{OWN}/insights/looked", {"note": "Nothing now"})

    (row,) = rows(admin)
    assert (row.rule, row.note, row.sei_before, row.need_least) == ("looked", "Nothing now", None, None)


@pytest.mark.parametrize("path", [ASK, f"{INSIGHTS}/looked", f"/school/{OWN}/set-out/1/remove"])
def test_a_viewer_reads_the_list_and_changes_nothing(admin, as_role, senco, path):
    accept(senco)
    viewer = as_role("viewer")

    page = viewer.get(INSIGHTS).text

    assert "What we set out to do" in texts(page, "h2")
    assert [each for each in document(page).iter("a") if "set-out/" in str(each.get("href")) or str(each.get("href")).endswith("/set-out")] == []
    assert (viewer.get(path).status_code, viewer.post(path, {}).status_code) == (403, 403)
    assert len(rows(admin)) == 1


def test_another_school_and_what_cannot_be_tried_out_are_not_there(senco):
    for path in (f"/school/{OTHER}/insights/{RULE}/set-out", f"/school/{OWN}/insights/small_school/set-out", f"/school/{OWN}/set-out/7/remove"):
        assert senco.get(path).status_code == 404


REBALANCE = f"/school/{OWN}/rebalance"
TAG = "○ Never made live"


def kept_rebalance(caller: Caller) -> str:
    """A rebalance kept as a scenario, with what is expected of it; the scenario's name."""
    form = next(form for form in forms_of(caller.get(REBALANCE).text, REBALANCE) if form.action == REBALANCE).sent()
    assert caller.post(REBALANCE, form).status_code == 303
    return str(form["name"])


def tags(caller: Caller) -> list[str]:
    return [text for text in texts(caller.get(INSIGHTS).text, "span") if text == TAG]


def remove_scenario(caller: Caller, name: str) -> Any:
    address = f"/school/{OWN}/scenarios/{ident(name)}/remove"
    return caller.post(address, form_on(caller, address).sent())


def make_live(caller: Caller, name: str) -> Any:
    address = f"/school/{OWN}/scenarios/{ident(name)}/make-live"
    return caller.post(address, form_on(caller, address).sent())


def test_of_a_scenario_that_is_removed_it_is_said_that_it_was_never_made_live(senco):
    name = kept_rebalance(senco)
    assert tags(senco) == []
    assert "What is expected" in texts(senco.get(INSIGHTS).text, "h4")

    remove_scenario(senco, name)

    assert tags(senco) == [TAG]
    assert texts(senco.get(INSIGHTS).text, "h4") == []
    assert "Rebalance the hours" not in texts(senco.get(f"/school/{OWN}/").text, "h3")


def test_made_live_it_stays_held_against_what_comes_and_undone_it_waits_again(admin, senco):
    name = kept_rebalance(senco)
    answer = make_live(senco, name)

    assert [row.scenario for row in rows(admin)] == [""]
    assert tags(senco) == []
    undo(admin.extensions["desk"].register, int(query_of(answer).rpartition("saved=")[2]), by="senco", school=OWN)
    assert [row.scenario for row in rows(admin)] == [name]
    assert tags(senco) == []


def test_a_name_used_anew_stands_for_the_newer_scenario(admin, senco):
    remove_scenario(senco, name := kept_rebalance(senco))
    assert kept_rebalance(senco) == name
    assert tags(senco) == [TAG]

    make_live(senco, name)

    assert tags(senco) == [TAG]
    assert [row.scenario for row in rows(admin)] == [name, ""]


def test_another_name_of_a_scenario_goes_along_with_what_is_expected_of_it(admin, senco):
    name = kept_rebalance(senco)
    address = f"/school/{OWN}/scenarios/{ident(name)}/name"
    senco.post(address, form_on(senco, address).sent(name="Another"))

    assert [row.scenario for row in rows(admin)] == ["Another"]
    assert tags(senco) == []


def met(name: str, part: str, app: Flask, now: float) -> Expectation:
    """Set out a year ago at the large demo school: need was to rise by `part` to what it is now."""
    return Expectation(OTHER, 90, "2025-autumn", date(2025, 11, 3), "owner", "absorbed", name, need_before=now - 0.2, need_expected=now, need_least=0.05)


def frozen(records: Records, app: Flask) -> tuple[TermRecords, ...]:
    return (TermRecords(Term(2025, "spring"), date(2026, 3, 2), records, app.extensions["desk"].framework),)


def test_the_next_frozen_term_shows_expected_against_actual(admin):
    desk = admin.extensions["desk"]
    records = facts.records(desk.register)
    now = desk.standing.at(desk.register).measures(OTHER, desk.framework)
    need = float(now.schools.kpis["need"].value[0])
    apply(desk.register, Changes(added={"expectations": (met("Hours back", "need", admin, need),)}), by="owner")
    app = create_admin(replace(desk, frozen=lambda: frozen(records, admin)))

    page = signed_in(app, "owner").get(f"/school/{OTHER}/insights").text

    deed = next(each for each in document(page).iter("article") if each.get("id") == "deed-90")
    heads = [" ".join("".join(each.itertext()).split()) for each in deed.iter("h4")]
    assert heads == ["At the end of the spring term 2025/26: ● As expected", "Today: ● As expected"]
