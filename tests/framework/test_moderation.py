"""A second person's look at ratings: how many, whose, and what is still to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sendsite.framework.checks import Finding, checks
from sendsite.framework.moderation import drawn, sample_size
from sendsite.framework.records import Moderation, Records
from sendsite.framework.settings import default, with_overrides
from sendsite.framework.term import Term
from tests.builders import DAY, a_pupil, a_school

URN, TERM = "140001", Term.of(DAY)
FORTY = [f"p{number}" for number in range(1, 41)]


@pytest.mark.parametrize("rated, wanted", [(0, 0), (2, 2), (3, 3), (29, 3), (30, 3), (31, 4), (40, 4), (41, 5), (70, 7), (110, 11)])
def test_a_tenth_of_the_ratings_is_looked_at_rounded_up_and_never_fewer_than_three(rated, wanted):
    assert sample_size(rated, default()) == wanted


def test_a_trust_may_draw_more():
    assert sample_size(40, with_overrides("[moderation]\nsample_share = 0.5\n", "framework.toml")) == 20


def test_the_same_pupils_give_the_same_sample_in_whatever_order_they_stand():
    assert drawn(URN, FORTY, TERM, default()) == drawn(URN, reversed(FORTY), TERM, default()) == ("p27", "p39", "p37", "p18")


def test_another_term_and_another_school_have_another_sample():
    samples = {drawn(urn, FORTY, term, default()) for urn in (URN, "140002") for term in (TERM, TERM.before)}

    assert len(samples) == 4


def test_a_pupil_who_joins_moves_at_most_one_other_out_of_the_sample():
    before = set(drawn(URN, FORTY[:-1], TERM, default()))

    assert all(len(before - set(drawn(URN, [*FORTY[:-1], f"new{number}"], TERM, default()))) <= 1 for number in range(50))


def a_school_of(*looks: Moderation, pupils: int = 3, unrated: int = 0) -> Records:
    return replace(a_school(*(a_pupil() for _ in range(pupils)), *(a_pupil(rating="") for _ in range(unrated))), moderations=looks)


def a_look(pupil_id: str, agreed: bool | None = True, term: Term = TERM) -> Moderation:
    done = agreed is not None
    return Moderation(URN, pupil_id, term.name, DAY - timedelta(days=1) if done else None, "L. Example" if done else "", agreed)


def due(records: Records) -> list[Finding]:
    return [finding for finding in checks(records, default(), DAY) if finding.code == "moderation_due"]


def test_what_is_still_to_be_looked_at_is_named_with_who_and_where():
    (finding,) = due(a_school_of(a_look("p2")))

    assert finding.words == "School 140001: 1 of 3 ratings confirmed by a second person this term. Still to look at: p3, p1."
    assert (finding.urn, finding.severity, finding.who, finding.where) == (URN, "low", "SENCO", "/pupils")


def test_a_look_that_did_not_confirm_is_done_and_said():
    (finding,) = due(a_school_of(a_look("p2", agreed=False), a_look("p1")))

    assert finding.words == "School 140001: 1 of 3 ratings confirmed by a second person this term, 1 seen and not confirmed. Still to look at: p3."


def test_pupils_who_were_drawn_already_are_looked_at_first():
    (finding,) = due(a_school_of(a_look("p40", None), pupils=40))

    assert finding.words.endswith("0 of 4 ratings confirmed by a second person this term. Still to look at: p40, p27, p39, p37.")


def test_more_that_were_drawn_than_the_sample_are_all_to_be_looked_at():
    (finding,) = due(a_school_of(*(a_look(pupil, None) for pupil in FORTY[:5]), pupils=40))

    assert "0 of 5 ratings" in finding.words


@pytest.mark.parametrize("looks", [("p1", "p2", "p3"), ("p1", "p2", "p3", "p4")])
def test_with_the_sample_looked_at_nothing_is_found(looks):
    assert due(a_school_of(*(a_look(pupil) for pupil in looks), pupils=30)) == []


def test_last_terms_looks_do_not_count():
    (finding,) = due(a_school_of(*(a_look(pupil, term=TERM.before) for pupil in ("p1", "p2", "p3"))))

    assert "0 of 3 ratings" in finding.words


def test_a_school_without_a_rating_has_none_to_confirm():
    assert due(a_school_of(pupils=0, unrated=5)) == []
