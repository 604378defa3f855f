"""What-ifs beside the timetable in force: what is shown of them, under what name, and what is hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendsite.framework.records import Leaver, Records, Scenario
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import Report
from sendsite.report.quantities.scenario_names import told
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.report.looking import section, walk
from tests.report.trust import one_term, page


def with_plan(moved: int = 20, name: str = "More mornings", gets: float = 4) -> Records:
    """Twenty pupils of 5 hours of need who get 2; in the plan so many of them get more, the rest as now."""
    pupils = [a_pupil(f"pupil-{place}", needs=5, gets=2, name=f"Canary Featherstone{place}", rating="RAG"[place % 3]) for place in range(20)]
    plan = [an_allocation("s1", f"pupil-{place}", gets if place < moved else 2, scenario=name) for place in range(20)]
    school = a_school(*pupils, a_member_of_staff("s1", contracted=90, name="Perpetua Wagtail"), *plan)
    return replace(school, scenarios=(Scenario("140001", name, "Offered to Winifred for comment: mornings first."),))


def cells(report: Report) -> dict[str, list[str]]:
    table = section(page(report, "school/140001/finance").figures, "scenarios").table
    assert table is not None
    return {row.head: [cell.text for cell in row.cells] for row in table.rows}


def test_a_plan_stands_beside_the_timetable_in_force():
    found = cells(one_term(with_plan()))

    assert found["Need met"] == ["40.0%", "80.0%"]
    assert found["Hours a week that plans are short of"] == ["60", "20"]
    assert found["Cost of all support staff, £ a year"] == ["£68,000", "£68,000"]


def test_a_plan_is_told_by_its_name_and_its_note_is_not_published():
    told_of = repr(page(one_term(with_plan()), "school/140001/finance"))

    assert "More mornings" in told_of
    assert "Winifred" not in told_of


@pytest.mark.parametrize(
    "gets, said", [(2.25, "leaves plans 55 hours a week short, about as now"), (4, "leaves plans 20 hours a week short, 40 fewer than now")]
)
def test_rounded_hours_one_step_apart_are_about_as_now(gets: float, said: str):
    told_of = section(page(one_term(with_plan(gets=gets)), "school/140001/finance").figures, "scenarios").says

    assert said in told_of


def test_a_plan_that_moves_the_hours_of_few_pupils_does_not_tell_them():
    found = cells(one_term(with_plan(moved=3)))

    assert found["Need met"] == ["40.0%", "[c]"]
    assert found["Hours a week that plans are short of"] == ["60", "[c]"]
    assert found["SEND Efficiency Index"][1] in ("[c]", "[x]")


def test_two_plans_that_differ_in_few_pupils_do_not_tell_them():
    one, other = with_plan(), with_plan(moved=20, name="Other mornings")
    cell = next(row for row in other.deployment if row.scenario)
    both = replace(one, deployment=(*one.deployment, *(row._replace(hours=500) if row == cell else row for row in other.deployment if row.scenario)))

    assert cells(one_term(both))["Need met"] == ["40.0%", "[c]", "[c]"]


def test_a_what_if_feeds_no_other_figure():
    with_it, plain = with_plan(), replace(with_plan(), scenarios=(), deployment=tuple(row for row in with_plan().deployment if not row.scenario))

    assert page(one_term(with_it), "school/140001/deployment") == page(one_term(plain), "school/140001/deployment")


def test_a_school_without_plans_has_no_such_section():
    records = a_school(*(a_pupil(gets=2) for _ in range(10)))
    slugs = {found.slug for found in walk(page(one_term(records), "school/140001/finance").figures) if isinstance(found, Section)}

    assert "scenarios" not in slugs


@pytest.mark.parametrize("name", ["More for featherstone3", "perpetua’s week", "PUPIL-7 alone", "If Łucja left", "lucja stays"])
def test_a_plan_named_after_a_person_is_only_numbered(name: str):
    records = replace(with_plan(), leavers=(Leaver("140001", "staff", "old-9", "Łucja Pollexfen"),))

    assert told(["Reds first", name], records) == ("Reds first", "Scenario 2")
