"""The three questions are drawn from what was seen: each insight puts one, without a number, unless a figure makes a better one."""

from __future__ import annotations

import re

import pytest

from sendsite.framework.insights import INSIGHTS
from sendsite.report.asks import ASKS
from sendsite.report.questions import questions
from sendsite.report.views import views_of
from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.report.trust import NOW, SETUP, reading

FROM_FIGURES = {"absorbed", "unallocated", "surplus", "highest_need"}
NOTHING_TO_ASK = {"small_school"}


def test_every_insight_puts_a_question():
    assert {rule.__name__ for rule in INSIGHTS} == set(ASKS) | FROM_FIGURES | NOTHING_TO_ASK


@pytest.mark.parametrize("rule", ASKS)
def test_a_question_has_no_number_and_is_one(rule: str):
    assert ASKS[rule].endswith("?")
    assert not re.search(r"\d", ASKS[rule])


def test_a_school_whose_support_is_tied_to_no_outcome_is_asked_about_that():
    from sendsite.report.charts.canvas import Canvas

    records = a_school(*(a_pupil(f"p{place}", needs=4, gets=4, rating="A") for place in range(20)), a_member_of_staff("s1", contracted=82))
    (view,) = views_of(SETUP, [reading(NOW, records)], Canvas())

    assert ASKS["untied"] in questions(view, view.schools[0])
