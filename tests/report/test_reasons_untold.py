"""Words about a figure that is hidden are hidden with it: why it is missing, that it is left out of the trust's, and what it raises a flag for."""

from __future__ import annotations

import pytest

from sendsite.framework.records import Records
from sendsite.report.disclosure import Released
from sendsite.report.figures.pages import TrustOverview
from sendsite.report.quantities import gathered, released, source_of
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_outcome
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


def of_one(*pupils: object, roll: int = 100) -> Released:
    """The figures of a school with these pupils, beside two larger ones."""
    school = a_school(*pupils, a_member_of_staff("t1", contracted=60), urn=TINY, name="Reedham Primary", roll=roll)  # type: ignore[arg-type]  # pupils
    return released(source_of(reading(NOW, a_trust(school, middling(), middling("140003", "Newfen Academy", 40)))), 5)


def rated(ratings: str) -> Released:
    return of_one(*(a_pupil(f"p{place}", needs=5, gets=3, rating="" if rating == "-" else rating) for place, rating in enumerate(ratings)))


def reviewed(count: int, of: int) -> Released:
    """So many of these pupils have an outcome that was reviewed; the others have one that was not started."""
    return of_one(*(a_pupil(f"p{place}", gets=3, outcomes=(an_outcome("on_track" if place < count else "not_started"),)) for place in range(of)))


def test_of_thirteen_pupils_nothing_tells_how_few_are_rated_red_or_amber():
    found = [rated("G" * (13 - few) + "A" * few) for few in range(5)]

    assert {each.mark(f"{TINY}.{figure}") for each in found for figure in ("kpi.dqf", "score.dqf", "kpi.sei", "rank")} == {"c"}
    assert {each.told(f"{TINY}.{words}") for each in found for words in ("missing.dqf", "left_out.dqf", "band.dqf")} == {""}


def test_that_too_few_are_rated_red_or_amber_is_told_where_their_counts_stand():
    found = rated("G" * 24)

    assert found.number(f"{TINY}.rating.red.pupils") == found.number(f"{TINY}.rating.amber.pupils") == 0
    assert (found.mark(f"{TINY}.kpi.dqf"), found.told(f"{TINY}.missing.dqf")) == ("x", "few_rated")


@pytest.mark.parametrize(("unrated", "mark", "reason"), [(4, "c", ""), (8, "x", "unrated_need")])
def test_that_the_unrated_hold_much_of_the_need_is_told_where_their_hours_stand(unrated: int, mark: str, reason: str):
    found = rated("-" * unrated + "RA" * (8 if unrated > 4 else 6))

    assert found.mark(f"{TINY}.rating.unrated.needed") == ("c" if mark == "c" else "")
    assert (found.mark(f"{TINY}.kpi.dqf"), found.told(f"{TINY}.missing.dqf")) == (mark, reason)


@pytest.mark.parametrize(("count", "of", "mark", "reason"), [(3, 20, "c", ""), (5, 8, "", ""), (0, 13, "x", "few_reviewed"), (6, 20, "x", "few_reviewed")])
def test_that_few_have_a_reviewed_outcome_is_told_where_neither_they_nor_the_others_are_few(count: int, of: int, mark: str, reason: str):
    found = reviewed(count, of)

    assert (found.mark(f"{TINY}.kpi.pif"), found.told(f"{TINY}.missing.pif")) == (mark, reason)


def test_a_trusts_measure_that_no_school_has_is_hidden_where_that_of_a_school_is():
    pupils = [a_pupil(f"p{place}", needs=5, gets=3, rating="AAGGGGGGGGGGG"[place]) for place in range(13)]
    found = released(source_of(reading(NOW, a_school(*pupils, a_member_of_staff("t1", contracted=60)))), 5)

    assert (found.mark("trust.kpi.dqf"), found.told("trust.missing.dqf")) == ("c", "")


def test_a_trusts_measure_rests_on_the_pupils_of_the_schools_it_is_made_of():
    """One school's measure is not there, so that the trust's is the other's, of four rated pupils."""
    many = a_school(*(a_pupil(f"p{place}", rating="R" if place < 10 else "", gets=2) for place in range(30)))
    few = a_school(*(a_pupil(f"p{place}", rating="R", gets=place) for place in range(4)), urn=TINY)

    assert released(source_of(reading(NOW, a_trust(many, few))), 5).mark("trust.kpi.dqf") == "c"


def test_where_a_register_is_hidden_neither_band_nor_flag_tells_whether_it_is_small():
    found = with_four("RRAA"), rated("RA" * 7)
    hidden, shown = released(source_of(reading(NOW, found[0])), 5), found[1]

    assert shown.told(f"{TINY}.flag.small_register")
    assert not hidden.told(f"{TINY}.flag.small_register")
    assert hidden.hidden(f"{TINY}.band.sei")
