"""Support by mode, pairings and other tasks: shares that make a hundred, counts where they are few, and preparation apart from what takes hours away."""

from __future__ import annotations

import pytest

from sendsite.framework.coarse import surely_most
from sendsite.report.build import build_report
from sendsite.report.charts.stack import Part
from sendsite.report.figures.charts import Bars, Section
from sendsite.report.sections.support import _beyond, _heading, _shown
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.report.looking import section
from tests.report.trust import NOW, SETUP, one_term, page, reading

MODES = ("In class", "Withdrawn", "Intervention")


def parts(*hours: float | None) -> list[Part]:
    return [Part(label, each, "s1", "[c]" if each is None else f"{each:g}") for label, each in zip(MODES, hours, strict=True)]


@pytest.mark.parametrize("part, whole, most", [(80, 140, True), (75, 140, True), (70, 135, False), (20, 45, False)])
def test_more_than_half_is_said_only_where_it_holds_whatever_rounding_hid(part: float, whole: float, most: bool):
    assert surely_most(part, whole) is most
    assert (_heading(parts(part, 5, 5), {}, whole, "Support hours by mode") == "More than half of support is given in class") is most


def test_parts_that_come_to_more_than_their_total_say_so_under_the_picture():
    assert _beyond(parts(80, 30, 35), 140) == "Each figure is rounded by itself, so parts may not add up: these come to 145 hours, and all support to 140."
    assert _beyond(parts(80, 30, 25), 140) == _beyond(parts(80, None, None), 70) == ""


def test_one_part_that_is_shown_is_a_sentence():
    assert _shown(parts(20, None, None), 45) == "20 of 45 hours of support are given in class. The rest is hidden."


def of_tasks(tasks: dict[str, float]) -> Section:
    """The section on other tasks of a school with so many hours in each."""
    pupils = [a_pupil(f"p{place}", needs=5, gets=4) for place in range(30)]
    return section(page(one_term(a_school(*pupils, a_member_of_staff("s1", contracted=150, tasks=tasks))), "school/140001/deployment").figures, "tasks")


LITTLE = {"preparation": 12.0, "cover": 2.0, "admin": 1.0, "duty": 2.0}


def test_tasks_that_are_little_each_are_told_together_and_preparation_apart():
    found = of_tasks(LITTLE)

    assert found.heading == "Other tasks take about 5 hours a week in all, none of them much by itself"
    assert found.says == "The gap in pupils’ plans is 30 hours a week."
    assert found.table is not None
    assert [row.head for row in found.table.rows][-1] == "Preparation"
    assert "Preparation is part of good support" in found.note


def test_preparation_is_not_drawn_beside_what_takes_hours_from_support():
    found = of_tasks(LITTLE | {"cover": 20.0})

    assert isinstance(found.chart, Bars)
    assert [bar.label for bar in found.chart.rows] == ["Cover", "Admin", "Duties"]
    assert found.heading == "Cover takes most: 20 hours a week"


@pytest.mark.parametrize("pairs, heading, share", [(20, "20 of last term’s 20 pairings", "[u]"), (60, "100% of last term’s pairings", "100%")])
def test_a_share_of_few_pairings_is_told_in_counts(pairs: int, heading: str, share: str):
    pupils = [a_pupil(f"p{place}", needs=5, gets=0) for place in range(pairs)]
    records = a_school(*pupils, *(an_allocation("s1", f"p{place}", 1) for place in range(pairs)), a_member_of_staff("s1", contracted=80))
    found = section(page(build_report(SETUP, [reading(NOW.before, records), reading(NOW, records)]), "school/140001/deployment").figures, "pairings")

    assert found.heading.startswith(heading)
    assert found.table is not None
    assert found.table.rows[0].cells[-1].text == share


@pytest.mark.parametrize("cover, ends", [(20.0, "; cover takes 20 hours"), (5.0, "support of pupils or its preparation")])
def test_of_little_the_heading_names_what_takes_most_only_where_nothing_else_takes_as_much(cover: float, ends: str):
    pupils = [a_pupil(f"p{place}", needs=5, gets=4) for place in range(30)]
    records = a_school(*pupils, a_member_of_staff("s1", contracted=150, tasks={"cover": cover, "admin": 5.0}))

    assert section(page(one_term(records), "school/140001").figures, "hours").heading.endswith(ends)
