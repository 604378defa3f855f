"""The picture of hours, drift, money, outcomes and priorities: one number, one tone and one name wherever they stand."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import pytest

from sendsite.report.charts.stack import Part, stack_row
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Bars, Section, Stack
from sendsite.report.figures.pages import Report
from sendsite.report.formats import PERCENT, fraction
from sendsite.report.quantities.landing import PARTS
from sendsite.report.sections.landing import TONES
from sendsite.report.sections.money import uses_heading
from sendsite.report.sections.priorities import Stated, heading, says
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation, an_outcome
from tests.report.looking import dashboard, section, walk
from tests.report.trust import one_term, page, the_report


def cells(found: Section) -> dict[str, list[str]]:
    assert found.table is not None
    return {row.head: [cell.text for cell in row.cells] for row in found.table.rows}


@lru_cache(maxsize=1)
def much_rounding() -> Report:
    """Hours that all end in a quarter: what rounding leaves over has to go somewhere."""
    pupils = [a_pupil(f"p{place}", needs=5, gets=0) for place in range(20)]
    rows = [an_allocation("s1", f"p{place}", 1.25) for place in range(20)]
    tasks = {"cover": 2.25, "admin": 1.25, "pastoral": 0.25, "duty": 0.75, "absence": 0.25}
    return one_term(a_school(*pupils, *rows, a_member_of_staff("s1", contracted=33, tasks=tasks)))


def test_hours_not_yet_deployed_read_the_same_in_the_picture_and_in_the_table_of_roles():
    figures = page(much_rounding(), "school/140001/deployment").figures
    waiting = cells(section(figures, "hours"))["Not yet deployed"][0]

    assert waiting == cells(section(figures, "roles"))["All roles"][-1]


def test_tasks_read_the_same_in_the_picture_and_in_their_own_table():
    figures = page(much_rounding(), "school/140001/deployment").figures
    picture, tasks = cells(section(figures, "hours")), cells(section(figures, "tasks"))

    assert {task: picture[task][0] for task in tasks if task != "Preparation"} == {task: row[0] for task, row in tasks.items() if task != "Preparation"}


def over_promised() -> Report:
    pupils = [a_pupil(f"p{place}", needs=2, gets=0) for place in range(12)]
    return one_term(a_school(*pupils, *(an_allocation("s", f"p{place}", 2) for place in range(12)), a_member_of_staff("s", contracted=20)))


@pytest.mark.parametrize("key", ["school/140001", "trust"])
def test_hours_paid_and_hours_promised_beyond_them_are_both_said(key: str):
    found = section(page(over_promised(), key).figures, "hours")

    assert found.sub == "Where timetables put the 20 hours a week that staff are paid for SEND support. They promise another 5 hours that nobody is paid for"
    assert cells(found)["All hours (20 paid, 5 promised beyond)"][0] == "25"  # 20, 4 and 24, each rounded by itself


def test_nothing_is_said_of_promises_where_there_are_none():
    assert (
        section(page(much_rounding(), "school/140001").figures, "hours").sub == "Where timetables put the 35 hours a week that staff are paid for SEND support"
    )


def test_hours_promised_beyond_those_paid_are_no_drift():
    found = section(page(over_promised(), "trust/finance").figures, "uses")

    assert found.note == "Timetables promise some hours that nobody is paid for. The uses count them, and so come to £3,000 a year more than the total."
    assert [row.head for row in found.table.rows][-2:] == ["Not yet deployed", "SEND hours of support staff"]  # type: ignore[union-attr]  # it has one
    assert "drift-cost" not in {each.slug for each in page(over_promised(), "trust/finance").figures.sections}  # type: ignore[union-attr]


def test_the_cost_of_other_tasks_and_of_hours_not_yet_deployed_stand_apart():
    found = section(page(the_report(), "school/140001/finance").figures, "drift-cost")
    costs = cells(found)

    assert found.heading == f"Other tasks cost {costs['Other tasks'][0]} a year; hours not yet deployed cost {costs['Not yet deployed'][0]} a year"
    assert "rift" not in found.table.caption  # type: ignore[union-attr]  # it has one


def test_the_trusts_money_names_other_tasks_by_what_they_are():
    found = section(page(the_report(), "trust/finance").figures, "by-school")

    assert found.heading.startswith("Other tasks cost most at ")
    assert "Cost of other tasks" in [each.label for each in found.table.columns]  # type: ignore[union-attr]  # it has one


def test_a_share_that_is_there_is_never_nought_per_cent():
    row = stack_row("Hours", [Part("Matched", 1213.0, "s1", "1,213.0"), Part("Duty", 5.0, "s4", "5.0"), Part("Cover", 0.0, "s4", "0.0")])

    assert [segment.share for segment in row.segments] == ["100%", "under 1%", "0%"]


def test_each_part_of_the_picture_has_one_tone_and_no_neighbour_has_the_same():
    assert set(TONES) == set(PARTS)
    assert all(TONES[first] != TONES[second] for first, second in pairwise(PARTS))
    tones: dict[str, set[str]] = {}
    for found in walk(tuple(each.figures for each in the_report().pages)):
        if isinstance(found, Section) and found.slug == "hours" and isinstance(found.chart, Stack):
            for segment in found.chart.rows[0].segments:
                tones.setdefault(segment.label, set()).add(segment.tone)
    assert {label: len(each) for label, each in tones.items()} == dict.fromkeys(tones, 1)


def test_drift_says_which_hours_are_those_of_staff_and_which_of_pupils():
    heads = list(cells(section(dashboard(), "drift")))

    assert [re.findall(r"\((\w+) hours\)", head) for head in heads] == [["staff"], ["pupil"], ["pupil"], ["staff"]]


def test_a_limit_passed_by_less_than_is_shown_is_just_over():
    staff = a_member_of_staff("s1", contracted=240, tasks={"cover": 25})  # 10.4%
    found = section(page(one_term(a_school(*(a_pupil(gets=2) for _ in range(20)), staff)), "school/140001").figures, "drift")

    assert found.says == "Other tasks take just over 10% of paid hours: above 10% that is flagged."


@pytest.mark.parametrize(
    "share, words", [(0.6, "Three pounds in five paid for support go to pupils’ support"), (0.1, "One pound in ten paid for support goes")]
)
def test_pounds_agree_with_their_verb(share: float, words: str):
    assert fraction(share)
    assert uses_heading(share).startswith(words)


def with_withdrawn() -> Section:
    outcomes = [("on_track", 10), ("developing", 10), ("withdrawn", 6)]
    pupils = [a_pupil(f"{status}{place}", gets=1, outcomes=(an_outcome(status),)) for status, count in outcomes for place in range(count)]
    return section(page(one_term(a_school(*pupils, a_member_of_staff(contracted=60))), "school/140001").figures, "provision")


def test_withdrawn_outcomes_are_neither_in_the_bar_nor_in_the_share():
    found = with_withdrawn()
    assert isinstance(found.chart, Stack)

    assert [(segment.label, segment.share) for segment in found.chart.rows[0].segments] == [("Developing", ""), ("On track", "")]
    assert found.heading == "10 of 20 plan outcomes are on track or achieved"  # too few for a share


def test_withdrawn_outcomes_keep_a_row_below_the_total():
    found = with_withdrawn()

    assert list(cells(found).items())[-2:] == [("All that are counted", ["20"]), ("Withdrawn, not counted", ["6"])]


def test_top_up_is_drawn_with_the_schools_own_part_so_that_bars_and_heading_agree():
    found = section(page(the_report(), "school/140004/finance").figures, "top-up")
    assert isinstance(found.chart, Bars)
    assert found.table is not None
    (row,), (bar,) = found.table.rows, found.chart.rows
    paid, own, costs, balance = (float(cell.value) for cell in row.cells[1:])  # type: ignore[arg-type]  # numbers

    assert paid + own - costs == balance
    assert bar.second is not None
    assert (bar.width >= bar.second[1]) == (balance >= 0) == ("covers" in found.heading)


def stated(share: float | None) -> Stated:
    cell = marked("c") if share is None else shown_cell(share, PERCENT)
    return Stated("Reds first", "hours for red-rated pupils", cell, shown_cell(0.5, PERCENT), share, 0.5, True, "school")


@pytest.mark.parametrize(
    "shares, words",
    [
        ((0.6, 0.4, None), "2 of 3 priorities can be judged, and 1 of these is met"),
        ((0.6, 0.7, None), "2 of 3 priorities can be judged, and all of these are met"),
        ((0.4, None), "1 of 2 priorities can be judged, and it is not met yet"),
        ((0.6, 0.4), "1 of 2 priorities holds its share of hours"),
        ((None, None), "Stated priorities beside the pattern of hours"),
    ],
)
def test_priorities_that_hold_their_share_are_counted_among_those_that_can_be_shown(shares: tuple[float | None, ...], words: str):
    assert heading([stated(share) for share in shares]) == words


@pytest.mark.parametrize(
    "hours, words, met",
    [
        ((20, 45), "20 of 45 hours are in class, near the target of half.", None),
        ((30, 45), "30 of 45 hours are in class, above the target of half.", True),
        ((10, 45), "10 of 45 hours are in class, below the target of half.", False),
        ((0, 45), "under 5 of 45 hours are in class, below the target of half.", False),
    ],
)
def test_a_priority_of_too_few_hours_for_a_share_is_judged_only_where_rounding_cannot_matter(hours: tuple[float, float], words: str, met: bool | None):
    found = Stated("In class", "support hours: in class", marked("u"), shown_cell(0.5, PERCENT), None, 0.5, True, "school", "are in class", hours)

    assert says([found]) == f"In class: {words}"
    assert found.met is met


def test_on_the_trusts_pages_a_priority_is_stated_by_the_trust():
    assert [row[-1] for row in cells(section(page(the_report(), "trust").figures, "priorities")).values()] == ["trust"]


def test_the_share_of_a_priority_is_the_strong_bar_and_its_target_the_pale_one():
    chart = section(dashboard(), "priorities").chart
    assert isinstance(chart, Bars)

    assert chart.legend == (("s7", "Target"), ("s1", "Share of hours"))
    assert (chart.rows[0].tone, chart.rows[0].text) == ("s7", "45%")


def test_that_money_is_at_standard_cost_is_said_once_on_a_page_and_that_figures_are_questions_twice_at_most():
    for each in the_report().pages:
        words = " ".join(value for value in walk(each.figures) if isinstance(value, str))
        assert len(re.findall("At standard cost: a rate", words)) <= 1, each.key
        assert len(re.findall("question worth asking, not a verdict", words)) <= 2, each.key
