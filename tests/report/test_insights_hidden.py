"""Insights on top-up and on stated priorities: told where they rest on enough pupils, and without a number where they do not."""

from __future__ import annotations

import re
from dataclasses import replace

from sendsite.framework.records import Priority, Records
from sendsite.report.figures.pages import InsightCard, SchoolInsights
from tests.builders import a_member_of_staff, a_pupil, a_school, an_outcome
from tests.report.trust import one_term, page

REVIEWED = (an_outcome("on_track"),)


def card(records: Records, rule: str) -> InsightCard:
    figures = page(one_term(records), "school/140001/insights").figures
    assert isinstance(figures, SchoolInsights)
    return next(each for each in (*figures.first, *figures.more) if each.rule == rule)


def digits(told: InsightCard) -> str:
    return "".join(re.findall(r"\d", " ".join((told.title, told.diagnosis, told.why, told.action, *told.steps))))


def funded(short: int, enough: int) -> Records:
    """So many pupils whose support costs 1,600 GBP more than their funding, and so many whose funding is enough; others have none."""
    pupils = [a_pupil(f"s{place}", needs=10, gets=10, outcomes=REVIEWED, funding_amount=0) for place in range(short)]
    pupils += [a_pupil(f"e{place}", needs=10, gets=10, outcomes=REVIEWED, funding_amount=200_000) for place in range(enough)]
    pupils += [a_pupil(f"o{place}", needs=2, gets=2, outcomes=REVIEWED) for place in range(20)]
    return a_school(*pupils, a_member_of_staff("s1", contracted=10 * (short + enough) + 40), roll=400)


def test_enough_pupils_on_both_sides_and_the_money_is_told_to_a_thousand():
    told = card(funded(8, 7), "top_up")

    assert "£13,000 a year" in told.diagnosis
    assert dict(told.figures)["Cost beyond funding, a year"].text == "£13,000"


def test_few_whose_support_costs_more_are_not_counted_in_pounds():
    told = card(funded(4, 9), "top_up")

    assert digits(told) == ""
    assert told.figures == ()


def test_few_whose_funding_is_enough_hide_it_too_for_the_sum_by_band_would_tell_theirs():
    assert digits(card(funded(9, 3), "top_up")) == ""


def of_area(pupils: int) -> Records:
    people = [a_pupil(f"p{place}", needs=10, gets=8, primary_need="SEMH" if place < pupils else "MLD", outcomes=REVIEWED) for place in range(30)]
    records = a_school(*people, a_member_of_staff("s1", contracted=120), a_member_of_staff("s2", contracted=120), roll=400)
    return replace(records, priorities=(Priority("140001", 1, "Calm starts", "need_area", "semh", 6_000),))


def test_a_priority_of_many_pupils_tells_its_share():
    assert "In the timetable 40% goes there: 50 hours a week fewer" in card(of_area(12), "priority").diagnosis  # 96 of 240 hours are told as 95; 48 fewer as 50


def test_a_priority_of_three_pupils_tells_neither_share_nor_whom_it_is_about():
    told = card(of_area(3), "priority")

    assert digits(told) == ""
    assert told.diagnosis == "A stated priority holds fewer hours than it was meant to. Which, and how many hours, is hidden: it could point to a child."
