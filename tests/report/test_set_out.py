"""What was set out and what came of it, as published: figures after disclosure control, words of our own, and only in the first term since."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sendsite.framework.expectation import Expectation
from sendsite.framework.records import Records
from sendsite.report.build import build_report
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import Report, SchoolInsights, TrustInsights
from sendsite.report.sections.set_out import DEEDS, HIDDEN, UNTOLD
from tests.builders import a_member_of_staff, a_pupil, a_school, an_outcome
from tests.report.trust import NOW, SETUP, page, reading

SECRET = "Give Wilma the mornings of Mr Dunnock"


def school(gets: float, *, pupils: int = 40) -> Records:
    people = [a_pupil(f"p{place}", needs=4, gets=gets, rating="RA"[place % 2], outcomes=(an_outcome("on_track"),)) for place in range(pupils)]
    return a_school(*people, a_member_of_staff("s1", contracted=160), roll=400)


def a_row(**values: Any) -> Expectation:
    """Set out a week after the term before was frozen: from half of need met to three quarters."""
    row = Expectation("140001", 1, "2025-autumn", reading(NOW.before, school(2)).data_date + timedelta(days=7), "joan", "unallocated", SECRET, note=SECRET)
    row = row._replace(need_before=0.5, need_expected=0.75, need_least=0.05, pif_before=0.5, pif_expected=0.6, pif_least=0.07, pupils=12)
    return row._replace(**values)


def report(row: Expectation, gets: float = 3, *, pupils: int = 40, then: int = 40) -> Report:
    now = replace(school(gets, pupils=pupils), expectations=(row,))
    return build_report(SETUP, [reading(NOW.before, school(2, pupils=then)), reading(NOW, now)])


def sections(told: Report, key: str = "school/140001/insights") -> tuple[Section, ...]:
    figures = page(told, key).figures
    assert isinstance(figures, SchoolInsights | TrustInsights)
    return figures.sections


def cells(section: Section) -> dict[str, list[str]]:
    assert section.table is not None
    return {row.head: [cell.text for cell in row.cells] for row in section.table.rows}


def test_expected_stands_beside_the_term_before_and_what_came():
    (section,) = sections(report(a_row()))

    assert cells(section)["Need met"] == ["50.0%", "75.0%", "75.0%", "● As expected"]


@pytest.mark.parametrize("gets, came", [(3, "● As expected"), (2.6, "◆ On the way"), (2.1, "◆ No real change"), (1, "▲ The other way")])
def test_how_it_came_out_is_called_by_the_rule_of_real_change(gets: float, came: str):
    (section,) = sections(report(a_row(), gets))

    assert cells(section)["Need met"][-1] == came


def test_a_what_if_that_was_given_up_is_held_against_nobody():
    assert sections(report(a_row(scenario="Tried"))) == ()


@pytest.mark.parametrize("moved", [1, 4, None])
@pytest.mark.parametrize("rule", ["at_odds", "surplus", "rebalance"])
def test_what_moves_the_hours_of_few_or_nobody_knows_of_how_many_is_an_action_and_no_more(rule: str, moved: int | None):
    told = report(a_row(rule=rule, pupils=moved))
    (section,) = sections(told)
    (across,) = [each for each in sections(told, "trust/insights") if each.slug == "set-out"]

    assert (section.heading, section.says, section.table) == (UNTOLD, HIDDEN, None)
    assert list(cells(across).values()) == [[UNTOLD, "Autumn term 2025/26", "[c]"]]
    assert DEEDS[rule] not in repr(told)


def test_what_moves_the_hours_of_enough_is_told_with_what_was_expected():
    (section,) = sections(report(a_row(rule="surplus", pupils=5)))

    assert section.heading.startswith(DEEDS["surplus"])
    assert cells(section)["Need met"][1] == "75.0%"


def test_hours_of_staff_that_all_find_a_gap_are_told_and_the_rest_is_not():
    (section,) = sections(report(a_row(pupils=2)))

    assert cells(section)["Need met"][1] == "75.0%"
    assert cells(section)["Progress"][1] == "[c]"
    assert section.says.startswith("The figures came out as expected. That is so of what can be shown")


def test_a_register_that_was_too_small_then_and_is_hidden_still_hides_what_was_set_out():
    assert sections(report(a_row(), then=4)) == ()


def test_nothing_that_somebody_wrote_is_published():
    assert "Wilma" not in repr(report(a_row()))
    assert "joan" not in repr(report(a_row()))


def test_it_is_held_against_the_first_term_since_and_no_later_one():
    row = a_row(accepted_on=reading(NOW.year_before, school(2)).data_date + timedelta(days=1))
    past = [reading(NOW.year_before, school(2)), reading(NOW.before, replace(school(2), expectations=(row,)))]
    assert sections(build_report(SETUP, [*past, reading(NOW, replace(school(3), expectations=(row,)))])) == ()


def test_a_look_at_the_insights_is_nothing_set_out():
    assert sections(report(a_row(rule="looked"))) == ()


def test_the_trust_sees_what_each_school_set_out_and_how_it_came_out():
    (section,) = [each for each in sections(report(a_row()), "trust/insights") if each.slug == "set-out"]

    assert list(cells(section).values()) == [["Give pupils the hours that nobody held", "Autumn term 2025/26", "● As expected"]]
