"""Words about a figure that is hidden are hidden with it: why it is missing, that it is left out of the trust's, and what it raises a flag for."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Records
from sendsite.report.disclosure import Released
from sendsite.report.figures.pages import TrustOverview
from sendsite.report.quantities import gathered, released, source_of
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust
from tests.report.trust import NOW, middling, one_term, page, reading

TINY = "140002"


def with_four(ratings: str, paid: float = 30) -> Records:
    """Four pupils rated so in a school beside two larger ones. Where none is red or amber there is no Deployment quality."""
    pupils = [a_pupil(f"p{place}", needs=5, gets=3, rating=rating) for place, rating in enumerate(ratings)]
    tiny = a_school(*pupils, a_member_of_staff("t1", contracted=paid), urn=TINY, name="Reedham Primary", roll=74)
    return a_trust(tiny, middling(), middling("140003", "Newfen Academy", 40))


def told(ratings: str, paid: float = 30) -> Released:
    return released(source_of(reading(NOW, with_four(ratings, paid))), 5)


@pytest.mark.parametrize("words", ["missing.dqf", "left_out.dqf"])
def test_why_a_hidden_measure_of_four_pupils_is_missing_is_not_told(words: str):
    assert [told(ratings).told(f"{TINY}.{words}") for ratings in ("GGGG", "RRAA", "GGGR")] == [""] * 3


def test_whom_a_trusts_measure_leaves_out_is_not_said_where_it_would_tell_of_four_pupils():
    said = []
    for ratings in ("GGGG", "RRAA"):
        overview = page(one_term(with_four(ratings)), "trust").figures
        assert isinstance(overview, TrustOverview)
        said.append(overview.left_out)

    assert said[0] == said[1]


def test_a_flag_goes_with_the_measure_that_raises_it():
    """What is paid for three hours beside what a school of 74 is given is very little."""
    raised = gathered(source_of(reading(NOW, with_four("GGGR", paid=3)))).words
    assert raised[f"{TINY}.flag.low_spend"].words == "low_spend"
    assert told("GGGR", paid=3).mark(f"{TINY}.kpi.finance") == "c"
    assert told("GGGR", paid=3).told(f"{TINY}.flag.low_spend") == ""
