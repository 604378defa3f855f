"""Scenarios: copied, compared, made live, and each of it undone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendsite.admin.scenario_edits import copied, made_live, names, removed, renamed
from sendsite.framework.records import LIVE, Records
from sendsite.framework.scenarios import rows_of
from sendsite.register import facts
from sendsite.register.edits import Changes, apply, outcome
from sendsite.register.undo import undo
from tests.admin.people import OTHER, OWN, document, query_of, texts
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation

URN = "140001"


@pytest.fixture
def school() -> Records:
    """Live: two adults, one pupil. The what-if `Alone`: the second adult has left, and the first gives more."""
    people = (a_member_of_staff("s1"), a_member_of_staff("s2"), a_member_of_staff("s1", scenario="Alone"))
    cells = (an_allocation("s1", "p1", 4), an_allocation("s2", "p1", 2), an_allocation("s1", "p1", 5, scenario="Alone"))
    return a_school(a_pupil(), *people, *cells)


def _shape(records: Records, scenario: str) -> tuple[object, ...]:
    """The rows of a scenario without its name."""
    return tuple(tuple(row._replace(scenario="") for row in rows) for rows in rows_of(records, scenario))


def test_a_copy_holds_what_its_source_holds(school):
    after = outcome(school, copied(school, URN, "Alone", "Again"))

    assert names(after) == ("Again", "Alone")
    assert _shape(after, "Again") == _shape(school, "Alone")


def test_a_copy_of_the_live_deployment_keeps_on_with_the_live_staff(school):
    after = outcome(school, copied(school, URN, LIVE, "New"))

    assert [row.staff_id for row in after.staff if row.scenario == "New"] == []
    assert _shape(after, "New") == _shape(school, LIVE)


def test_another_name_takes_every_row_along(school):
    after = outcome(school, renamed(school, URN, "Alone", "By herself", "Because"))

    assert names(after) == ("By herself",)
    assert _shape(after, "By herself") == _shape(school, "Alone")


def test_what_is_removed_leaves_the_live_deployment_as_it_was(school):
    after = outcome(school, removed(school, "Alone"))

    assert names(after) == ()
    assert _shape(after, LIVE) == _shape(school, LIVE)


def test_made_live_it_is_the_live_deployment_and_no_scenario_more(school):
    after = outcome(school, made_live(school, URN, "Alone"))

    assert names(after) == ()
    assert _shape(after, LIVE) == _shape(school, "Alone")


def test_what_was_live_stays_under_a_name_where_that_is_asked_for(school):
    after = outcome(school, made_live(school, URN, "Alone", "Before"))

    assert _shape(after, LIVE) == _shape(school, "Alone")
    assert _shape(after, "Before") == _shape(school, LIVE)


def test_another_scenario_keeps_only_what_its_staff_can_hold(school):
    """A person who leaves the live staff takes along the cells in other scenarios that stand on the live row."""
    other = replace(school, deployment=(*school.deployment, *(row._replace(scenario="Third") for row in school.deployment if row.scenario == LIVE)))

    after = outcome(other, made_live(other, URN, "Alone"))

    assert [row.staff_id for row in after.deployment if row.scenario == "Third"] == ["s1"]


def _new(caller, name="Try", source="live"):
    return caller.post(f"/school/{OWN}/scenarios", {"name": name, "source": source, "note": "To see"})


def test_a_new_scenario_is_a_copy_and_opens_in_the_matrix(admin, senco):
    answer = _new(senco)

    held = facts.records(admin.extensions["desk"].register)
    assert (answer.status_code, answer.location.split("?")[0]) == (303, f"/school/{OWN}/deployment")
    assert len([row for row in held.deployment if row.school_urn == OWN and row.scenario == "Try"]) == len(
        [row for row in held.deployment if row.school_urn == OWN and row.scenario == LIVE]
    )


@pytest.mark.parametrize("name", ["", "live", " LIVE ", "=1+1", "tRY"])
def test_a_name_that_cannot_be_is_refused_and_kept(senco, name):
    _new(senco)

    answer = _new(senco, name)

    typed = [each.get("value") for each in document(answer.text).iter("input") if each.get("name") == "name"]
    assert (answer.status_code, typed) == (422, [name])
    assert "There is a problem" in texts(answer.text, "h2")


def test_made_live_and_undone_everything_stands_as_before(admin, senco):
    register = admin.extensions["desk"].register
    _new(senco)
    page = senco.get(f"/school/{OWN}/scenarios/Try/make-live").text
    before = facts.records(register)
    seen = next(each.get("value") for each in document(page).iter("input") if each.get("name") == "seen")

    answer = senco.post(f"/school/{OWN}/scenarios/Try/make-live", {"seen": seen, "keep": "yes", "keep_as": "Before"})

    assert answer.status_code == 303
    assert "Before" in names(facts.records(register))
    undo(register, int(query_of(answer).removeprefix("saved=")), by="senco", school=OWN)
    assert facts.records(register) == before


def test_what_changed_since_the_confirmation_was_shown_is_shown_again(senco):
    _new(senco)

    answer = senco.post(f"/school/{OWN}/scenarios/Try/make-live", {"seen": "another", "keep": "", "keep_as": ""})

    assert answer.status_code == 409


def test_the_comparison_names_every_cell_that_differs(admin, senco):
    _new(senco)
    register = admin.extensions["desk"].register
    cell = next(row for row in facts.records(register).deployment if row.school_urn == OWN and row.scenario == "Try" and not row.group and not row.locked)
    apply(register, Changes(removed={"deployment": (cell,)}), by="senco")

    page = senco.get(f"/school/{OWN}/scenarios/compare?a=live&b=Try").text

    assert "1 cell differs" in texts(page, "h2")


def test_another_schools_scenario_is_unknown(senco):
    assert senco.get(f"/school/{OTHER}/scenarios").status_code == 404
    assert senco.get(f"/school/{OWN}/scenarios/Nothing/make-live").status_code == 404


def test_who_may_only_look_has_no_form(as_role):
    viewer = as_role("viewer")

    page = document(viewer.get(f"/school/{OWN}/scenarios").text)

    assert [form.get("action") for form in page.iter("form") if form.get("method") == "post"] == ["/sign-out"]
    assert _new(viewer).status_code == 403
